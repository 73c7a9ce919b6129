import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'

// Right: what people added, and threw away, follows them (rules DOC-8, DOC-12).

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 36_000)

const documents = () => installation.carnet.documents

const add = async ({ spaceId }: Someone, title: string): Promise<string> => {
  const contentType = 'text/plain'
  const stream = Readable.from([Buffer.from(title)])
  const { uploadId } = await documents().uploadAdded(holderOf(spaceId), { spaceId, contentType, stream })
  const said = { typeCode: 'EXPPAT_2', title, day: '2026-03-01', lang: 'fr' as const }
  const answer = await documents().addDocument(holderOf(spaceId), { spaceId, uploadId, contentType, ...said })
  return answer.documents[0]?.id ?? ''
}

const throwAway = ({ spaceId }: Someone, id: string) => documents().deleteDocuments(holderOf(spaceId), [id])
const takeBack = ({ spaceId }: Someone, id: string) => documents().restoreDocuments(holderOf(spaceId), [id])

/** Titles that stand, and titles in the bin. */
const both = async ({ spaceId }: Someone) => {
  const { entries } = await documents().listDocuments(holderOf(spaceId), { spaceId }, {})
  const bin = await documents().listBin(holderOf(spaceId), spaceId)
  return [entries.map(({ title }) => title).toSorted(), bin.map(({ entry }) => entry.title).toSorted()]
}

const gaps = async (): Promise<number> => {
  await installation.carnet.monitor.look()
  return installation.carnet.monitor.count()
}

test('the bin comes along, can be emptied from and taken back from there; undone, each space has what became of its own', async () => {
  const [a, b] = [await someone(), await someone()]
  await add(a, 'A')
  const [kept, thrown, later] = [await add(b, 'gardé'), await add(b, 'jeté'), await add(b, 'jeté ensuite')]
  await throwAway(b, thrown)
  const { id } = await merge(a, b)
  assert.deepEqual(await both(a), [['A', 'gardé', 'jeté ensuite'], ['jeté']])
  assert.deepEqual(await throwAway(a, later), [{ id: later }])
  assert.deepEqual(await takeBack(a, thrown), [{ id: thrown }])
  assert.deepEqual(await both(a), [['A', 'gardé', 'jeté'], ['jeté ensuite']])
  await undo(id)
  assert.deepEqual(await both(a), [['A'], []])
  assert.deepEqual(await both(b), [['gardé', 'jeté'], ['jeté ensuite']])
  assert.deepEqual(await throwAway(b, kept), [{ id: kept }])
  assert.equal(await documents().emptyBin(holderOf(b.spaceId), b.spaceId), 2)
  assert.equal(await documents().sweepBins(), 1)
  assert.deepEqual(await both(b), [['jeté'], []])
  assert.equal(await gaps(), 0)
})
