import { createBareDecrypt } from './bare-decrypt.ts'
import type { BenchHome } from './bench-home.ts'
import type { Lane } from './closed-loop.ts'
import { depositFiles, findDoctor, type Patient } from './population.ts'
import { createRawClient } from './raw-client.ts'
import {
  countEntries,
  measureReference,
  measureServer,
  type Extent,
  type ReportLine,
  type WorkloadReport,
} from './workload.ts'

/** Files of one size, and their share of the mix. */
interface Kind {
  size: number
  share: number
  ids: string[]
}

const small = 25_000
const middle = 300_000
const large = 5_000_000

const depositKinds = async (home: BenchHome, patient: Patient): Promise<Kind[]> => [
  { size: small, share: 0.9, ids: await depositFiles(home.carnet, patient, { size: small, count: 20 }) },
  { size: middle, share: 0.09, ids: await depositFiles(home.carnet, patient, { size: middle, count: 6 }) },
  { size: large, share: 0.01, ids: await depositFiles(home.carnet, patient, { size: large, count: 4 }) },
]

const drawKind = (kinds: readonly Kind[]): Kind | undefined => {
  let drawn = Math.random()
  return kinds.find(({ share }) => (drawn -= share) < 0) ?? kinds.at(-1)
}

const openLane = (
  home: BenchHome,
  token: string,
  parts: { kinds: readonly Kind[]; acknowledged: { count: number } },
): Lane => {
  const client = createRawClient(home.port)
  return {
    close: client.close,
    next: async () => {
      const kind = drawKind(parts.kinds)
      const id = kind?.ids[Math.floor(Math.random() * kind.ids.length)] ?? ''
      const answer = await client.send([
        `GET /fhir/Binary/${id} HTTP/1.1\r\nhost: localhost:${home.port}\r\nauthorization: Bearer ${token}\r\naccept: image/jpeg\r\n\r\n`,
      ])
      if (answer.status === 200) parts.acknowledged.count += 1
      return {
        ok: answer.status === 200 && answer.bytes === kind?.size,
        bytes: answer.bytes,
        firstByteMs: answer.firstByteMs,
      }
    },
  }
}

/** W3: the treating doctor retrieves documents, of 5 MB alone, then of 25 KB, 300 KB and 5 MB at 90/9/1. */
export const runRetrieve = async (
  home: BenchHome,
  patients: readonly Patient[],
  extent: Extent,
): Promise<WorkloadReport> => {
  const [patient] = patients
  if (!patient) throw new Error('nobody to retrieve from')
  const doctor = await findDoctor(home.carnet)
  const all = await depositKinds(home, patient)
  const acknowledged = { count: 0 }
  const before = await countEntries(home, 'read-document')
  const lines: ReportLine[] = []
  const runMix = async (what: string, kinds: readonly Kind[], goal: { goal?: string }): Promise<void> => {
    const bareLane = createBareDecrypt(home.folder, () => drawKind(kinds)?.size ?? small)
    for (const lanes of extent.lanes) {
      const token = await home.mint(doctor)
      const bare = await measureReference({ what: `read and decrypt ${what}`, lanes, extent }, bareLane)
      const ours = await measureServer(home, { what: `W3 ${what}`, lanes, extent }, () =>
        openLane(home, token, { kinds, acknowledged }),
      )
      lines.push(bare, { ...ours, ratio: ours.mbPerSecond / bare.mbPerSecond, ...goal })
    }
  }
  await runMix('5 MB', all.slice(2), { goal: '≥ 150 MB/s, first byte ≤ 50 ms, ≥ 70 %' })
  await runMix('mix 90/9/1', all, {})
  const entries = (await countEntries(home, 'read-document')) - before
  const text = `acknowledged ${acknowledged.count} = journaled ${entries}`
  return { name: 'W3', lines, reconciled: { text, holds: acknowledged.count === entries } }
}
