import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doctor, holderOf } from '../../../../tests/support/corrections-bench.ts'
import { objectIn } from '../../../../tests/support/objection-row.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 17_000)

const petit = '810000001023'
const reportAbout = (spaceId: string, partyId: string): Promise<unknown> =>
  installation.database.owner.query({
    text: `insert into suspicion.access_case (id, source, space_id, line, seen_at, reason, party_id, party_name, opened_at, due_on)
      values (gen_random_uuid(), 'holder', $1, 2, now(), 'other', $2, 'X', now(), current_date)`,
    values: [spaceId, partyId],
  })
/** What stands in a space of all that follows: who is permitted, what codes lead there, whose reports and objections. */
const followers = async ({ spaceId }: Pick<Someone, 'spaceId'>) => {
  const { permissions, suspicions, objections } = installation.carnet
  const her = holderOf(spaceId)
  const given = await permissions.listPermissions(her, spaceId)
  return {
    parties: given.flatMap(({ party }) => party?.id ?? []).toSorted(),
    codes: given.filter(({ party }) => party === undefined).length,
    cases: (await suspicions.listOwn(her)).map(({ party }) => party.id).toSorted(),
    objections: (await objections.listOwn(her)).length,
  }
}

test('permissions, share codes, reports and objections follow a merge, and go back when it is undone', async () => {
  const [a, b] = [await someone(), await someone()]
  const { permissions } = installation.carnet
  const offer = { scope: { kind: 'everything' }, duration: 'three-months' } as const
  await permissions.givePermission(holderOf(b.spaceId), b.spaceId, { ...offer, partyId: petit })
  const { code } = await permissions.shareByCode(holderOf(b.spaceId), b.spaceId, offer)
  await reportAbout(b.spaceId, 'prowler')
  await reportAbout(b.spaceId, 'known to both')
  await reportAbout(a.spaceId, 'known to both')
  await objectIn(installation, b.spaceId)
  await permissions.blockProfessional(holderOf(a.spaceId), a.spaceId, 'nobody')
  const { id } = await merge(a, b)
  assert.deepEqual(await followers(a), {
    parties: [petit],
    codes: 1,
    cases: ['known to both', 'prowler'],
    objections: 1,
  })
  const entered = await permissions.enterShareCode(doctor('by-code'), { typed: code, source: 'here' })
  assert.equal(entered.spaceId, a.spaceId)
  await undo(id)
  assert.deepEqual(await followers(a), { parties: [], codes: 0, cases: ['known to both'], objections: 0 })
  assert.deepEqual(await followers(b), {
    parties: [petit],
    codes: 1,
    cases: ['known to both', 'prowler'],
    objections: 1,
  })
  const again = await permissions.enterShareCode(doctor('later'), { typed: code, source: 'here' })
  assert.equal(again.spaceId, b.spaceId)
})

test('whom either blocks is permitted nothing by the other', async () => {
  const [a, b] = [await someone(), await someone()]
  const { permissions } = installation.carnet
  const offer = { scope: { kind: 'everything' }, duration: 'until-stopped' } as const
  await permissions.givePermission(holderOf(b.spaceId), b.spaceId, { ...offer, partyId: petit })
  await permissions.blockProfessional(holderOf(a.spaceId), a.spaceId, petit)
  await merge(a, b)
  assert.deepEqual((await followers(a)).parties, [])
})
