import type { Database } from '../src/platform/database/database.ts'
import type { BenchHome } from './bench-home.ts'
import { fillRecords, findDoctor, type Patient } from './population.ts'
import { openLanes } from './run-open.ts'
import { countEntries, measureServer, type Extent, type ReportLine, type WorkloadReport } from './workload.ts'

// Behind the newest documents, which are real: rows of the same size that no first page shows. What is sealed in them opens nowhere.
const lengthenText = `insert into vault.document
  select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'entry_uuid', gen_random_uuid(),
      'logical_uuid', gen_random_uuid(), 'submission_id', gen_random_uuid(), 'blob_id', gen_random_uuid(),
      'unique_id_hash', '\\x' || encode(sha256((d.id::text || turn)::bytea), 'hex'),
      'created_at', d.created_at - turn * interval '1 day' - interval '10 years',
      'dated_at', d.dated_at - turn * interval '1 day' - interval '10 years'))).*
    from vault.document d, generate_series(1, $2::integer) as turn where d.space_id = $1`

const lengthen = async (superuser: Database, { spaceId }: Patient, turns: number): Promise<void> => {
  await superuser.query({ text: lengthenText, values: [spaceId, turns] })
  await superuser.query({ text: 'vacuum analyze vault.document' })
}

const fifty = 50
/** A page reads one document more than it shows. */
const real = fifty + 1

/** LONG: the first page of a record of 100,000 documents, held against that of a record of fifty. */
export const runLong = async (
  home: BenchHome,
  patients: readonly Patient[],
  extent: Extent,
): Promise<WorkloadReport> => {
  const doctor = await findDoctor(home.carnet)
  const [short, long] = patients
  if (!short || !long) throw new Error('two patients are needed')
  await fillRecords(home.carnet, [short], fifty)
  await fillRecords(home.carnet, [long], real)
  await lengthen(home.superuser, long, Math.round(extent.longRecord / real) - 1)
  const acknowledged = { count: 0 }
  const before = await countEntries(home, 'list-documents')
  const measure = async (patient: Patient, length: number, lanes: number): Promise<ReportLine> => {
    const opening = openLanes(home, { token: await home.mint(doctor), patients: [patient], draw: () => 0 })
    return measureServer(home, { what: `a record of ${length}`, lanes, extent }, opening(acknowledged))
  }
  const lines: ReportLine[] = []
  for (const lanes of extent.lanes) {
    const first = await measure(short, fifty, lanes)
    const second = await measure(long, extent.longRecord, lanes)
    lines.push(first, { ...second, ratio: second.perSecond / first.perSecond, goal: '≥ 67 % (time ≤ 1.5)' })
  }
  const entries = (await countEntries(home, 'list-documents')) - before
  const text = `acknowledged ${acknowledged.count} = journaled ${entries}`
  return { name: 'LONG', lines, reconciled: { text, holds: acknowledged.count === entries } }
}
