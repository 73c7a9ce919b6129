import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decodeJwt } from 'jose'
import { at, listAt } from '../../tests/support/json-path.ts'
import { holder } from '../locks/door-kit.ts'
import {
  editorOid,
  openMeasureService,
  withTokens,
  type MeasureService,
  type Paired,
  type TokenCase,
} from './support/national-measures.ts'

// Our own examples of what the national service takes and refuses: a clone without the corpus tests each of its answers.
let service: MeasureService
let person: Paired
before(async () => {
  service = await openMeasureService()
  person = await service.newcomer()
})
after(() => service.close())

const mes = 'https://fhir.monespacesante.fr/ref/mesure/StructureDefinition/mes-observation-'
const loinc = (code: string): object => ({ coding: [{ system: 'http://loinc.org', code }] })
const ucum = (value: number, code: string): object => ({ value, code, system: 'http://unitsofmeasure.org' })
const source = `urn:oid:${editorOid}.3`

const waist = (changes: object = {}): object => ({
  resourceType: 'Observation',
  meta: { source, profile: [`${mes}waistcircumference`] },
  status: 'final',
  code: loinc('8280-0'),
  subject: { identifier: { system: person.assignAuth, value: person.idPe } },
  effectiveDateTime: '2026-02-03T07:30:00+01:00',
  valueQuantity: ucum(88, 'cm'),
  ...changes,
})

const extension = (tail: string, system: string, code: string): object => ({
  url: `https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-${tail}`,
  valueCodeableConcept: { coding: [{ system, code }] },
})
const fasting = extension('moment-of-measurement', 'http://loinc.org', '53049-3')
const week = extension(
  'number-of-days',
  'https://mos.esante.gouv.fr/NOS/TRE_R308-TAASIP/FHIR/TRE-R308-TAASIP',
  'GEN-275',
)

const sugar = (more: object = {}): object =>
  waist({ meta: { profile: [`${mes}glucose`] }, code: loinc('2345-7'), valueQuantity: ucum(91, 'mg/dL'), ...more })

const meter = (changes: object = {}): object => ({
  resourceType: 'Device',
  id: 'meter',
  meta: { profile: ['http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice'] },
  identifier: [{ system: 'urn:oid:2.999.4', value: '0A-1B' }],
  deviceName: [{ name: 'Mètre ruban', type: 'user-friendly-name' }],
  ...changes,
})

const post = (resource: object, ifNoneExist?: string): object => ({
  resource,
  request: { method: 'POST', url: 'x', ...(ifNoneExist && { ifNoneExist }) },
})
const known = 'identifier=urn:oid:2.999.4|0A-1B'
const linked = (): object => waist({ device: { reference: 'Device/meter' } })

type Entries = () => object[]
const refused: [name: string, entries: Entries, status: number, issue: string, says: RegExp][] = [
  ['another type', () => [post({ resourceType: 'Patient' })], 422, 'not-supported', /Resource of type Patient/],
  ['another method', () => [{ resource: waist(), request: { method: 'PUT', url: 'x' } }], 422, 'not-supported', /PUT/],
  ['no entry', () => [], 422, 'invalid', /one observation/],
  ['two', () => [post(waist()), post(waist())], 422, 'invalid', /one observation/],
  ['no condition', () => [post(linked()), post(meter())], 422, 'invalid', /IfNoneExist/],
  ['a condition on another', () => [post(linked()), post(meter(), `${known}-2C`)], 422, 'invalid', /IfNoneExist/],
  [
    'a device without a profile',
    () => [post(linked()), post(meter({ meta: undefined }), known)],
    422,
    'invalid',
    /Device must provide meta.profile/,
  ],
  ['a device of nothing', () => [post(waist()), post(meter(), known)], 422, 'invalid', /not linked/],
  ['no profile', () => [post(waist({ meta: { source } }))], 422, 'invalid', /Observation must provide meta.profile/],
  ['a profile of another', () => [post(waist({ meta: { profile: [`${mes}bodyweight`] } }))], 422, 'invalid', /profile/],
  ['no subject', () => [post(waist({ subject: { display: 'moi' } }))], 422, 'invalid', /subject.identifier/],
  [
    'a source beside ours',
    () => [post(waist({ meta: { source: `urn:oid:${editorOid}0`, profile: [`${mes}waistcircumference`] } }))],
    422,
    'value',
    /root editor oid/,
  ],
  [
    'body mass',
    () => [post(waist({ meta: { profile: [`${mes}bmi`] }, code: loinc('39156-5') }))],
    422,
    'not-supported',
    /body mass/,
  ],
  ['no value', () => [post(waist({ valueQuantity: undefined }))], 422, 'value', /value quantity/],
  ['no moment', () => [post(sugar())], 422, 'incomplete', /moment is mandatory/],
  ['a moment too many', () => [post(waist({ extension: [fasting] }))], 422, 'invalid', /moment cannot be added/],
  [
    'days too many',
    () => [post(sugar({ extension: [fasting, week] }))],
    422,
    'invalid',
    /numberOfDays cannot be added/,
  ],
  ['another unit', () => [post(waist({ valueQuantity: ucum(34, '[in_i]') }))], 422, 'invalid', /unit must be cm/],
  ['before birth', () => [post(waist({ effectiveDateTime: '1901-02-03T07:30:00+01:00' }))], 422, 'invalid', /birth/],
]

const transaction = (entry: readonly object[]): string =>
  JSON.stringify({ resourceType: 'Bundle', type: 'transaction', ...(entry.length > 0 ? { entry } : {}) })

const find = (code: string, more: string): string =>
  `/Observation?code=${code}&subject.identifier=${person.assignAuth}|${person.idPe}&${more}`
const all = 'date=ge2026-01-01&date=le2026-12-31'

for (const [name, entries, status, issue, says] of refused)
  test(`${name}: ${status} ${issue}`, async () => {
    const answer = await service.send(person, '', transaction(entries()))
    assert.equal(answer.status, status, answer.text)
    assert.equal(at(answer.body, 'issue.0.code'), issue)
    assert.match(String(at(answer.body, 'issue.0.diagnostics')), says)
    assert.equal(at((await service.send(person, find('8280-0', all))).body, 'total'), 0, 'nothing is left behind')
  })

const tokens: [TokenCase, number, RegExp][] = [
  ['idpe-other', 403, /idPe/],
  ['no-write-consent', 403, /Consent/],
  ['id-token-invalid', 400, /ID_TOKEN/],
  ['access-token-expired', 401, /./],
  ['oid-conflict', 409, /OID/],
]

for (const [kind, status, says] of tokens)
  test(`${kind}: ${status}`, async () => {
    const shown = await withTokens(service, person, kind)
    const whose = kind === 'no-write-consent' ? shown : person
    const subject = { identifier: { system: whose.assignAuth, value: whose.idPe } }
    const answer = await service.send(shown, '', transaction([post(waist({ subject }))]))
    assert.equal(answer.status, status, answer.text)
    assert.match(String(at(answer.body, 'issue.0.diagnostics')), says)
  })

test('the tokens of two persons do not mix: what one consented to opens nothing of the other', async () => {
  const other = await service.newcomer()
  const mixed = { ...other, access: person.access }
  const subject = { identifier: { system: other.assignAuth, value: other.idPe } }
  const answer = await service.send(mixed, '', transaction([post(waist({ subject }))]))
  assert.equal(answer.status, 403, answer.text)
  const address = `/Observation?code=8280-0&subject.identifier=${other.assignAuth}|${other.idPe}&_sort=-date&_count=1`
  assert.equal((await service.send(mixed, address)).status, 403)
  assert.equal((await service.send(other, address)).status, 200)
})

test('an identity token says a pseudonym and whose it is, and nothing of who the holder is', async () => {
  const { identity, idPe, spaceId } = person
  const told = decodeJwt(identity)
  assert.deepEqual(Object.keys(told).toSorted(), ['assignAuth', 'aud', 'exp', 'iat', 'idPe', 'iss', 'oid', 'sub'])
  assert.match(idPe, /^idpe-[0-9a-f]{32}$/)
  assert.ok(!idPe.includes(spaceId.replaceAll('-', '').slice(0, 8)))
  assert.notEqual((await service.newcomer()).idPe, idPe)
})

test('with its device it is kept, told again with it, and once however often it is sent', async () => {
  const sent = transaction([post(meter(), known), post(linked())])
  const statusesOf = (body: unknown): unknown[] => listAt(body, 'entry').map((entry) => at(entry, 'response.status'))
  assert.deepEqual(statusesOf((await service.send(person, '', sent)).body), ['201', '201'])
  assert.deepEqual(statusesOf((await service.send(person, '', sent)).body), ['200', '200'])
  const found = await service.send(person, find('8280-0', `${all}&_include=Observation:device`))
  assert.equal(at(found.body, 'total'), 1)
  const [observation, device] = listAt(found.body, 'entry').map((entry) => at(entry, 'resource'))
  assert.equal(at(observation, 'meta.source'), source)
  assert.equal(at(observation, 'meta.profile.0'), `${mes}waistcircumference`)
  assert.equal(at(observation, 'subject.identifier.value'), person.idPe)
  assert.equal(at(observation, 'device.reference'), `Device/${String(at(device, 'id'))}`)
  assert.equal(at(device, 'identifier.0.value'), '0A-1B')
})

const searches: [more: string, status: number, says: RegExp][] = [
  [`${all}&_count=101`, 400, /Maximum page size allowed is 100/],
  ['date=ge2026-01-01', 400, /bounds/],
  ['', 400, /No search mode detected/],
  [`${all}&_sort=-date&_count=1`, 400, /cannot be requested concurrently/],
  ['_sort=date&_count=1', 400, /Sort parameter must be/],
  ['_sort=-date&_count=2', 400, /Sort parameter must be/],
  [`${all}&status=final`, 400, /status/],
]

for (const [more, status, says] of searches)
  test(`a search of ${more || 'no mode'}: ${status}`, async () => {
    const answer = await service.send(person, find('8280-0', more))
    assert.equal(answer.status, status, answer.text)
    assert.match(String(at(answer.body, 'issue.0.diagnostics')), says)
  })

test('stopped, it writes and reads nothing any more, at the very next request', async () => {
  const own = await service.newcomer()
  const { carnet } = service.carnet
  const [consent] = await carnet.permissions.listPermissions(holder(own.spaceId), own.spaceId)
  assert.deepEqual(consent?.adds, ['29274-8'])
  await carnet.permissions.endPermission(holder(own.spaceId), own.spaceId, consent.id)
  const subject = { identifier: { system: own.assignAuth, value: own.idPe } }
  assert.equal((await service.send(own, '', transaction([post(waist({ subject }))]))).status, 403)
  const address = `/Observation?code=8280-0&subject.identifier=${own.assignAuth}|${own.idPe}&_sort=-date&_count=1`
  assert.equal((await service.send(own, address)).status, 403)
})

test('an app that may only add reads nothing, of measurements or of documents', async () => {
  const own = await service.newcomer(['add'])
  const subject = { identifier: { system: own.assignAuth, value: own.idPe } }
  assert.equal((await service.send(own, '', transaction([post(waist({ subject }))]))).status, 200)
  const address = `/Observation?code=8280-0&subject.identifier=${own.assignAuth}|${own.idPe}&${all}`
  assert.equal(at((await service.send(own, address)).body, 'total'), 0)
})
