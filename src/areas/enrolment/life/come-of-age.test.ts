import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { majorityKit } from '../../../../tests/support/majority-kit.ts'

const kit = majorityKit()
const { asParent, count, eve, eventsOf, find, inParallel, lives, midnight } = kit
const { newChild, notice, operatorStep, run, setClock, stateOf, told } = kit
before(kit.open)
after(kit.close)

test('nothing a millisecond before midnight; at midnight, twenty workers at once: worked once, one letter', async () => {
  const personId = await newChild({ email: 'parent@example.org' })
  await lives().activate(asParent(personId))
  const spaceId = (await find(personId))?.spaceId ?? ''
  const contact = () => kit.installation().carnet.identity.findContact(spaceId)
  assert.equal((await contact())?.email, 'parent@example.org')
  setClock(eve)
  assert.equal(await inParallel(3), 0)
  assert.equal((await find(personId))?.ofAgeOn, null)
  setClock(midnight)
  assert.equal(await inParallel(20), 1)
  assert.equal(await inParallel(3), 0)
  assert.deepEqual((await eventsOf(personId)).filter((kind) => kind === 'came-of-age').length, 1)
  assert.equal(await told(personId), 'majority')
  assert.equal((await find(personId))?.ofAgeOn, '2026-05-20')
  assert.equal((await contact())?.email, undefined, 'no notice of this space goes to the parent any more')
  const person = await find(personId)
  assert.ok(person)
  assert.deepEqual((await kit.installation().carnet.register.openPerson(person)).contact, { lang: 'fr' })
  assert.equal(person.channel, 'post')
})

test('after a stop over the day: worked all the same, once', async () => {
  const personId = await newChild()
  await lives().activate(asParent(personId))
  setClock('2026-08-01T08:00:00.000Z')
  await run()
  await run()
  assert.equal(await told(personId), 'majority')
  assert.equal((await find(personId))?.ofAgeOn, '2026-08-01')
})

test('after a long stop, more majorities than a turn takes: none is opened on the notice of the parents', async () => {
  const children = [await newChild(), await newChild(), await newChild(), await newChild()]
  for (const personId of children) await notice(personId)
  setClock('2026-08-01T08:00:00.000Z')
  while ((await lives().runDue(1)) > 0);
  for (const personId of children) {
    assert.deepEqual([await stateOf(personId), await told(personId)], ['noticed', 'opening'])
    assert.ok(!(await eventsOf(personId)).includes('opened'))
  }
})

interface Case {
  what: string
  lead(personId: string): Promise<unknown>
  state: string
  letters: string
  due: string | null
}

const cases: readonly Case[] = [
  { what: 'nobody was told', lead: async () => {}, state: 'known', letters: '', due: null },
  { what: 'six weeks are running', lead: notice, state: 'noticed', letters: 'opening', due: null },
  {
    what: 'it opened by itself',
    lead: async (id) => lives().open(asParent(id)),
    state: 'open',
    letters: 'majority',
    due: null,
  },
  {
    what: 'a parent refused',
    lead: async (id) => lives().oppose(asParent(id)),
    state: 'opposed',
    letters: 'majority-choice',
    due: null,
  },
  {
    what: 'it was closed at a parent’s wish',
    lead: async (id) => {
      await lives().activate(asParent(id))
      await lives().close(operatorStep(id))
    },
    state: 'closed',
    letters: 'majority-choice',
    due: 'erase',
  },
  {
    what: 'it is being erased at a parent’s wish',
    lead: async (id) => {
      await lives().activate(asParent(id))
      await lives().requestErasure(operatorStep(id))
    },
    state: 'erasing',
    letters: 'majority-choice',
    due: 'erase',
  },
  {
    what: 'it is suspended',
    lead: async (id) => {
      await lives().activate(asParent(id))
      await lives().suspend(operatorStep(id))
    },
    state: 'suspended',
    letters: '',
    due: 'close',
  },
  {
    what: 'they died',
    lead: async (id) => {
      await lives().activate(asParent(id))
      await lives().recordDeath(operatorStep(id))
    },
    state: 'deceased',
    letters: '',
    due: 'erase',
  },
]

for (const { what, lead, state, letters, due } of cases)
  test(`of age when ${what}: ${state}, ${letters || 'no letter'}; nothing opens`, async () => {
    const personId = await newChild()
    await lead(personId)
    setClock(midnight)
    await run()
    const person = await find(personId)
    assert.deepEqual([person?.state, person?.dueKind, await told(personId)], [state, due, letters])
    const came = (await eventsOf(personId)).includes('came-of-age')
    assert.equal(came, state !== 'deceased')
    const open = await count(
      `select count(*) from enrolment.exception_case where person_id = $1 and kind = 'untold'`,
      personId,
    )
    assert.equal(open, state === 'suspended' ? 1 : 0)
  })

test('a first refusal of an older record: its last days are theirs, from a letter of their own on', async () => {
  const personId = await newChild()
  await kit.installation().database.owner.query({
    text: 'update enrolment.person set legacy = true where id = $1',
    values: [personId],
  })
  await lives().oppose(asParent(personId))
  setClock(midnight)
  await run()
  assert.deepEqual([await stateOf(personId), await told(personId)], ['legacy-opposed', 'reminder'])
  setClock('2026-08-30T08:00:00.000Z')
  await run()
  assert.equal(await stateOf(personId), 'legacy-opposed', 'not before they were told')
})

test('a death that was a mistake: told when it is put right', async () => {
  const personId = await newChild()
  await lives().activate(asParent(personId))
  await lives().recordDeath(operatorStep(personId))
  setClock(midnight)
  await run()
  assert.equal(await told(personId), '')
  await lives().correctDeath(operatorStep(personId))
  await run()
  assert.equal(await told(personId), 'majority')
})

test('a birth date put right: of age later is told later, also to whom it was told too soon', async () => {
  const personId = await newChild()
  await lives().activate(asParent(personId))
  const correct = (until: string) =>
    kit.installation().database.owner.query({
      text: 'update enrolment.person set minor_until = $2, version = version + 1 where id = $1',
      values: [personId, until],
    })
  await correct('2026-06-20')
  setClock(midnight)
  await run()
  assert.equal(await told(personId), '')
  setClock('2026-06-19T22:00:00.000Z')
  await run()
  assert.equal(await told(personId), 'majority')
  await correct('2026-06-01')
  await run()
  assert.equal(await told(personId), 'majority', 'an earlier day is no second one')
  await correct('2026-07-01')
  setClock('2026-07-01T08:00:00.000Z')
  await run()
  assert.equal(await told(personId), 'majority, majority')
})
