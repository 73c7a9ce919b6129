import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  louis,
  openCampaignKit,
  planOf,
  readyCampaign,
  sendAll,
  staffOf,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import { approveNotices, lettersWith, withParagraph } from '../../../../tests/support/texts-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { findHeldUp } from '../campaigns/find-held-up.ts'
import type { Campaigning } from '../campaigns/create-campaigning.ts'
import { createParameters } from '../../../reference/create-parameters.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit({ isApproved: false })
})

const rows = <T>(text: string): Promise<T[]> => kit.database.owner.query<T>({ text })
const told = async (): Promise<number> => (await rows("select 1 from enrolment.person where state = 'noticed'")).length
const day = 86_400_000
const all = 'opening-1, opening-guardian-1, child-1, mail-noticed-1'

const heldUp = ({ textVersions: texts }: Campaigning = kit): Promise<string[]> =>
  findHeldUp({ database: kit.database.app, clock: kit.clock, parameters: createParameters(), texts })

const refusedFor = async (step: Promise<unknown>): Promise<unknown> => {
  const { kind, reason, details } = await problemOf(step)
  assert.deepEqual([kind, reason], ['conflict', 'letter-not-approved'])
  return details['texts']
}

test('a campaign is not prepared before two persons have approved what it says: the refusal names the wordings', async () => {
  await kit.importLines([lineOf(1)])
  const { id, unapproved } = await kit.campaigns.create(fatima, planOf())
  assert.deepEqual(unapproved.map(({ version }) => version).join(', '), all)
  assert.equal(await refusedFor(kit.campaigns.prepare(fatima, id)), all)
  const rule = { ...planOf().rule, minors: false, protected: false }
  const adults = await kit.campaigns.create(fatima, planOf({ rule }))
  assert.equal(await refusedFor(kit.campaigns.prepare(fatima, adults.id)), 'opening-1, mail-noticed-1')
  await approveNotices(kit.textsDesk(), [fatima, louis])
  assert.equal((await kit.campaigns.prepare(fatima, id)).persons, 1)
  assert.deepEqual((await kit.campaigns.find(fatima, id)).unapproved, [])
})

test('one person alone approves nothing, whichever way; asked twice waits once', async () => {
  const desk = kit.textsDesk()
  await desk.ask(fatima, 'opening-1')
  await desk.ask(fatima, 'opening-1')
  const [own] = await desk.approve(fatima, ['opening-1'])
  assert.deepEqual([own?.approved, own?.asked?.by], [null, 'fatima'])
  assert.equal((await rows('select 1 from enrolment.approval')).length, 1)
  await assert.rejects(
    kit.database.app.query({ text: 'update enrolment.approval set confirmed_by = asked_by, confirmed_at = now()' }),
    /two_persons/,
  )
  const [before] = (await desk.show(fatima)).texts
  assert.deepEqual([before?.version, before?.approved, before?.asked?.by], ['opening-1', null, 'fatima'])
  const [confirmed] = await desk.approve(louis, ['opening-1'])
  assert.deepEqual([confirmed?.approved?.by, confirmed?.asked], [['fatima', 'louis'], null])
  await desk.ask(fatima, 'opening-1')
  assert.equal((await rows('select 1 from enrolment.approval')).length, 1, 'what is approved is not asked again')
})

test('several at once: what one of them lacks stops all, and the same wish again goes on where it was', async () => {
  const desk = kit.textsDesk()
  assert.equal((await problemOf(desk.approve(fatima, ['opening-1', 'jean-dupont-1']))).reason, 'letter-unknown')
  assert.equal((await rows('select 1 from enrolment.approval')).length, 0)
  await desk.approve(fatima, ['opening-1'])
  const both = ['opening-1', 'child-1', 'opening-1']
  const asked = await desk.approve(fatima, both)
  assert.deepEqual(
    asked.map(({ version, approved, asked: waits }) => [version, approved, waits?.by]),
    [
      ['opening-1', null, 'fatima'],
      ['child-1', null, 'fatima'],
    ],
  )
  for (const times of ['once', 'twice']) {
    const done = await desk.approve(louis, both)
    assert.ok(
      done.every(({ approved }) => approved?.by.join() === 'fatima,louis'),
      times,
    )
  }
})

test('who may not neither looks nor asks; a version that is none is absent; the try is on record', async () => {
  const rosa = staffOf('rosa', 'counter-agent')
  const desk = kit.textsDesk()
  const steps = [() => desk.show(rosa), () => desk.preview(rosa, 'opening-1'), () => desk.ask(rosa, 'opening-1')]
  for (const step of steps) assert.equal((await problemOf(step())).reason, 'staff-deed-refused')
  assert.equal((await problemOf(desk.ask(fatima, 'jean-dupont-1'))).reason, 'letter-unknown')
  assert.deepEqual(await rows("select subject from enrolment.staff_entry where deed = 'letter-approve' order by id"), [
    { subject: { letter: 'opening', refused: true } },
    { subject: {} },
  ])
})

test('one letter changed in the file: approved no more, and what was asked of the former words is not confirmed', async () => {
  await kit.importLines([lineOf(1)])
  await approveNotices(kit.textsDesk(), [fatima, louis])
  const ready = await readyCampaign(kit)
  const changed = kit.over({
    letterTexts: lettersWith('opening', (one) => [{ ...one, en: { ...one.en, title: `${one.en.title}.` } }]),
  })
  const order = { campaignId: ready, as: 'data' } as const
  assert.equal(await refusedFor(changed.campaigns.sendNext(fatima, order)), 'opening-1')
  assert.equal((await kit.campaigns.find(fatima, ready)).state, 'ready', 'it has not even begun')
  const desk = kit.textsDesk(changed)
  await desk.ask(fatima, 'opening-1')
  const waiting = (await desk.show(louis)).texts[0]?.asked?.approval ?? ''
  assert.equal((await problemOf(kit.textsDesk().confirm(louis, waiting))).reason, 'letter-changed')
  await desk.confirm(louis, waiting)
  await sendAll(changed.campaigns, ready)
  assert.equal(await told(), 1)
})

test('a text that is not plain, or holds a forbidden word, cannot even be asked for: every fault is named with its sentence', async () => {
  const long = `Nous vous écrivons ${'encore et '.repeat(12)}encore.`
  const letterTexts = lettersWith('opening', (one) => [withParagraph(withParagraph(one, long), 'Veuillez lire ceci.')])
  const { kind, reason, details } = await problemOf(kit.textsDesk(kit.over({ letterTexts })).ask(fatima, 'opening-1'))
  assert.deepEqual([kind, reason, details['version']], ['incorrect', 'letter-not-plain', 'opening-1'])
  const faults = String(details['faults'])
  assert.match(faults, /fr, letter: longest 28 \/ 25 “Nous vous écrivons encore et .*”/)
  assert.match(faults, /fr, letter: forbidden veuillez “Veuillez lire ceci\.”/)
  assert.doesNotMatch(faults, /\ben,/)
  assert.deepEqual(await rows('select 1 from enrolment.approval'), [])
  assert.deepEqual(await rows('select 1 from enrolment.text_version'), [])
})

/** A second version of the opening letter that begins nine days after the first batch. */
const opening2 = () =>
  kit.over({ letterTexts: lettersWith('opening', (one) => [one, { ...one, id: 'opening-2', from: '2026-11-11' }]) })

test('a version that begins in the middle of a campaign stops the next batch and loses nothing; approved, it goes on', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { postal_code: '13001' })])
  const later = opening2()
  await approveNotices(kit.textsDesk(later), [fatima, louis])
  const id = await readyCampaign(later, planOf({ startsOn: '2026-11-02' }))
  await later.campaigns.sendNext(fatima, { campaignId: id, as: 'data' })
  assert.deepEqual([await told(), await heldUp(later)], [1, []])
  kit.clock.advance(9 * day)
  const order = { campaignId: id, as: 'data' } as const
  assert.equal(await refusedFor(later.campaigns.sendNext(fatima, order)), 'opening-2')
  assert.equal(await refusedFor(later.campaigns.sendNext(fatima, { ...order, wave: 2 })), 'opening-2')
  assert.deepEqual([await told(), await heldUp(later)], [1, ['opening']])
  const { state, unapproved } = await later.campaigns.find(fatima, id)
  assert.deepEqual([state, unapproved], ['running', [{ kind: 'opening', version: 'opening-2' }]])
  await later.campaigns.pause(fatima, id)
  assert.equal(await refusedFor(later.campaigns.resume(fatima, id)), 'opening-2')
  await approveNotices(kit.textsDesk(later), [louis, fatima])
  await later.campaigns.resume(fatima, id)
  await sendAll(later.campaigns, id)
  assert.deepEqual([await told(), await heldUp(later)], [2, []])
  assert.equal((await later.campaigns.find(fatima, id)).state, 'done')
  assert.equal((await kit.letters()).recorded.length, 2, 'nobody twice')
})

test('a version that is approved before it begins stops nothing', async () => {
  await kit.importLines([lineOf(1)])
  const later = opening2()
  await approveNotices(kit.textsDesk(later), [fatima, louis])
  const desk = kit.textsDesk(later)
  await desk.ask(fatima, 'opening-2')
  assert.equal((await desk.approve(louis, ['opening-2']))[0]?.isInForce, false)
  const id = await readyCampaign(later)
  kit.clock.advance(9 * day)
  await sendAll(later.campaigns, id)
  assert.equal(await told(), 1)
})

test('a version that begins when everybody is told stops nothing: the campaign ends', async () => {
  await kit.importLines([lineOf(1)])
  await approveNotices(kit.textsDesk(), [fatima, louis])
  const later = opening2()
  const id = await readyCampaign(later, planOf({ startsOn: '2026-11-02' }))
  const order = { campaignId: id, as: 'data' } as const
  const place = () => rows("select 1 from enrolment.wave where state <> 'sent'")
  for (let steps = 0; steps < 9 && (await place()).length > 0; steps += 1) await later.campaigns.sendNext(fatima, order)
  assert.equal((await later.campaigns.find(fatima, id)).state, 'running')
  kit.clock.advance(9 * day)
  assert.equal((await later.campaigns.sendNext(fatima, order)).finished, true)
  assert.equal((await later.campaigns.find(fatima, id)).state, 'done')
})

test('each line for the printer says of which approved words it is', async () => {
  await kit.importLines([lineOf(1)])
  await approveNotices(kit.textsDesk(), [fatima, louis])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  const [letter] = (await kit.letters()).recorded
  const [opening] = kit.textVersions.inForce(['opening'], '2026-11-02')
  assert.ok(letter && opening)
  const { version, sha256 } = { version: '', sha256: '', ...letter }
  assert.deepEqual([version, sha256], [opening.version, opening.sha256])
})

const forgetApprovals = () => rows("delete from enrolment.approval where kind = 'letter-approve'")

test('of the letters outside waves only the first ones wait; a new code and a proof go out whatever is approved', async () => {
  await kit.importLines([lineOf(1, { email: 'wrong@example.org' }), lineOf(2), lineOf(3)])
  await approveNotices(kit.textsDesk(), [fatima, louis])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  await kit.work()
  await forgetApprovals()
  await rows(`insert into enrolment.notice (person_id, id, channel, kind, state, prepared_at, changed_at)
    select id, gen_random_uuid(), 'post', 'new-code', 'prepared', now(), now() from enrolment.person`)
  const step = await kit.campaigns.sendLetters(fatima, 'data')
  assert.deepEqual([step.letters, step.finished], [3, false])
  const rest = await kit.campaigns.sendLetters(fatima, 'data')
  assert.deepEqual([rest.letters, rest.finished, rest.held, await heldUp()], [0, true, ['opening-1'], ['opening']])
  await approveNotices(kit.textsDesk(), [fatima, louis])
  assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).letters, 1)
  assert.deepEqual((await kit.campaigns.sendLetters(fatima, 'data')).held, [])
  const kinds = (await kit.letters()).recorded.map(({ kind }) => kind)
  assert.deepEqual(kinds.toSorted(), ['new-code', 'new-code', 'new-code', 'opening', 'opening', 'opening'])
})

test('a message is looked at without a code and without a link', async () => {
  const desk = kit.textsDesk()
  for (const { version, kind } of (await desk.show(fatima)).texts) {
    const { messages } = await desk.preview(fatima, version)
    assert.equal(messages !== undefined, /^(mail|sms)-/.test(kind), kind)
    for (const { text } of messages ? [messages.fr, messages.en] : []) {
      assert.doesNotMatch(text, /[{}]|[2-9A-Z]{4}-[2-9A-Z]{4}/)
    }
  }
})
