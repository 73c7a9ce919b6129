// Right: nothing that is deposited in the six weeks is lost, and nothing of it is there for anybody before the space opens.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { clockVisitor } from '../src/areas/enrolment/index.ts'
import type { RegisterPerson } from '../src/areas/enrolment/index.ts'
import type { Traits } from '../src/areas/identity/index.ts'
import { journalOwner, verifyJournal } from '../src/journal/verify.ts'
import { createDatabase } from '../src/platform/database/database.ts'
import type { Visitor } from '../src/access/types.ts'
import { registerPersons } from '../src/startup/register-persons.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { at } from '../tests/support/json-path.ts'
import { numberOf as withKey } from '../tests/support/register-kit.ts'
import { createCaller, type Caller } from './conformance/support/caller.ts'
import { freshExample, type OwnDeposit } from './conformance/support/own-deposits.ts'
import { provideBundle } from './conformance/support/provide-bundle.ts'

const system = 'urn:oid:1.2.250.1.213.1.4.10'

/** A number of the right shape, key included, that only its `order` tells from the others. */
const numberOf = (order: number): string => withKey(`27905351215${String(order).padStart(2, '0')}`)

const traits: Traits = {
  birthFamily: 'AVANT-L-HEURE',
  birthGiven: ['CAMILLE'],
  gender: 'female',
  birthDate: '1979-05-02',
  birthPlace: '35238',
}

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
  const persons = Array.from({ length: 6 }, (_, order) => ({ ins: { system, value: numberOf(order) }, traits }))
  await registerPersons(carnet.carnet, persons)
})
after(() => carnet.close())

const personOf = async (order: number): Promise<RegisterPerson> => {
  const person = await carnet.carnet.register.findPersonByIns({ system, value: numberOf(order) })
  if (!person) throw new Error('not registered')
  return person
}

const day = 86_400_000
const instant = (days: number): string => new Date(carnet.carnet.clock.now().getTime() + days * day).toISOString()

/** Puts somebody on notice whose time ends in a number of days; below zero, it has ended. */
const giveNotice = async (order: number, endsInDays: number): Promise<RegisterPerson> => {
  const { id } = await personOf(order)
  const change = {
    state: 'noticed',
    noticedAt: instant(endsInDays - 42),
    windowEndsAt: instant(endsInDays),
    due: { kind: 'open', at: instant(endsInDays) },
    event: { kind: 'noticed', channel: 'campaign', by: { kind: 'system', id: 'test' } },
  } as const
  await carnet.carnet.database.app.transaction((connection) =>
    carnet.carnet.register.transition(connection, id, { expectState: 'known', change }),
  )
  return personOf(order)
}

/** An example of ours, as if it were about this person. */
const aboutPerson = (order: number): OwnDeposit => {
  const example = freshExample('prescription.xml')
  const renamed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(dominiqueIns, numberOf(order)))
  const bytes = Buffer.from(example.bytes.toString('utf8').replaceAll(dominiqueIns, numberOf(order)))
  return { ...example, bytes, patient: renamed(example.patient), metadata: renamed(example.metadata) }
}

const deposit = (order: number) => call('hospital', '', { body: provideBundle([aboutPerson(order)]) })
const search = (as: string, order: number) =>
  call(as, `DocumentReference?patient.identifier=${system}|${numberOf(order)}&status=current`)

const rowsOf = async (table: string, spaceId: string): Promise<number> => {
  const superuser = createDatabase({ ...carnet.database.logins.superuser, max: 1 })
  const text = `select from ${table} where space_id = $1`
  return (await superuser.query({ text, values: [spaceId] }).finally(() => superuser.close())).length
}

test('a deposit for somebody on notice is taken, and nobody finds it', async () => {
  await giveNotice(0, 30)
  const taken = await deposit(0)
  assert.equal(taken.status, 200, taken.text)
  const id = String(at(taken.body, 'entry.0.response.location')).split('/')[1] ?? ''
  const stranger = await search('dr-petit', 0)
  const unknown = await search('dr-petit', 99)
  assert.equal(stranger.status, unknown.status)
  assert.equal(stranger.text, unknown.text)
  const direct = await call('dr-moreau', `DocumentReference/${id}`)
  assert.equal(direct.status, 404)
  assert.ok((await personOf(0)).spaceId, 'a space was founded for it to wait in')
})

test('a second deposit waits beside the first, and the same message twice is one', async () => {
  await giveNotice(1, 30)
  const message = provideBundle([aboutPerson(1)])
  const [first, again, other] = [
    await call('hospital', '', { body: message }),
    await call('hospital', '', { body: message }),
    await deposit(1),
  ]
  assert.deepEqual([first.status, again.status, other.status], [200, 200, 200], other.text)
  assert.equal(first.text, again.text)
  assert.equal(await rowsOf('vault.document', (await personOf(1)).spaceId ?? ''), 2)
})

test('two deposits that come at once found one space', async () => {
  await giveNotice(2, 30)
  const answers = await Promise.all([deposit(2), deposit(2), deposit(2), deposit(2)])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  )
  assert.equal(await rowsOf('vault.document', (await personOf(2)).spaceId ?? ''), 4)
})

test('at the end of the time the space opens by itself, once, with what waited in it', async () => {
  await giveNotice(3, 30)
  await deposit(3)
  const { id, spaceId, version } = await personOf(3)
  const change = {
    due: { kind: 'open', at: instant(-1) },
    event: { kind: 'test', channel: 'clock', by: { kind: 'system', id: 'test' } },
  }
  await carnet.carnet.database.app.transaction((connection) =>
    carnet.carnet.register.transition(connection, id, { expectState: 'noticed', expectVersion: version, change }),
  )
  const done = await Promise.all(Array.from({ length: 5 }, () => carnet.carnet.enrolment.lives.runDue(50)))
  assert.equal(
    done.reduce((sum, count) => sum + count, 0),
    1,
  )
  const opened = await personOf(3)
  assert.deepEqual([opened.state, opened.spaceId, opened.dueKind], ['open', spaceId, null])
  const holder = { kind: 'holder', id: spaceId ?? '', name: 'Camille' } as const
  const visitor = { actor: holder, authLevel: 'substantial', origin: { channel: 'pages' } } as const
  const list = await carnet.carnet.documents.listDocuments(visitor, { spaceId: spaceId ?? '' }, {})
  assert.equal(list.total, 1)
})

test('a refusal destroys what waited, its key first; from then on a deposit is answered as for a stranger', async () => {
  await giveNotice(4, 30)
  const early = await deposit(4)
  assert.equal(early.status, 200, early.text)
  const { id, spaceId } = await personOf(4)
  const lost = spaceId ?? ''
  const agent = { kind: 'staff', id: 'agent', name: 'Agent', roles: ['phone-agent'] } as const
  await carnet.carnet.enrolment.lives.oppose({
    personId: id,
    visitor: { actor: agent, authLevel: 'substantial', origin: { channel: 'pages' } },
    channel: 'phone',
  })
  const tables = [
    'keys.space_key',
    'vault.document',
    'vault.blob',
    'vault.submission',
    'directory.person',
    'directory.locator',
  ]
  for (const table of tables) assert.equal(await rowsOf(table, lost), 0, table)
  assert.deepEqual([(await personOf(4)).state, (await personOf(4)).spaceId], ['opposed', null])
  const [refused, stranger] = [await deposit(4), await deposit(99)]
  assert.equal(refused.status, stranger.status)
  assert.deepEqual(
    refused.text.replaceAll(numberOf(4), ''),
    stranger.text.replaceAll(numberOf(99), ''),
    'the same answer for who refused and who does not exist',
  )
  const verdict = await verifyJournal({ owner: journalOwner(carnet.database.owner), keys: carnet.carnet.keys })
  assert.deepEqual(verdict.flaws, [])
})

test('who refused and changes their mind begins with an empty space under another key', async () => {
  const { id } = await personOf(4)
  const spaceId = await carnet.carnet.enrolment.lives.open({ personId: id, visitor: clockVisitor, channel: 'counter' })
  assert.equal(await rowsOf('vault.document', spaceId), 0)
  assert.equal((await deposit(4)).status, 200)
  assert.equal(await rowsOf('vault.document', spaceId), 1)
})

test('whoever may not deposit causes no space for anybody whose number they know', async () => {
  await registerPersons(carnet.carnet, [{ ins: { system, value: numberOf(6) }, traits }])
  await giveNotice(6, 30)
  const { bytes, patient, metadata } = aboutPerson(6)
  const doctor = { kind: 'professional', id: '899700000001', name: 'Dr', profession: '10' } as const
  const staff = { kind: 'staff', id: 'operator', name: 'Operator', roles: ['operator'] } as const
  const origin = { channel: 'fhir' } as const
  const visitors: [Visitor, string][] = [
    [{ actor: doctor, authLevel: 'low', origin }, 'stronger-sign-in-needed'],
    [{ actor: staff, authLevel: 'high', origin }, 'act-not-yours'],
    [
      { actor: { kind: 'holder', id: 'somebody', name: 'Somebody' }, authLevel: 'substantial', origin },
      'act-not-yours',
    ],
  ]
  const { submitDocuments, stageContent } = carnet.carnet.documents
  const messageHash = createHash('sha256').update(bytes).digest()
  const documents = [{ metadata, content: { bytes }, field: 'x' }]
  for (const [visitor, reason] of visitors) {
    const upload = { patient, contentType: 'text/xml', stream: Readable.from([bytes]) }
    await assert.rejects(submitDocuments(visitor, { patient, documents, supersedes: [], messageHash }), { reason })
    await assert.rejects(stageContent(visitor, upload), { reason })
    assert.equal((await personOf(6)).spaceId, null)
  }
})

test('nobody who is not on notice gets a space by a deposit', async () => {
  const refused = await deposit(5)
  assert.equal(refused.status, 422, refused.text)
  assert.equal((await personOf(5)).spaceId, null)
})
