import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Connection } from '../../../../platform/database/database.ts'
import { timeOrderedId } from '../../../../platform/ids.ts'
import type { RegisterSeal } from '../../../../keys/register-seal.ts'
import type { PersonHashes } from '../hash-person.ts'
import type { ImportedPerson, LineFlaw, LineReason, LineRules } from '../line.ts'
import { sealIdentity } from '../person-seal.ts'
import { checkLine } from '../rules.ts'
import type { FlawLine } from '../runs/store.ts'
import type { ReadLine } from './read-lines.ts'
import { selectKnown, type KnownPerson, type PersonLine, type RepresentativeLine } from './store.ts'

/** What a run needs to turn lines into rows. */
export interface ImportTools {
  connection: Connection
  importId: string
  columns: ReadonlyMap<string, number>
  rules: LineRules
  hashes: PersonHashes
  seal: RegisterSeal
  /** milliseconds since 1970, for new ids */
  nowMs: number
}

/** Lines made ready to be written in one transaction. */
export interface PreparedBatch {
  /** what it was made of, to be made again when another writer was faster */
  lines: readonly ReadLine[]
  fresh: PersonLine[]
  changed: PersonLine[]
  /** identifiers known before, met here */
  met: { insHash: Buffer; line: number }[]
  representatives: RepresentativeLine[]
  flaws: FlawLine[]
  rejected: number
}

interface Candidate {
  line: number
  person: ImportedPerson
  fields: readonly string[]
  insHash: Buffer
  flaws: LineFlaw[]
}

interface Checked {
  candidates: Candidate[]
  flaws: Map<number, LineFlaw[]>
}

const keyOf = (hash: Buffer): string => hash.toString('latin1')

const rejection = (column: string, reason: LineReason, details: LineFlaw['details']): LineFlaw => ({
  column,
  severity: 'rejected',
  reason,
  details: { field: column, ...details },
})

/** Lines worked on in one go: in between, what the database answers to the batch before is heard, and its next statement leaves. */
const linesPerTurn = 100

const letOthersIn = (index: number): Promise<void> | undefined =>
  index % linesPerTurn === linesPerTurn - 1 ? nextTurn() : undefined

const checkLines = async (lines: readonly ReadLine[], { columns, rules, hashes }: ImportTools): Promise<Checked> => {
  const checked: Checked = { candidates: [], flaws: new Map() }
  const { recordBytes } = rules.words.limits
  for (const [index, { line, fields, unreadable }] of lines.entries()) {
    await letOthersIn(index)
    const { person, flaws } = unreadable
      ? { person: undefined, flaws: [rejection('', unreadable, { limit: recordBytes })] }
      : checkLine(fields, columns, rules)
    if (flaws.length > 0) checked.flaws.set(line, flaws)
    if (person) checked.candidates.push({ line, person, fields, insHash: hashes.ins(person.ins), flaws })
  }
  return checked
}

/** The line in one order of columns and whatever separator: the same person's data give the same text. */
const canonicalText = (fields: readonly string[], { columns, rules }: ImportTools): string => {
  const { required, optional } = rules.words.columns
  const texts = [...required, ...optional].map((column) => (fields[columns.get(column) ?? -1] ?? '').trim())
  return texts.join('\u001f')
}

const rowOf = (
  { line, person, insHash }: Candidate,
  { id, version, lineHash }: { id: string; version: number; lineHash: Buffer },
  { hashes, seal, rules }: ImportTools,
): PersonLine => ({
  line,
  id,
  version,
  insHash,
  lineHash,
  ...hashes.row(person),
  scheme: person.scheme,
  department: person.department ?? null,
  channel: person.channel,
  minorUntil: person.minorUntil ?? null,
  majorityOn: person.majorityOn ?? null,
  readOn: rules.today,
  protected: person.protected,
  legacy: person.legacy,
  diedOn: person.diedOn ?? null,
  remarks: person.remarks,
  sealed: sealIdentity(seal, id, person),
})

const findFault = (
  candidate: Candidate,
  { known, first }: { known: KnownPerson | undefined; first: number | undefined },
  importId: string,
): LineFlaw | undefined => {
  const before = first ?? (known?.import_id === importId ? Number(known.import_line) : undefined)
  if (before !== undefined && before !== candidate.line) return rejection('ins', 'line-person-twice', { first: before })
  return known?.ended ? rejection('ins', 'line-identifier-replaced', {}) : undefined
}

const numberFlaws = (flaws: ReadonlyMap<number, readonly LineFlaw[]>): FlawLine[] =>
  [...flaws].flatMap(([line, found]) => found.map((flaw, n) => ({ ...flaw, line, n })))

const countRejected = (flaws: ReadonlyMap<number, readonly LineFlaw[]>): number =>
  [...flaws.values()].filter((found) => found.some(({ severity }) => severity === 'rejected')).length

/**
 * Checks lines, asks the register which persons it knows, and hashes and seals the others. Nothing is written: a person met
 * twice is seen here within the batch and within the run, and what another writer does meanwhile is seen when it is written.
 */
export const prepareBatch = async (lines: readonly ReadLine[], tools: ImportTools): Promise<PreparedBatch> => {
  const { candidates, flaws } = await checkLines(lines, tools)
  const rows = await selectKnown(
    tools.connection,
    candidates.map(({ insHash }) => insHash),
  )
  const known = new Map(rows.map((row) => [keyOf(row.ins_hash), row]))
  const firstLines = new Map<string, number>()
  const batch: PreparedBatch = { lines, fresh: [], changed: [], met: [], representatives: [], flaws: [], rejected: 0 }
  for (const [index, candidate] of candidates.entries()) {
    await letOthersIn(index)
    const key = keyOf(candidate.insHash)
    const found = known.get(key)
    const fault = findFault(candidate, { known: found, first: firstLines.get(key) }, tools.importId)
    if (fault === undefined) {
      firstLines.set(key, candidate.line)
      addCandidate(batch, { candidate, known: found }, tools)
    } else flaws.set(candidate.line, [...candidate.flaws, fault])
  }
  batch.flaws = numberFlaws(flaws)
  batch.rejected = countRejected(flaws)
  return batch
}

const addCandidate = (
  batch: PreparedBatch,
  { candidate, known }: { candidate: Candidate; known: KnownPerson | undefined },
  tools: ImportTools,
): void => {
  const { line, insHash, person } = candidate
  const lineHash = tools.hashes.line(canonicalText(candidate.fields, tools))
  const id = known?.person_id ?? timeOrderedId(tools.nowMs)
  if (known) batch.met.push({ insHash, line })
  if (known?.traits_hash?.equals(lineHash)) return
  const row = rowOf(candidate, { id, version: Number(known?.version ?? 1), lineHash }, tools)
  ;(known ? batch.changed : batch.fresh).push(row)
  for (const { ins, kind } of person.representatives)
    batch.representatives.push({ personId: id, insHash: tools.hashes.ins(ins), kind })
}
