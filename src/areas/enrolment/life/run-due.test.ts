import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lifeKit } from '../../../../tests/support/life-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { Problem } from '../../../platform/problem.ts'
import { clockVisitor } from './clock-visitor.ts'

// A Wednesday in winter; six weeks later the clocks show summer time.
const noticedAt = '2026-02-25T08:00:00.000Z'
const opensAt = '2026-04-08T22:00:00.000Z'
const kit = lifeKit(noticedAt)
const { count, eventsOf, find, inParallel, lives, newPerson, operatorStep, setClock, stateOf, step } = kit
before(kit.open)
after(kit.close)

test('six weeks exactly: nothing a millisecond before, the opening at the instant itself', async () => {
  const personId = await newPerson()
  setClock('2026-04-08T21:59:59.999Z')
  assert.equal(await lives().runDue(10), 0)
  assert.equal(await stateOf(personId), 'noticed')
  setClock(opensAt)
  // The people of the demonstration's own campaign were told on the same day.
  assert.ok((await lives().runDue(100)) >= 1)
  assert.equal(await stateOf(personId), 'open')
})

test('after a stop over the boundary, twenty workers at once: opened once, one space, one entry, one mail', async () => {
  const personId = await newPerson()
  const spaces = await count('select count(*) from access.space')
  setClock('2026-06-01T08:00:00.000Z')
  assert.equal(await inParallel(20), 1)
  assert.equal(await lives().runDue(10), 0)
  assert.deepEqual(await eventsOf(personId), ['noticed', 'opened'])
  const { spaceId, activatedAt } = (await find(personId)) ?? {}
  assert.equal(activatedAt, null)
  assert.equal(await count('select count(*) from access.space'), spaces + 1)
  assert.equal(await count('select count(*) from journal.entry where space_id = $1', spaceId), 1)
  assert.equal(
    await count(`select count(*) from platform.outbox where space_id = $1 and kind = 'enrolment-mail'`, personId),
    1,
  )
})

test('a refusal and the opening at the same instant: one of the two, whole', async () => {
  const persons = await Promise.all(Array.from({ length: 6 }, newPerson))
  setClock('2026-06-01T08:00:00.000Z')
  const refusing = persons.map((personId) =>
    lives()
      .oppose(step(personId))
      .then(
        () => 'opposed',
        () => 'too late',
      ),
  )
  const [answers] = await Promise.all([Promise.all(refusing), inParallel(4)])
  while ((await lives().runDue(10)) > 0);
  for (const [index, personId] of persons.entries()) {
    const { state, spaceId } = (await find(personId)) ?? {}
    assert.equal(state, answers[index] === 'opposed' ? 'opposed' : 'open')
    assert.equal(spaceId === null, state === 'opposed')
    assert.equal((await eventsOf(personId)).length, 2)
  }
})

test('what time was about to do is not done when somebody decided otherwise after it was looked up', async () => {
  const [opposing, cancelling, resumed] = [await newPerson(), await newPerson(), await newPerson()]
  for (const personId of [cancelling, resumed]) await lives().activate(step(personId))
  await lives().requestErasure(step(cancelling))
  await lives().suspend(operatorStep(resumed))
  setClock('2026-06-01T08:00:00.000Z')
  // Each decides while the worker holds what it has looked up and has not done yet.
  const { register } = kit.installation().carnet
  const due = await Promise.all([opposing, cancelling, resumed].map((personId) => register.findPerson(personId)))
  await lives().oppose(step(opposing))
  await lives().cancelErasure(step(cancelling))
  await lives().resume(operatorStep(resumed))
  const late = due.map((person) => ({ personId: person?.id ?? '', version: person?.version ?? 0 }))
  const asClock = { visitor: clockVisitor, channel: 'clock' } as const
  const [open, , close] = late
  const opening = lives().open({ ...asClock, ...(open ?? { personId: '' }) })
  assert.equal((await problemOf(opening)).reason, 'enrolment-wrong-moment')
  const closing = lives().close({ ...asClock, ...(close ?? { personId: '' }) })
  assert.equal((await problemOf(closing)).reason, 'enrolment-wrong-moment')
  assert.equal(await lives().runDue(10), 0)
  assert.deepEqual(
    [await stateOf(opposing), await stateOf(cancelling), await stateOf(resumed)],
    ['opposed', 'closed', 'open'],
  )
})

test('the same step twice at once: taken once, and the other hears that its moment is over', async () => {
  for (let round = 0; round < 5; round += 1) {
    const personId = await newPerson()
    await lives().activate(step(personId))
    const closing = Array.from({ length: 4 }, () =>
      lives()
        .close(step(personId))
        .then(
          () => 'closed',
          (error: unknown) => (error instanceof Problem ? error.reason : String(error)),
        ),
    )
    const answers = (await Promise.all(closing)).toSorted()
    assert.deepEqual(answers, ['closed', ...Array.from({ length: 3 }, () => 'enrolment-wrong-moment')])
    await lives().reopen(step(personId))
  }
})

test('suspended: closed after six weeks without an objection, never with one', async () => {
  const [silent, objecting] = [await newPerson(), await newPerson()]
  for (const personId of [silent, objecting]) {
    await lives().activate(step(personId))
    await lives().suspend(operatorStep(personId))
  }
  await lives().object(step(objecting))
  setClock('2026-04-08T21:59:59.999Z')
  assert.equal(await lives().runDue(10), 0)
  setClock(opensAt)
  assert.equal(await lives().runDue(10), 1)
  assert.deepEqual([await stateOf(silent), await stateOf(objecting)], ['closed', 'suspended'])
  setClock('2027-04-08T22:00:00.000Z')
  assert.equal(await lives().runDue(10), 0)
  assert.equal(await stateOf(objecting), 'suspended')
  await lives().reopen(step(silent))
  assert.equal(await stateOf(silent), 'open')
})

test('closed: erased at the end of ten years, once, and a return gets another space', async () => {
  const personId = await newPerson()
  const first = await lives().activate(step(personId))
  setClock('2028-02-29T12:00:00.000Z')
  await lives().close(step(personId))
  setClock('2038-02-01T12:00:00.000Z')
  // persons of the tests before
  while ((await lives().runDue(10)) > 0);
  setClock('2038-02-28T22:59:59.999Z')
  assert.equal(await inParallel(5), 0)
  setClock('2038-02-28T23:00:00.000Z')
  assert.equal(await inParallel(20), 1)
  assert.deepEqual(
    (await eventsOf(personId)).toSorted(),
    ['noticed', 'opened', 'activated', 'closed', 'erased'].toSorted(),
  )
  assert.equal(await count('select count(*) from journal.tombstone where space_id = $1', first), 1)
  assert.equal(await count('select count(*) from keys.space_key where space_id = $1', first), 0)
  assert.notEqual(await lives().activate(step(personId)), first)
})

test('a death corrected puts a suspended space back as it was, with its time to object', async () => {
  const personId = await newPerson()
  await lives().activate(step(personId))
  await lives().suspend(operatorStep(personId))
  await lives().recordDeath(operatorStep(personId))
  await lives().correctDeath(operatorStep(personId))
  const { state, spaceId, dueKind } = (await find(personId)) ?? {}
  assert.deepEqual([state, dueKind], ['suspended', 'close'])
  assert.equal(await count(`select count(*) from access.space where space_id = $1 and state = 'suspended'`, spaceId), 1)
})

test('who has no space any more can die, and a mistake about it is put right', async () => {
  const personId = await newPerson()
  await lives().activate(step(personId))
  await lives().requestErasure(step(personId))
  setClock('2026-06-01T08:00:00.000Z')
  await inParallel(2)
  assert.equal(await stateOf(personId), 'erased')
  await lives().recordDeath(operatorStep(personId))
  await lives().correctDeath(operatorStep(personId))
  assert.equal(await stateOf(personId), 'erased')
})
