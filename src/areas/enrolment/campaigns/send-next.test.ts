import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  nth,
  numberOf,
  openCampaignKit,
  planOf,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const count = async (text: string): Promise<number> => {
  const [row] = await kit.database.owner.query<{ n: number }>({ text: `select count(*)::float8 as n from ${text}` })
  return row?.n ?? 0
}

const stateOf = async (ins: string): Promise<string | undefined> => {
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins })
  const other = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.8', value: ins })
  return (person ?? other)?.state
}

const ten = Array.from({ length: 10 }, (_, n) => lineOf(n, n % 2 === 0 ? { email: `p${n}@example.org` } : {}))

test('a wave tells everybody once: by mail without a code, else by a letter with one', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  const [step] = await sendAll(kit.campaigns, id)
  assert.deepEqual([step?.noticed, step?.mails, step?.letters, step?.exceptions], [10, 5, 5, 0])
  const { recorded, stray } = await kit.letters()
  assert.deepEqual([recorded.length, stray.length], [5, 0])
  for (const letter of recorded) {
    assert.equal(letter.kind, 'opening')
    assert.ok('code' in letter && 'opensOn' in letter)
    // six whole weeks after the day of sending, at midnight
    assert.deepEqual([letter.opensOn, letter.validUntil], ['2026-12-15', '2026-12-14'])
    assert.equal((await kit.codes.find(letter.code))?.expiresAt, '2026-12-14T23:00:00Z')
  }
  assert.equal(await count("enrolment.person where state = 'noticed' and due_kind = 'open'"), 10)
  assert.equal((await stat(step?.file ?? '')).mode & 0o777, 0o600)
  assert.equal((await kit.campaigns.find(fatima, id)).state, 'done')
  assert.equal(await kit.work(), 0)
  assert.equal(kit.mails.length, 5)
  for (const mail of kit.mails) assert.doesNotMatch(mail.text, /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)
  assert.equal(await count("enrolment.notice where state = 'sent'"), 10)
})

test('a wave goes on its planned day and not before, unless the order names it', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { postal_code: '13001' }), lineOf(3, { postal_code: '48000' })])
  const id = await readyCampaign(kit, planOf({ startsOn: '2026-11-03' }))
  const order = { campaignId: id, as: 'data' } as const
  const early = await kit.campaigns.sendNext(fatima, order)
  assert.deepEqual([early.finished, early.waitsUntil, early.noticed], [true, '2026-11-03', 0])
  kit.clock.advance(86_400_000)
  assert.deepEqual(
    (await sendAll(kit.campaigns, id)).map(({ wave }) => wave),
    [1],
  )
  assert.equal((await kit.campaigns.sendNext(fatima, order)).waitsUntil, '2026-11-04')
  assert.equal((await kit.campaigns.find(fatima, id)).state, 'running')
  assert.equal((await kit.campaigns.sendNext(fatima, { ...order, wave: 3 })).noticed, 1)
  kit.clock.advance(86_400_000)
  assert.deepEqual(
    (await sendAll(kit.campaigns, id)).map(({ wave }) => wave),
    [2],
  )
  assert.equal((await kit.campaigns.find(fatima, id)).state, 'done')
})

test('a replayed step finds nobody left: nothing is doubled', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  await kit.campaigns.resume(fatima, id)
  const again = await sendAll(kit.campaigns, id)
  assert.deepEqual(
    again.map(({ noticed, letters, mails }) => [noticed, letters, mails]),
    [[0, 0, 0]],
  )
  assert.deepEqual([await count('enrolment.notice'), await count('enrolment.code')], [10, 5])
  await kit.importLines([...ten, lineOf(11)])
  await kit.campaigns.resume(fatima, id)
  assert.deepEqual(
    (await sendAll(kit.campaigns, id)).map(({ noticed }) => noticed),
    [1],
  )
})

const child = {
  birth_date: '2020-03-09',
  birth_given: 'Noé',
  card_number: nth(1),
  address_1: '',
  city: '',
  postal_code: '',
}

test('a child’s letter goes to each parent, one each, with a code each', async () => {
  await kit.importLines([
    lineOf(1),
    lineOf(2),
    lineOf(3, {
      ...child,
      ins: numberOf('1200375115801'),
      gender: 'M',
      parents: `${nth(1)} ${nth(2)}`,
      household: 'H1',
    }),
  ])
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  const { recorded } = await kit.letters()
  const children = recorded.filter(({ kind }) => kind === 'child')
  assert.deepEqual(children.map(({ recipient, personName }) => [recipient[1], personName]).toSorted(), [
    ['1 RUE HAUTE', 'Noé DURAND'],
    ['2 RUE HAUTE', 'Noé DURAND'],
  ])
  assert.equal(new Set(recorded.map((letter) => ('code' in letter ? letter.code : ''))).size, 4)
})

test('a child under guardianship without parents is told through the guardian', async () => {
  const ins = numberOf('1200375115801')
  await kit.importLines([lineOf(1), lineOf(3, { ...child, ins, gender: 'M', household: 'H1' })])
  await kit.database.owner.query({
    text: `insert into enrolment.representation (person_id, representative_id, kind, since, changed_at)
      select minor.id, adult.id, 'guardian', now(), now() from enrolment.person minor, enrolment.person adult
      where minor.minor_until is not null and adult.minor_until is null`,
  })
  await sendAll(kit.campaigns, await readyCampaign(kit))
  const { recorded } = await kit.letters()
  assert.deepEqual(recorded.map(({ kind, recipient }) => [kind, recipient[1]]).toSorted(), [
    ['child', '1 RUE HAUTE'],
    ['opening', '1 RUE HAUTE'],
  ])
  assert.deepEqual(await kit.campaigns.listExceptions(fatima, 'no-address'), [])
})

test('a protected adult is told through the guardian, and a human looks', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { measure: 'tutelle', guardian_ins: nth(1), email: 'x@example.org' })])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  const { recorded } = await kit.letters()
  assert.deepEqual(recorded.map(({ kind, recipient }) => [kind, recipient[1]]).toSorted(), [
    ['opening', '1 RUE HAUTE'],
    ['opening-guardian', '1 RUE HAUTE'],
  ])
  const [open] = await kit.campaigns.listExceptions(fatima, 'protected-adult')
  assert.ok(open)
})

test('whoever nothing reaches, or whose letter cannot be printed, is not told: an exception, once', async () => {
  await kit.importLines([
    lineOf(1, { address_1: '', postal_code: '', city: '' }),
    lineOf(2, { address_1: 'A'.repeat(39) }),
    lineOf(3, { birth_given: 'Lé☂a' }),
    lineOf(4),
  ])
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  await kit.campaigns.resume(fatima, id)
  await sendAll(kit.campaigns, id)
  const open = await kit.campaigns.listExceptions(fatima)
  assert.deepEqual(open.map(({ kind }) => kind).toSorted(), ['address-too-long', 'no-address', 'unprintable'])
  assert.equal(await count("enrolment.person where state = 'noticed'"), 1)
})

test('strangers who share an address are written to on paper, and a human looks', async () => {
  const email = 'shared@example.org'
  await kit.importLines([lineOf(1, { email }), lineOf(2, { email })])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  assert.equal((await kit.letters()).recorded.length, 2)
  assert.equal((await kit.campaigns.listExceptions(fatima, 'contact-shared')).length, 2)
})

test('whoever refused before their letter is left alone', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  await kit.database.owner.query({ text: "update enrolment.person set state = 'opposed'" })
  assert.deepEqual(
    (await sendAll(kit.campaigns, id)).map(({ noticed }) => noticed),
    [0],
  )
  assert.equal(await stateOf(nth(1)), 'opposed')
})

test('nothing is sent of a campaign that is not approved or is paused', async () => {
  await kit.importLines(ten)
  const { id } = await kit.campaigns.create(fatima, planOf())
  const order = { campaignId: id, as: 'data' } as const
  assert.equal((await problemOf(kit.campaigns.sendNext(fatima, order))).reason, 'campaign-wrong-moment')
  const ready = await readyCampaign(kit, planOf({ startsOn: '2026-12-01' }))
  await kit.campaigns.sendNext(fatima, { campaignId: ready, as: 'data' })
  await kit.campaigns.pause(fatima, ready)
  assert.equal(
    (await problemOf(kit.campaigns.sendNext(fatima, { campaignId: ready, as: 'data' }))).reason,
    'campaign-wrong-moment',
  )
  assert.equal(await count("enrolment.person where state <> 'known'"), 0)
})
