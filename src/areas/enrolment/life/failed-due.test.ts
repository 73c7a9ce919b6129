import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lifeKit } from '../../../../tests/support/life-kit.ts'

const kit = lifeKit('2026-02-25T08:00:00.000Z')
const { clock, count, eventsOf, find, lives, newPerson, setClock, stateOf } = kit
const owner = (text: string, values: unknown[] = []) => kit.installation().database.owner.query({ text, values })
before(async () => {
  await kit.open()
  // Nobody but the persons of these tests.
  await owner('update enrolment.person set due_kind = null, due_at = null')
})
after(kit.close)

const failedMails = (personId: string): Promise<number> =>
  count(`select count(*) from platform.outbox where space_id = $1 and payload ->> 'event' = 'open-failed'`, personId)

test('an opening that a fault stops: told once, tried again every hour, done when the fault is gone', async () => {
  const personId = await newPerson()
  setClock('2026-06-01T08:00:00.000Z')
  await owner('revoke insert on keys.space_key from carnet_app')
  try {
    for (const hours of [1, 2, 3]) {
      assert.equal(await lives().runDue(10), 0)
      assert.equal(Date.parse((await find(personId))?.dueAt ?? ''), clock.now().getTime() + 3_600_000)
      assert.equal(await failedMails(personId), 1, `after ${hours} failures`)
      clock.advance(3_599_999)
      assert.equal(await lives().runDue(10), 0, 'not before its hour')
      clock.advance(1)
    }
  } finally {
    await owner('grant insert on keys.space_key to carnet_app')
  }
  assert.equal(await lives().runDue(10), 1)
  assert.deepEqual(await eventsOf(personId), ['noticed', 'open-failed', 'open-failed', 'open-failed', 'opened'])
})

test('what can never be done is a fault like any other, and stands in nobody’s way', async () => {
  const [stuck, next] = [await newPerson(), await newPerson()]
  const text = `update enrolment.person set due_kind = 'close', due_at = '2026-03-01' where id = $1`
  await owner(text, [stuck])
  setClock('2026-06-01T08:00:00.000Z')
  assert.deepEqual([await lives().runDue(1), await lives().runDue(1)], [0, 1])
  assert.deepEqual([await eventsOf(stuck), await stateOf(next)], [['noticed', 'close-failed'], 'open'])
})
