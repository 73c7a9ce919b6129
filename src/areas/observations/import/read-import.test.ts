import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { zipSync } from 'fflate'
import { corpus, skipWithoutCorpus } from '../../../../tests/support/corpus.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { dayMeasurement, gatherDays, joinSamples } from './day-rows.ts'
import type { Imported } from './imported.ts'
import { readImport } from './read-import.ts'
import { localInstantIn } from './read-meter-file.ts'

async function* inPieces(bytes: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const readAll = async (bytes: Buffer | string, size?: number): Promise<Imported[]> => {
  const all: Imported[] = []
  const pieces = inPieces(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes), size)
  for await (const told of readImport(pieces, localInstantIn('Europe/Paris'))) all.push(...told)
  return all
}

const sayings = (all: readonly Imported[], kind: string) =>
  all.flatMap((one) => ('saying' in one && one.saying.kind === kind ? [one.saying] : []))
const samples = (all: readonly Imported[]) => all.flatMap((one) => ('sample' in one ? [one.sample] : []))
const left = (all: readonly Imported[]) => all.flatMap((one) => ('left' in one ? [one] : []))

const days = (all: readonly Imported[], kind: string) =>
  gatherDays(samples(all))
    .filter((one) => one.kind === kind)
    .map((day) => dayMeasurement(day, joinSamples([], day.samples), 'test'))

const set = 'device-exports'
const guard = skipWithoutCorpus(set)
const read = (name: string): Buffer => {
  const path = corpus(`${set}/${name}`)
  return path === undefined ? Buffer.alloc(0) : readFileSync(path)
}
const expectedCheck = Compile(
  Type.Object({
    records: Type.Number(),
    stepsPerDay: Type.Record(Type.String(), Type.Number()),
    weights: Type.Array(Type.Object({ at: Type.String(), kg: Type.Number() })),
    bloodPressure: Type.Array(Type.Object({ at: Type.String(), systolic: Type.Number(), diastolic: Type.Number() })),
    temperatureCel: Type.Number(),
    heightCm: Type.Number(),
    glucoseMgDl: Type.Number(),
    oxygenSaturationPercent: Type.Number(),
    ignored: Type.Array(Type.String()),
  }),
)

const asWritten = (at: string): string => at.replace('T', ' ').replace(/([+-]\d{2}):(\d{2})$/, ' $1$2')

for (const packed of [false, true])
  test(
    `the export of the corpus is read as its oracle states${packed ? ', out of its archive too' : ''}`,
    guard,
    async (told) => {
      const expected = expectedCheck.Parse(JSON.parse(read('apple-health-expected.json').toString()))
      const xml = read('apple-health-export.xml')
      const archive = {
        'apple_health_export/export_cda.xml': Buffer.from('<ClinicalDocument/>'),
        'apple_health_export/export.xml': xml,
      }
      const all = await readAll(packed ? Buffer.from(zipSync(archive)) : xml)
      const steps = days(all, 'steps-per-day').map(({ series, values }) => [series?.day, Number(values['value'])])
      assert.deepEqual(Object.fromEntries(steps), expected.stepsPerDay)
      const weights = sayings(all, 'body-weight').map(({ at, values }) => ({
        at: asWritten(at),
        kg: Number(values['value']),
      }))
      assert.deepEqual(
        weights,
        expected.weights.map(({ at, kg }) => ({ at, kg })),
      )
      const pressures = sayings(all, 'blood-pressure').map(({ at, values }) => ({
        at: asWritten(at),
        systolic: Number(values['systolic']),
        diastolic: Number(values['diastolic']),
      }))
      assert.deepEqual(pressures, expected.bloodPressure)
      const one = (kind: string): number[] => sayings(all, kind).map(({ values }) => Number(values['value']))
      assert.deepEqual(one('body-temperature'), [expected.temperatureCel])
      assert.deepEqual(one('body-height'), [expected.heightCm])
      assert.deepEqual(one('blood-glucose'), [expected.glucoseMgDl])
      assert.deepEqual(
        days(all, 'oxygen-saturation').map(({ values }) => Number(values['value'])),
        [expected.oxygenSaturationPercent],
      )
      assert.deepEqual(
        left(all),
        expected.ignored.map(() => ({ left: 'kind' })),
      )
      // the oracle counts a correlation and the two loose records of it
      const pressuresRead = 3 * expected.bloodPressure.length
      const others = sayings(all, 'body-weight').length + 3 + samples(all).length + expected.ignored.length
      assert.equal(pressuresRead + others, expected.records, 'each record is accounted for')
      told.diagnostic(`${expected.records} records of the corpus accounted for`)
    },
  )

test('the meter of the corpus is read line by line', guard, async () => {
  const all = await readAll(read('blood-pressure-meter.csv'))
  assert.equal(sayings(all, 'blood-pressure').length, 14)
  assert.deepEqual(sayings(all, 'blood-pressure')[0]?.values, { systolic: '110', diastolic: '91' })
  assert.equal(sayings(all, 'blood-pressure')[0]?.at, '2026-10-01T07:15:00+02:00')
  assert.equal(sayings(all, 'heart-rate').length, 14)
  assert.deepEqual(left(all), [])
})

interface More {
  attributes?: Record<string, string>
  inside?: string
}

const record = (type: string, value: string, { attributes = {}, inside = '' }: More = {}): string => {
  const all = {
    type: `HKQuantityTypeIdentifier${type}`,
    sourceName: 'Téléphone',
    unit: 'kg',
    startDate: '2026-03-04 08:00:00 +0100',
    value,
    ...attributes,
  }
  const written = Object.entries(all).map(([name, text]) => `${name}="${text}"`)
  return `<Record ${written.join(' ')}>${inside}</Record>`
}
const health = (...records: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n]>\n<HealthData locale="fr_FR">${records.join('\n')}</HealthData>`

const mealTime = (value: string): string => `<MetadataEntry key="HKBloodGlucoseMealTime" value="${value}"/>`

test('units of other countries become ours; a meal is said; a device is named', async () => {
  const all = await readAll(
    health(
      record('BodyMass', '154', { attributes: { unit: 'lb' } }),
      record('Height', '5.6', { attributes: { unit: 'ft' } }),
      record('BodyTemperature', '98.6', { attributes: { unit: 'degF' } }),
      record('BloodGlucose', '5.5', { attributes: { unit: 'mmol&lt;180.1558800000541&gt;/L' }, inside: mealTime('1') }),
      record('BloodGlucose', '99', {
        attributes: {
          unit: 'mg/dL',
          device: '&lt;&lt;HKDevice: 0x0&gt;, name:Lecteur, manufacturer:X&gt;',
        },
      }),
    ),
  )
  assert.equal(sayings(all, 'body-weight')[0]?.values['value'], '69.85')
  assert.equal(sayings(all, 'body-height')[0]?.values['value'], '170.69')
  assert.equal(sayings(all, 'body-temperature')[0]?.values['value'], '37')
  const [before, other] = sayings(all, 'blood-glucose')
  assert.deepEqual([before?.values['value'], before?.moment], ['99.09', '88365-2'])
  assert.deepEqual([other?.moment, other?.source?.device], ['LA46-8', 'Lecteur'])
})

test('numbers that were computed in binary are read as they were meant', async () => {
  const all = await readAll(
    health(
      record('BodyMass', '70.30000305175781'),
      record('HeartRate', '61.99999237060547', { attributes: { unit: 'count/min' } }),
    ),
  )
  assert.equal(sayings(all, 'body-weight')[0]?.values['value'], '70.3')
  assert.equal(samples(all)[0]?.value, '62')
})

test('what is no measure of ours, has no unit, number or day of ours is left, and counted by why', async () => {
  const all = await readAll(
    health(
      record('DietaryWater', '250'),
      record('BodyMass', '70', { attributes: { unit: 'pood' } }),
      record('BodyMass', 'heavy'),
      record('BodyMass', '70', { attributes: { startDate: 'yesterday' } }),
      record('BloodPressureSystolic', '120', { attributes: { unit: 'mmHg' } }),
    ),
  )
  assert.deepEqual(
    left(all).map((one) => one.left),
    ['kind', 'unit', 'value', 'time', 'alone'],
  )
})

const meters: [name: string, file: Buffer | string, values: Record<string, string>[]][] = [
  [
    'semicolons, Windows letters',
    Buffer.from(
      'Date;Heure;Systolique;Diastolique;Fr\u00E9quence cardiaque\r\n04/03/2026;08:30;120;80;61\r\n',
      'latin1',
    ),
    [{ systolic: '120', diastolic: '80' }, { value: '61' }],
  ],
  [
    'tabs, English, an instant',
    'Date/Time\tSYS (mmHg)\tDIA (mmHg)\n2026-03-04 08:30\t121\t79\n',
    [{ systolic: '121', diastolic: '79' }],
  ],
  [
    'a mark before it, other columns between',
    '\uFEFFModel,Date,Time,SYS,DIA,Note\nX1,2026-03-04,08:30,122,78,"at rest, left"\n',
    [{ systolic: '122', diastolic: '78' }],
  ],
]

for (const [name, file, values] of meters)
  test(`a meter with ${name}`, async () => {
    const all = await readAll(file, 7)
    assert.deepEqual(
      all.map((one) => ('saying' in one ? one.saying.values : one)),
      values,
    )
    for (const one of all) if ('saying' in one) assert.equal(one.saying.at, '2026-03-04T08:30:00+01:00')
  })

test('a line that cannot be read is left with its number; the others are told', async () => {
  const all = await readAll(
    'date,heure,systolique,diastolique\n04/03/2026,08:30,120,80\n31/02/2026,08:30,120,80\n05/03/2026,08:30,haut,80\n',
  )
  assert.deepEqual(left(all), [
    { left: 'time', line: 3 },
    { left: 'value', line: 4 },
  ])
  assert.equal(sayings(all, 'blood-pressure').length, 1)
})

const broken: [name: string, file: Buffer | string, reason: string][] = [
  ['nothing', '', 'import-empty'],
  ['columns of something else', 'nom,prénom\nPAT,Dominique\n', 'import-columns'],
  ['XML of something else', '<ClinicalDocument></ClinicalDocument>', 'import-unreadable'],
  ['XML that is none', '<HealthData><Record type="a" type="b"></HealthData>', 'import-unreadable'],
  ['an end that is missing', health(record('BodyMass', '70')).slice(0, -5), 'import-cut-short'],
  ['an archive of something else', Buffer.from(zipSync({ 'a.txt': Buffer.from('a') })), 'import-unreadable'],
  [
    'an archive that is cut',
    Buffer.from(zipSync({ 'e/export.xml': Buffer.from(health(record('BodyMass', '70'))) })).subarray(0, 120),
    'import-cut-short',
  ],
  ['an entity that grows', `<!DOCTYPE a [<!ENTITY x "y">]><HealthData>&x;</HealthData>`, 'import-unreadable'],
  ['a tag that never ends', `<HealthData><Record type="${'a'.repeat(3_000_000)}`, 'import-unreadable'],
  ['what goes ever deeper', `<HealthData>${'<a>'.repeat(50)}`, 'import-unreadable'],
]

for (const [name, file, reason] of broken)
  test(`${name}: ${reason}`, async () => {
    assert.equal((await problemOf(readAll(file, 64 * 1024))).reason, reason)
  })
