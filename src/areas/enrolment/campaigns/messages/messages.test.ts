import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { findHealthWords } from '../../../../../tests/support/browser-health-words.ts'
import {
  fatima,
  lineOf,
  nth,
  openCampaignKit,
  readyCampaign,
  type CampaignKit,
} from '../../../../../tests/support/campaign-kit.ts'
import { randomId } from '../../../../platform/ids.ts'
import { enqueue } from '../../../../platform/outbox.ts'
import { mailOf } from './mail-texts.ts'

let kit: CampaignKit
const kits: CampaignKit[] = []
beforeEach(async () => {
  kit = await openCampaignKit()
  kits.push(kit)
})
after(async () => {
  for (const one of kits) await one.close()
})

const rows = <T>(text: string): Promise<T[]> => kit.database.owner.query<T>({ text })

const sendAll = async (campaignId: string): Promise<void> => {
  while (!(await kit.campaigns.sendNext(fatima, { campaignId, as: 'data' })).finished);
}

test('a mail that cannot arrive becomes a letter of the next file, with six weeks from that letter', async () => {
  await kit.importLines([lineOf(1, { email: 'wrong@example.org' }), lineOf(2, { email: 'down@example.org' })])
  await sendAll(await readyCampaign(kit))
  assert.equal(await kit.work(), 1)
  const clock = await rows<{ due: number }>(
    "select count(due_at)::float8 as due from enrolment.person where state = 'noticed'",
  )
  assert.equal(clock[0]?.due, 1, 'for whoever was not told the time does not run')
  for (let tries = 0; tries < 4; tries += 1) await kit.work()
  kit.clock.advance(7 * 86_400_000)
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

test('a mail that cannot arrive to somebody without an address: as never told, and a human looks', async () => {
  await kit.importLines([
    lineOf(1, { email: 'wrong@example.org', address_1: '', postal_code: '', city: '', department: '' }),
  ])
  await sendAll(await readyCampaign(kit))
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
  const events = ['noticed', 'opened', 'open-failed', 'opposed', 'closed', 'reopened', 'suspended', 'resumed']
  for (const event of [...events, 'erasure-requested', 'erasure-cancelled', 'erased', 'new-code'])
    for (const lang of ['fr', 'en'] as const) {
      const mail = mailOf(event, lang, { site: 'https://carnet.example', phone: '3422', day: '2 mai 2027', code: 'A' })
      assert.ok(mail)
      assert.deepEqual(findHealthWords(`${mail.subject} ${mail.text}`), [])
      assert.doesNotMatch(mail.text, /[{}]|https?:\/\/(?!carnet\.example(?![/\w]))/)
    }
})
