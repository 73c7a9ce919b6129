import { createBareOpen } from './bare-open.ts'
import type { BenchHome } from './bench-home.ts'
import type { Lane } from './closed-loop.ts'
import { findDoctor, type Patient } from './population.ts'
import { createRawClient } from './raw-client.ts'
import {
  countEntries,
  measureReference,
  measureServer,
  type Extent,
  type ReportLine,
  type WorkloadReport,
} from './workload.ts'
import { createZipf } from './zipf.ts'

const requestFor = ({ port }: BenchHome, token: string, { ins }: Patient): string => {
  const patient = encodeURIComponent(`${ins.system}|${ins.value}`)
  return (
    `GET /fhir/DocumentReference?patient.identifier=${patient}&status=current&_sort=-date&_count=50 HTTP/1.1\r\n` +
    `host: localhost:${port}\r\nauthorization: Bearer ${token}\r\naccept: application/fhir+json\r\n\r\n`
  )
}

/** Opens records by chance, each draw the place of one in the list; counts what was answered. */
export const openLanes =
  (home: BenchHome, records: { token: string; patients: readonly Patient[]; draw: () => number }) =>
  (acknowledged: { count: number }) =>
  (): Lane => {
    const client = createRawClient(home.port)
    const requests = records.patients.map((patient) => requestFor(home, records.token, patient))
    return {
      close: client.close,
      next: async () => {
        const answer = await client.send([requests[records.draw()] ?? ''])
        if (answer.status === 200) acknowledged.count += 1
        return {
          ok: answer.status === 200 && answer.bytes > 1000,
          bytes: answer.bytes,
          firstByteMs: answer.firstByteMs,
        }
      },
    }
  }

/** W2: the treating doctor opens records of 50 documents, a few of them far oftener than the others (Zipf 1.1). */
export const runOpen = async (
  home: BenchHome,
  patients: readonly Patient[],
  extent: Extent,
): Promise<WorkloadReport> => {
  const doctor = await findDoctor(home.carnet)
  const rank = createZipf(patients.length, 1.1)
  const draw = () => patients[rank()]
  const bareLane = await createBareOpen({ app: home.carnet.database.app, superuser: home.superuser, draw })
  const acknowledged = { count: 0 }
  const lines: ReportLine[] = []
  let entries = 0
  for (const lanes of extent.lanes) {
    const bare = await measureReference({ what: 'bare journaled read', lanes, extent }, bareLane)
    const before = await countEntries(home, 'list-documents')
    const opening = openLanes(home, { token: await home.mint(doctor), patients, draw: rank })(acknowledged)
    const ours = await measureServer(home, { what: 'W2 open', lanes, extent }, opening)
    entries += (await countEntries(home, 'list-documents')) - before
    lines.push(bare, { ...ours, ratio: ours.perSecond / bare.perSecond, goal: '≥ 1500/s, p99 ≤ 150 ms, ≥ 50 %' })
  }
  const text = `acknowledged ${acknowledged.count} = journaled ${entries}`
  return { name: 'W2', lines, reconciled: { text, holds: acknowledged.count === entries } }
}
