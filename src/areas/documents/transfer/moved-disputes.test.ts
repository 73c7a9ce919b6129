import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { quarantineOne } from '../../../../scenarios/locks/quarantine-one.ts'
import { systemClock } from '../../../platform/clock.ts'
import { randomId } from '../../../platform/ids.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { clockVisitor } from '../../enrolment/index.ts'
import { createTransfers } from './create-transfers.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const isQuarantined = async (spaceId: string, id: string): Promise<boolean | undefined> => {
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'read-document', documentId: id } as const
  const { value } = await kit.door.open(visit, ({ vault }) => vault.findDocument(id))
  return value?.facts.quarantined
}

const setUp = async () => {
  const [from, to] = [await kit.foundSpace([]), await kit.foundSpace([])]
  const transfers = createTransfers({
    door: kit.door,
    globalHash: (uniqueId) => kit.keys.lookupHash(uniqueId),
    zone: () => 'Europe/Paris',
    parameters: createParameters(),
    clock: systemClock,
    setAsideArrived: async () => {},
    followTwin: async () => {},
  })
  const { id } = await depositOne(kit, from)
  const there = { from, to, visitor: clockVisitor }
  const move = async (correctionId: string): Promise<void> => {
    await transfers.transfer({ ...there, correctionId })
    await transfers.markHanded({ ...there, correctionId, only: [id] })
  }
  return { from, to, id, move, back: (correctionId: string) => transfers.takeBack({ ...there, correctionId }) }
}

test('what is disputed where it went is disputed where it comes back to, and again where it goes once more', async () => {
  const { from, to, id, move, back } = await setUp()
  const [first, second] = [randomId(), randomId()]
  await move(first)
  assert.equal(await isQuarantined(to, id), false)
  await quarantineOne(kit, holder(to), id)
  await back(first)
  assert.equal(await isQuarantined(from, id), true)
  await kit.door.open(
    { ...holder(from), space: { spaceId: from }, act: 'withdraw-dispute', documentId: id },
    ({ vault }) => vault.updateState(id, { quarantined: false }),
  )
  await move(second)
  assert.equal(await isQuarantined(to, id), false, 'what was settled meanwhile is settled here too')
})
