import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { StaffRole, Visitor } from '../../access/types.ts'
import { fixedClock } from '../../platform/clock.ts'
import { silentLog } from '../../platform/log.ts'
import { createParameters } from '../../reference/create-parameters.ts'
import { mayDo, staffDeeds } from '../enrolment/index.ts'
import { createFeedDesk, createOwnFeeds } from './create-desk.ts'
import { createTally, type Tally } from './create-tally.ts'
import type { FeedDesk, OwnFeeds } from './feed-types.ts'
import { softwareMark } from './software-mark.ts'

const laboratory = { id: '1990000036', name: 'Laboratoire', kind: 'SA25' }
const optician = { id: '1990000051', name: 'Optique', kind: 'SA21' }
const clock = fixedClock('2026-11-22T10:00:00.000Z')
const { dayOf } = createParameters()

let database: TestDatabase
let tally: Tally
let desk: FeedDesk
let own: OwnFeeds
const entered: string[] = []
before(async () => {
  database = await createTestDatabase()
  tally = createTally({ database: database.app, clock, dayOf, log: silentLog })
  const directory = {
    listFacilities: async () => [laboratory, optician],
    listSoftware: async () => [{ id: 'lab', name: 'Logiciel du laboratoire' }],
  }
  const enter = async ({ actor }: Visitor, deed: string): Promise<string> => {
    entered.push(deed)
    if (actor.kind !== 'staff' || !mayDo(actor.roles, deed, staffDeeds)) throw new Error('refused')
    return actor.id
  }
  const parts = { database: database.app, clock, dayOf, directory, tally, staffRooms: { enter } }
  desk = createFeedDesk(parts)
  own = createOwnFeeds(parts)
  const document = { typeCode: '11502-2', createdAt: '2026-11-22', older: false, remarked: false }
  tally.taken(software, [document, document, document])
})
after(() => database.drop())

const software: Visitor = {
  actor: { kind: 'software', id: 'lab', name: 'Lab', facility: laboratory },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
}
const staff = (...roles: StaffRole[]): Visitor => ({
  actor: { kind: 'staff', id: 's', name: 'S', roles },
  authLevel: 'high',
  origin: { channel: 'pages' },
})
const producer = { facilityId: laboratory.id, softwareId: 'lab' }

test('the operator is told three as fewer than five; the facility is told three', async () => {
  const { rows } = await desk.readBoard(staff('reviewer'), { sort: 'state' })
  assert.deepEqual(
    rows.map(({ facility, total }) => [facility.id, total]),
    [[laboratory.id, { n: 5, way: 'fewer' }]],
  )
  const card = await own.readOwn(software)
  assert.deepEqual(card?.months.at(-1)?.figures.taken, { n: 3, way: 'exact' })
  assert.deepEqual(card.delays[0], { delay: 'day-0', n: 3 })
  assert.equal(await own.readOwn(staff('operator')), undefined)
})

test('every look of the staff is written down first, and only an operator asks a producer', async () => {
  entered.length = 0
  const looks = [
    () => desk.readBoard(staff('counter-agent'), { sort: 'name' }),
    () => desk.listSoftware(staff('phone-agent')),
    () => desk.readFacility(staff('counter-agent'), laboratory.id),
    () => desk.readSoftware(staff('counter-agent'), softwareMark('lab')),
    () => desk.notify(staff('reviewer'), producer),
  ]
  for (const look of looks) await assert.rejects(look(), /refused/)
  assert.deepEqual(entered, ['feeds-view', 'feeds-view', 'feeds-view', 'feeds-view', 'feeds-notify'])
})

test('asked twice at the same moment, a producer is told once, and again the month after', async () => {
  const asked = await Promise.allSettled([1, 2, 3].map(() => desk.notify(staff('operator'), producer)))
  assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1)
  const queued = async (): Promise<number> =>
    (
      await database.owner.query({
        text: `select 1 as one from platform.outbox where kind = 'notice-producer' and payload = '{"softwareId": "lab"}'`,
      })
    ).length
  assert.equal(await queued(), 1)
  const card = await desk.readFacility(staff('operator'), laboratory.id)
  assert.deepEqual([card.parties[0]?.asked?.isOfMonth, card.asked.get('lab')?.isOfMonth], [true, true])
  clock.advance(30 * 86_400_000)
  assert.equal((await desk.readFacility(staff('operator'), laboratory.id)).asked.get('lab')?.isOfMonth, false)
  await desk.notify(staff('operator'), producer)
  assert.equal(await queued(), 2)
})

test('a facility that sends nothing is asked too, without a mail; software that sends nothing from there is not', async () => {
  await desk.notify(staff('operator'), { facilityId: optician.id, softwareId: '' })
  for (const wrong of [
    { facilityId: optician.id, softwareId: 'lab' },
    { facilityId: 'nobody', softwareId: '' },
  ])
    await assert.rejects(desk.notify(staff('operator'), wrong), { reason: 'producer-unknown' })
  assert.equal((await desk.readSoftware(staff('operator'), softwareMark('lab'))).name, 'Logiciel du laboratoire')
  await assert.rejects(desk.readSoftware(staff('operator'), 'lab'), { reason: 'producer-unknown' })
  await assert.rejects(desk.readFacility(staff('operator'), 'nobody'), { reason: 'producer-unknown' })
})
