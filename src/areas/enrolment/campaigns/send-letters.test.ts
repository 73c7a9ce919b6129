import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  nth,
  openCampaignKit,
  paperPress,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import { randomId } from '../../../platform/ids.ts'
import { selectHeldKinds, selectWaiting } from './letters/store.ts'
import type { StandingChange } from '../register/types.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const day = 86_400_000
const rows = <T>(text: string): Promise<T[]> => kit.database.owner.query<T>({ text })

const personOf = async (n: number) => {
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(n) })
  if (person === undefined) throw new Error('nobody')
  return person
}

/** As if a step of somebody's life had been taken, with what is told of it. */
const take = async (
  n: number,
  kind: string,
  more: Partial<Omit<StandingChange, 'event'>> & { channel?: string; detail?: Record<string, string> } = {},
): Promise<void> => {
  const { id: personId, state } = await personOf(n)
  const { channel = 'phone', detail = {}, ...change } = more
  const event = { kind, channel, by: { kind: 'staff', id: 'rosa' }, detail }
  await kit.register.transition(kit.database.app, personId, { expectState: state, change: { ...change, event } })
  kit.clock.advance(1)
  const payload = { event: kind, personId, state: change.state ?? state, channel }
  await kit.messages.tell({ spaceId: personId, id: randomId(), kind: 'enrolment-mail', payload, attempts: 1 })
}

const sendLetters = async (): Promise<number> => {
  let letters = 0
  for (;;) {
    const step = await kit.campaigns.sendLetters(fatima, 'data')
    letters += step.letters
    if (step.finished) return letters
  }
}

test('proofs leave with the others; one whose decision was taken back is no letter any more, and keeps nobody back', async () => {
  await kit.importLines([lineOf(1), lineOf(2), lineOf(3), lineOf(4)])
  await take(1, 'closed', { state: 'closed', channel: 'counter' })
  await take(1, 'reopened', { state: 'open', channel: 'online' })
  await take(2, 'closed', { state: 'closed', channel: 'post' })
  await take(3, 'opposed', { state: 'opposed' })
  await take(4, 'closed', { state: 'closed', channel: 'clock' })
  assert.equal(await sendLetters(), 2)
  const { recorded } = await kit.letters()
  assert.deepEqual(
    recorded.map((letter) => [letter.kind, letter.recipient[1], 'channel' in letter && letter.channel]).toSorted(),
    [
      ['proof-closure', '2 RUE HAUTE', 'post'],
      ['proof-opposition', '3 RUE HAUTE', 'phone'],
    ],
  )
  const refusal = recorded.find(({ kind }) => kind === 'proof-opposition')
  assert.equal(refusal?.reference, (await kit.register.listEvents((await personOf(3)).id)).at(-1)?.id)
  // What time closed is nobody's wish: no proof says so, and a human tells them.
  const untold = await kit.campaigns.listExceptions(fatima, 'untold')
  assert.deepEqual(
    untold.map(({ personId }) => personId),
    [(await personOf(4)).id],
  )
})

const opensAt = '2026-12-14T23:00:00Z'
const transition = {
  state: 'legacy-opposed',
  windowEndsAt: opensAt,
  due: { kind: 'remind', at: '2026-11-29T23:00:00Z' },
  detail: { opensAt },
} as const

test('a first refusal with an older record: mail and proof say that it opens, on which day, and to refuse again before', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' }), lineOf(2)])
  for (const n of [1, 2]) await take(n, 'opposed', transition)
  assert.match(kit.mails[0]?.text ?? '', /jusqu'au 15 décembre 2026.*refusez une seconde fois/s)
  assert.doesNotMatch(kit.mails[0]?.text ?? '', /ne s'ouvre pas/)
  assert.equal(await sendLetters(), 1)
  const [proof] = (await kit.letters()).recorded
  assert.ok(proof?.kind === 'proof-transition')
  assert.deepEqual([proof.opensOn, proof.recipient[1]], ['2026-12-15', '2 RUE HAUTE'])
  for (const n of [1, 2]) await take(n, 'opposed', { state: 'opposed', due: null })
  assert.match(kit.mails[1]?.text ?? '', /L'espace ne s'ouvre pas/)
  assert.equal(await sendLetters(), 1)
  const kinds = (await kit.letters()).recorded.map(({ kind }) => kind)
  assert.deepEqual(kinds.toSorted(), ['proof-opposition', 'proof-transition'])
})

test('before a transition ends: a mail, or a letter with a code and two weeks from its sending', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' }), lineOf(2), lineOf(3)])
  for (const n of [1, 2, 3]) await take(n, 'opposed', transition)
  await sendLetters()
  const open = { due: { kind: 'open', at: opensAt }, windowEndsAt: opensAt, channel: 'clock' }
  for (const n of [1, 2, 3]) await take(n, 'reminded', open)
  assert.match(kit.mails.at(-1)?.text ?? '', /Le 15 décembre 2026, l'espace s'ouvre.*seconde fois/s)
  await take(3, 'opposed', { state: 'opposed', due: null })
  kit.clock.advance(33 * day)
  assert.equal(await sendLetters(), 2)
  const reminder = (await kit.letters()).recorded.find(({ kind }) => kind === 'reminder')
  assert.ok(reminder?.kind === 'reminder')
  assert.deepEqual([reminder.recipient[1], reminder.opensOn], ['2 RUE HAUTE', '2026-12-20'])
  const second = await personOf(2)
  assert.equal((await kit.codes.find(reminder.code))?.personId, second.id)
  assert.deepEqual([second.windowEndsAt, second.dueKind], ['2026-12-19T23:00:00Z', 'open'])
  assert.equal((await personOf(1)).windowEndsAt, opensAt)
  assert.equal((await personOf(3)).state, 'opposed')
})

test('letters of the kinds that may leave are found by the index, the oldest first; those that are held are not walked', async () => {
  await rows(`insert into enrolment.notice (person_id, id, channel, kind, state, prepared_at, changed_at)
    select gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'post',
      (array['opening', 'new-code', 'proof-closure'])[n % 3 + 1], 'prepared', now(), now() from generate_series(1, 60) as n`)
  const kinds = ['proof-closure', 'new-code']
  const found = await selectWaiting(kit.database.app, { limit: 20, kinds })
  assert.deepEqual(
    found.map(({ id }) => Number(id.slice(-12))),
    Array.from({ length: 30 }, (_, n) => n + 1)
      .filter((n) => n % 3 > 0)
      .slice(0, 20),
  )
  for (const [limit, among] of [
    [20, kinds],
    [10, ['new-code']],
  ] as const)
    await kit.database.owner.transaction(async (connection) => {
      const held = await selectWaiting(connection, { limit, kinds: among })
      const others = await selectWaiting(kit.database.app, { limit, kinds: among })
      const all = new Set([...held, ...others].map(({ id }) => id))
      assert.equal(all.size, 2 * limit, 'a run holds no more than it takes')
    })
  const plan: string[] = []
  await kit.database.owner.transaction(async (connection) => {
    await connection.query({ text: 'set local enable_seqscan = off' })
    const explaining: typeof connection = {
      query: async ({ text, values = [] }) => {
        const lines = await connection.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values })
        plan.push(...lines.map((line) => line['QUERY PLAN']))
        return []
      },
    }
    await selectWaiting(explaining, { limit: 20, kinds })
    await selectHeldKinds(explaining, ['opening'])
  })
  const indexed = plan.filter((line) => /Index Cond: .*channel = 'post'.*kind = /.test(line))
  assert.equal(indexed.length, 2, plan.join('\n'))
})

test('who was told on paper without having asked made no wish for a code: neither the board nor a hint counts it', async () => {
  await kit.importLines([lineOf(1, { email: 'wrong@example.org' }), lineOf(2), lineOf(3)])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  await kit.work()
  await rows(`insert into enrolment.notice (person_id, id, channel, kind, state, prepared_at, changed_at)
    values ('${(await personOf(2)).id}', gen_random_uuid(), 'post', 'new-code', 'prepared', now(), now())`)
  const third = [(await personOf(3)).id]
  const back = { origin: 'request', purpose: 'recovery' } as const
  await kit.database.app.transaction((connection) => kit.codes.issue(connection, third, back))
  kit.clock.advance(day)
  assert.equal(await sendLetters(), 2)
  const made = async (n: number) =>
    (await kit.codes.made((await personOf(n)).id, '2026-01-01T00:00:00Z')).map(({ origin }) => origin)
  assert.deepEqual([await made(1), await made(2), await made(3)], [['notice'], ['letters', 'notice'], ['notice']])
})

test('a letter in place of a failed mail that the press refuses: as never told, and a human of that campaign looks', async () => {
  await kit.importLines([lineOf(1, { email: 'wrong@example.org' }), lineOf(2, { email: 'wrong2@example.org' })])
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  await kit.work()
  const refused = (await personOf(1)).id
  const name = (await kit.register.openPerson(await personOf(1))).traits.birthGiven[0]
  const press = {
    ...paperPress,
    check: (letter: Parameters<typeof paperPress.check>[0]) =>
      paperPress.check(letter.recipient[1] === '1 RUE HAUTE' ? { ...letter, personName: `${name}☂` } : letter),
  }
  const { campaigns } = kit.over({ press })
  assert.deepEqual([(await personOf(1)).state, (await personOf(1)).dueAt], ['noticed', null])
  const step = await campaigns.sendLetters(fatima, 'data')
  assert.deepEqual([step.letters, step.exceptions], [1, 1])
  const standing = await rows('select state, due_at, noticed_at from enrolment.person order by state')
  assert.deepEqual(standing[0], { state: 'known', due_at: null, noticed_at: null })
  assert.equal((await personOf(2)).state, 'noticed')
  const [open] = await kit.campaigns.listExceptions(fatima, 'unprintable')
  assert.deepEqual([open?.personId, open?.campaignId], [refused, id])
})

test('of two parents’ letters one that is lost takes nothing back: the other was told', async () => {
  const child = { birth_date: '2020-03-09', birth_given: 'Noé', card_number: nth(1), gender: 'F', household: 'H1' }
  await kit.importLines([
    lineOf(1),
    lineOf(2),
    lineOf(3, { ...child, address_1: '', city: '', postal_code: '', parents: `${nth(1)} ${nth(2)}` }),
  ])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  const { id } = await personOf(3)
  await kit.database.owner.query({
    text: `update enrolment.notice set state = 'prepared', batch_id = null, place = null
      where person_id = $1 and recipient_id = $2`,
    values: [id, (await personOf(1)).id],
  })
  const press = {
    ...paperPress,
    check: (letter: Parameters<typeof paperPress.check>[0]) => paperPress.check({ ...letter, personName: '☂' }),
  }
  await kit.over({ press }).campaigns.sendLetters(fatima, 'data')
  const { state, dueKind } = await personOf(3)
  assert.deepEqual([state, dueKind], ['noticed', 'open'])
})
