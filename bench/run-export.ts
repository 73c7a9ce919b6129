import { SaxesParser } from 'saxes'
import { createHttpBrowser } from '../tests/support/http-browser.ts'
import { signInAt } from '../tests/support/simulator-sign-in.ts'
import type { BenchHome } from './bench-home.ts'
import type { Patient } from './population.ts'
import { familyCpuMs, processCost } from './process-cost.ts'
import { watchMemory } from './watch-memory.ts'
import { countEntries, wholeLine, type Extent, type WorkloadReport } from './workload.ts'

const boundary = 'carnet-bench'
const pieceBytes = 256 * 1024
const firstDay = Date.UTC(2016, 0, 1)
const dayMs = 86_400_000

const two = (part: number): string => String(part).padStart(2, '0')

/** A watch that counts steps and heart beats at every minute, one day after the other. */
const recordAt = (index: number): string => {
  const [minute, isHeart] = [Math.floor(index / 2), index % 2 === 1]
  const day = new Date(firstDay + Math.floor(minute / 1440) * dayMs).toISOString().slice(0, 10)
  const at = `${day} ${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}:00 +0100`
  const [type, unit] = isHeart ? ['HeartRate', 'count/min'] : ['StepCount', 'count']
  const value = isHeart ? 55 + (minute % 60) : minute % 90
  return `<Record type="HKQuantityTypeIdentifier${type}" sourceName="Montre" sourceVersion="11.0" device="&lt;&lt;HKDevice: 0x0&gt;, name:Montre, manufacturer:Maker&gt;" unit="${unit}" creationDate="${at}" startDate="${at}" endDate="${at}" value="${value}"/>\n`
}

/** The export of so many bytes, in pieces, and on how many days it has something. */
function* exportOf(bytes: number): Generator<string, void> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="fr_FR">\n'
  let [written, index] = [0, 0]
  while (written < bytes) {
    let piece = ''
    while (piece.length < pieceBytes) piece += recordAt(index++)
    written += piece.length
    yield piece
  }
  yield '</HealthData>\n'
}

/** The reference: the library that reads XML, alone, over the same bytes. */
const readBare = (bytes: number): { seconds: number; records: number } => {
  const parser = new SaxesParser()
  let records = 0
  parser.on('opentag', ({ name }) => void (records += name === 'Record' ? 1 : 0))
  const startedAt = performance.now()
  for (const piece of exportOf(bytes)) parser.write(piece)
  parser.close()
  return { seconds: (performance.now() - startedAt) / 1000, records }
}

const formStart =
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="export.xml"\r\n` +
  'Content-Type: text/xml\r\n\r\n'

/** What a browser sends for the page's form. */
function* formOf(bytes: number): Generator<Buffer, void> {
  yield Buffer.from(formStart)
  for (const piece of exportOf(bytes)) yield Buffer.from(piece)
  yield Buffer.from(`\r\n--${boundary}--\r\n`)
}

/** Made as fast as they are taken, and no faster. */
const pulledFrom = (pieces: Iterator<Buffer, void>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: (controller) => {
      const { value } = pieces.next()
      if (value === undefined) controller.close()
      else controller.enqueue(value)
    },
  })

/** Brings the file in as a person does, through the form of the page; what the page says afterwards must be all that was sent. */
const bring = async ({ port }: BenchHome, bytes: number): Promise<{ status: number; seconds: number }> => {
  const origin = `http://localhost:${port}`
  const browser = createHttpBrowser(origin)
  await signInAt(browser, '/sign-in/citizens?to=/my', 'dominique')
  const startedAt = performance.now()
  const answer = await browser.send('/my/measures/import', {
    stream: { body: pulledFrom(formOf(bytes)), type: `multipart/form-data; boundary=${boundary}` },
  })
  await answer.arrayBuffer()
  return { status: answer.status, seconds: (performance.now() - startedAt) / 1000 }
}

const countDays = async ({ superuser }: BenchHome): Promise<number> => {
  const [row] = await superuser.query<{ count: string }>({ text: 'select count(*) as count from vault.measurement' })
  return Number(row?.count ?? 0)
}

/** EXPORT: a phone's health export of 2 GB sent through the page by its owner; memory is what is asked, and that every day of it is kept. */
export const runExport = async (
  home: BenchHome,
  _patients: readonly Patient[],
  { exportBytes }: Extent,
): Promise<WorkloadReport> => {
  const megabytes = exportBytes / 1e6
  const bare = readBare(exportBytes)
  const resting = processCost(home.serverPid)
  const [days, entries] = [await countDays(home), await countEntries(home, 'add-measurements')]
  const databaseBefore = familyCpuMs(home.databasePid)
  const memory = watchMemory(home.serverPid)
  const { status, seconds } = await bring(home, exportBytes).finally(memory.stop)
  const kept = (await countDays(home)) - days
  // steps and heart beats, on each day that has minutes
  const wanted = 2 * Math.ceil(Math.ceil(bare.records / 2) / 1440)
  const journaled = (await countEntries(home, 'add-measurements')) - entries
  return {
    name: 'EXPORT',
    lines: [
      { ...wholeLine('EXPORT at rest', 0), rssMb: resting.rssMb },
      { ...wholeLine('  the XML alone', bare.records / bare.seconds), mbPerSecond: megabytes / bare.seconds },
      {
        ...wholeLine(`EXPORT of ${megabytes} MB, records`, bare.records / seconds),
        mbPerSecond: megabytes / seconds,
        serverUs: ((processCost(home.serverPid).cpuMs - resting.cpuMs) * 1000) / bare.records,
        databaseUs: ((familyCpuMs(home.databasePid) - databaseBefore) * 1000) / bare.records,
        rssMb: memory.stop(),
        errors: status === 200 ? 0 : 1,
        ratio: bare.seconds / seconds,
        goal: 'flat memory',
      },
    ],
    reconciled: {
      text: `acknowledged ${bare.records} records on ${wanted / 2} days = ${kept} days kept in ${journaled} entries`,
      holds: kept === wanted && journaled > 0,
    },
  }
}
