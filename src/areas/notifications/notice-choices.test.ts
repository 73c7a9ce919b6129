import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { colleague, knock } from '../../../scenarios/locks/budget-kit.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { Problem } from '../../platform/problem.ts'
import { createNoticeChoices, depositNotices, type NoticeChoices } from './notice-choices.ts'

let kit: DoorKit
let choices: NoticeChoices
before(async () => {
  kit = await openDoorKit()
  choices = createNoticeChoices(kit.database.app)
})
after(() => kit.close())

const arrive = async (spaceId: string): Promise<void> => {
  const visit = { ...professional('care'), space: { spaceId }, act: 'deposit-document' } as const
  await kit.door.open(visit, (opened) => opened.tellArrival())
}

const queued = async (spaceId: string, kind: string): Promise<number> =>
  (
    await kit.database.owner.query({
      text: 'select from platform.outbox where space_id = $1 and kind = $2',
      values: [spaceId, kind],
    })
  ).length

test('once a day unless the holder chose otherwise; each; never; and a first look is told whatever they chose', async () => {
  const expected = { each: 3, daily: 1, never: 0 }
  const fresh = await kit.foundSpace([])
  assert.equal(await choices.findDepositNotices(holder(fresh)), 'daily')
  for (const choice of depositNotices) {
    const spaceId = await kit.foundSpace([{ partyId: 'clinic', kind: 'care-team' }])
    await choices.chooseDepositNotices(holder(spaceId), choice)
    assert.equal(await choices.findDepositNotices(holder(spaceId)), choice)
    for (let times = 0; times < 3; times += 1) await arrive(spaceId)
    assert.equal(await queued(spaceId, 'notice-deposit'), expected[choice], choice)
    assert.equal(await knock(kit.door, colleague('ann', 'clinic'), { spaceId }), 'in')
    assert.equal(await queued(spaceId, 'notice-first-look'), 1, choice)
  }
})

test('the choice is the holder’s', async () => {
  const refused = (error: unknown) => error instanceof Problem && error.kind === 'refused'
  await assert.rejects(choices.findDepositNotices(professional('care')), refused)
  await assert.rejects(choices.chooseDepositNotices(professional('care'), 'never'), refused)
})
