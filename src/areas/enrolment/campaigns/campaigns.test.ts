import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  louis,
  nth,
  openCampaignKit,
  planOf,
  readyCampaign,
  sendAll,
  staffOf,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const rows = <T>(text: string): Promise<T[]> => kit.database.owner.query<T>({ text })

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

test('a demand that nobody confirms is forgotten after seven days, and may be made again', async () => {
  await kit.importLines([lineOf(1)])
  const { id } = await kit.campaigns.create(fatima, planOf())
  await kit.campaigns.prepare(fatima, id)
  await kit.campaigns.approve(fatima, id)
  const day = 86_400_000
  kit.clock.advance(7 * day - 1)
  assert.equal((await kit.campaigns.find(fatima, id)).askedBy, 'fatima')
  kit.clock.advance(1)
  assert.equal((await kit.campaigns.find(fatima, id)).askedBy, null)
  const again = await kit.campaigns.approve(louis, id)
  assert.deepEqual([again.state, again.askedBy], ['draft', 'louis'], 'it was a new demand, not the second of two')
  assert.equal((await kit.campaigns.approve(fatima, id)).state, 'ready')
})

test('who may not is refused; every deed is written down for ever, refused ones too', async () => {
  const rosa = staffOf('rosa', 'counter-agent')
  assert.equal((await problemOf(kit.campaigns.create(rosa, planOf()))).reason, 'staff-deed-refused')
  const holder = { ...rosa, actor: { kind: 'holder', id: 'x', name: 'x' } } as const
  assert.equal((await problemOf(kit.campaigns.list(holder))).kind, 'refused')
  await kit.campaigns.list(fatima)
  const written = await rows<{ staff_id: string; deed: string; refused: boolean | null }>(
    `select staff_id, deed, (subject ->> 'refused')::boolean as refused from enrolment.staff_entry
      where deed like 'campaign-%' order by id`,
  )
  assert.deepEqual(written.map(({ staff_id, deed, refused }) => [staff_id, deed, refused]).toSorted(), [
    ['fatima', 'campaign-view', null],
    ['rosa', 'campaign-create', true],
    ['x', 'campaign-view', true],
  ])
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
  const { id } = await kit.campaigns.create(fatima, planOf({ startsOn: '2026-11-02' }))
  const prepared = await kit.campaigns.prepare(fatima, id)
  assert.deepEqual(
    prepared.cells.map(({ scheme, department, persons, mail }) => [scheme, department, persons, mail]),
    [
      ['agricultural', '13', 1, 0],
      ['general', '75', 3, 1],
    ],
  )
  assert.deepEqual(prepared.exceptions, { twins: 2 })
  assert.deepEqual(
    prepared.waves.map(({ n, label, plannedOn, persons }) => [n, label, plannedOn, persons]),
    [
      [1, '13', '2026-11-02', 1],
      [2, '75', '2026-11-03', 3],
    ],
  )
  const adults = await kit.campaigns.create(
    fatima,
    planOf({ rule: { ...planOf().rule, minors: false, schemes: ['general'] } }),
  )
  assert.equal((await kit.campaigns.prepare(fatima, adults.id)).persons, 1)
})

test('a plan names a day of the calendar, and schemes and departments that there are', async () => {
  const { rule } = planOf()
  const wrong = async (plan: Parameters<typeof planOf>[0]) => {
    const { reason, details } = await problemOf(kit.campaigns.create(fatima, planOf(plan)))
    return [reason, details['field'], details['unknown']]
  }
  for (const startsOn of ['2026-02-30', '0000-01-01'])
    assert.deepEqual(await wrong({ startsOn }), ['campaign-day-wrong', 'startsOn', undefined])
  assert.deepEqual(await wrong({ rule: { ...rule, schemes: ['general', 'generale'] } }), [
    'campaign-place-unknown',
    'schemes',
    'generale',
  ])
  assert.deepEqual(await wrong({ rule: { ...rule, departments: ['48', '20', '99'] } }), [
    'campaign-place-unknown',
    'departments',
    '20, 99',
  ])
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

test('letters that come back become exceptions, once; what is not a reference of ours is counted', async () => {
  await kit.importLines([lineOf(1), lineOf(2)])
  await sendAll(kit.campaigns, await readyCampaign(kit))
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
  const id = open[0]?.id ?? ''
  assert.equal(
    (await problemOf(kit.campaigns.settleException(fatima, id, 'whatever'))).reason,
    'exception-note-unknown',
  )
  await kit.campaigns.settleException(fatima, id, 'told-by-phone')
  assert.equal(
    (await problemOf(kit.campaigns.settleException(fatima, id, 'told-by-phone'))).reason,
    'exception-settled',
  )
})
