import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositFor, holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'

// Right: what is disputed in one of two spaces is disputed in the one that they become, and settled there (rules DOC-15).

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 36_000)

const documentOf = async ({ spaceId }: Someone) => {
  const [entry] = (await installation.carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, {})).entries
  return { id: entry?.id ?? '', quarantined: entry?.quarantined === true }
}

const openCases = async (one: Someone): Promise<string[]> =>
  (await installation.carnet.disputes.listOwn(holderOf(one.spaceId)))
    .filter(({ state }) => state === 'asked')
    .map(({ documentId }) => documentId)

/** One document deposited in both spaces, disputed in that of the second. */
const twins = async () => {
  const [a, b] = [await someone(), await someone()]
  const uniqueId = await depositFor(installation, a.ins)
  await depositFor(installation, b.ins, { uniqueId })
  const { id: documentId } = await documentOf(b)
  await installation.carnet.disputes.dispute(holderOf(b.spaceId), { documentId, kind: 'not-mine', note: '' })
  return { a, b }
}

test('a document of both that is disputed in one is disputed; undone, it is where it was, and free where it was free', async () => {
  const { a, b } = await twins()
  const { id } = await merge(a, b)
  const twin = await documentOf(a)
  assert.equal(twin.quarantined, true)
  assert.deepEqual(await openCases(a), [twin.id])
  await undo(id)
  assert.deepEqual([(await documentOf(a)).quarantined, await openCases(a)], [false, []])
  const source = await documentOf(b)
  assert.deepEqual([source.quarantined, await openCases(b)], [true, [source.id]])
})

test('settled in the joined space it is settled, and stays so when the merge is undone', async () => {
  const { a, b } = await twins()
  const { id } = await merge(a, b)
  const [{ id: caseId } = { id: '' }] = await installation.carnet.disputes.listOwn(holderOf(a.spaceId))
  await installation.carnet.disputes.takeBack(holderOf(a.spaceId), caseId)
  assert.equal((await documentOf(a)).quarantined, false)
  await undo(id)
  assert.deepEqual([(await documentOf(a)).quarantined, (await documentOf(b)).quarantined], [false, false])
  assert.deepEqual([await openCases(a), await openCases(b)], [[], []])
})

test('disputed in both, each keeps its own case, and what one settles the other’s space does not lose', async () => {
  const { a, b } = await twins()
  const { id: mine } = await documentOf(a)
  const dispute = { documentId: mine, kind: 'wrong', note: '' }
  await installation.carnet.disputes.dispute(holderOf(a.spaceId), dispute)
  const { id } = await merge(a, b)
  assert.equal((await problemOf(installation.carnet.disputes.dispute(holderOf(a.spaceId), dispute))).kind, 'conflict')
  await undo(id)
  const source = await documentOf(b)
  assert.deepEqual([await openCases(a), await openCases(b)], [[mine], [source.id]])
  assert.deepEqual([(await documentOf(a)).quarantined, source.quarantined], [true, true])
})
