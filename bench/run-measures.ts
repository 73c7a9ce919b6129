import { randomBytes } from 'node:crypto'
import type { Database } from '../src/platform/database/database.ts'
import { randomId } from '../src/platform/ids.ts'
import type { BenchHome } from './bench-home.ts'
import type { Lane } from './closed-loop.ts'
import { findDoctor, findLaboratory, type Patient } from './population.ts'
import { createRawClient, requestOf } from './raw-client.ts'
import { createZipf } from './zipf.ts'
import {
  countEntries,
  measureReference,
  measureServer,
  type Extent,
  type ReportLine,
  type WorkloadReport,
} from './workload.ts'

const batchSize = 50
const pointsOfYear = 400
const dayMs = 86_400_000

const kinds = [
  { code: '85354-9', parts: ['8480-6', '8462-4'], unit: 'mm[Hg]' },
  { code: '2345-7', parts: [], unit: 'mg/dL' },
  { code: '41950-7', parts: [], unit: '1/(24.h)' },
]

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const moment = {
  url: 'https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-moment-of-measurement',
  valueCodeableConcept: loinc('53049-3'),
}

/** One measurement that nobody sent before: of the last year, to the second. */
const observationOf = ({ ins }: Patient, index: number): object => {
  const { code, parts, unit } = kinds[index % kinds.length] ?? { code: '', parts: [], unit: '' }
  const valueQuantity = { value: 80 + (index % 60), system: 'http://unitsofmeasure.org', code: unit }
  const upper = { ...valueQuantity, value: valueQuantity.value + 45 }
  const [systolic = '', diastolic = ''] = parts
  const value =
    parts.length === 0
      ? { valueQuantity }
      : {
          component: [
            { code: loinc(systolic), valueQuantity: upper },
            { code: loinc(diastolic), valueQuantity },
          ],
        }
  return {
    resourceType: 'Observation',
    status: 'final',
    code: loinc(code),
    subject: { identifier: ins },
    effectiveDateTime: new Date(Date.now() - Math.random() * 360 * dayMs).toISOString(),
    ...(code === '2345-7' ? { extension: [moment] } : {}),
    ...value,
  }
}

const batchOf = (patient: Patient, type: 'batch' | 'transaction'): object => ({
  resourceType: 'Bundle',
  type,
  entry: Array.from({ length: batchSize }, (_one, index) => ({
    resource: observationOf(patient, index),
    request: { method: 'POST', url: 'Observation' },
  })),
})

interface Sending {
  home: BenchHome
  token: string
  patients: readonly Patient[]
  draw: () => number
}

interface Writing extends Sending {
  /** what was acknowledged: rows, and the messages that they came in */
  made: { count: number; bundles: number }
}

/** A lane that sends measurements of somebody drawn by chance: fifty in a Bundle, or one by itself. */
const writing = (parts: Writing, what: 'batch' | 'transaction' | 'one') => (): Lane => {
  const { made, patients, draw } = parts
  const client = createRawClient(parts.home.port)
  const make = (patient: Patient): object => (what === 'one' ? observationOf(patient, 2) : batchOf(patient, what))
  return {
    close: client.close,
    next: async () => {
      const patient = patients[draw()]
      if (patient === undefined) throw new Error('nobody to measure')
      const body = Buffer.from(JSON.stringify(make(patient)))
      const answer = await client.send(requestOf(parts, what === 'one' ? '/fhir/Observation' : '/fhir', body))
      const ok = answer.status === 200 || answer.status === 201
      if (ok) {
        made.count += what === 'one' ? 1 : batchSize
        made.bundles += 1
      }
      return { ok, bytes: body.length, firstByteMs: answer.firstByteMs }
    },
  }
}

const yearOf = (sending: Sending, { ins }: Patient): (string | Buffer)[] => {
  const patient = encodeURIComponent(`${ins.system}|${ins.value}`)
  const from = new Date(Date.now() - 365 * dayMs).toISOString()
  return requestOf(
    sending,
    `/fhir/Observation?patient.identifier=${patient}&code=41950-7&date=ge${from}&_count=${pointsOfYear}`,
  )
}

const reading = (sending: Sending) => (): Lane => {
  const client = createRawClient(sending.home.port)
  const requests = sending.patients.map((patient) => yearOf(sending, patient))
  return {
    close: client.close,
    next: async () => {
      const answer = await client.send(requests[sending.draw()] ?? [])
      return { ok: answer.status === 200 && answer.bytes > 1000, bytes: answer.bytes, firstByteMs: answer.firstByteMs }
    },
  }
}

const insertText = `insert into bare.measurement (space_id, id, kind_hash, measured_at, entered_at, content_hash, details)
  select $1, id, kind, at, now(), content, details
  from unnest($2::uuid[], $3::bytea[], $4::timestamptz[], $5::bytea[], $6::bytea[]) as m (id, kind, at, content, details)`

/** The same number of rows of the same size in one statement, committed: the bar for a batch. */
const bareInsert = async (superuser: Database, patients: readonly Patient[]): Promise<() => Lane> => {
  await superuser.query({ text: 'create schema if not exists bare' })
  await superuser.query({ text: 'drop table if exists bare.measurement' })
  await superuser.query({ text: 'create table bare.measurement (like vault.measurement including all)' })
  const [row] = await superuser.query<{ size: number }>({
    text: 'select octet_length(details) as size from vault.measurement limit 1',
  })
  const size = row?.size ?? 200
  const many = <T>(make: () => T): T[] => Array.from({ length: batchSize }, make)
  return () => ({
    next: async () => {
      const patient = patients[Math.floor(Math.random() * patients.length)]
      await superuser.query({
        name: 'bare-measurements',
        text: insertText,
        values: [
          patient?.spaceId ?? '',
          many(randomId),
          many(() => randomBytes(32)),
          many(() => new Date().toISOString()),
          many(() => randomBytes(32)),
          many(() => randomBytes(size)),
        ],
      })
      return { ok: true, bytes: batchSize * size }
    },
  })
}

const selectText = `select id, measured_at, details from vault.measurement where space_id = $1 and kind_hash = $2
  order by measured_at desc, id desc limit ${pointsOfYear}`

/** The rows of one kind of one space, read as they lie. */
const bareSelect = async (superuser: Database): Promise<() => Lane> => {
  const most = await superuser.query<{ space_id: string; kind_hash: Buffer }>({
    text: `select space_id, kind_hash from vault.measurement group by 1, 2 order by count(*) desc limit 20`,
  })
  return () => ({
    next: async () => {
      const one = most[Math.floor(Math.random() * most.length)]
      const rows = await superuser.query({
        name: 'bare-year',
        text: selectText,
        values: [one?.space_id, one?.kind_hash],
      })
      return { ok: rows.length > 0, bytes: rows.length }
    },
  })
}

const inRows = (line: ReportLine): ReportLine => ({ ...line, perSecond: line.perSecond * batchSize })

const countStored = async ({ superuser }: BenchHome): Promise<number> => {
  const [row] = await superuser.query<{ count: string }>({ text: 'select count(*) as count from vault.measurement' })
  return Number(row?.count ?? 0)
}

/** W4: batches and transactions of fifty measurements, single ones, and a year of one code, by a hospital's software and the treating doctor. */
export const runMeasures = async (
  home: BenchHome,
  patients: readonly Patient[],
  extent: Extent,
): Promise<WorkloadReport> => {
  const [software, doctor] = [await findLaboratory(home.carnet), await findDoctor(home.carnet)]
  const draw = createZipf(patients.length, 1.1)
  const made = { count: 0, bundles: 0 }
  const before = { rows: await countStored(home), entries: await countEntries(home, 'add-measurements') }
  const sending = async (actor: typeof doctor): Promise<Sending> => ({
    home,
    token: await home.mint(actor),
    patients,
    draw,
  })
  const inTurn = patients.keys()
  const fill = writing({ ...(await sending(software)), made, draw: () => inTurn.next().value ?? 0 }, 'transaction')()
  for (let filled = 0; filled < patients.length; filled += 1)
    if (!(await fill.next()).ok) throw new Error('the first batch failed')
  fill.close?.()
  const bareLane = await bareInsert(home.superuser, patients)
  const lines: ReportLine[] = []
  for (const lanes of extent.lanes) {
    const bare = inRows(await measureReference({ what: 'bare insert of 50, rows', lanes, extent }, bareLane))
    const own = { ...(await sending(software)), made }
    const cell = (what: string) => ({ what, lanes, extent })
    const batch = inRows(await measureServer(home, cell('W4 batch of 50, rows'), writing(own, 'batch')))
    const single = await measureServer(home, cell('W4 one at a time'), writing(own, 'one'))
    const bareYear = await measureReference(
      { what: 'bare rows of one code', lanes, extent },
      await bareSelect(home.superuser),
    )
    const year = await measureServer(home, cell('W4 a year of one code'), reading(await sending(doctor)))
    lines.push(bare, { ...batch, ratio: batch.perSecond / bare.perSecond, goal: '≥ 10 000 rows/s' }, single, bareYear, {
      ...year,
      ratio: year.perSecond / bareYear.perSecond,
      goal: 'p95 ≤ 50 ms',
    })
  }
  const rows = (await countStored(home)) - before.rows
  const entries = (await countEntries(home, 'add-measurements')) - before.entries
  const holds = made.count === rows && made.bundles === entries
  const text = `acknowledged ${made.count} = stored ${rows}, in ${made.bundles} messages = ${entries} journaled`
  return { name: 'W4', lines, reconciled: { text, holds } }
}
