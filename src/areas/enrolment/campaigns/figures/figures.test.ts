import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  openCampaignKit,
  planOf,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../../tests/support/campaign-kit.ts'
import { campaignParameters } from '../parameters.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

test('the funnel counts each person once and shows no small number', async () => {
  await kit.importLines([
    ...Array.from({ length: 30 }, (_, n) => lineOf(n)),
    ...Array.from({ length: 12 }, (_, n) => lineOf(100 + n, { scheme: 'agricultural' })),
  ])
  const id = await readyCampaign(kit, planOf({ isPilot: true }))
  await sendAll(kit.campaigns, id)
  await kit.database.owner.query({
    text: `update enrolment.person set state = 'opposed' where id in (select id from enrolment.person where scheme = 'general' limit 12)`,
  })
  await kit.database.owner.query({
    text: `update enrolment.person set state = 'opposed' where id in (select id from enrolment.person where scheme = 'agricultural' limit 2)`,
  })
  const { total, schemes, weeks, countedAt } = await kit.campaigns.funnel(fatima, id)
  assert.equal(countedAt, '2026-11-02T09:00:00Z')
  assert.equal(total.informed, 42)
  assert.deepEqual(
    schemes.map(({ key, opposed }) => [key, opposed]),
    [
      ['agricultural', null],
      ['general', null],
    ],
  )
  assert.deepEqual(
    weeks.map(({ key }) => key),
    ['2026-11-02'],
  )
  const report = await kit.campaigns.report(fatima, id)
  assert.equal(report.verdict, 'no-go')
  // Figures are not counted again before they are old: a page costs nothing.
  await kit.database.owner.query({ text: "update enrolment.person set state = 'open'" })
  assert.equal((await kit.campaigns.funnel(fatima, id)).countedAt, countedAt)
  kit.clock.advance(campaignParameters.figuresMaxAgeSeconds * 1000 + 1)
  assert.equal((await kit.campaigns.funnel(fatima, id)).total.opened, 42)
})

test('what the funnel hides neither the report nor the waves give away', async () => {
  await kit.importLines([
    ...Array.from({ length: 100 }, (_, n) => lineOf(n)),
    ...Array.from({ length: 4 }, (_, n) => lineOf(200 + n, { postal_code: '13001' })),
    ...Array.from({ length: 60 }, (_, n) => lineOf(300 + n, { postal_code: '48000' })),
  ])
  const id = await readyCampaign(kit, planOf({ isPilot: true }))
  await sendAll(kit.campaigns, id)
  await kit.database.owner.query({
    text: `update enrolment.person set state = 'opposed' where id in (select id from enrolment.person limit 3)`,
  })
  const { campaign, funnel } = await kit.campaigns.show(fatima, id)
  assert.equal(funnel?.total.opposed, null)
  assert.deepEqual(
    funnel?.departments.map(({ key, informed }) => [key, informed]),
    [
      ['13', null],
      ['48', null],
      ['75', 100],
    ],
  )
  assert.deepEqual(
    campaign.waves.map(({ label, persons }) => [label, persons]),
    [
      ['13', null],
      ['48', null],
      ['75', 100],
    ],
  )
  assert.ok(
    campaign.waves.every((wave) => !('noticed' in wave)),
    'how many were told stands in the funnel alone',
  )
  assert.deepEqual(campaign.told, { persons: 164, noticed: 164, letters: 164, mails: 0 })
  const { lines } = await kit.campaigns.report(fatima, id)
  assert.deepEqual(
    lines.map(({ figure, value }) => [figure, value]),
    [
      ['informed', 164],
      ['returned', 0],
      ['opposed', null],
      ['untold', 0],
      ['exceptions-open', 0],
    ],
  )
})

test('who could not be told by an earlier campaign counts in the report of a later one', async () => {
  const withoutAddress = { address_1: '', postal_code: '', city: '' }
  const many = (from: number, given: Readonly<Record<string, string>> = {}) =>
    Array.from({ length: 12 }, (_, n) => lineOf(from + n, given))
  await kit.importLines([...many(0), ...many(100, withoutAddress)])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  await kit.importLines([...many(0), ...many(100, withoutAddress), ...many(200)])
  const second = await readyCampaign(kit, planOf({ isPilot: true }))
  await sendAll(kit.campaigns, second)
  const { lines } = await kit.campaigns.report(fatima, second)
  assert.equal(lines.find(({ figure }) => figure === 'untold')?.value, 1, 'twelve told, twelve not')
})

test('a campaign that is done is counted until nobody in it is silent, and keeps its last count', async () => {
  await kit.importLines(Array.from({ length: 12 }, (_, n) => lineOf(n)))
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  const minute = 60_000
  const countedAt = async (): Promise<string | undefined> => {
    kit.clock.advance(10 * minute)
    await kit.countCampaigns()
    const [row] = await kit.database.owner.query<{ at: string }>({
      text: 'select counted_at as at from enrolment.campaign_count',
    })
    return row?.at
  }
  const first = await countedAt()
  assert.notEqual(await countedAt(), first, 'they may still decide')
  await kit.database.owner.query({ text: 'update enrolment.person set window_ends_at = null' })
  const stopped = await countedAt()
  assert.notEqual(await countedAt(), stopped, 'and so may those whose clock waits for a letter')
  await kit.database.owner.query({ text: "update enrolment.person set state = 'open'" })
  const last = await countedAt()
  assert.equal(await countedAt(), last)
  await kit.database.owner.query({ text: "update enrolment.person set state = 'noticed'" })
  await kit.campaigns.resume(fatima, id)
  assert.notEqual(await countedAt(), last, 'it goes on')
})
