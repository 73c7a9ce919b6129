import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, type FhirResource } from 'fhir-kit-client'
import { checkResource } from '../../src/edge/fhir/check-resource.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'

const ins = 'urn:oid:1.2.250.1.213.1.4.10|279035121518989'
const documents = { 'patient.identifier': ins, status: 'current' }

let carnet: Installation
let call: Caller
let patient: string
let documentId: string
before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
  const moreau = await clientOf('dr-moreau')
  const found = await moreau.search({ resourceType: 'DocumentReference', searchParams: documents })
  patient = String(at(found, 'entry.0.resource.subject.reference'))
  documentId = String(at(found, 'entry.0.resource.id'))
  await moreau.resolve({ reference: String(at(found, 'entry.0.resource.content.0.attachment.url')) })
  await assert.rejects(
    (await clientOf('dr-petit')).search({ resourceType: 'DocumentReference', searchParams: documents }),
  )
})
after(() => carnet.close())

const clientOf = async (name: string): Promise<Client> =>
  new Client({ baseUrl: carnet.fhir, bearerToken: await carnet.token(name) })

type Parameters = Record<string, string | number | string[]>

const eventsIn = (bundle: FhirResource): unknown[] =>
  'entry' in bundle ? listAt(bundle, 'entry').map((entry) => at(entry, 'resource')) : []

type Linked = FhirResource & { link: { relation: string; url: string }[] }
const isLinked = (resource: FhirResource): resource is Linked => Array.isArray(resource['link'])

/** Every page of a search, as a client of somebody else turns them. */
const searchAll = async (searchParams: Parameters): Promise<unknown[]> => {
  const client = await clientOf('dominique')
  const events: unknown[] = []
  let page: FhirResource | undefined = await client.search({
    resourceType: 'AuditEvent',
    searchParams: { patient, ...searchParams },
  })
  while (page !== undefined) {
    events.push(...eventsIn(page))
    assert.ok(isLinked(page))
    page = page.link.some(({ relation }) => relation === 'next') ? await client.nextPage({ bundle: page }) : undefined
  }
  return events
}

const act = (event: unknown): string => String(at(event, 'subtype.1.code'))
const who = (event: unknown): string => String(at(event, 'agent.0.name'))
const acts = (events: readonly unknown[]): string[] => [...new Set(events.map(act))].toSorted()

test('the holder finds who looked, on whose behalf, when, what, why, by which way and how it ended', async () => {
  const events = await searchAll({})
  const read = events.find((event) => act(event) === 'read-document' && /MOREAU/i.test(who(event)))
  assert.ok(read, JSON.stringify(events.map((event) => `${who(event)} ${act(event)}`)))
  assert.equal(at(read, 'agent.0.who.identifier.system'), 'urn:oid:1.2.250.1.71.4.2.1')
  assert.equal(at(read, 'agent.0.requestor'), true)
  assert.equal(at(read, 'agent.0.role.1.coding.0.code'), 'treating-doctor')
  assert.ok(listAt(read, 'agent').some((agent) => at(agent, 'type.coding.0.code') === 'RESP' && at(agent, 'name')))
  assert.ok(Date.parse(String(at(read, 'recorded'))) <= Date.now())
  assert.equal(at(read, 'entity.0.what.reference'), patient)
  assert.equal(at(read, 'entity.1.what.reference'), `DocumentReference/${documentId}`)
  assert.equal(at(read, 'purposeOfEvent.0.coding.0.code'), 'TREAT')
  assert.equal(at(read, 'outcome'), '0')
  assert.equal(at(read, 'source.site'), 'fhir')
  const refused = events.find((event) => at(event, 'outcome') === '4')
  assert.ok(refused && /PETIT/i.test(who(refused)))
  for (const event of events) checkResource(event)
})

test('every search of the journal is an entry of it, and the newest one', async () => {
  const client = await clientOf('dominique')
  const newest = async (): Promise<number> => {
    const page = await client.search({ resourceType: 'AuditEvent', searchParams: { patient, _count: 1 } })
    const [event] = eventsIn(page)
    assert.equal(act(event), 'read-journal')
    return Number(String(at(event, 'id')).split('.')[1])
  }
  const first = await newest()
  assert.equal(await newest(), first + 1)
})

test('it is the history of the pages, line by line', async () => {
  const spaceId = patient.slice('Patient/'.length)
  const visitor = {
    actor: { kind: 'holder', id: spaceId, name: 'Dominique' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  const { lines } = await carnet.carnet.history.readHistory(visitor, spaceId, { who: 'all' })
  const told = (await searchAll({})).slice(-lines.length)
  assert.deepEqual(
    told.map((event) => `${String(at(event, 'id')).split('.')[1]} ${act(event)} ${who(event)}`),
    lines.map((line) => `${line.n} ${line.act} ${line.actor.name}`),
  )
})

test('pages are full, in either order, none twice, none left out', async () => {
  const all = (await searchAll({ _sort: 'date' })).map((event) => String(at(event, 'recorded')))
  assert.deepEqual(all, all.toSorted())
  const first = (await searchAll({ _sort: 'date', _count: 3 })).map((event) => String(at(event, 'id')))
  assert.equal(new Set(first).size, first.length)
  assert.ok(first.length > all.length, 'each page of a search leaves an entry, which the last ones find')
  const back = (await searchAll({ _count: 3 })).map((event) => Number(String(at(event, 'id')).split('.')[1]))
  assert.deepEqual(
    back,
    back.toSorted((a, b) => b - a),
  )
})

test('each parameter keeps what it says and nothing else', async () => {
  const cases: readonly [Parameters, (event: unknown) => boolean][] = [
    [{ 'agent-name': 'moreau' }, (event) => /moreau/i.test(who(event))],
    [{ 'agent-name': 'helene mor' }, (event) => /moreau/i.test(who(event))],
    [{ outcome: '4' }, (event) => at(event, 'outcome') === '4'],
    [{ subtype: 'create' }, (event) => at(event, 'subtype.0.code') === 'create'],
    [{ subtype: 'http://hl7.org/fhir/restful-interaction|read' }, (event) => at(event, 'subtype.0.code') === 'read'],
    [{ action: 'C,R' }, (event) => ['C', 'R'].includes(String(at(event, 'action')))],
    [
      { entity: `DocumentReference/${documentId}` },
      (event) => at(event, 'entity.1.what.reference') === `DocumentReference/${documentId}`,
    ],
    [{ agent: patient }, (event) => at(event, 'agent.0.who.reference') === patient],
  ]
  const all = await searchAll({})
  for (const [parameters, isWanted] of cases) {
    const found = await searchAll(parameters)
    assert.ok(found.length > 0, JSON.stringify(parameters))
    assert.ok(found.every(isWanted), JSON.stringify([parameters, found.map(act)]))
    const ids = new Set(found.map((event) => at(event, 'id')))
    assert.ok(
      all.filter(isWanted).every((event) => ids.has(at(event, 'id'))),
      `${JSON.stringify(parameters)} leaves none out`,
    )
  }
  const professional = all.map((event) => at(event, 'agent.0.who.identifier.value')).find(Boolean)
  const byNumber = await searchAll({ 'agent.identifier': `urn:oid:1.2.250.1.71.4.2.1|${String(professional)}` })
  assert.ok(byNumber.length > 0 && byNumber.every((event) => JSON.stringify(event).includes(String(professional))))
  assert.deepEqual(await searchAll({ type: 'other' }), [])
  assert.ok(acts(await searchAll({ type: 'rest', outcome: '0', subtype: 'search-type' })).includes('list-documents'))
})

test('dates bound by their prefixes, on one side or on both', async () => {
  const all = await searchAll({ _sort: 'date' })
  const recorded = String(at(all[2], 'recorded'))
  const times = async (date: string | string[]): Promise<string[]> =>
    (await searchAll({ _sort: 'date', date, _count: 100 })).map((event) => String(at(event, 'recorded')))
  assert.ok((await times(`ge${recorded}`)).every((time) => time >= recorded))
  assert.ok((await times(`gt${recorded}`)).every((time) => time > recorded))
  for (const [prefix, holds] of [
    ['lt', (time: string) => time < recorded],
    ['le', (time: string) => time <= recorded],
    ['eb', (time: string) => time < recorded],
    ['eq', (time: string) => time === recorded],
  ] as const) {
    assert.deepEqual(
      await times(prefix + recorded),
      all.map((event) => String(at(event, 'recorded'))).filter(holds),
      prefix,
    )
  }
  assert.deepEqual(await times([`ge${recorded}`, `le${recorded}`]), await times(recorded))
  assert.deepEqual(await times('lt1999'), [])
})

test('one entry is read by its id; one that is not there, or is somebody else’s, is answered alike', async () => {
  const client = await clientOf('dominique')
  const [event] = await searchAll({ 'agent-name': 'moreau' })
  const id = String(at(event, 'id'))
  assert.deepEqual(await client.read({ resourceType: 'AuditEvent', id }), event)
  assert.equal((await call('dominique', `AuditEvent/${id.split('.')[0]}.999999`)).status, 404)
  const byId = await searchAll({ _id: id })
  assert.deepEqual(byId, [event])
  const elsewhere = `AuditEvent?patient=${crypto.randomUUID()}&_id=${id}`
  assert.equal(at((await call('dominique', elsewhere)).body, 'entry.0.resource.id'), id)
  const strange = await call('paul', `AuditEvent/${id}`)
  const nobody = await call('paul', `AuditEvent/${crypto.randomUUID()}.1`)
  const malformed = await call('paul', 'AuditEvent/x')
  assert.deepEqual([strange.status, strange.body], [nobody.status, nobody.body])
  assert.deepEqual([malformed.status, malformed.body], [nobody.status, nobody.body])
  assert.ok(strange.status === 403 || strange.status === 404)
})

test('the holder and the treating doctor read it, nobody else; the refusal is an outcome and an entry', async () => {
  assert.equal((await call('dr-moreau', `AuditEvent?patient=${patient}`)).status, 200)
  for (const name of ['dr-petit', 'paul', 'laboratory']) {
    const { status, body } = await call(name, `AuditEvent?patient=${patient}`)
    assert.ok([403, 404].includes(status), `${name} ${status}`)
    assert.equal(at(body, 'resourceType'), 'OperationOutcome')
  }
  const refused = await searchAll({ outcome: '4', subtype: 'search-type', 'agent-name': 'petit' })
  assert.ok(acts(refused).includes('read-journal'))
})

test('the receipt tells the number to the holder’s software, and to nobody else’s', async () => {
  const receipt = async (name: string): Promise<string> =>
    (await call(name, `AuditEvent?patient=${patient}`)).headers.get('carnet-receipt') ?? ''
  assert.match(await receipt('dominique'), /^main; n=\d+; hash=:[\w+/]{43}=:$/)
  assert.match(await receipt('dr-moreau'), /^main; hash=:[\w+/]{43}=:$/)
  assert.equal(await receipt('dr-petit'), '')
})

test('what is wrong in a search is named', async () => {
  for (const [query, reason] of [
    ['', 'parameter-missing'],
    [`patient=${patientOf()}&date=yesterday`, 'parameter-date'],
    [`patient=${patientOf()}&date=ne2026`, 'parameter-prefix'],
    [`patient=${patientOf()}&_sort=agent`, 'parameter-sort-date'],
    [`patient=${patientOf()}&colour=red`, 'parameter-unknown'],
    [`patient=${patientOf()}&entity=Patient/x`, 'parameter-id'],
    [`patient=${patientOf()}&page=x`, 'page-cursor-wrong'],
    ['patient=x', 'parameter-patient'],
  ] as const) {
    const { status, body } = await call('dominique', `AuditEvent?${query}`)
    assert.equal(status, 400, query)
    assert.equal(at(body, 'issue.0.details.coding.0.code'), reason)
  }
})

const patientOf = (): string => encodeURIComponent(patient)

test('it is served as XML too, by POST as by GET, and told in the capability statement', async () => {
  const { text } = await call('dominique', `AuditEvent?patient=${patient}&_count=2&_format=application/fhir%2Bxml`)
  assert.match(text, /<AuditEvent><id value=".*<type><system.*<agent>.*<source><site value="fhir"\/>.*<entity>/)
  const client = await clientOf('dominique')
  const posted = await client.resourceSearch({
    resourceType: 'AuditEvent',
    searchParams: { patient, outcome: '4' },
    options: { postSearch: true },
  })
  assert.ok(eventsIn(posted).length > 0)
  const statement = await client.capabilityStatement()
  const resource = listAt(statement, 'rest.0.resource').find((each) => at(each, 'type') === 'AuditEvent')
  const offered = listAt(resource, 'searchParam').map((parameter) => String(at(parameter, 'name')))
  for (const name of offered.filter((each) => !['_id', 'patient.identifier'].includes(each))) {
    const value = { date: 'ge2020', entity: documentId, patient }[name] ?? 'x'
    const { status } = await call('dominique', `AuditEvent?patient=${patient}&${name}=${value}`)
    assert.equal(status, name === 'patient' ? 400 : 200, name)
  }
})
