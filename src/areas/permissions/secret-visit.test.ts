import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, professional } from '../../../scenarios/locks/door-kit.ts'
import { openPermissionsKit, type PermissionsKit } from '../../../tests/support/permissions-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { Tie } from '../../access/standing-ties.ts'

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

const care: Tie[] = ['care', 'doctor'].map((partyId) => ({ partyId, kind: 'care-team' }))
const parent: Tie = { partyId: 'parent', kind: 'representative', until: '2035-01-01T00:00:00.000Z' }
const nurse = professional('care')

/** A space, a minor's where a parent is tied to it, with one document for everybody and one secret. */
const minor = async (...ties: Tie[]): Promise<string> => {
  const spaceId = await kit.foundSpace([...care, ...ties])
  await depositOne(kit, spaceId)
  await depositOne(kit, spaceId, { secret: true })
  return spaceId
}

const chainsOf = async (spaceId: string, act: string): Promise<string[]> => {
  const text = 'select audience from journal.entry where space_id = $1 and act = $2 order by at'
  const rows = await kit.database.owner.query<{ audience: string }>({ text, values: [spaceId, act] })
  return rows.map(({ audience }) => audience)
}

test('for this patient and this professional, by whatever way they come, until it ends by itself', async () => {
  const [mine, other] = [await minor(parent), await minor(parent)]
  assert.equal(await kit.listed(nurse, mine), 1)
  await kit.permissions.beginSecretVisit(nurse, mine)
  assert.equal(await kit.listed(nurse, mine), 2)
  assert.equal(await kit.listed({ ...nurse, origin: { channel: 'pages' } }, mine), 2)
  assert.equal(await kit.listed(nurse, other), 1)
  assert.equal(await kit.listed(professional('doctor'), mine), 1)
  kit.wait(1)
  assert.equal(await kit.listed(nurse, mine), 1)
})

test('ended before its time it is over at the next request; twice is the same as once', async () => {
  const spaceId = await minor(parent)
  await kit.permissions.beginSecretVisit(nurse, spaceId)
  await kit.permissions.endSecretVisit(nurse, spaceId)
  await kit.permissions.endSecretVisit(nurse, spaceId)
  assert.equal(await kit.listed(nurse, spaceId), 1)
})

test('nobody who represents the minor is told: another chain, no notice; the next open look is the first that is told', async () => {
  const spaceId = await minor(parent)
  await kit.permissions.beginSecretVisit(nurse, spaceId)
  await kit.listed(nurse, spaceId)
  await kit.permissions.endSecretVisit(nurse, spaceId)
  const secret = 'hidden-from-representatives'
  for (const act of ['begin-secret-visit', 'list-documents', 'end-secret-visit'])
    assert.deepEqual(await chainsOf(spaceId, act), [secret], act)
  assert.equal(await kit.notices(spaceId, 'notice-first-look'), 0)
  await kit.listed(nurse, spaceId)
  assert.equal(await kit.notices(spaceId, 'notice-first-look'), 1)
  await kit.listed(nurse, spaceId)
  assert.equal(await kit.notices(spaceId, 'notice-first-look'), 1)
})

test('nothing is kept from whoever represents an adult', async () => {
  const spaceId = await minor({ partyId: 'guardian', kind: 'representative' })
  const begun = await problemOf(kit.permissions.beginSecretVisit(nurse, spaceId))
  assert.equal(begun.reason, 'secret-visit-for-minors')
  await kit.listed({ ...nurse, secretVisit: true }, spaceId)
  assert.deepEqual(await chainsOf(spaceId, 'list-documents'), ['main'])
})

test('an adult whom nobody represents is told of every look, whatever is said', async () => {
  const spaceId = await minor()
  const begun = await problemOf(kit.permissions.beginSecretVisit(nurse, spaceId))
  assert.equal(begun.reason, 'secret-visit-for-minors')
  await kit.listed({ ...professional('doctor'), secretVisit: true }, spaceId)
  assert.deepEqual(await chainsOf(spaceId, 'list-documents'), ['main'])
  assert.equal(await kit.notices(spaceId, 'notice-first-look'), 1)
})

test('a child whom nobody represents yet is seen alone all the same', async () => {
  const spaceId = await minor()
  await kit.database.owner.query({
    text: `insert into enrolment.person (id, space_id, state_since, scheme, channel, minor_until, created_at, updated_at)
      values ($1, $1, now(), 'general', 'none', '2035-01-01', now(), now())`,
    values: [spaceId],
  })
  await kit.listed({ ...nurse, secretVisit: true }, spaceId)
  assert.deepEqual(await chainsOf(spaceId, 'list-documents'), ['hidden-from-representatives'])
  assert.equal(await kit.notices(spaceId, 'notice-first-look'), 0)
})

test('a stranger, a holder and a parent begin none', async () => {
  const spaceId = await minor(parent)
  const guest = { ...holder(spaceId), actor: { kind: 'representative', id: 'parent', name: 'Parent' } } as const
  for (const visitor of [professional('petit'), holder(spaceId), guest])
    assert.equal((await problemOf(kit.permissions.beginSecretVisit(visitor, spaceId))).kind, 'refused')
})
