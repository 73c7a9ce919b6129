import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  nth,
  openCampaignKit,
  planOf,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import { randomId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import type { StandingChange } from '../register/types.ts'
import { queueLetters } from './queue-letters.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const day = 86_400_000
const system = 'urn:oid:1.2.250.1.213.1.4.10'
// Of age on the 10th of November 2026; the kit's day is the 2nd.
const child = { birth_date: '2008-11-10', card_number: nth(1), household: 'H1', parents: nth(1) }

const findChild = async () => {
  const person = await kit.register.findPersonByIns({ system, value: nth(2) })
  assert.ok(person)
  return person
}

const waiting = async () =>
  kit.database.owner.query<{ kind: string; channel: string; own: boolean; state: string }>({
    text: `select kind, channel, recipient_id is null as own, state from enrolment.notice where person_id = $1 order by id`,
    values: [(await findChild()).id],
  })

const ask = async (personId: string): Promise<void> => {
  const payload = { personId, origin: 'request' }
  await enqueue(kit.database.app, { spaceId: personId, id: randomId(), kind: 'enrolment-code', payload })
  assert.equal(await kit.work(), 0)
}

/** What working a majority does to the register's row, without the rest of it. */
const work = async (more: Omit<StandingChange, 'event'> = {}, letter?: string): Promise<void> => {
  const person = await findChild()
  const parts = { clock: kit.clock, parameters: createParameters(), register: kit.register }
  await kit.database.app.transaction(async (connection) => {
    await kit.register.forgetContact(connection, person)
    const event = { kind: 'came-of-age', channel: 'clock', by: { kind: 'system', id: 'test' } }
    const change = { ...more, ofAgeOn: '2026-11-12', event }
    if (letter !== undefined)
      await queueLetters(parts, connection, { id: randomId(), personId: person.id, kind: letter })
    await kit.register.transition(connection, person.id, { expectState: person.state, change })
  })
}

const sentTo = (): string[] => kit.mails.map(({ to }) => to)

test('from the day on no code goes to the contact of the child’s line, worked or not: a letter to the person', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { ...child, email: 'mother@example.org', phone: '0612345678' })])
  const { id } = await findChild()
  await ask(id)
  assert.deepEqual(sentTo(), ['mother@example.org'], 'for a child it is the parents’')
  kit.clock.advance(9 * day)
  await ask(id)
  await work()
  await ask(id)
  assert.deepEqual([sentTo(), kit.texts], [['mother@example.org'], []])
  await kit.campaigns.sendLetters(fatima, 'data')
  const { recorded } = await kit.letters()
  assert.deepEqual(
    recorded.map(({ kind, recipient }) => [kind, recipient[0]]),
    [
      ['new-code', 'Léa DURAND'],
      ['new-code', 'Léa DURAND'],
    ],
  )
  assert.deepEqual((await kit.register.openPerson(await findChild())).contact, { lang: 'fr' })
})

test('a campaign tells whom nobody told as the adult they are by now, by a letter to themselves', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { ...child, email: 'mother@example.org' })])
  const id = await readyCampaign(
    kit,
    planOf({ rule: { schemes: [], departments: [], minors: true, adults: true, protected: true } }),
  )
  kit.clock.advance(9 * day)
  await sendAll(kit.campaigns, id)
  await kit.work()
  const { recorded } = await kit.letters()
  assert.deepEqual(
    recorded.map(({ kind, personName, recipient }) => [kind, personName === recipient[0]]),
    [
      ['opening', true],
      ['opening', true],
    ],
  )
  assert.deepEqual(sentTo(), [])
})

test('what waited for a parent leaves no more after midnight: not the mail', async () => {
  await kit.importLines([
    lineOf(1, { email: 'down@example.org', address_1: '', postal_code: '', city: '', department: '75' }),
    lineOf(2, child),
  ])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  assert.ok((await kit.work()) > 0)
  kit.isDown = false
  kit.clock.advance(9 * day)
  assert.equal(await kit.work(), 0)
  assert.deepEqual(sentTo(), ['down@example.org'], 'the parent’s own notice, and not that of the child')
  assert.deepEqual(await waiting(), [{ kind: 'opening', channel: 'mail', own: false, state: 'failed' }])
  assert.equal((await findChild()).state, 'noticed', 'their majority tells them anew')
})

test('a letter with a code that waited for a parent is given up', async () => {
  await kit.importLines([lineOf(1), lineOf(2, child)])
  const { id } = await findChild()
  await ask(id)
  assert.deepEqual(await waiting(), [{ kind: 'new-code', channel: 'post', own: false, state: 'prepared' }])
  kit.clock.advance(9 * day)
  const step = await kit.campaigns.sendLetters(fatima, 'data')
  assert.equal(step.letters, 0)
  assert.deepEqual(await waiting(), [{ kind: 'new-code', channel: 'post', own: false, state: 'failed' }])
})

test('the insurer’s next line keeps the day to be worked, and brings a contact unless it is the one forgotten', async () => {
  // Only the child's line has the mother's address: nobody else's tells that it is hers.
  await kit.importLines([lineOf(1), lineOf(2, { ...child, email: 'mother@example.org' })])
  kit.clock.advance(9 * day)
  const grown = { ...child, parents: '', card_number: '' }
  await kit.importLines([lineOf(2, { ...grown, email: 'mother@example.org' })])
  assert.deepEqual([(await findChild()).minorUntil, (await findChild()).ofAgeOn], ['2026-11-10', null])
  await work()
  const { id } = await findChild()
  const codeTo = async (line: Readonly<Record<string, string>>): Promise<string[]> => {
    kit.mails.length = 0
    await kit.importLines([lineOf(2, { ...grown, ...line })])
    await ask(id)
    return [...sentTo(), ...kit.texts.map(({ to }) => to)]
  }
  assert.deepEqual(await codeTo({ email: 'Mother@example.org', address_1: '7 RUE BASSE' }), [])
  assert.deepEqual((await findChild()).remarks, ['line-contact-shared'])
  assert.deepEqual(await codeTo({ phone: '0612345678' }), [])
  assert.deepEqual(await codeTo({ email: 'lea@example.org' }), ['lea@example.org'])
  assert.deepEqual(await codeTo({ email: 'mother@example.org', address_1: '8 RUE BASSE' }), [])
})

test('a contact that anybody else has, such as a parent, is not taken for the new adult’s own', async () => {
  await kit.importLines([lineOf(1, { email: 'mother@example.org' }), lineOf(2, child)])
  kit.clock.advance(9 * day)
  await work()
  await kit.importLines([lineOf(2, { ...child, parents: '', card_number: '', email: 'mother@example.org' })])
  await ask((await findChild()).id)
  assert.deepEqual(sentTo(), [])
})

const stopped = { windowEndsAt: null, due: null }
const nowhere = { ...child, parents: '', card_number: '', address_1: '', postal_code: '', city: '', department: '75' }

const exceptions = async (personId: string): Promise<string[]> => {
  const text = `select kind from enrolment.exception_case where person_id = $1 order by kind`
  const rows = await kit.database.owner.query<{ kind: string }>({ text, values: [personId] })
  return rows.map(({ kind }) => kind)
}

test('a new adult whose own notice cannot leave is as never told, although their parents’ had left', async () => {
  await kit.importLines([lineOf(1), lineOf(2, child)])
  await sendAll(kit.campaigns, await readyCampaign(kit, planOf({ channelRule: 'post-only' })))
  assert.deepEqual(await waiting(), [{ kind: 'child', channel: 'post', own: false, state: 'sent' }])
  kit.clock.advance(9 * day)
  await work(stopped, 'opening')
  await kit.importLines([lineOf(2, nowhere)])
  await kit.campaigns.sendLetters(fatima, 'data')
  const { id, state } = await findChild()
  assert.deepEqual([state, await exceptions(id)], ['known', ['no-address']])
})

test('a reminder of their own that cannot leave: the transition goes on, although their parents’ had left', async () => {
  await kit.importLines([lineOf(1), lineOf(2, child)])
  const { id } = await findChild()
  const event = { kind: 'opposed', channel: 'post', by: { kind: 'system', id: 'test' } }
  const transition = { state: 'legacy-opposed', windowEndsAt: '2026-11-20T23:00:00.000Z', due: null, event } as const
  await kit.register.transition(kit.database.app, id, { expectState: 'known', change: transition })
  await kit.database.owner.query({
    text: `insert into enrolment.notice (person_id, id, channel, kind, state, prepared_at, sent_at, changed_at)
      values ($1, $2, 'post', 'reminder', 'sent', $3, $3, $3)`,
    values: [id, randomId(), kit.clock.now()],
  })
  kit.clock.advance(9 * day)
  await work({}, 'reminder')
  await kit.importLines([lineOf(2, nowhere)])
  await kit.campaigns.sendLetters(fatima, 'data')
  assert.equal((await findChild()).dueKind, 'open')
})

const insertWaiting = async (kind: string): Promise<void> => {
  const recipient = await kit.register.findPersonByIns({ system, value: nth(1) })
  await kit.database.owner.query({
    text: `insert into enrolment.notice (person_id, id, channel, kind, recipient_id, state, prepared_at, changed_at)
      values ($1, $2, 'post', $3, $4, 'prepared', $5, $5)`,
    values: [(await findChild()).id, randomId(), kind, recipient?.id, kit.clock.now()],
  })
}

test('a first letter that waited for a parent is given up, and the majority that is still to be worked tells anew', async () => {
  await kit.importLines([lineOf(1), lineOf(2, child)])
  const { id } = await findChild()
  const event = { kind: 'noticed', channel: 'campaign', by: { kind: 'system', id: 'test' } }
  const change = { state: 'noticed', noticedAt: kit.clock.now().toISOString(), ...stopped, event } as const
  await kit.register.transition(kit.database.app, id, { expectState: 'known', change })
  await insertWaiting('child')
  kit.clock.advance(9 * day)
  await kit.campaigns.sendLetters(fatima, 'data')
  assert.deepEqual([(await findChild()).state, await exceptions(id)], ['noticed', []])
  // Worked meanwhile: what the parents' letter did not say, the new adult's own says in the same file.
  await kit.database.owner.query({ text: "update enrolment.notice set state = 'prepared'" })
  await work(stopped, 'opening')
  assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).letters, 1)
  assert.deepEqual(await exceptions(id), [])
})

test('a letter to a guardian who acts no more leaves nobody told without a human looking', async () => {
  await kit.importLines([lineOf(1), lineOf(2, child)])
  kit.clock.advance(9 * day)
  await work()
  await insertWaiting('majority-guardian')
  assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).letters, 0)
  assert.deepEqual(await exceptions((await findChild()).id), ['untold'])
})
