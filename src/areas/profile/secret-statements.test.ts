import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder } from '../../../scenarios/locks/door-kit.ts'
import { openProfileKit, type ProfileKit } from '../../../tests/support/profile-kit.ts'
import { clockVisitor } from '../enrolment/index.ts'

let made: ProfileKit
before(async () => {
  made = await openProfileKit()
})
after(() => made.kit.close())

test('what a minor takes from a secret document is a secret, and so is that they took or ignored it', async () => {
  const { kit, profile } = made
  const spaceId = await kit.foundSpace([])
  const [me, space] = [holder(spaceId), { spaceId }]
  made.born('2011-02-03')
  const { id, blobId } = await depositOne(kit, spaceId, { secret: true })
  await kit.door.open({ ...clockVisitor, space, act: 'extract-text', documentId: id }, ({ vault }) =>
    vault.insertRead(blobId, {
      statements: ['Arachide', 'Latex'].map((label) => ({ section: 'allergies', codes: [], label })),
    }),
  )
  await profile.takeStated(me, space, `${id}.0`)
  await profile.ignoreStated(me, space, `${id}.1`)
  const { parts } = await profile.readProfile(me, space)
  const lines = parts.flatMap((part) => part.lines)
  assert.deepEqual(
    lines.map(({ fields, secret }) => [fields['what'], secret]),
    [['Arachide', true]],
  )
  assert.deepEqual(new Set(await made.audiences(spaceId)), new Set(['hidden-from-representatives']))
})
