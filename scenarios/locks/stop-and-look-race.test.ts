import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../src/platform/problem.ts'
import { openPermissionsKit, type PermissionsKit } from '../../tests/support/permissions-kit.ts'
import { depositOne } from './deposit-one.ts'
import { holder, professional } from './door-kit.ts'

// Right: rules ACC-6, ACC-32. The journal is the judge: no permitted look stands behind the end of what permitted it, and no code
// lets more in than it may, however many say it at once.

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

const everything = { scope: { kind: 'everything' }, duration: 'two-days' } as const

const actsOf = async (spaceId: string): Promise<string[]> => {
  const text = 'select act, effect from journal.entry where space_id = $1 order by n'
  const rows = await kit.database.owner.query<{ act: string; effect: string }>({ text, values: [spaceId] })
  return rows.map(({ act, effect }) => `${effect} ${act}`)
}

test('a stop and the looks it races: every permitted look stands before it in the chain, none after', async () => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId)
  const met = { before: 0, after: 0 }
  for (let round = 0; round < 10; round += 1) {
    const permission = { ...everything, partyId: 'petit' }
    const id = await kit.permissions.givePermission(holder(spaceId), spaceId, permission)
    const looks = Array.from({ length: 16 }, async (_, index) => {
      await sleep(index % 8)
      return kit.listed(professional('petit'), spaceId)
    })
    await sleep(round % 6)
    await kit.permissions.endPermission(holder(spaceId), spaceId, id)
    assert.equal(await kit.listed(professional('petit'), spaceId), undefined)
    await Promise.all(looks)
  }
  let open = false
  for (const line of await actsOf(spaceId)) {
    if (line === 'permit give-permission') open = true
    if (line === 'permit end-permission') open = false
    if (line === 'permit list-documents') assert.ok(open, 'a look was permitted behind the end')
    if (line === 'permit list-documents') met.before += 1
    if (line === 'refuse list-documents') met.after += 1
  }
  assert.ok(met.before > 0 && met.after > 0, JSON.stringify(met))
})

test('a code that everybody says at once lets as many in as it may', async () => {
  const spaceId = await kit.foundSpace([])
  const { code } = await kit.permissions.shareByCode(holder(spaceId), spaceId, everything)
  const enter = (index: number): Promise<string> =>
    kit.permissions.enterShareCode(professional(`one ${index}`), { typed: code, source: `place ${index}` }).then(
      () => 'in',
      (error: unknown) => (error instanceof Problem ? error.reason : 'fault'),
    )
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, index) => enter(index)))
  const retried = await Promise.all(
    outcomes.map(async (outcome, index) => (outcome === 'space-busy' ? enter(index + 50) : outcome)),
  )
  assert.ok(
    retried.every((outcome) => ['in', 'share-code-not-good', 'space-busy'].includes(outcome)),
    retried.join(),
  )
  const [share] = await kit.permissions.listPermissions(holder(spaceId), spaceId)
  assert.equal(share?.users.length, retried.filter((outcome) => outcome === 'in').length)
  assert.ok((share?.users.length ?? 0) <= 5 && (share?.users.length ?? 0) > 0)
})
