import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDoorKit, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const scanOf = async (objectName: string): Promise<string | undefined> => {
  const rows = await kit.database.owner.query<{ scan: string }>({
    text: 'select scan from platform.blob_object where name = $1',
    values: [objectName],
  })
  return rows[0]?.scan
}

test('what is infected stays so, whatever is said of it later; what is said twice is news once', async () => {
  const objectName = 'an-object-of-note-scan'
  const add = 'insert into platform.blob_object (name, staged, scan) values ($1, false, $2)'
  await kit.database.owner.query({ text: add, values: [objectName, 'waiting'] })
  const said = ['clean', 'clean', 'unscanned', 'infected', 'infected', 'clean', 'unscanned', 'waiting'] as const
  const news: boolean[] = []
  for (const scan of said) news.push(await kit.door.noteScan({ objectName }, scan))
  assert.deepEqual(news, [true, false, true, true, false, false, false, false])
  assert.equal(await scanOf(objectName), 'infected')
  assert.equal(await kit.door.noteScan({ objectName: 'of-no-object' }, 'clean'), false)
})
