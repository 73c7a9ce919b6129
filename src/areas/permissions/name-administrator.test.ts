import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, professional } from '../../../scenarios/locks/door-kit.ts'
import { openPermissionsKit, type PermissionsKit } from '../../../tests/support/permissions-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

const petit = professional('petit')

const furnish = async (): Promise<string> => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId)
  await depositOne(kit, spaceId, { hidden: true })
  return spaceId
}

const name = (spaceId: string, partyId = 'petit') =>
  kit.permissions.nameAdministrator(holder(spaceId), spaceId, partyId)

test('named, they see hidden documents too and who can enter; dismissed, nothing from the next request on', async () => {
  const spaceId = await furnish()
  await name(spaceId)
  await name(spaceId)
  assert.equal(await kit.listed(petit, spaceId), 2)
  const lines = await kit.permissions.listAccess(petit, spaceId)
  assert.deepEqual(lines.find(({ partyId }) => partyId === 'petit')?.relations, ['administrator'])
  await kit.permissions.dismissAdministrator(holder(spaceId), spaceId, 'petit')
  assert.equal(await kit.listed(petit, spaceId), undefined)
})

test('an administrator blocks another at the patient’s request: the holder is told, and alone unblocks', async () => {
  const spaceId = await furnish()
  await name(spaceId)
  await kit.permissions.recordConsent(professional('care'), {
    space: { spaceId },
    birthDate: '1979-03-28',
    evidence: 'presence',
    purpose: 'care-team',
  })
  assert.equal(await kit.listed(professional('care'), spaceId), 1)
  assert.equal(
    (await problemOf(kit.permissions.blockProfessional(professional('care'), spaceId, 'petit'))).kind,
    'refused',
  )
  await kit.permissions.blockProfessional(petit, spaceId, 'care')
  assert.equal(await kit.listed(professional('care'), spaceId), undefined)
  assert.equal(await kit.notices(spaceId, 'notice-entered'), 2)
  assert.equal((await problemOf(kit.permissions.unblockProfessional(petit, spaceId, 'care'))).kind, 'refused')
})

test('no facility, nobody unknown, nobody who is blocked; and only the holder names', async () => {
  const spaceId = await furnish()
  for (const partyId of ['clinic', 'nobody'])
    assert.equal((await problemOf(name(spaceId, partyId))).reason, 'party-unknown')
  await kit.permissions.blockProfessional(holder(spaceId), spaceId, 'petit')
  assert.equal((await problemOf(name(spaceId))).reason, 'party-blocked')
  assert.equal((await problemOf(kit.permissions.nameAdministrator(petit, spaceId, 'petit'))).reason, 'act-not-yours')
})
