import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { staffOf } from '../../../../tests/support/campaign-kit.ts'
import { majorityKit } from '../../../../tests/support/majority-kit.ts'
import { sealIdentity } from '../register/person-seal.ts'

const kit = majorityKit()
const { asParent, count, eventsOf, find, lives, midnight, newChild, notice, run, setClock, stateOf, told } = kit
before(kit.open)
after(kit.close)

const plans: readonly [index: string, text: string][] = [
  [
    'person_of_age',
    `select id from enrolment.person where minor_until <= '2026-05-20' and minor_until is not null
      and (of_age_on is null or of_age_on < minor_until) and state not in ('deceased', 'merged') order by minor_until`,
  ],
  [
    'event_failed',
    `select count(*) from enrolment.event
      where kind in ('open-failed', 'close-failed', 'erase-failed', 'came-of-age-failed') and at >= '2026-05-20'`,
  ],
  [
    'outbox_death',
    `select count(*) from platform.outbox where kind = 'person-died' and parked_at is null and created_at < '2026-05-20'`,
  ],
]

for (const [index, text] of plans)
  test(`a day of majorities and what Today counts are found by an index, not by reading the nation: ${index}`, async () => {
    const { owner } = kit.installation().database
    const plan = await owner.transaction(async (connection) => {
      await connection.query({ text: 'set local enable_seqscan = off' })
      return connection.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}` })
    })
    assert.match(plan.map((line) => line['QUERY PLAN']).join('\n'), new RegExp(index))
  })

test('somebody whom no letter reaches: a human looks, and who was to be told first is as never told', async () => {
  const personId = await newChild()
  await notice(personId)
  const { carnet, database } = kit.installation()
  const person = await find(personId)
  assert.ok(person)
  const identity = await carnet.register.openPerson(person)
  const sealed = sealIdentity(await carnet.keys.registerSeal(), personId, { ...identity, address: { lines: [] } })
  await database.owner.query({
    text: 'update enrolment.identity set sealed = $2 where person_id = $1',
    values: [personId, sealed],
  })
  setClock(midnight)
  await run()
  assert.deepEqual([await stateOf(personId), await told(personId)], ['known', ''])
  assert.equal(
    await count(`select count(*) from enrolment.exception_case where person_id = $1 and kind = 'no-address'`, personId),
    1,
  )
})

test('Today counts who is to come of age; a fault is noted, undoes everything, and comes again in an hour', async () => {
  const { carnet, database } = kit.installation()
  const dead = await newChild()
  await database.owner.query({
    text: "update enrolment.person set died_on = '2026-05-02' where id = $1",
    values: [dead],
  })
  const personId = await newChild()
  await lives().activate(asParent(personId))
  setClock(midnight)
  const operator = staffOf('fatima', 'operator')
  const due = async () => {
    const today = await carnet.staffRooms.persons.readToday(operator)
    return [today.due.find(({ kind }) => kind === 'come-of-age')?.late, today.failed]
  }
  const [late = 0] = await due()
  assert.equal(late, 1, 'whose death comes first is not late')
  await database.owner.query({ text: 'revoke insert on enrolment.notice from carnet_app' })
  assert.equal(await lives().runDue(10), 0)
  setClock('2026-05-19T22:03:00.000Z')
  assert.equal(await lives().runDue(10), 0)
  assert.deepEqual(await due(), [1, 1])
  assert.deepEqual(await eventsOf(personId), ['opened', 'activated', 'came-of-age-failed'])
  await database.owner.query({ text: 'grant insert on enrolment.notice to carnet_app' })
  assert.deepEqual([await told(personId), (await find(personId))?.ofAgeOn], ['', null])
  setClock('2026-05-19T22:59:59.999Z')
  assert.equal(await lives().runDue(10), 0, 'what fails is tried again every hour')
  setClock('2026-05-19T23:00:00.000Z')
  assert.equal(await lives().runDue(10), 1)
  assert.equal(await told(personId), 'majority')
  assert.deepEqual((await due())[0], undefined)
})
