import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  louis,
  nth,
  openCampaignKit,
  planOf,
  readyCampaign,
  staffOf,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import { findHealthWords } from '../../../../tests/support/browser-health-words.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { randomId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'
import { mailOf } from './messages/mail-texts.ts'
import { judgePilot, letterReference, mayDo, readReference, recipientLines } from './rules.ts'
import { staffDeeds, campaignParameters } from './parameters.ts'

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

test('it takes two persons, and the database itself refuses one who is both', async () => {
  await kit.importLines([lineOf(1)])
  const { id } = await kit.campaigns.create(fatima, planOf())
  assert.equal((await problemOf(kit.campaigns.approve(fatima, id))).reason, 'campaign-not-prepared')
  await kit.campaigns.prepare(fatima, id)
  assert.equal((await kit.campaigns.approve(fatima, id)).askedBy, 'fatima')
  assert.equal((await problemOf(kit.campaigns.approve(fatima, id))).reason, 'second-person-needed')
  await assert.rejects(
    kit.database.app.query({ text: 'update enrolment.approval set confirmed_by = asked_by, confirmed_at = now()' }),
  )
  const approved = await kit.campaigns.approve(louis, id)
  assert.deepEqual([approved.state, approved.approvedBy], ['ready', ['fatima', 'louis']])
})

test('a preparation after the first approval takes the approval back: it was for another population', async () => {
  await kit.importLines([lineOf(1)])
  const { id } = await kit.campaigns.create(fatima, planOf())
  await kit.campaigns.prepare(fatima, id)
  await kit.campaigns.approve(fatima, id)
  await kit.importLines([lineOf(1), lineOf(2)])
  assert.equal((await kit.campaigns.prepare(fatima, id)).persons, 2)
  assert.equal((await kit.campaigns.approve(louis, id)).askedBy, 'louis')
})

test('who may not is refused; every deed is written down for ever, refused ones too', async () => {
  const rosa = staffOf('rosa', 'counter-agent')
  assert.equal((await problemOf(kit.campaigns.create(rosa, planOf()))).reason, 'staff-deed-refused')
  const holder = { ...rosa, actor: { kind: 'holder', id: 'x', name: 'x' } } as const
  assert.equal((await problemOf(kit.campaigns.list(holder))).kind, 'refused')
  await kit.campaigns.list(fatima)
  const written = await rows<{ staff_id: string; deed: string; refused: boolean | null }>(
    `select staff_id, deed, (subject ->> 'refused')::boolean as refused from enrolment.staff_entry order by id`,
  )
  assert.deepEqual(
    written.map(({ staff_id, deed, refused }) => [staff_id, deed, refused]).toSorted(),
    [
      ['fatima', 'campaign-view', null],
      ['rosa', 'campaign-create', true],
      ['x', 'campaign-view', true],
    ],
  )
  await assert.rejects(kit.database.app.query({ text: 'delete from enrolment.staff_entry' }))
  await assert.rejects(kit.database.owner.query({ text: 'update enrolment.staff_entry set deed = deed' }))
})

test('preparing counts by scheme, department and way, and finds twins and homonyms', async () => {
  const twin = { birth_date: '2020-03-09', gender: 'F', card_number: nth(1), parents: nth(1), household: 'H1' }
  await kit.importLines([
    lineOf(1, { email: 'a@example.org' }),
    lineOf(2, { scheme: 'agricultural', postal_code: '13001' }),
    lineOf(3, { ...twin, birth_given: 'Zoé' }),
    lineOf(4, { ...twin, birth_given: 'Anne' }),
  ])
  const { id } = await kit.campaigns.create(fatima, planOf())
  const prepared = await kit.campaigns.prepare(fatima, id)
  assert.deepEqual(
    prepared.cells.map(({ scheme, department, persons, mail }) => [scheme, department, persons, mail]),
    [
      ['agricultural', '13', 1, 0],
      ['general', '75', 3, 1],
    ],
  )
  assert.deepEqual(prepared.exceptions, { twins: 2 })
  assert.deepEqual(prepared.waves.map(({ n, label, plannedOn, persons }) => [n, label, plannedOn, persons]), [
    [1, '13', '2026-11-02', 1],
    [2, '75', '2026-11-03', 3],
  ])
  const adults = await kit.campaigns.create(fatima, planOf({ rule: { ...planOf().rule, minors: false, schemes: ['general'] } }))
  assert.equal((await kit.campaigns.prepare(fatima, adults.id)).persons, 1)
})

test('a rehearsal prints letters for invented persons only, and nobody is told', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { email: 'a@example.org' }), lineOf(3, { address_1: 'A'.repeat(39) })])
  const { id } = await kit.campaigns.create(fatima, planOf())
  const dry = await kit.campaigns.dryRun(fatima, id)
  assert.deepEqual([dry.sampled, dry.mails, dry.letters, dry.problems], [3, 1, 1, { 'address-too-long': 1 }])
  const text = await readFile(dry.file, 'utf8')
  assert.match(text, /ESSAI-1/)
  assert.doesNotMatch(text, /DURAND|RUE HAUTE/)
  assert.deepEqual(await rows('select 1 from enrolment.notice'), [])
  assert.deepEqual(await rows('select 1 from enrolment.code'), [])
})

test('a mail that cannot arrive becomes a letter of the next file, with six weeks from that letter', async () => {
  await kit.importLines([lineOf(1, { email: 'wrong@example.org' }), lineOf(2, { email: 'down@example.org' })])
  await sendAll(await readyCampaign(kit))
  assert.equal(await kit.work(), 1)
  const clock = await rows<{ due: number }>("select count(due_at)::float8 as due from enrolment.person where state = 'noticed'")
  assert.equal(clock[0]?.due, 1, 'for whoever was not told the time does not run')
  for (let tries = 0; tries < 4; tries += 1) await kit.work()
  kit.clock.advance(7 * 86_400_000)
  const step = await kit.campaigns.sendLetters(fatima, 'data')
  assert.equal(step.letters, 2)
  assert.equal((await kit.campaigns.sendLetters(fatima, 'data')).finished, true)
  const { recorded } = await kit.letters()
  assert.deepEqual(recorded.map((letter) => 'opensOn' in letter && letter.opensOn), ['2026-12-22', '2026-12-22'])
  const ends = await rows<{ window_ends_at: string; due_at: string }>('select window_ends_at, due_at from enrolment.person')
  for (const { window_ends_at, due_at } of ends) {
    assert.equal(window_ends_at, '2026-12-21T23:00:00Z')
    assert.equal(due_at, window_ends_at)
  }
})

test('a mail that cannot arrive to somebody without an address: as never told, and a human looks', async () => {
  await kit.importLines([lineOf(1, { email: 'wrong@example.org', address_1: '', postal_code: '', city: '', department: '' })])
  await sendAll(await readyCampaign(kit))
  await kit.work()
  const [person] = await rows('select state, due_at, noticed_at from enrolment.person')
  assert.deepEqual(person, { state: 'known', due_at: null, noticed_at: null })
  assert.equal((await kit.campaigns.listExceptions(fatima, 'no-address')).length, 1)
})

test('letters that come back become exceptions, once; what is not a reference of ours is counted', async () => {
  await kit.importLines([lineOf(1), lineOf(2)])
  await sendAll(await readyCampaign(kit))
  const references = (await kit.letters()).recorded.map(({ reference }) => reference)
  const file = [
    { reference: references[0] ?? '', state: 'returned' },
    { reference: references[1] ?? '', state: 'delivered' },
    { reference: '999-0000-09', state: 'returned' },
  ] as const
  assert.deepEqual(await kit.campaigns.recordDeliveries(fatima, file), { delivered: 1, returned: 1, unknown: 1 })
  await kit.campaigns.recordDeliveries(fatima, file)
  const open = await kit.campaigns.listExceptions(fatima, 'returned')
  assert.equal(open.length, 1)
  const [{ id = '' } = {}] = open
  assert.equal((await problemOf(kit.campaigns.settleException(fatima, id, 'whatever'))).reason, 'exception-note-unknown')
  await kit.campaigns.settleException(fatima, id, 'told-by-phone')
  assert.equal((await problemOf(kit.campaigns.settleException(fatima, id, 'told-by-phone'))).reason, 'exception-settled')
})

test('the funnel counts each person once and shows no small number', async () => {
  await kit.importLines([
    ...Array.from({ length: 30 }, (_, n) => lineOf(n)),
    ...Array.from({ length: 12 }, (_, n) => lineOf(100 + n, { scheme: 'agricultural' })),
  ])
  const id = await readyCampaign(kit, planOf({ isPilot: true }))
  await sendAll(id)
  await kit.database.owner.query({
    text: `update enrolment.person set state = 'opposed' where id in (select id from enrolment.person where scheme = 'general' limit 12)`,
  })
  await kit.database.owner.query({
    text: `update enrolment.person set state = 'opposed' where id in (select id from enrolment.person where scheme = 'agricultural' limit 2)`,
  })
  const { total, schemes, weeks, countedAt } = await kit.campaigns.funnel(fatima, id)
  assert.equal(countedAt, '2026-11-02T09:00:00Z')
  assert.equal(total.informed, 42)
  assert.deepEqual(schemes.map(({ key, opposed }) => [key, opposed]), [['agricultural', null], ['general', null]])
  assert.deepEqual(weeks.map(({ key }) => key), ['2026-11-02'])
  const report = await kit.campaigns.report(fatima, id)
  assert.equal(report.verdict, 'no-go')
  // Figures are not counted again before they are old: a page costs nothing.
  await kit.database.owner.query({ text: "update enrolment.person set state = 'open'" })
  assert.equal((await kit.campaigns.funnel(fatima, id)).countedAt, countedAt)
  kit.clock.advance(campaignParameters.figuresMaxAgeSeconds * 1000 + 1)
  assert.equal((await kit.campaigns.funnel(fatima, id)).total.opened, 42)
})

const askCode = async (n: number): Promise<string> => {
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(n) })
  const personId = person?.id ?? ''
  const id = randomId()
  await enqueue(kit.database.app, { spaceId: personId, id, kind: 'enrolment-code', payload: { personId, origin: 'request' } })
  return personId
}

const printed = /([2-9A-Z]{4})-([2-9A-Z]{4})-([2-9A-Z]{4})/

test('a new code goes to the mail, else the mobile, else the address that the insurer knows', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org', phone: '0612345678' }), lineOf(2, { phone: '0612345679' }), lineOf(3)])
  const ids = [await askCode(1), await askCode(2), await askCode(3)]
  assert.equal(await kit.work(), 0)
  assert.deepEqual(kit.mails.map(({ to }) => to), ['a@example.org'])
  assert.deepEqual(kit.texts.map(({ to }) => to), ['+33612345679'])
  for (const [at, text] of [kit.mails[0]?.text, kit.texts[0]?.text].entries()) {
    const code = printed.exec(text ?? '')?.slice(1).join('') ?? ''
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
  const item = { spaceId: personId, id: randomId(), kind: 'enrolment-code', payload: { personId, origin: 'request' }, attempts: 1 }
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
    await kit.messages.tell({ spaceId: personId, id: randomId(), kind: 'enrolment-mail', payload: { event, personId }, attempts: 1 })
  }
  for (const event of ['opposed', 'activated', 'open-failed']) await tell(1, event)
  assert.equal(kit.mails.length, 2)
  for (const event of ['opposed', 'activated', 'open-failed', 'reopened']) await tell(2, event)
  assert.deepEqual(await rows('select kind, state from enrolment.notice'), [{ kind: 'proof-opposition', state: 'prepared' }])
  assert.deepEqual((await kit.campaigns.listExceptions(fatima)).map(({ kind }) => kind), ['untold'])
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

test('references betray a mistyped digit', () => {
  const reference = letterReference(123, 45)
  assert.deepEqual(readReference(reference), { batch: 123, place: 45 })
  for (let at = 0; at < reference.length; at += 1) {
    const digit = Number(reference.charAt(at))
    if (Number.isNaN(digit)) continue
    const typed = `${reference.slice(0, at)}${(digit + 1) % 10}${reference.slice(at + 1)}`
    assert.equal(readReference(typed), undefined, typed)
  }
})

const traits = { birthFamily: 'DE LA FONTAINE-OTTAVI-CASANOVA', birthGiven: ['Marie-Antoinette'], gender: 'female', birthDate: '', birthPlace: '' } as const

test('the window: a long name keeps its initial, an address that does not fit is an exception', () => {
  const person = { traits: { ...traits, birthGiven: [...traits.birthGiven] }, address: { lines: ['1 RUE HAUTE', '75011 PARIS'], country: 'Italia' } }
  assert.deepEqual(recipientLines(person), { lines: ['M. DE LA FONTAINE-OTTAVI-CASANOVA', '1 RUE HAUTE', '75011 PARIS', 'ITALIA'] })
  assert.deepEqual(recipientLines({ ...person, address: { lines: [] } }), { exception: 'no-address' })
  assert.deepEqual(recipientLines({ ...person, address: { lines: ['A'.repeat(39)] } }), { exception: 'address-too-long' })
})

test('a pilot is judged by its limits, and not before everybody had their time', () => {
  const limits = campaignParameters.pilot
  const good = { informed: 1000, byPost: 500, returned: 5, opposed: 20, untold: 1, exceptionsOpen: 3, silent: 0 }
  const verdicts = [good, { ...good, silent: 1 }, { ...good, returned: 26 }, { ...good, informed: 99, opposed: 1, exceptionsOpen: 0 }]
  assert.deepEqual(verdicts.map((facts) => judgePilot(facts, limits).verdict), ['go', 'too-early', 'no-go', 'no-go'])
})

test('only operators send, and a deed nobody named is nobody’s', () => {
  assert.equal(mayDo(['operator'], 'campaign-send', staffDeeds), true)
  assert.equal(mayDo(['reviewer', 'counter-agent', 'phone-agent'], 'campaign-send', staffDeeds), false)
  assert.equal(mayDo(['operator', 'reviewer'], 'campaign-explode', staffDeeds), false)
})
