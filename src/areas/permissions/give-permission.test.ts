import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, professional } from '../../../scenarios/locks/door-kit.ts'
import { openPermissionsKit, type PermissionsKit } from '../../../tests/support/permissions-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { randomId } from '../../platform/ids.ts'
import type { Offer } from './index.ts'

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

const everything: Offer = { scope: { kind: 'everything' }, duration: 'two-days' }
const petit = professional('petit')

/** A space with two open documents of other authors, and one that is hidden. */
const furnish = async (): Promise<{ spaceId: string; ids: string[] }> => {
  const spaceId = await kit.foundSpace([])
  const first = await depositOne(kit, spaceId)
  const second = await depositOne(kit, spaceId)
  await depositOne(kit, spaceId, { hidden: true })
  return { spaceId, ids: [first.id, second.id] }
}

const give = (spaceId: string, offer: Partial<Offer> & { partyId?: string } = {}): Promise<string> =>
  kit.permissions.givePermission(holder(spaceId), spaceId, { ...everything, partyId: 'petit', ...offer })

const lines = (spaceId: string) => kit.permissions.listPermissions(holder(spaceId), spaceId)

test('given, it opens at the next request and ends by itself, to the minute', async () => {
  for (const [duration, hours] of [
    ['hour', 1],
    ['two-days', 48],
    ['three-months', 92 * 24],
  ] as const) {
    const { spaceId } = await furnish()
    assert.equal(await kit.listed(petit, spaceId), undefined)
    await give(spaceId, { duration })
    assert.equal(await kit.listed(petit, spaceId), 2, 'what is hidden stays hidden')
    kit.wait(hours - 0.01)
    assert.equal(await kit.listed(petit, spaceId), 2, duration)
    kit.wait(0.02)
    assert.equal(await kit.listed(petit, spaceId), undefined, duration)
    assert.deepEqual(await lines(spaceId), [])
    const access = await kit.permissions.listAccess(holder(spaceId), spaceId)
    assert.deepEqual(
      access.map(({ partyId }) => partyId),
      ['1750000001'],
    )
  }
})

test('until it is stopped it lasts for years; stopped, the next request is refused', async () => {
  const { spaceId } = await furnish()
  const id = await give(spaceId, { duration: 'until-stopped' })
  kit.wait(24 * 365 * 3)
  assert.equal(await kit.listed(petit, spaceId), 2)
  await kit.permissions.endPermission(holder(spaceId), spaceId, id)
  assert.equal(await kit.listed(petit, spaceId), undefined)
  for (const gone of [id, randomId(), 'no-id'])
    assert.equal(
      (await problemOf(kit.permissions.endPermission(holder(spaceId), spaceId, gone))).reason,
      'permission-over',
    )
})

test('one document, or some types, and nothing else', async () => {
  const one = await furnish()
  const [documentId = ''] = one.ids
  await give(one.spaceId, { scope: { kind: 'document', documentId } })
  assert.equal(await kit.listed(petit, one.spaceId), 1)
  const typed = await furnish()
  await give(typed.spaceId, { scope: { kind: 'types', typeCodes: ['other-type'] } })
  assert.equal(await kit.listed(petit, typed.spaceId), 0)
  await give(typed.spaceId, { scope: { kind: 'types', typeCodes: ['open-type'] } })
  assert.equal(await kit.listed(petit, typed.spaceId), 2)
})

test('the list says whom, what, by what evidence, until when', async () => {
  const { spaceId, ids } = await furnish()
  const id = await give(spaceId, { scope: { kind: 'document', documentId: ids[0] ?? '' } })
  const until = new Date(kit.now().getTime() + 48 * 3_600_000).toISOString()
  const [{ since, ...line } = assert.fail('no line')] = await lines(spaceId)
  assert.ok(Date.parse(since) > 0)
  assert.deepEqual(line, {
    id,
    party: { id: 'petit', name: 'Sékou PETIT' },
    evidence: 'online',
    typeCodes: [],
    documentIds: [ids[0]],
    until: line.until,
    users: [],
  })
  assert.equal(Date.parse(line.until ?? ''), Date.parse(until))
  const access = await kit.permissions.listAccess(holder(spaceId), spaceId)
  const permitted = access.find(({ partyId }) => partyId === 'petit')
  assert.deepEqual(permitted?.relations, ['permitted'])
  assert.equal(Date.parse(permitted?.untils?.permitted ?? ''), Date.parse(until))
})

test('a facility that is let in lets in whoever acts for it', async () => {
  const { spaceId } = await furnish()
  await give(spaceId, { partyId: 'clinic' })
  const stranger = professional('somebody')
  assert.equal(await kit.listed(stranger, spaceId), undefined)
  const member = { ...stranger, actor: { ...stranger.actor, facility: { id: 'clinic', name: 'Clinique' } } } as const
  if (member.actor.kind !== 'professional') return assert.fail()
  assert.equal(await kit.listed({ ...member, actor: member.actor }, spaceId), 2)
})

test('what cannot be given: to nobody, to whom one blocks, a document of somebody else, by somebody else, too many', async () => {
  const { spaceId } = await furnish()
  const other = await furnish()
  assert.equal((await problemOf(give(spaceId, { partyId: 'nobody' }))).reason, 'party-unknown')
  await kit.permissions.blockProfessional(holder(spaceId), spaceId, 'petit')
  assert.equal((await problemOf(give(spaceId))).reason, 'party-blocked')
  await kit.permissions.unblockProfessional(holder(spaceId), spaceId, 'petit')
  for (const documentId of [other.ids[0] ?? '', randomId()])
    assert.equal(
      (await problemOf(give(spaceId, { scope: { kind: 'document', documentId } }))).reason,
      'document-not-open',
    )
  for (const visitor of [petit, holder(other.spaceId)])
    assert.equal(
      (await problemOf(kit.permissions.givePermission(visitor, spaceId, { ...everything, partyId: 'petit' }))).kind,
      'refused',
    )
  assert.deepEqual(await lines(spaceId), [])
})

test('a block ends what was permitted; let in again, one asks again', async () => {
  const { spaceId } = await furnish()
  await give(spaceId, { duration: 'until-stopped' })
  await kit.permissions.blockProfessional(holder(spaceId), spaceId, 'petit')
  await kit.permissions.unblockProfessional(holder(spaceId), spaceId, 'petit')
  assert.equal(await kit.listed(petit, spaceId), undefined)
  assert.deepEqual(await lines(spaceId), [])
})

test('the holder is told when it ends by itself, not when they ended it', async () => {
  const { spaceId } = await furnish()
  await give(spaceId)
  const stopped = await give(spaceId)
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 0)
  await kit.permissions.endPermission(holder(spaceId), spaceId, stopped)
  kit.wait(49)
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 1)
})

test('the entry tells party, permission, scope, evidence and end; nothing of it stands in clear', async () => {
  const { spaceId, ids } = await furnish()
  const id = await give(spaceId, { scope: { kind: 'document', documentId: ids[0] ?? '' } })
  const { value } = await kit.door.open(
    { ...holder(spaceId), space: { spaceId }, act: 'read-journal' },
    async ({ readEntries }) => readEntries({ limit: 5 }),
  )
  const entry = value.find(({ act }) => act === 'give-permission')
  const { until, ...access } = entry?.body.access ?? {}
  assert.equal(entry?.body.partyId, 'petit')
  assert.deepEqual(access, { id, evidence: 'online', typeCodes: [], documentIds: [ids[0]] })
  assert.equal(Date.parse(until ?? '') - kit.now().getTime(), 48 * 3_600_000)
  const rows = await kit.database.owner.query<{ row: string }>({
    text: `select row_to_json(e)::text as row from journal.entry e where space_id = $1 and act = 'give-permission'`,
    values: [spaceId],
  })
  assert.equal(rows.length, 1)
  assert.doesNotMatch(rows[0]?.row ?? '', new RegExp(`${id}|petit|${ids[0] ?? ''}`))
})
