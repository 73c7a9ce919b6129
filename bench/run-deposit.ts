import { createBareDeposit } from './bare-deposit.ts'
import type { BenchHome } from './bench-home.ts'
import type { Lane } from './closed-loop.ts'
import { createMakeMessage, type MakeMessage } from './deposit-message.ts'
import { findLaboratory, type Patient } from './population.ts'
import { createRawClient, type Answer, type RawClient } from './raw-client.ts'
import {
  countEntries,
  measureReference,
  measureServer,
  type Extent,
  type ReportLine,
  type WorkloadReport,
} from './workload.ts'

const replays = 0.01
const replacements = 0.02

interface Sending {
  client: RawClient
  token: string
  port: number
}

const post = ({ client, token, port }: Sending, body: Buffer): Promise<Answer> =>
  client.send(
    [
      `POST /fhir HTTP/1.1\r\nhost: localhost:${port}\r\nauthorization: Bearer ${token}\r\n` +
        `content-type: application/fhir+json\r\naccept: application/fhir+json\r\ncontent-length: ${body.length}\r\n\r\n`,
      body,
    ],
    true,
  )

const documentIdOf = (body: Buffer): string | undefined =>
  /"location":"DocumentReference\/([0-9a-f-]{36})/.exec(body.toString('latin1'))?.[1]

interface Sent {
  patient: Patient
  message: Buffer
  documentId: string | undefined
}

const openLane = (
  sending: Sending,
  parts: { makeMessage: MakeMessage; patients: readonly Patient[]; stored: { count: number } },
): Lane => {
  let last: Sent | undefined
  const replay = async ({ message, documentId }: Sent) => {
    const answer = await post(sending, message)
    return { ok: answer.status === 200 && documentIdOf(answer.body) === documentId, bytes: message.length }
  }
  const deposit = async (patient: Patient, replaces: string | undefined) => {
    const message = parts.makeMessage(patient, replaces)
    const answer = await post(sending, message)
    const ok = answer.status === 200
    if (ok) parts.stored.count += 1
    last = ok ? { patient, message, documentId: documentIdOf(answer.body) } : undefined
    return { ok, bytes: message.length }
  }
  return {
    close: () => sending.client.close(),
    next: () => {
      const drawn = Math.random()
      if (last && drawn < replays) return replay(last)
      if (last && drawn < replays + replacements) return deposit(last.patient, last.documentId)
      const patient = parts.patients[Math.floor(Math.random() * parts.patients.length)]
      if (!patient) throw new Error('nobody to deposit for')
      return deposit(patient, undefined)
    },
  }
}

const countStored = async ({ superuser }: BenchHome): Promise<number> => {
  const [row] = await superuser.query<{ count: string }>({ text: 'select count(*) as count from vault.document' })
  return Number(row?.count ?? 0)
}

/** W1: one transaction with a report of 25 KB, patients uniform, 1 % sent twice, 2 % replacing an earlier one. */
export const runDeposit = async (
  home: BenchHome,
  patients: readonly Patient[],
  extent: Extent,
): Promise<WorkloadReport> => {
  const laboratory = await findLaboratory(home.carnet)
  const makeMessage = createMakeMessage(home.carnet)
  const stored = { count: 0 }
  const before = { rows: await countStored(home), entries: await countEntries(home, 'deposit-document') }
  const laneFor = (token: string) => (): Lane =>
    openLane({ client: createRawClient(home.port), token, port: home.port }, { makeMessage, patients, stored })
  const first = laneFor(await home.mint(laboratory))()
  if (!(await first.next()).ok) throw new Error('the first deposit failed: see server.log')
  first.close?.()
  const reference = await createBareDeposit(home.superuser, patients, home.folder)
  const lines: ReportLine[] = []
  for (const lanes of extent.lanes) {
    const bare = await measureReference({ what: 'bare rows', lanes, extent }, () => reference.lane({ file: false }))
    const withFile = await measureReference({ what: 'bare rows and file', lanes, extent }, () =>
      reference.lane({ file: true }),
    )
    const ours = await measureServer(home, { what: 'W1 deposit', lanes, extent }, laneFor(await home.mint(laboratory)))
    const goal = '≥ 500/s, ≥ 50 %'
    lines.push(
      bare,
      { ...withFile, ratio: withFile.perSecond / bare.perSecond },
      { ...ours, ratio: ours.perSecond / bare.perSecond, goal },
    )
  }
  const rows = (await countStored(home)) - before.rows
  const entries = (await countEntries(home, 'deposit-document')) - before.entries
  const text = `acknowledged ${stored.count} = stored ${rows} = journaled ${entries}`
  return { name: 'W1', lines, reconciled: { text, holds: stored.count === rows && rows === entries } }
}
