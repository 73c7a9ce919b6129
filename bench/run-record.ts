import type { Visitor } from '../src/access/types.ts'
import type { BenchHome } from './bench-home.ts'
import { findDoctor, fillWithLetters, type Patient } from './population.ts'
import { createRawClient, requestOf } from './raw-client.ts'
import { countEntries, measureServer, type Extent, type WorkloadReport } from './workload.ts'

const dayMs = 86_400_000
const year = 365

/** Rows of other kinds, as many as a life with sensors leaves: nobody opens them, every index holds them. */
const fillWithRows = async ({ superuser }: BenchHome, spaceId: string, count: number): Promise<void> => {
  await superuser.query({
    text: `insert into vault.measurement (space_id, id, kind_hash, measured_at, entered_at, content_hash, details)
      select $1, gen_random_uuid(), decode(md5((n % 9)::text) || md5('k' || (n % 9)), 'hex'), now() - n * interval '1 minute', now(),
        decode(md5(n::text) || md5('c' || n), 'hex'), decode(repeat(md5(n::text), 12), 'hex')
      from generate_series(1, $2::int) as n`,
    values: [spaceId, count],
  })
  await superuser.query({ text: 'vacuum analyze vault.measurement' })
}

const fillOwn = async ({ carnet }: BenchHome, spaceId: string): Promise<void> => {
  const actor = { kind: 'holder', id: spaceId, name: 'Camille' } as const
  const me: Visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  const weights = Array.from({ length: year }, (_, day) => ({
    kind: 'body-weight',
    at: new Date(Date.now() - (day + 1) * dayMs).toISOString(),
    values: { value: `7${day % 10}.${day % 7}` },
  }))
  await carnet.observations.addMeasurements(me, { spaceId }, weights)
  for (const section of ['allergies', 'conditions', 'treatments'])
    for (let line = 0; line < 60; line += 1)
      await carnet.profile.addLine(me, { spaceId }, { section, fields: { what: `${section} ${line}` } })
}

/** RECORD: one person with a million measurements, 2,000 documents and a full profile; what their doctor opens of it. */
export const runRecord = async (
  home: BenchHome,
  patients: readonly Patient[],
  extent: Extent,
): Promise<WorkloadReport> => {
  const [patient] = patients
  if (!patient) throw new Error('a patient is needed')
  const { spaceId } = patient
  await fillWithLetters(home.carnet, patient, { count: extent.searchedRecord, words: ['lettre'] })
  await fillOwn(home, spaceId)
  await fillWithRows(home, spaceId, extent.measuredRows)
  const token = await home.mint(await findDoctor(home.carnet))
  const from = new Date(Date.now() - year * dayMs).toISOString()
  const before = await countEntries(home, 'read-profile')
  let summaries = 0
  const lane = (path: string, least: number, isSummary: boolean) => () => {
    const client = createRawClient(home.port)
    const request = requestOf({ home, token }, path)
    return {
      close: client.close,
      next: async () => {
        const answer = await client.send(request)
        if (isSummary) summaries += 1
        return {
          ok: answer.status === 200 && answer.bytes > least,
          bytes: answer.bytes,
          firstByteMs: answer.firstByteMs,
        }
      },
    }
  }
  const cell = (what: string) => ({ what, lanes: 1, extent })
  const series = `/fhir/Observation?patient=Patient/${spaceId}&code=29463-7&date=ge${from}&_count=1000`
  const lines = [
    {
      ...(await measureServer(
        home,
        cell(`a year of one code of ${extent.measuredRows} rows`),
        lane(series, 50_000, false),
      )),
      goal: 'p95 ≤ 50 ms',
    },
    {
      ...(await measureServer(
        home,
        cell('summary of the same record'),
        lane(`/fhir/Patient/${spaceId}/$summary`, 50_000, true),
      )),
      goal: 'p95 ≤ 300 ms',
    },
  ]
  const entries = (await countEntries(home, 'read-profile')) - before
  return {
    name: 'RECORD',
    lines,
    reconciled: { text: `acknowledged ${summaries} = journaled ${entries}`, holds: summaries === entries },
  }
}
