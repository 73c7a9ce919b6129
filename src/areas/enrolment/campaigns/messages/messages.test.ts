import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { findHealthWords } from '../../../../../tests/support/browser-health-words.ts'
import {
  fatima,
  lineOf,
  nth,
  openCampaignKit,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../../tests/support/campaign-kit.ts'
import { randomId } from '../../../../platform/ids.ts'
import { enqueue } from '../../../../platform/outbox.ts'
import { createLetterTexts } from '../../../../reference/create-letter-texts.ts'
import { mailOf } from './mail-texts.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const day = 86_400_000
const rows = <T>(text: string): Promise<T[]> => kit.database.owner.query<T>({ text })

test('a mail that is refused becomes a letter of the next file, with six weeks from that letter', async () => {
  await kit.importLines([lineOf(1, { email: 'wrong1@example.org' }), lineOf(2, { email: 'wrong2@example.org' })])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  assert.equal(await kit.work(), 0)
  const clock = await rows<{ due: number }>(
    "select count(due_at)::float8 as due from enrolment.person where state = 'noticed'",
  )
  assert.equal(clock[0]?.due, 0, 'for whoever was not told the time does not run')
  kit.clock.advance(7 * day)
  const step = await kit.campaigns.sendLetters(fatima, 'data')
  assert.equal(step.letters, 2)
  assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).finished, true)
  const { recorded } = await kit.letters()
  assert.deepEqual(
    recorded.map((letter) => 'opensOn' in letter && letter.opensOn),
    ['2026-12-22', '2026-12-22'],
  )
  const ends = await rows<{ window_ends_at: string; due_at: string }>(
    'select window_ends_at, due_at from enrolment.person',
  )
  for (const { window_ends_at, due_at } of ends) {
    assert.equal(window_ends_at, '2026-12-21T23:00:00Z')
    assert.equal(due_at, window_ends_at)
  }
})

test('a mail server that is down makes no letter: the mail leaves when it is back, and the six weeks run from then', async () => {
  await kit.importLines([lineOf(1, { email: 'down@example.org' }), lineOf(2, { email: 'a@example.org' })])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  for (let tries = 0; tries < 8; tries += 1) assert.equal(await kit.work(), 1)
  kit.clock.advance(3 * day)
  kit.isDown = false
  assert.equal(await kit.work(), 0)
  assert.deepEqual(
    kit.mails.map(({ to, text }) => [to, /le (\d+ décembre 2026)/.exec(text)?.[1]]),
    [
      ['a@example.org', '15 décembre 2026'],
      ['down@example.org', '18 décembre 2026'],
    ],
  )
  assert.deepEqual(await rows("select kind, state from enrolment.notice where channel = 'post'"), [])
  const ends = await rows('select window_ends_at, due_at from enrolment.person order by due_at')
  assert.deepEqual(ends, [
    { window_ends_at: '2026-12-14T23:00:00Z', due_at: '2026-12-14T23:00:00Z' },
    { window_ends_at: '2026-12-17T23:00:00Z', due_at: '2026-12-17T23:00:00Z' },
  ])
})

test('a mail that cannot arrive to somebody without an address: as never told, and a human looks', async () => {
  await kit.importLines([
    lineOf(1, { email: 'wrong@example.org', address_1: '', postal_code: '', city: '', department: '' }),
  ])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  await kit.work()
  const [person] = await rows('select state, due_at, noticed_at from enrolment.person')
  assert.deepEqual(person, { state: 'known', due_at: null, noticed_at: null })
  assert.equal((await kit.campaigns.listExceptions(fatima, 'no-address')).length, 1)
})

const askCode = async (n: number): Promise<string> => {
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(n) })
  const personId = person?.id ?? ''
  const id = randomId()
  await enqueue(kit.database.app, {
    spaceId: personId,
    id,
    kind: 'enrolment-code',
    payload: { personId, origin: 'request' },
  })
  return personId
}

const printed = /([2-9A-Z]{4})-([2-9A-Z]{4})-([2-9A-Z]{4})/

test('a new code goes to the mail, else the mobile, else the address that the insurer knows', async () => {
  await kit.importLines([
    lineOf(1, { email: 'a@example.org', phone: '0612345678' }),
    lineOf(2, { phone: '0612345679' }),
    lineOf(3),
  ])
  const ids = [await askCode(1), await askCode(2), await askCode(3)]
  assert.equal(await kit.work(), 0)
  assert.deepEqual(
    kit.mails.map(({ to }) => to),
    ['a@example.org'],
  )
  assert.deepEqual(
    kit.texts.map(({ to }) => to),
    ['+33612345679'],
  )
  for (const [at, text] of [kit.mails[0]?.text, kit.texts[0]?.text].entries()) {
    const code =
      printed
        .exec(text ?? '')
        ?.slice(1)
        .join('') ?? ''
    assert.equal((await kit.codes.find(code))?.personId, ids[at])
  }
  await kit.campaigns.sendLetters(fatima, 'data')
  const [letter] = (await kit.letters()).recorded
  assert.ok(letter?.kind === 'new-code')
  assert.equal((await kit.codes.find(letter.code))?.personId, ids[2])
})

test('a new code whose contact takes nothing goes by letter, and a mail server that is down by nothing else', async () => {
  await kit.importLines([
    lineOf(1, { email: 'wrong@example.org', phone: '0612345678' }),
    lineOf(2, { email: 'down@example.org' }),
    lineOf(3, { phone: '0696123456' }),
  ])
  const ids = [await askCode(1), await askCode(2), await askCode(3)]
  kit.isGatewayDown = true
  const failures: number[] = []
  for (let tries = 0; tries < 5; tries += 1) failures.push(await kit.work())
  assert.deepEqual(failures, [2, 2, 2, 1, 1], 'a gateway does not say whether it is the number')
  const waiting = await rows<{ person_id: string; kind: string }>('select person_id, kind from enrolment.notice')
  const letters = waiting.map(({ person_id, kind }) => `${kind} ${person_id}`)
  assert.deepEqual(letters.toSorted(), [`new-code ${ids[0]}`, `new-code ${ids[2]}`].toSorted())
  kit.isDown = false
  assert.equal(await kit.work(), 0)
  assert.deepEqual(
    kit.mails.map(({ to }) => to),
    ['down@example.org'],
  )
})

test('a queued code that is sent twice is one code', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' })])
  const personId = await askCode(1)
  const item = {
    spaceId: personId,
    id: randomId(),
    kind: 'enrolment-code',
    payload: { personId, origin: 'request' },
    attempts: 1,
  }
  await kit.messages.sendCode(item)
  await kit.messages.sendCode(item)
  assert.equal(kit.mails[0]?.text, kit.mails[1]?.text)
  assert.equal((await rows('select 1 from enrolment.code')).length, 1)
})

test('what happened is told by mail; without one by a proof on paper, or by a human where the law wants it told', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' }), lineOf(2)])
  const tell = async (n: number, event: string): Promise<void> => {
    const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(n) })
    const personId = person?.id ?? ''
    await kit.messages.tell({
      spaceId: personId,
      id: randomId(),
      kind: 'enrolment-mail',
      payload: { event, personId },
      attempts: 1,
    })
  }
  for (const event of ['opposed', 'activated', 'open-failed']) await tell(1, event)
  assert.equal(kit.mails.length, 2)
  await tell(1, 'opened')
  assert.equal(kit.mails.length, 3)
  await kit.database.owner.query({ text: 'update enrolment.person set activated_at = now()' })
  await tell(1, 'opened')
  assert.equal(kit.mails.length, 3, 'whoever opened it themselves has seen it')
  for (const event of ['opposed', 'activated', 'open-failed', 'reopened']) await tell(2, event)
  assert.deepEqual(await rows('select kind, state from enrolment.notice'), [
    { kind: 'proof-opposition', state: 'prepared' },
  ])
  assert.deepEqual(
    (await kit.campaigns.listExceptions(fatima)).map(({ kind }) => kind),
    ['untold'],
  )
})

test('no mail holds a health word or a link of more than the site', () => {
  const events = [
    'noticed',
    'opened',
    'open-failed',
    'opposed',
    'opposed-late',
    'legacy-opposed',
    'reminded',
    'closed',
    'reopened',
    'suspended',
    'resumed',
  ]
  for (const event of [...events, 'erasure-requested', 'erasure-cancelled', 'erased', 'new-code'])
    for (const lang of ['fr', 'en'] as const) {
      const numbers = { archiveYears: '10', erasureMonths: '3', suspensionWeeks: '6' }
      const values = { site: 'https://carnet.example', phone: '3422', day: '2 mai 2027', code: 'A', ...numbers }
      const mail = mailOf(event, { lang, day: '2026-11-02' }, values)
      assert.ok(mail)
      assert.deepEqual(findHealthWords(`${mail.subject} ${mail.text}`), [])
      assert.doesNotMatch(mail.text, /[{}]|https?:\/\/(?!carnet\.example(?![/\w]))/)
    }
})

test('the mails are in plain words', () => {
  const texts = createLetterTexts()
  const values = { site: 'carnet.example', phone: '3422', day: '2 mai 2027', code: 'A' }
  for (const event of ['opposed-late', 'legacy-opposed', 'reminded'])
    for (const lang of ['fr', 'en'] as const) {
      const read = texts.checkLetterText(mailOf(event, { lang, day: '2026-11-02' }, values)?.text ?? '', lang, 'mail')
      assert.deepEqual([read.forbidden, read.passes], [[], true], `${event} ${lang} ${read.score} ${read.longest}`)
    }
})
