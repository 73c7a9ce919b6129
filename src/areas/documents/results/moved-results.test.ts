import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { sampleResults } from '../../../../tests/support/pages/sample-results.ts'
import { systemClock } from '../../../platform/clock.ts'
import { randomId } from '../../../platform/ids.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { createResultFlags } from '../../../reference/result-flags.ts'
import { clockVisitor } from '../../enrolment/index.ts'
import { createTransfers } from '../transfer/create-transfers.ts'
import { createFollowResult } from './follow-result.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const follow = async (spaceId: string, documentId: string) =>
  createFollowResult({ door: kit.door, flags: createResultFlags() }).followResult(
    holder(spaceId),
    { spaceId },
    { documentId, line: 0 },
  )

/** As the owner of the tables, whom row security does not stop in this database. */
const rowsOf = async (spaceId: string): Promise<number> => {
  await kit.database.owner.query({ text: 'alter table vault.result no force row level security' })
  const text = 'select from vault.result where space_id = $1'
  return (await kit.database.owner.query({ text, values: [spaceId] })).length
}

test('results go with their document into another space, under its own keys', async () => {
  const [from, to] = [await kit.foundSpace([]), await kit.foundSpace([])]
  const { id } = await depositOne(kit, from, { results: sampleResults('Glucose') })
  const transfers = createTransfers({
    door: kit.door,
    globalHash: (uniqueId) => kit.keys.lookupHash(uniqueId),
    zone: () => 'Europe/Paris',
    parameters: createParameters(),
    clock: systemClock,
    setAsideArrived: async () => {},
    followTwin: async () => {},
  })
  await transfers.transfer({ correctionId: randomId(), from, to, visitor: clockVisitor })
  assert.deepEqual((await follow(to, id)).result, (await follow(from, id)).result)
})

test('an erased space keeps none', async () => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId, { results: sampleResults('Glucose') })
  assert.equal(await rowsOf(spaceId), 1)
  const visit = (act: 'close-space' | 'erase-space') => ({ ...clockVisitor, space: { spaceId }, act })
  await kit.door.open({ ...visit('close-space'), actor: holder(spaceId).actor }, (opened) =>
    opened.changeState('closed'),
  )
  await kit.door.open(visit('erase-space'), (opened) => opened.erase())
  assert.equal(await rowsOf(spaceId), 0)
})
