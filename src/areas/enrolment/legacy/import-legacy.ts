import { createHash } from 'node:crypto'
import type { Visitor } from '../../../access/types.ts'
import { dayOf } from '../../../platform/calendar.ts'
import { parseInstant, type Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { TakeOlderDocument } from '../../documents/index.ts'
import { markLegacy } from '../corrections/person-rows/store.ts'
import { clockVisitor } from '../life/clock-visitor.ts'
import type { Register } from '../register/register.ts'
import type { RegisterPerson } from '../register/types.ts'
import { accessesOf, metadataOf, readLegacyLine, type LegacyLine, type LineFault } from './line-rules.ts'
import { readListLines, type ListLine } from './read-lines.ts'
import { advancePosition, endImport, endRecord, insertLegacyFlaw, openPosition } from './store.ts'
import type { ImportLegacy, LegacyFlaw, LegacyOptions, LegacyOutcome, LegacyProgress, LegacyRecord } from './types.ts'

/** What the import of older records is built from. */
export interface LegacyParts {
  database: Database
  clock: Clock
  parameters: Parameters
  register: Register
  /** founds the space in which the older record waits */
  prepareSpace: (personId: string) => Promise<void>
  takeOlder: TakeOlderDocument
}

type Fault = Omit<LegacyFlaw, 'record' | 'line' | 'details'> & Partial<Pick<LegacyFlaw, 'details'>>

/** A line is not taken; the import goes on. */
class Rejected extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.reason)
    this.fault = fault
  }
}

const reject = (fault: LineFault): never => {
  throw new Rejected(fault)
}

const operator: Visitor = { ...clockVisitor, origin: { channel: 'cli' } }

/** States in which somebody's older record can still be moved in. */
const receiving: readonly RegisterPerson['state'][] = ['known', 'noticed', 'legacy-opposed', 'open']

const nowOf = ({ clock }: LegacyParts): string => clock.now().toISOString()

/** Rules ENR-6: what was made on the cut-off day or later is no older record. */
const requireOld = (parts: LegacyParts, { createdAt }: LegacyLine): void => {
  const at = nowOf(parts)
  const cutOff = parts.parameters.parameterAt('legacyCutOff', at)
  const instant = parseInstant(createdAt)?.toISOString() ?? at
  if (dayOf(instant, parts.parameters.parameterAt('civilTimeZone', at)) >= cutOff)
    reject({ field: 'createdAt', reason: 'legacy-record-too-young', details: { cutOff } })
}

/** The space of a line's person, made where it is needed. Their record is noted before: a first refusal then keeps it. */
const openSpaceOf = async (parts: LegacyParts, { ins }: LegacyLine): Promise<string> => {
  const { register } = parts
  const person = await register.findPersonByIns(ins)
  if (person === undefined) return reject({ field: 'ins.value', reason: 'legacy-person-unknown' })
  if (!receiving.includes(person.state)) reject({ field: 'ins.value', reason: 'legacy-person-left' })
  if (!person.legacy) await markLegacy(parts.database, person.id)
  if (person.spaceId !== null) return person.spaceId
  await parts.prepareSpace(person.id)
  const { spaceId = null } = (await register.findPerson(person.id)) ?? {}
  return spaceId ?? reject({ field: 'ins.value', reason: 'legacy-person-left' })
}

const readBytes = async (parts: LegacyParts, record: LegacyRecord, line: LegacyLine): Promise<Buffer> => {
  const limit = parts.parameters.parameterAt('maxContentBytes', nowOf(parts))
  const file = await record.findFile(line.file)
  if (file === undefined) return reject({ field: 'file', reason: 'legacy-file-missing' })
  if (file.sizeBytes > limit) reject({ field: 'file', reason: 'legacy-file-too-large', details: { limit } })
  const bytes = await file.read()
  if (createHash('sha256').update(bytes).digest('hex') !== line.sha256)
    reject({ field: 'sha256', reason: 'legacy-sha256-differs' })
  return bytes
}

interface At {
  record: LegacyRecord
  sha256: Buffer
}

const readLine = (text: string | undefined): LegacyLine => {
  if (text === undefined) return reject({ field: '', reason: 'legacy-line-too-long' })
  const read = readLegacyLine(text)
  return 'fault' in read ? reject(read.fault) : read.line
}

const takeLine = async (parts: LegacyParts, { record, sha256 }: At, listed: ListLine): Promise<void> => {
  const line = readLine(listed.text)
  requireOld(parts, line)
  const bytes = await readBytes(parts, record, line)
  const spaceId = await openSpaceOf(parts, line)
  await parts.takeOlder(operator, {
    spaceId,
    patient: line.ins,
    metadata: metadataOf(line),
    bytes,
    messageHash: createHash('sha256').update(sha256).update(String(listed.line)).digest(),
    depositedAt: line.document.depositedAt ?? line.document.createdAt,
    accesses: accessesOf(line),
    alongside: (connection, outcome) =>
      advancePosition(connection, sha256, { line: listed.line, outcome, at: nowOf(parts) }),
  })
}

/** What keeps one line out; anything else stops the import, to go on from there later. */
const faultOf = (error: unknown): Fault => {
  if (error instanceof Rejected) return error.fault
  if (!(error instanceof Problem)) throw error
  // Somebody refused or closed meanwhile.
  if (error.kind === 'refused') return { field: 'ins.value', reason: 'legacy-person-left' }
  if (error.kind !== 'incorrect') throw error
  const { field, code: _code, ...details } = error.details
  return { field: String(field ?? ''), reason: error.reason, details }
}

const rejectLine = (parts: LegacyParts, sha256: Buffer, rejected: { line: number; fault: Fault }) =>
  parts.database.transaction(async (connection) => {
    const { line, fault } = rejected
    const { field, reason } = fault
    const details = { ...fault.details, field }
    await insertLegacyFlaw(connection, sha256, { line, field, reason, details })
    await advancePosition(connection, sha256, { line, outcome: 'rejected', at: nowOf(parts) })
  })

const hashOf = async (record: LegacyRecord): Promise<Buffer> => {
  const hash = createHash('sha256')
  for await (const chunk of record.readLines()) hash.update(chunk)
  return hash.digest()
}

interface Run {
  parts: LegacyParts
  options: LegacyOptions
  outcome: LegacyOutcome
  progress: LegacyProgress
}

const takeLines = async ({ parts, options, progress }: Run, at: At, behind: number): Promise<void> => {
  for await (const listed of readListLines(at.record.readLines())) {
    if (listed.line <= behind) continue
    try {
      await takeLine(parts, at, listed)
    } catch (error) {
      await rejectLine(parts, at.sha256, { line: listed.line, fault: faultOf(error) })
    }
    progress.lines += 1
    options.onProgress?.(progress)
  }
}

const takeRecord = async (run: Run, record: LegacyRecord): Promise<void> => {
  const { parts, outcome, options } = run
  const sha256 = await hashOf(record)
  const named = { sha256, name: record.name, at: nowOf(parts) }
  const position = await parts.database.transaction((connection) => openPosition(connection, named))
  if (!position.done) await takeLines(run, { record, sha256 }, position.line)
  const { counts, flaws } = await parts.database.transaction((connection) => endRecord(connection, named))
  outcome.records += 1
  outcome.resumed += position.begun ? 1 : 0
  outcome.stored += counts.stored
  outcome.present += counts.present
  outcome.rejected += counts.rejected
  if (flaws.length > 0) await options.onFlaws?.(flaws)
}

/**
 * Takes an export of older records in, one document a transaction together with the position behind it: whatever stops it, the same
 * import goes on from there, nothing twice and nothing left out. Law: L.1111-14, R.1111-40; rules ENR-5, ENR-6.
 */
export const createImportLegacy =
  (parts: LegacyParts): ImportLegacy =>
  async (source, options = {}) => {
    const outcome = { records: 0, resumed: 0, stored: 0, present: 0, rejected: 0 }
    const progress = { records: 0, recordsTotal: await source.countRecords(), lines: 0 }
    for await (const record of source.records()) {
      await takeRecord({ parts, options, outcome, progress }, record)
      progress.records += 1
      options.onProgress?.(progress)
    }
    await endImport(parts.database)
    return outcome
  }
