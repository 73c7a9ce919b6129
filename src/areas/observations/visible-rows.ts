import type { Opened } from '../../access/door-opened.ts'
import type { DocumentFacts } from '../../access/types.ts'
import { measurementType } from '../../reference/measures.ts'
import type { MeasurementChoices } from './types.ts'

/** What a decision tells the measurements of one kind apart by. */
export interface RowsOf {
  isSecret: boolean
  isMine: boolean
}

type Judging = Pick<Opened, 'judge' | 'prefilter'>

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

const sample = (opened: Judging, { isSecret, isMine }: RowsOf): DocumentFacts => ({
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
export const visibleRows = (opened: Judging, kind: string, choices: MeasurementChoices): RowsOf[] =>
  every.filter((rows) => opened.judge(asHidden(sample(opened, rows), kind, choices)).effect === 'permit')

/** Of some kinds, those of which this visitor may see a row: of each kind all rows are hidden, or none. `secrets`: of rows that are, or are not, a minor's secret. */
export const seenKinds = async (
  opened: Judging & Pick<Opened, 'vault'>,
  kinds: readonly string[],
  { choices: known, secrets = [true, false] }: { choices?: MeasurementChoices; secrets?: readonly boolean[] } = {},
): Promise<string[]> => {
  const choices = known ?? (await opened.vault.findMeasurementChoices())
  const rowsOf = (kind: string): RowsOf[] =>
    visibleRows(opened, kind, choices).filter(({ isSecret }) => secrets.includes(isSecret))
  const seen = kinds.filter((kind) => rowsOf(kind).length > 0)
  const [first] = seen
  return first === undefined
    ? []
    : opened.vault.listMeasuredKinds(seen, { partyIds: opened.prefilter.partyIds, shown: rowsOf(first) })
}
