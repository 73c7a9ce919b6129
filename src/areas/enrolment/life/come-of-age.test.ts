import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lifeKit } from '../../../../tests/support/life-kit.ts'
import { noticePerson } from '../../../../tests/support/notice-person.ts'
import { staffOf } from '../../../../tests/support/campaign-kit.ts'
import { sealIdentity } from '../register/person-seal.ts'
import type { LifeStep } from './types.ts'

// Somebody born on the 20th of May 2008 is of age on the 20th of May 2026, from midnight in Paris on.
const birthDate = '2008-05-20'
const eve = '2026-05-19T21:59:59.999Z'
const midnight = '2026-05-19T22:00:00.000Z'
const kit = lifeKit('2026-05-01T08:00:00.000Z')
const { count, eventsOf, find, inParallel, lives, newLine, operatorStep, setClock, stateOf, step } = kit
before(kit.open)
after(kit.close)

const newChild = async (about: { birthDate?: string; email?: string } = {}): Promise<string> => {
  setClock('2026-05-01T08:00:00.000Z')
  return (await newLine({ birthDate, ...about })).personId
}

const asParent = (personId: string): LifeStep => {
  const given = step(personId)
  const actor = { kind: 'representative', id: 'parent', name: 'Paul TILLEUL' } as const
  return { ...given, visitor: { ...given.visitor, actor } }
}

const told = async (personId: string): Promise<string> => {
  const { owner } = kit.installation().database
  const rows = await owner.query<{ kind: string; recipient: string | null }>({
    text: `select kind, recipient_id as recipient from enrolment.notice where person_id = $1 and state = 'prepared'`,
    values: [personId],
  })
  return rows.map(({ kind, recipient }) => (recipient === null ? kind : `${kind} to ${recipient}`)).join(', ')
}

const run = async (): Promise<void> => {
  while ((await lives().runDue(100)) > 0);
}

const notice = async (personId: string): Promise<void> => {
  const { carnet } = kit.installation()
  const person = await find(personId)
  if (person === undefined) throw new Error('nobody')
  await noticePerson(carnet, (await carnet.register.openPerson(person)).ins)
}

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

test('the same day is worked by an index, not by reading the nation', async () => {
  const { owner } = kit.installation().database
  const plan = await owner.transaction(async (connection) => {
    await connection.query({ text: 'set local enable_seqscan = off' })
    return connection.query<{ 'QUERY PLAN': string }>({
      text: `explain select id from enrolment.person where minor_until <= '2026-05-20' and minor_until is not null
        and (of_age_on is null or of_age_on < minor_until) and state not in ('deceased', 'merged') order by minor_until`,
    })
  })
  assert.match(plan.map((line) => line['QUERY PLAN']).join('\n'), /person_of_age/)
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

test('Today counts who is to come of age; a fault is noted once, undoes everything, and comes again', async () => {
  const personId = await newChild()
  await lives().activate(asParent(personId))
  setClock(midnight)
  const { carnet, database } = kit.installation()
  const operator = staffOf('fatima', 'operator')
  const due = async () => {
    const today = await carnet.staffRooms.persons.readToday(operator)
    return [today.due.find(({ kind }) => kind === 'come-of-age')?.late, today.failed]
  }
  const [late = 0] = await due()
  assert.equal(late, 1)
  await database.owner.query({ text: 'revoke insert on enrolment.notice from carnet_app' })
  assert.equal(await lives().runDue(10), 0)
  setClock('2026-05-19T22:03:00.000Z')
  assert.equal(await lives().runDue(10), 0)
  assert.deepEqual(await due(), [1, 1])
  await database.owner.query({ text: 'grant insert on enrolment.notice to carnet_app' })
  assert.deepEqual([await told(personId), (await find(personId))?.ofAgeOn], ['', null])
  setClock('2026-05-19T22:06:00.000Z')
  assert.equal(await lives().runDue(10), 1)
  assert.equal(await told(personId), 'majority')
  assert.deepEqual((await due())[0], undefined)
})
