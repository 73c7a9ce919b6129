import type { Opened } from '../../access/door-opened.ts'
import type { DocumentFacts } from '../../access/types.ts'
import { measurementType } from '../../reference/measures.ts'
import type { MeasurementChoices } from './types.ts'

/** What a decision tells the measurements of one kind apart by. */
export interface RowsOf {
  isSecret: boolean
  isMine: boolean
}

const every: readonly RowsOf[] = [
  { isSecret: false, isMine: false },
  { isSecret: false, isMine: true },
  { isSecret: true, isMine: false },
  { isSecret: true, isMine: true },
]

/** A measurement as a decision sees it: what its holder hides, they hide by kind. */
export const asHidden = (facts: DocumentFacts, kind: string, { hidden }: MeasurementChoices): DocumentFacts => ({
  ...facts,
  visibility: { ...facts.visibility, hidden: hidden.includes(kind) },
})

const sample = (opened: Opened, { isSecret, isMine }: RowsOf): DocumentFacts => ({
  id: '',
  typeCode: measurementType,
  status: 'current',
  archived: false,
  visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: isSecret },
  quarantined: false,
  authorIds: isMine ? opened.prefilter.partyIds : [],
  depositedAt: '',
})

/** Which rows of a kind this visitor may see: by the one decision, so that pages come full and counts are exact. */
export const visibleRows = (opened: Opened, kind: string, choices: MeasurementChoices): RowsOf[] =>
  every.filter((rows) => opened.judge(asHidden(sample(opened, rows), kind, choices)).effect === 'permit')
