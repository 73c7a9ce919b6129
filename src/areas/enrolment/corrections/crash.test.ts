import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  approved,
  depositFor,
  inventedIns,
  openInvented,
  readableBy,
} from '../../../../tests/support/corrections-bench.ts'
import { correctionsBehind, doorOf, ended, failingDoor } from '../../../../tests/support/failing-door.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import type { Door } from '../../../access/door.ts'
import { journalOwner, verifyJournal } from '../../../journal/verify.ts'

let installation: Installation
let soundDoor: Door
before(async () => {
  installation = await openInstallation({ examples: false })
  soundDoor = await doorOf(installation)
})
after(() => installation.close())

let next = 5000
const someone = async () => {
  next += 1
  const ins = inventedIns(next)
  return { ins, ...(await openInvented(installation, next)) }
}

const latest = async (): Promise<string> => {
  const [row] = await installation.carnet.enrolment.corrections.list(1)
  return row?.id ?? ''
}

const flaws = async (): Promise<unknown[]> => {
  const owner = journalOwner(installation.database.owner)
  return (await verifyJournal({ owner, keys: installation.carnet.keys })).flaws
}

const twoWithDocuments = async (number = 3) => {
  const [a, b] = [await someone(), await someone()]
  const own = [await depositFor(installation, a.ins)]
  const others: string[] = []
  for (let count = 0; count < number; count += 1)
    others.push(await depositFor(installation, b.ins, { authorId: '810005' }))
  return { a, b, own, others }
}

for (const when of ['before', 'after'] as const)
  test(`a merge and its undoing, stopped ${when} every visit in turn, come to the same`, async () => {
    const { carnet } = installation
    const { corrections } = carnet.enrolment
    let visits = 0
    for (let done = false; !done; visits += 1) {
      const { a, b, own, others } = await twoWithDocuments()
      const pair = { survivorId: a.personId, otherId: b.personId }
      done = await ended(
        correctionsBehind(installation, failingDoor(soundDoor, { visits, when })).merge(approved, pair),
      )
      const id = await latest()
      assert.equal((await corrections.resume(id)).state, 'done')
      assert.deepEqual(await readableBy(installation, a.spaceId), [...own, ...others].toSorted(), `visit ${visits}`)
      const undone = await ended(
        correctionsBehind(installation, failingDoor(soundDoor, { visits, when })).undo(approved, id),
      )
      if (!undone) assert.equal((await corrections.list(1))[0]?.state, 'undoing')
      assert.equal((await corrections.resume(id)).state, 'undone')
      assert.deepEqual(await readableBy(installation, a.spaceId), own)
      assert.deepEqual(await readableBy(installation, b.spaceId), others.toSorted())
    }
    assert.ok(visits > 8, `only ${visits} visits`)
    assert.deepEqual(await flaws(), [])
  })

test('a split and its undoing, stopped behind every visit in turn, come to the same', async () => {
  const { carnet } = installation
  const { corrections } = carnet.enrolment
  for (let [visits, done] = [0, false]; !done; visits += 1) {
    const { a, b, own, others } = await twoWithDocuments()
    const deposits = await corrections.previewSplit(approved.asked, b.personId)
    const documentIds = deposits.map(({ documentId }) => documentId)
    const change = { fromId: b.personId, toId: a.personId, documentIds }
    done = await ended(
      correctionsBehind(installation, failingDoor(soundDoor, { visits, when: 'after' })).split(approved, change),
    )
    const id = await latest()
    assert.equal((await corrections.resume(id)).state, 'done')
    assert.deepEqual(await readableBy(installation, a.spaceId), [...own, ...others].toSorted())
    assert.deepEqual(await readableBy(installation, b.spaceId), [])
    await ended(correctionsBehind(installation, failingDoor(soundDoor, { visits, when: 'after' })).undo(approved, id))
    assert.equal((await corrections.resume(id)).state, 'undone')
    assert.deepEqual(await readableBy(installation, a.spaceId), own)
    assert.deepEqual(await readableBy(installation, b.spaceId), others.toSorted())
  }
})

test('more documents than one visit hands over all arrive, and go back', async () => {
  const { corrections } = installation.carnet.enrolment
  const { a, b, own, others } = await twoWithDocuments(45)
  const { id } = await corrections.merge(approved, { survivorId: a.personId, otherId: b.personId })
  assert.deepEqual(await readableBy(installation, a.spaceId), [...own, ...others].toSorted())
  await corrections.undo(approved, id)
  assert.deepEqual(await readableBy(installation, b.spaceId), others.toSorted())
  assert.deepEqual(await readableBy(installation, a.spaceId), own)
})

test('deposits that race with a merge and its undoing are lost nowhere', async () => {
  const { corrections } = installation.carnet.enrolment
  const [a, b] = [await someone(), await someone()]
  const sent: string[] = []
  const feed = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      const uniqueId = await depositFor(installation, b.ins).catch((error: unknown) => {
        // busy is said to the sender, who sends again: nothing was taken
        if (error instanceof Error && /space-(moved|busy)/.test(error.message)) return undefined
        throw error
      })
      if (uniqueId !== undefined) sent.push(uniqueId)
    }
  }
  const merging = corrections.merge(approved, { survivorId: a.personId, otherId: b.personId })
  await Promise.all([merging, feed(12), feed(12), feed(12)])
  assert.equal((await merging).state, 'done')
  assert.ok(sent.length > 20)
  assert.deepEqual(await readableBy(installation, a.spaceId), sent.toSorted())
  const undoing = corrections.undo(approved, (await merging).id)
  await Promise.all([undoing, feed(12), feed(12), feed(12)])
  assert.equal((await undoing).state, 'undone')
  assert.deepEqual(await readableBy(installation, b.spaceId), sent.toSorted())
  assert.deepEqual(await readableBy(installation, a.spaceId), [])
  assert.deepEqual(await flaws(), [])
})

test('two who merge the same persons at once: one does, the other is told', async () => {
  const { corrections } = installation.carnet.enrolment
  const [a, b] = [await someone(), await someone()]
  const pair = { survivorId: a.personId, otherId: b.personId }
  const swapped = { survivorId: b.personId, otherId: a.personId }
  const both = await Promise.allSettled([corrections.merge(approved, pair), corrections.merge(approved, swapped)])
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('what stood still for a while is gone on with by the worker', async () => {
  const { carnet, database } = installation
  const { a, b, own, others } = await twoWithDocuments()
  const door = failingDoor(soundDoor, { visits: 3, when: 'after' })
  const pair = { survivorId: a.personId, otherId: b.personId }
  assert.equal(await ended(correctionsBehind(installation, door).merge(approved, pair)), false)
  const { corrections } = carnet.enrolment
  assert.equal(await corrections.resumeAll(), 0, 'somebody may be at it')
  await database.owner.query({
    text: `update enrolment.correction set updated_at = updated_at - interval '1 hour' where state = 'running'`,
  })
  assert.equal(await corrections.resumeAll(), 1)
  assert.deepEqual(await readableBy(installation, a.spaceId), [...own, ...others].toSorted())
})
