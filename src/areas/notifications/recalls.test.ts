import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder } from '../../../scenarios/locks/door-kit.ts'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { openProfileKit, type ProfileKit } from '../../../tests/support/profile-kit.ts'
import { createParameters } from '../../reference/create-parameters.ts'
import { createKeepRecall, createRecallAgain, isToReread } from './recalls.ts'

let made: ProfileKit
before(async () => {
  made = await openProfileKit()
})
after(() => made.kit.close())

const queued = (spaceId: string) =>
  made.kit.database.owner.query<{ id: string; due: string }>({
    text: `select id, due_at::date::text as due from platform.outbox where space_id = $1 and kind = 'notice-recall'`,
    values: [spaceId],
  })

const daysOf = async (spaceId: string): Promise<string[]> => (await queued(spaceId)).map(({ due }) => due)

const law = () => ({ clock: made.ground.clock, parameters: createParameters() })

test('who wrote directives is reminded after a year, once, and not once they are gone', async () => {
  const spaceId = await made.kit.foundSpace([])
  const [me, space] = [holder(spaceId), { spaceId }]
  await made.profile.addLine(me, space, { section: 'allergies', fields: { what: 'Pollen' } })
  assert.deepEqual(await daysOf(spaceId), [])
  const saying = { section: 'directives', fields: { what: 'person', says: 'Chez ma sœur' } }
  const { id } = await made.profile.addLine(me, space, saying)
  await made.profile.changeLine(me, space, {
    id,
    saying: { ...saying, fields: { ...saying.fields, says: 'Chez mon frère' } },
  })
  assert.deepEqual(await daysOf(spaceId), ['2027-11-23'])
  await made.profile.deleteLine(me, space, id)
  assert.deepEqual(await daysOf(spaceId), [])
  await made.profile.restoreLine(me, space, id)
  assert.deepEqual(await daysOf(spaceId), ['2027-11-23'])
})

test('a document of theirs keeps the reminder when the line goes', async () => {
  const spaceId = await made.kit.foundSpace([])
  const [me, space] = [holder(spaceId), { spaceId }]
  const keepRecall = createKeepRecall(law())
  await depositOne(made.kit, spaceId)
  await made.kit.door.open({ ...me, space, act: 'change-profile' }, (opened) => keepRecall(opened, 'EXPPAT_3'))
  assert.deepEqual(await daysOf(spaceId), [], 'any document is none of directives')
})

test('told once, the next is queued before; in a closed space nobody is told, in one that is erased nothing is queued', async () => {
  const spaceId = await made.kit.foundSpace([])
  const again = createRecallAgain({ ...law(), database: made.kit.database.app })
  const notice = { id: '55555555-5555-4555-8555-555555555555', spaceId }
  assert.equal(await again(notice), true)
  assert.equal(await again(notice), true)
  assert.deepEqual(await daysOf(spaceId), ['2027-11-23'])
  await made.kit.database.owner.query({
    text: `update access.space set state = 'closed' where space_id = $1`,
    values: [spaceId],
  })
  assert.equal(await again({ ...notice, id: '66666666-6666-4666-8666-666666666666' }), false)
  assert.equal(await again({ ...notice, spaceId: '77777777-7777-4777-8777-777777777777' }), false)
  assert.deepEqual(await daysOf('77777777-7777-4777-8777-777777777777'), [])
})

test('a line is to be read again a year after its last word', () => {
  const at = (changedAt: string, section = 'directives') => isToReread(law(), { section, changedAt })
  assert.deepEqual([at('2025-11-23T10:00:00Z'), at('2025-11-24T10:00:00Z')], [true, false])
  assert.equal(at('2020-01-01T10:00:00Z', 'allergies'), false)
})
