import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositor } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { usualLimits } from '../../../platform/confined/confined.ts'
import { systemClock } from '../../../platform/clock.ts'
import { randomId } from '../../../platform/ids.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { createPhotoAdding } from './join-photos.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.8', value: '255069900100129' }
const traits = {
  birthFamily: 'MARTIN',
  birthGiven: ['Dominique'],
  gender: 'female' as const,
  birthDate: '1955-06-01',
  birthPlace: '99100',
}

const upload = async (spaceId: string, bytes: Buffer): Promise<string> => {
  const visit = { ...depositor, space: { spaceId }, act: 'deposit-document', audience: 'main' } as const
  const prepared = await kit.door.prepare(visit)
  const blob = await prepared.seal(randomId(), { bytes, contentType: 'application/pdf', maxBytes: bytes.length })
  await prepared.open(({ vault }) =>
    vault.insertBlob({ ...blob, scan: 'clean' }, { depositorId: spaceId, staged: true }),
  )
  return blob.id
}

test('of many large uploads no more is read than can be put together', async () => {
  const spaceId = await kit.foundSpace([])
  await kit.database.owner.query({
    text: 'insert into directory.identifier (space_id, ins_hash) values ($1, $2)',
    values: [spaceId, kit.keys.lookupHash(`${ins.system}|${ins.value}`)],
  })
  const half = Buffer.alloc(usualLimits.inputBytes / 2 + 1)
  const sheets = []
  for (let n = 0; n < 5; n += 1) sheets.push({ uploadId: await upload(spaceId, half), page: 0 })
  let read = 0
  const { arrangePhotos } = createPhotoAdding({
    door: {
      ...kit.door,
      content: (receipt, blob) => {
        read += 1
        return kit.door.content(receipt, blob)
      },
    },
    database: kit.database.app,
    persons: { loadPerson: async () => ({ ins, traits, otherSpellings: [], contact: {} }) },
    parameters: createParameters(),
    clock: systemClock,
    confined: { runFor: () => ({ run: async () => ({ failure: 'too-big' }) }) },
    stageContent: () => Promise.reject(new Error('nothing is staged')),
  })
  const problem = await problemOf(arrangePhotos(holder(spaceId), { spaceId, sheets }))
  assert.deepEqual([problem.reason, read], ['content-too-large', 2])
})
