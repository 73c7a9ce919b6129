import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  louis,
  openCampaignKit,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../../tests/support/campaign-kit.ts'
import { approveNotices } from '../../../../../tests/support/texts-kit.ts'
import { createParameters } from '../../../../reference/create-parameters.ts'
import { findHeldUp } from '../find-held-up.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const rows = <T>(text: string): Promise<T[]> => kit.database.owner.query<T>({ text })
const forgetApprovals = () => rows("delete from enrolment.approval where kind = 'letter-approve'")
const day = 86_400_000

const heldUp = (): Promise<string[]> =>
  findHeldUp({ database: kit.database.app, clock: kit.clock, parameters: createParameters(), texts: kit.textVersions })

test('mails of a campaign that are queued wait for the approval, and leave after; the six weeks run from then', async () => {
  await kit.importLines([lineOf(1, { email: 'a@example.org' })])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  await forgetApprovals()
  for (let tries = 0; tries < 8; tries += 1) assert.equal(await kit.work(), 1, 'it is not parked')
  assert.equal(kit.mails.length, 0)
  assert.deepEqual(await heldUp(), ['mail-noticed'], 'the campaign is over, its mails are not')
  kit.clock.advance(3 * day)
  await approveNotices(kit.textsDesk(), [fatima, louis])
  assert.equal(await kit.work(), 0)
  assert.equal(kit.mails.length, 1)
  assert.deepEqual(await rows('select window_ends_at from enrolment.person'), [
    { window_ends_at: '2026-12-17T23:00:00Z' },
  ])
})

test('of many mails that wait one look asks for the approval; whoever refused meanwhile needs none, and nothing waits', async () => {
  await kit.importLines([1, 2, 3].map((n) => lineOf(n, { email: `a${n}@example.org` })))
  await sendAll(kit.campaigns, await readyCampaign(kit))
  await forgetApprovals()
  const [one] = await rows<{ id: string }>("update enrolment.person set state = 'opposed' returning id")
  await rows(`update enrolment.person set state = 'noticed' where id <> '${one?.id}'`)
  let looks = 0
  const database: typeof kit.database.app = {
    ...kit.database.app,
    query: (statement) => {
      if (statement.name === 'text-approvals') looks += 1
      return kit.database.app.query(statement)
    },
  }
  assert.equal(await kit.work(kit.over({ database })), 2)
  assert.equal(looks, 1)
  const states = await rows<{ state: string }>('select state from enrolment.notice order by state')
  assert.deepEqual(
    states.map(({ state }) => state),
    ['failed', 'prepared', 'prepared'],
  )
  await rows("update enrolment.person set state = 'opposed'")
  await kit.work()
  assert.deepEqual(await heldUp(), [], 'no alarm about mails that nobody needs')
})
