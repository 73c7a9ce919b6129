import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositor } from '../../scenarios/locks/deposit-one.ts'
import { openDoorKit, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import { randomId } from '../platform/ids.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
  await kit.database.owner.query({ text: 'alter table vault.blob no force row level security' })
})
after(() => kit.close())

const depositInto = (spaceId: string) => ({ ...depositor, space: { spaceId }, act: 'deposit-document' }) as const

const upload = async (spaceId: string, depositorId: string, hoursAgo = 0): Promise<string> => {
  const prepared = await kit.door.prepare(depositInto(spaceId))
  const bytes = Buffer.from('content')
  const blob = await prepared.seal(randomId(), { bytes, contentType: 'text/plain', maxBytes: 100 })
  await prepared.open(({ vault }) => vault.insertBlob(blob, { depositorId, staged: true }))
  await kit.database.owner.query({
    text: `update vault.blob set stored_at = now() - $2 * interval '1 hour' where id = $1`,
    values: [blob.id, hoursAgo],
  })
  return blob.id
}

test('an upload is found by who brought it, in its space, for a day and until a submission names it', async () => {
  const [spaceId, other] = [await kit.foundSpace([]), await kit.foundSpace([])]
  const mine = await upload(spaceId, 'mother')
  const named = await upload(spaceId, 'mother')
  const uploads = [
    mine,
    named,
    await upload(spaceId, 'father'),
    await upload(spaceId, 'mother', 25),
    await upload(other, 'mother'),
  ]
  await kit.door.open(depositInto(spaceId), ({ vault }) => vault.claimStaged(named, 'mother'))
  const { value } = await kit.door.open(depositInto(spaceId), ({ vault }) => vault.findStaged(uploads, 'mother'))
  assert.deepEqual([...value.keys()], [mine])
})
