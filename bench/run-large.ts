import { createBareLarge, type BareLarge } from './bare-large.ts'
import type { BenchHome } from './bench-home.ts'
import { findDoctor, findLaboratory, nameUpload, type Patient } from './population.ts'
import { familyCpuMs, processCost } from './process-cost.ts'
import { createRawClient, type Answer } from './raw-client.ts'
import { watchMemory } from './watch-memory.ts'
import { countEntries, wholeLine, type Extent, type ReportLine, type WorkloadReport } from './workload.ts'

/** A PDF that only shows pages: what lies between its ends is a comment. */
const largePdf = (bytes: number): Buffer => {
  const end = '\n%%EOF\n'
  const pdf = Buffer.alloc(bytes, '% carnet\n')
  pdf.write('%PDF-1.4\n')
  pdf.write(end, bytes - end.length)
  return pdf
}

interface Cell {
  what: string
  bytes: number
  lanes: number
}

/** Runs as many at once as there are lanes, each once; `one` tells whether all went well. */
const allAtOnce = async (
  { what, bytes, lanes }: Cell,
  one: (lane: number) => Promise<boolean>,
): Promise<ReportLine> => {
  const startedAt = performance.now()
  const well = await Promise.all(Array.from({ length: lanes }, (_, lane) => one(lane)))
  const seconds = (performance.now() - startedAt) / 1000
  const mbPerSecond = (lanes * bytes) / seconds / 1e6
  return { ...wholeLine(what, lanes / seconds), lanes, mbPerSecond, errors: well.filter((each) => !each).length }
}

/** The same against the server, with what it and its database spent, and the most memory the server had. */
const watched = async (home: BenchHome, cell: Cell, one: (lane: number) => Promise<boolean>): Promise<ReportLine> => {
  const before = { server: processCost(home.serverPid).cpuMs, database: familyCpuMs(home.databasePid) }
  const memory = watchMemory(home.serverPid)
  const line = await allAtOnce(cell, one).finally(memory.stop)
  return {
    ...line,
    rssMb: memory.stop(),
    serverUs: ((processCost(home.serverPid).cpuMs - before.server) * 1000) / cell.lanes,
    databaseUs: ((familyCpuMs(home.databasePid) - before.database) * 1000) / cell.lanes,
  }
}

const exchange = async (port: number, request: readonly (string | Buffer)[], keepBody: boolean): Promise<Answer> => {
  const client = createRawClient(port)
  return client.send(request, keepBody).finally(client.close)
}

/** Sends the bytes raw; the id they can be named by, or nothing where they were not taken. */
const upload = async (
  { port }: BenchHome,
  { patient: { ins }, token, pdf }: { patient: Patient; token: string; pdf: Buffer },
): Promise<string | undefined> => {
  const head =
    `POST /fhir/Binary HTTP/1.1\r\nhost: localhost:${port}\r\nauthorization: Bearer ${token}\r\n` +
    `x-security-context: Patient?identifier=${ins.system}|${ins.value}\r\naccept: application/fhir+json\r\n` +
    `content-type: application/pdf\r\ncontent-length: ${pdf.length}\r\n\r\n`
  const { status, body } = await exchange(port, [head, pdf], true)
  return status === 201 ? /"id":"([0-9a-f-]{36})"/.exec(body.toString('latin1'))?.[1] : undefined
}

const countUploads = async ({ superuser }: BenchHome, bytes: number): Promise<number> => {
  const [row] = await superuser.query<{ count: string }>({
    text: 'select count(*) as count from vault.blob where size = $1',
    values: [bytes],
  })
  return Number(row?.count ?? 0)
}

/** The reference on the way in and on the way out: the same bytes, as many at once, in this process. */
const measureBare = async (
  bare: BareLarge,
  cell: Omit<Cell, 'what'>,
): Promise<{ up: ReportLine; down: ReportLine }> => ({
  up: await allAtOnce({ ...cell, what: '  digest, seal and write' }, async (lane) => {
    await bare.write(String(lane))
    return true
  }),
  down: await allAtOnce(
    { ...cell, what: '  read and open' },
    async (lane) => (await bare.read(String(lane))) === cell.bytes,
  ),
})

/** LARGE: twenty uploads of 100 MB in flight together, then as many downloads of one of them; the memory is what is asked. */
export const runLarge = async (
  home: BenchHome,
  patients: readonly Patient[],
  { large }: Extent,
): Promise<WorkloadReport> => {
  const [first] = patients
  if (!first) throw new Error('nobody to upload for')
  const pdf = largePdf(large.bytes)
  const resting = { ...wholeLine('LARGE at rest', 0), rssMb: processCost(home.serverPid).rssMb, goal: '≤ 300 MB' }
  const bare = await measureBare(createBareLarge(home.folder, pdf), large)
  const deposits = await countEntries(home, 'deposit-document')
  const laboratory = await home.mint(await findLaboratory(home.carnet))
  const ids: string[] = []
  const up = await watched(home, { ...large, what: 'LARGE in' }, async (lane) => {
    const id = await upload(home, { patient: patients[lane % patients.length] ?? first, token: laboratory, pdf })
    if (id !== undefined && lane % patients.length === 0) ids.unshift(id)
    return id !== undefined
  })
  const uploaded = (await countEntries(home, 'deposit-document')) - deposits
  const [stagedId = ''] = ids
  await nameUpload(home.carnet, first, { stagedId, contentType: 'application/pdf' })
  const reads = await countEntries(home, 'read-document')
  const doctor = await home.mint(await findDoctor(home.carnet))
  const ask = `GET /fhir/Binary/${stagedId} HTTP/1.1\r\nhost: localhost:${home.port}\r\nauthorization: Bearer ${doctor}\r\naccept: application/pdf\r\n\r\n`
  const down = await watched(home, { ...large, what: 'LARGE out' }, async () => {
    const { status, bytes } = await exchange(home.port, [ask], false)
    return status === 200 && bytes === large.bytes
  })
  const read = (await countEntries(home, 'read-document')) - reads
  const counts = [large.lanes - up.errors, await countUploads(home, large.bytes), uploaded]
  const [sent, stored] = counts
  const text = `in: acknowledged ${sent} = stored ${stored} = journaled ${uploaded}; out: acknowledged ${large.lanes - down.errors} = journaled ${read}`
  return {
    name: 'LARGE',
    lines: [
      resting,
      bare.up,
      { ...up, ratio: up.mbPerSecond / bare.up.mbPerSecond, goal: '≤ 400 MB' },
      bare.down,
      { ...down, ratio: down.mbPerSecond / bare.down.mbPerSecond, goal: '≤ 400 MB' },
    ],
    reconciled: { text, holds: new Set(counts).size === 1 && large.lanes - down.errors === read },
  }
}
