import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, professional } from '../../../scenarios/locks/door-kit.ts'
import { openPermissionsKit, type PermissionsKit } from '../../../tests/support/permissions-kit.ts'
import { Problem } from '../../platform/problem.ts'
import type { Permissions } from './index.ts'

let kit: PermissionsKit
let permissions: Permissions
before(async () => {
  kit = await openPermissionsKit()
  permissions = kit.permissions
})
after(() => kit.close())

const newSpace = (): Promise<string> =>
  kit.foundSpace([
    { partyId: 'doctor', kind: 'treating-doctor' },
    { partyId: 'doctor', kind: 'author' },
    { partyId: 'care', kind: 'care-team' },
  ])

const list = async (spaceId: string): Promise<string[]> =>
  (await permissions.listAccess(holder(spaceId), spaceId))
    .map(({ name, relations, blocked }) => `${name}: ${relations.join(' ')}${blocked ? ' blocked' : ''}`)
    .toSorted()

test('everyone with a tie is listed once, by name where a register knows it', async () => {
  const spaceId = await newSpace()
  assert.deepEqual(await list(spaceId), ['Aminata DIALLO: care-team', 'Hélène MOREAU: author treating-doctor'])
})

test('a block and its end show at once; somebody blocked without a tie is listed too', async () => {
  const spaceId = await newSpace()
  await permissions.blockProfessional(holder(spaceId), spaceId, 'care')
  await permissions.blockProfessional(holder(spaceId), spaceId, 'unknown')
  assert.deepEqual(await list(spaceId), [
    'Aminata DIALLO: care-team blocked',
    'Hélène MOREAU: author treating-doctor',
    'unknown:  blocked',
  ])
  await permissions.unblockProfessional(holder(spaceId), spaceId, 'care')
  await permissions.unblockProfessional(holder(spaceId), spaceId, 'unknown')
  assert.deepEqual(await list(spaceId), ['Aminata DIALLO: care-team', 'Hélène MOREAU: author treating-doctor'])
})

test('twice is the same as once', async () => {
  const spaceId = await newSpace()
  await permissions.blockProfessional(holder(spaceId), spaceId, 'care')
  const [first] = await permissions.listAccess(holder(spaceId), spaceId)
  await permissions.blockProfessional(holder(spaceId), spaceId, 'care')
  assert.deepEqual((await permissions.listAccess(holder(spaceId), spaceId))[0], first)
  await permissions.unblockProfessional(holder(spaceId), spaceId, 'care')
  await permissions.unblockProfessional(holder(spaceId), spaceId, 'care')
  assert.equal((await list(spaceId)).length, 2)
})

test('the holder blocks, in their own space only, and for them the treating doctor', async () => {
  const [mine, other] = [await newSpace(), await newSpace()]
  const refused = (error: unknown) => error instanceof Problem && error.kind === 'refused'
  for (const visitor of [professional('care'), holder(other)]) {
    await assert.rejects(permissions.blockProfessional(visitor, mine, 'care'), refused)
    await assert.rejects(permissions.unblockProfessional(visitor, mine, 'care'), refused)
  }
  await assert.rejects(permissions.listAccess(holder(other), mine), refused)
  await permissions.blockProfessional(professional('doctor'), mine, 'stranger')
  await assert.rejects(permissions.unblockProfessional(professional('doctor'), mine, 'stranger'), refused)
  assert.deepEqual(await list(mine), [
    'Aminata DIALLO: care-team',
    'Hélène MOREAU: author treating-doctor',
    'stranger:  blocked',
  ])
})

test('a depositor’s facility is an author from its first deposit on', async () => {
  const spaceId = await newSpace()
  await depositOne(kit, spaceId)
  await depositOne(kit, spaceId)
  assert.ok((await list(spaceId)).includes('1750000001: author'))
})
