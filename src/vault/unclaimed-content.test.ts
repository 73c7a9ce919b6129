import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne, depositor } from '../../scenarios/locks/deposit-one.ts'
import { openDoorKit, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import { sampleResults } from '../../tests/support/pages/sample-results.ts'
import { randomId } from '../platform/ids.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
  for (const table of ['vault.blob', 'vault.result', 'vault.content_text'])
    await kit.database.owner.query({ text: `alter table ${table} no force row level security` })
})
after(() => kit.close())

/** Uploads ahead, some hours ago, something with a result and a text in it. */
const upload = async (spaceId: string, hoursAgo: number): Promise<string> => {
  const prepared = await kit.door.prepare({ ...depositor, space: { spaceId }, act: 'deposit-document' })
  const bytes = Buffer.from('content')
  const blob = await prepared.seal(randomId(), { bytes, contentType: 'text/plain', maxBytes: 100 })
  const read = { results: sampleResults('Glucose'), text: 'Glucose' }
  await prepared.open(({ vault }) => vault.insertBlob(blob, { depositorId: 'lab', staged: true, ...read }))
  await kit.database.owner.query({
    text: `update vault.blob set stored_at = now() - $2 * interval '1 hour' where id = $1`,
    values: [blob.id, hoursAgo],
  })
  return blob.id
}

/** The uploads of which results and a text are kept. */
const keptOf = async (spaceId: string, among: readonly string[]): Promise<string[]> => {
  const rows = await kit.database.owner.query<{ blob_id: string }>({
    text: `select blob_id from vault.result join vault.content_text using (space_id, blob_id)
      where space_id = $1 and blob_id = any($2::uuid[])`,
    values: [spaceId, among],
  })
  return rows.map(({ blob_id: id }) => id)
}

test('what was read from an upload that nobody named in time goes with the next deposit; what still waits stays', async () => {
  const [spaceId, other] = [await kit.foundSpace([]), await kit.foundSpace([])]
  const [forgotten, waiting, elsewhere] = [
    await upload(spaceId, 26),
    await upload(spaceId, 24),
    await upload(other, 26),
  ]
  const uploads = [forgotten, waiting, elsewhere]
  assert.deepEqual(await keptOf(spaceId, uploads), [waiting], 'the upload after it was a deposit too')
  await depositOne(kit, spaceId, { results: sampleResults('Glucose'), text: 'Glucose' })
  assert.deepEqual(await keptOf(spaceId, uploads), [waiting])
  assert.deepEqual(await keptOf(other, uploads), [elsewhere], 'a deposit into another space touches nothing here')
})

test('a deposit looks for them by an index that holds nothing else, however long the record is', async () => {
  const plan = await kit.database.owner.transaction(async (connection) => {
    await connection.query({ text: 'set local enable_seqscan = off' })
    await connection.query({ text: 'set local enable_bitmapscan = off' })
    return connection.query<{ 'QUERY PLAN': string }>({
      text: `explain select from vault.blob b where b.space_id = '${randomId()}' and b.staged and b.stored_at < now()`,
    })
  })
  assert.match(plan.map((line) => line['QUERY PLAN']).join('\n'), /blob_staged/)
})
