import type { Opened } from '../../access/door-opened.ts'
import type { DocumentFacts } from '../../access/types.ts'
import { careStatements } from '../../reference/care-kinds.ts'

type Vault = Opened['vault']
type CareChoices = Awaited<ReturnType<Vault['findCareChoices']>>
type ShownCare = Parameters<Vault['countCare']>[0][number]

/** A line as a decision sees it: hidden by itself, or with all of it. */
export const asHidden = (facts: DocumentFacts, { hidden }: CareChoices): DocumentFacts => ({
  ...facts,
  visibility: { ...facts.visibility, hidden: hidden || facts.visibility.hidden },
})

/** Whether this visitor may see a line: it is judged as the document that what tells of it is read as. */
export const isSeen = (opened: Opened, facts: DocumentFacts, choices: CareChoices): boolean =>
  opened.judgeAs({ act: 'read-document' }, asHidden(facts, choices)).effect === 'permit'

const sampleOf = (typeCode: string, isHidden: boolean, isSecret: boolean): DocumentFacts => ({
  id: '',
  typeCode,
  status: 'current',
  archived: false,
  visibility: { hidden: isHidden, withheld: false, hiddenFromRepresentatives: isSecret },
  quarantined: false,
  authorIds: [],
  depositedAt: '',
})

const every = [
  { isHidden: false, isSecret: false },
  { isHidden: false, isSecret: true },
  { isHidden: true, isSecret: false },
  { isHidden: true, isSecret: true },
] as const

/** Which rows this visitor may see: by the one decision, so that pages come full and counts are exact. */
export const shownCare = (opened: Opened, choices: CareChoices): ShownCare[] =>
  careStatements.flatMap(({ key: statement, typeCode }) =>
    every
      .filter(({ isHidden, isSecret }) => isSeen(opened, sampleOf(typeCode, isHidden, isSecret), choices))
      .map((rows) => ({ statement, ...rows })),
  )
