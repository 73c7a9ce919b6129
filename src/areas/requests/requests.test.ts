import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOf } from '../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { createMerging } from '../../../tests/support/merging.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { buryStanding } from '../../access/standing-life.ts'
import type { Visitor } from '../../access/types.ts'
import { requestsFile } from './requests-file.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 19_000)

const hospital = '1990000028'
const softwareOf = (id: string): Visitor => ({
  actor: { kind: 'software', id: `software-${id}`, name: 'Dossier', facility: { id, name: 'Lieu' } },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
})
const place = softwareOf(hospital)
const wish = (year: string) => ({ facilityId: hospital, category: '', year, note: 'Le séjour' })

const yearsOf = async (spaceId: string) =>
  (await installation.carnet.requests.listOwn(holderOf(spaceId))).map(({ year }) => year).toSorted()

test('requests follow a merge, are answered in the space they came to, and go back when it is undone', async () => {
  const [a, b] = [await someone(), await someone()]
  const { requests, receivedRequests } = installation.carnet
  await requests.ask(holderOf(a.spaceId), wish('2011'))
  await requests.ask(holderOf(b.spaceId), wish('2012'))
  const { id } = await merge(a, b)
  assert.deepEqual(await yearsOf(a.spaceId), ['2011', '2012'])
  const waiting = `select count(*)::int as count from platform.outbox where space_id = $1 and kind = 'notice-answer' and due_at > now()`
  assert.deepEqual(await installation.database.owner.query({ text: waiting, values: [a.spaceId] }), [{ count: 2 }])
  const listed = await receivedRequests.list(place)
  assert.equal(listed.length, 2)
  assert.equal(await receivedRequests.count(place), 2)
  assert.equal(await receivedRequests.count(softwareOf('1990000036')), 0)
  for (const one of listed) await receivedRequests.decline(place, one.id, 'not-known-here')
  assert.equal(await receivedRequests.count(place), 0)
  const states = (await requests.listOwn(holderOf(a.spaceId))).map(({ state, reason }) => [state, reason])
  assert.deepEqual(states, [
    ['declined', 'not-known-here'],
    ['declined', 'not-known-here'],
  ])
  await undo(id)
  assert.deepEqual(await yearsOf(a.spaceId), ['2011'])
  assert.deepEqual(await yearsOf(b.spaceId), ['2012'])
})

test('nothing of a request stands in clear but who is asked and when; it goes with the space', async () => {
  const { spaceId } = await someone()
  await installation.carnet.requests.ask(holderOf(spaceId), wish('2013'))
  const text = 'select * from request.document_request where space_id = $1'
  const [row] = await installation.database.owner.query<{ details: Buffer }>({ text, values: [spaceId] })
  assert.doesNotMatch(row?.details.toString('latin1') ?? '2013', /2013|jour|Hopital/)
  await installation.database.owner.transaction((connection) => buryStanding(connection, spaceId))
  assert.deepEqual(await installation.database.owner.query({ text, values: [spaceId] }), [])
})

test('only a holder asks, and for themselves; only the place that was asked answers', async () => {
  const { spaceId } = await someone()
  const { requests, receivedRequests } = installation.carnet
  assert.equal((await problemOf(requests.ask(place, wish('2014')))).reason, 'act-not-yours')
  const unknown = { ...wish('2014'), facilityId: '0' }
  assert.equal((await problemOf(requests.ask(holderOf(spaceId), unknown))).reason, 'request-facility-unknown')
  await requests.ask(holderOf(spaceId), wish('2014'))
  const [own] = await requests.listOwn(holderOf(spaceId))
  const other = softwareOf('1990000036')
  const id = own?.id ?? ''
  assert.equal((await problemOf(receivedRequests.find(other, id))).reason, 'request-unknown')
  assert.equal((await problemOf(receivedRequests.decline(other, id, 'other-way'))).reason, 'request-unknown')
  const stranger = holderOf((await someone()).spaceId)
  assert.equal((await problemOf(requests.takeBack(stranger, id))).reason, 'request-over')
  await requests.takeBack(holderOf(spaceId), id)
  assert.equal((await problemOf(receivedRequests.decline(place, id, 'other-way'))).reason, 'request-over')
})

test('a place is found by its name, however many professionals bear the same', async () => {
  const { identity, requests } = installation.carnet
  const name = 'Sainte Aubierge'
  await identity.recordFacility({ id: '1990009999', name: `Clinique ${name}` })
  for (let n = 0; n < 25; n += 1)
    await identity.recordProfessional({
      id: `8990009${String(n).padStart(4, '0')}`,
      family: 'AUBIERGE',
      given: 'Sainte',
      profession: '10',
    })
  assert.deepEqual(await requests.searchPlaces(name), [{ id: '1990009999', name: `Clinique ${name}` }])
  assert.deepEqual(await requests.searchPlaces('s'), [])
})

test('the same twice is one too many; in other words it is another request', async () => {
  const { spaceId } = await someone()
  const { requests } = installation.carnet
  await requests.ask(holderOf(spaceId), wish('2015'))
  assert.equal((await problemOf(requests.ask(holderOf(spaceId), wish('2015')))).reason, 'request-made')
  await requests.ask(holderOf(spaceId), { ...wish('2015'), note: 'Un autre séjour' })
  assert.equal((await requests.listOwn(holderOf(spaceId))).length, 2)
})

test('so many a day, and no more', async () => {
  const { spaceId } = await someone()
  const { requests } = installation.carnet
  for (let n = 0; n < requestsFile.aDay; n += 1) await requests.ask(holderOf(spaceId), wish(String(2010 + n)))
  assert.equal((await problemOf(requests.ask(holderOf(spaceId), wish('2009')))).kind, 'busy')
})
