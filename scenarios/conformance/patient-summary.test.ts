import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Client } from 'fhir-kit-client'
import type { Visitor } from '../../src/access/types.ts'
import type { ProfileSaying } from '../../src/reference/profile-entry.ts'
import { loadCast } from '../../src/reference/load-cast.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { corpusPath, skipWithoutCorpus } from '../../tests/support/corpus.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { bundleFaults, openIpsOracle } from '../../tests/support/ips-oracle.ts'
import { at, listAt } from '../../tests/support/json-path.ts'

let carnet: Installation
let spaceId: string
const system = 'urn:oid:1.2.250.1.213.1.4.10'

const holderOf = (id: string): Visitor => ({
  actor: { kind: 'holder', id, name: 'Dominique' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
})

const everything: readonly ProfileSaying[] = [
  {
    section: 'allergies',
    fields: {
      what: 'Pénicilline, amoxicilline',
      kind: 'medication',
      severity: 'high',
      reaction: 'Œdème <visage> & gorge',
      since: '2004',
    },
  },
  { section: 'conditions', fields: { what: 'Asthme', since: '1990-05' } },
  { section: 'conditions', fields: { what: 'Gale', since: '2001', until: '2001' } },
  {
    section: 'treatments',
    fields: { what: 'Lévothyroxine 75', dosage: '1 le matin', since: '2020-01-15', reason: 'Thyroïde' },
  },
  { section: 'treatments', fields: { what: 'Paracétamol' } },
  { section: 'vaccinations', fields: { what: 'Rougeole, oreillons, rubéole', at: '1981', dose: 'first', batch: 'X1' } },
  { section: 'vaccinations', fields: { what: 'Un vaccin de voyage', at: '2015-06-01' } },
  { section: 'stays', fields: { what: 'Appendicite', place: 'Rennes', since: '1996' } },
  { section: 'stays', fields: { what: 'Fracture' } },
  { section: 'disabilities', fields: { what: 'Surdité d’une oreille', kind: 'sensory', rate: 'under-50', help: 'no' } },
  { section: 'family', fields: { what: 'Diabète de type 2', who: 'MTH', age: '60' } },
  { section: 'lifestyle', fields: { what: 'tobacco', says: 'Arrêté en 2010' } },
  { section: 'lifestyle', fields: { what: 'sleep', says: '7 heures' } },
  { section: 'blood-group', fields: { what: 'A+' } },
  {
    section: 'contacts',
    fields: {
      what: 'Claude PAT-TROIS',
      role: 'emergency',
      relation: 'SPS',
      phone: '06 12 34 56 78',
      mail: 'c@example.org',
    },
  },
  { section: 'professionals', fields: { what: 'Dr Le Gall', role: 'Dentiste', phone: '02 99 00 00 00' } },
  { section: 'directives', fields: { what: 'person', says: 'Chez Claude' } },
  { section: 'donation', fields: { what: 'known' } },
]

before(async () => {
  carnet = await openInstallation()
  spaceId = (await carnet.carnet.identity.findHolderByIns({ system, value: dominiqueIns })).spaceId
})
after(() => carnet.close())

const clientOf = async (as: string): Promise<Client> =>
  new Client({ baseUrl: carnet.fhir, bearerToken: await carnet.token(as) })

const summaryOf = async (as: string, id = spaceId): Promise<unknown> =>
  (await clientOf(as)).operation({ name: '$summary', resourceType: 'Patient', id, method: 'GET' })

const resourcesIn = (bundle: unknown): unknown[] => listAt(bundle, 'entry').map((entry) => at(entry, 'resource'))

const sectionsIn = (bundle: unknown): Map<unknown, unknown> =>
  new Map(listAt(resourcesIn(bundle)[0], 'section').map((section) => [at(section, 'code.coding.0.code'), section]))

const withCorpus = skipWithoutCorpus('hl7-ips/definitions')
const examples = 'hl7-ips/examples'

test('the oracle takes the official examples, and refuses one of which something is taken away', withCorpus, () => {
  const faultsOf = openIpsOracle()
  let checked = 0
  for (const name of readdirSync(corpusPath(examples))) {
    if (/^(Bundle|DiagnosticReport)-/.test(name)) continue
    const example: unknown = JSON.parse(readFileSync(join(corpusPath(examples), name), 'utf8'))
    assert.deepEqual(faultsOf(example), [], name)
    checked += 1
  }
  assert.ok(checked > 30)
  const text = readFileSync(corpusPath(examples, 'AllergyIntolerance-eumfh-39-07-1.json'), 'utf8')
  const { code: _code, ...without } = JSON.parse(text)
  assert.notDeepEqual(faultsOf(without), [])
})

test(
  'an empty profile makes a valid summary, that says of each required section that nobody said anything',
  withCorpus,
  async () => {
    const faultsOf = openIpsOracle()
    const bundle = await summaryOf('dominique')
    assert.deepEqual([...bundleFaults(bundle), ...resourcesIn(bundle).flatMap(faultsOf)], [])
    for (const code of ['11450-4', '48765-2', '10160-0'])
      assert.equal(at(sectionsIn(bundle).get(code), 'emptyReason.coding.0.code'), 'unavailable', code)
    assert.ok(listAt(sectionsIn(bundle).get('30954-2'), 'entry').length > 3, 'values of her laboratories')
  },
)

test('nothing to declare is said as such', async () => {
  const me = holderOf(spaceId)
  for (const section of ['allergies', 'conditions', 'treatments'])
    await carnet.carnet.profile.declareNothing(me, { spaceId }, section)
  for (const section of ['11450-4', '48765-2', '10160-0'])
    assert.equal(at(sectionsIn(await summaryOf('dominique')).get(section), 'emptyReason.coding.0.code'), 'nilknown')
})

test(
  'a full profile makes a valid summary; codes where ours name the words, the words everywhere',
  withCorpus,
  async () => {
    const faultsOf = openIpsOracle()
    const me = holderOf(spaceId)
    for (const saying of everything) await carnet.carnet.profile.addLine(me, { spaceId }, saying)
    await carnet.carnet.observations.addMeasurements(me, { spaceId }, [
      { kind: 'body-weight', at: '2026-11-20T08:00:00+01:00', values: { value: '72.5' } },
      { kind: 'blood-pressure', at: '2026-11-20T08:00:00+01:00', values: { systolic: '120', diastolic: '80' } },
    ])
    const bundle = await summaryOf('dominique')
    const resources = resourcesIn(bundle)
    assert.deepEqual([...bundleFaults(bundle), ...resources.flatMap(faultsOf)], [])
    const marked = resources.filter((one) => String(at(one, 'meta.profile.0')).includes('/uv/ips/'))
    assert.ok(marked.length >= 15, `${marked.length} resources held against a profile`)
    const sections = sectionsIn(bundle)
    const codes = [
      '11450-4',
      '48765-2',
      '10160-0',
      '11369-6',
      '30954-2',
      '47519-4',
      '47420-5',
      '11348-0',
      '42348-3',
      '29762-2',
      '8716-3',
    ]
    assert.deepEqual([...sections.keys()], codes)
    const allergy = resources.find((one) => at(one, 'resourceType') === 'AllergyIntolerance')
    assert.deepEqual(at(allergy, 'code'), {
      coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'Z88.0' }],
      text: 'Pénicilline, amoxicilline',
    })
    assert.equal(at(allergy, 'criticality'), 'high')
    assert.match(String(at(sections.get('48765-2'), 'text.div')), /Œdème &lt;visage&gt; &amp; gorge/)
    assert.equal(at(resources[1], 'contact.0.name.text'), 'Claude PAT-TROIS')
  },
)

test('a doctor of the care team gets what they may see; a stranger, and a hidden section, nothing', async () => {
  const nurse = await summaryOf('nurse')
  assert.ok(sectionsIn(nurse).has('11369-6'))
  await carnet.carnet.profile.hideSection(holderOf(spaceId), { spaceId }, { section: 'allergies', hidden: true })
  const hidden = sectionsIn(await summaryOf('nurse')).get('48765-2')
  assert.equal(at(hidden, 'emptyReason.coding.0.code'), 'unavailable', 'hidden says the same as nothing said')
  assert.doesNotMatch(JSON.stringify(await summaryOf('nurse')), /nicilline/)
  await carnet.carnet.profile.hideSection(holderOf(spaceId), { spaceId }, { section: 'allergies', hidden: false })
  await assert.rejects(summaryOf('dr-petit'), ({ response }) => response.status === 403)
})

test('by the national identifier, by POST, in XML, in English; another summary is not made', async () => {
  const authorization = `Bearer ${await carnet.token('dominique')}`
  const ask = async (path: string, headers: Record<string, string> = {}, body?: string) => {
    const init = { method: body === undefined ? 'GET' : 'POST', headers: { authorization, ...headers } }
    const answer = await fetch(`${carnet.fhir}/Patient/${path}`, body === undefined ? init : { ...init, body })
    return { status: answer.status, text: await answer.text() }
  }
  const identifier = encodeURIComponent(`${system}|${dominiqueIns}`)
  const english = await ask(`$summary?identifier=${identifier}`, { 'accept-language': 'en' })
  assert.match(english.text, /"title":"Patient summary"/)
  const xml = await ask(`${spaceId}/$summary?_format=xml`)
  assert.match(xml.text, /<AllergyIntolerance>/)
  const parameter = [{ name: 'identifier', valueString: `${system}|${dominiqueIns}` }]
  const body = JSON.stringify({ resourceType: 'Parameters', parameter })
  const posted = await ask('$summary', { 'content-type': 'application/fhir+json' }, body)
  assert.equal(posted.status, 200)
  assert.equal((await ask('$summary')).status, 400)
  assert.match((await ask(`${spaceId}/$summary?profile=http://example.org/other`)).text, /n’est pas fait ici/)
})

test('each type is found by itself, what documents say among them, by patient, in one page; the journal says that the profile was looked at', async () => {
  const client = await clientOf('nurse')
  const found = async (resourceType: string): Promise<unknown> =>
    client.resourceSearch({ resourceType, searchParams: { patient: spaceId } })
  const counts = { AllergyIntolerance: 1, Condition: 3, MedicationStatement: 2, Immunization: 4, Procedure: 2 }
  const others = { FamilyMemberHistory: 1, RelatedPerson: 1, CareTeam: 1, Consent: 2 }
  for (const [type, count] of Object.entries({ ...counts, ...others }))
    assert.deepEqual([type, at(await found(type), 'total')], [type, count])
  const { lines } = await carnet.carnet.history.readHistory(holderOf(spaceId), spaceId, { who: 'others' })
  assert.ok(lines.some(({ act, actor }) => act === 'read-profile' && actor.kind === 'professional'))
})

test('the summary of each of the cast is valid', withCorpus, async () => {
  const faultsOf = openIpsOracle()
  const checked: string[] = []
  for (const { name, ins } of loadCast().holders) {
    const { spaceId: own } = await carnet.carnet.identity.findHolderByIns(ins)
    const bundle = await summaryOf(name, own).catch((error: unknown) => at(error, 'response.status'))
    // a space that is not open has no summary for its holder either
    if (bundle === 403) continue
    assert.deepEqual([...bundleFaults(bundle), ...resourcesIn(bundle).flatMap(faultsOf)], [], name)
    checked.push(name)
  }
  assert.ok(checked.length >= 5, checked.join())
})
