import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositFor, holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'

// Right: how a holder arranged their documents follows them (rules DOC-13, DOC-14), and stays nobody else's.

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 35_000)

const own = ({ spaceId }: Someone, query: { folderId?: string } = {}) =>
  installation.carnet.documents.listOwn(holderOf(spaceId), query)

const arrange = ({ spaceId }: Someone, change: Parameters<typeof installation.carnet.documents.arrange>[1]) =>
  installation.carnet.documents.arrange(holderOf(spaceId), change)

const idOf = async (one: Someone, uniqueId: string): Promise<string> =>
  (await own(one)).entries.find((entry) => entry.uniqueId === uniqueId)?.id ?? ''

/** Makes a folder, where it is not there, and puts the document in it. */
const file = async (one: Someone, uniqueId: string, name: string): Promise<void> => {
  if (!(await own(one)).folders.some((folder) => folder.name === name)) await arrange(one, { what: 'add-folder', name })
  const folderId = (await own(one)).folders.find((folder) => folder.name === name)?.id ?? ''
  await arrange(one, { what: 'move', documentId: await idOf(one, uniqueId), folderId })
}

/** Unique ids by the name of their folder, and those pinned. */
const shelves = async (one: Someone) => {
  const { folders, pinned } = await own(one)
  const found: Record<string, string[]> = {}
  for (const { id, name } of folders)
    found[name] = (await own(one, { folderId: id })).entries.map(({ uniqueId }) => uniqueId).toSorted()
  return { folders: found, pinned: pinned.map(({ uniqueId }) => uniqueId) }
}

test('folders and pins come along, of one name once, by the document’s id here; undone, each has their own', async () => {
  const [a, b] = [await someone(), await someone()]
  const [mine, theirs, also] = [
    await depositFor(installation, a.ins),
    await depositFor(installation, b.ins),
    await depositFor(installation, b.ins),
  ]
  const twin = await depositFor(installation, a.ins)
  await depositFor(installation, b.ins, { uniqueId: twin })
  await file(a, mine, 'Yeux')
  await file(b, theirs, 'YEUX')
  await file(b, twin, 'Cœur')
  await file(b, also, 'Cœur')
  await arrange(b, { what: 'pin', documentId: await idOf(b, twin) })
  const apart = { a: await shelves(a), b: await shelves(b) }
  const { id } = await merge(a, b)
  assert.deepEqual(await shelves(a), {
    folders: { Cœur: [also, twin].toSorted(), Yeux: [mine, theirs].toSorted() },
    pinned: [twin],
  })
  await undo(id)
  assert.deepEqual({ a: await shelves(a), b: await shelves(b) }, apart)
})

test('where nobody arranged anything, nothing is written; who arranged alone keeps what they have', async () => {
  const [a, b] = [await someone(), await someone()]
  const mine = await depositFor(installation, a.ins)
  await file(a, mine, 'Un')
  await merge(a, b)
  assert.deepEqual(await shelves(a), { folders: { Un: [mine] }, pinned: [] })
  const rows = await installation.database.owner.query({
    text: 'select from vault.arrangement where space_id = $1',
    values: [b.spaceId],
  })
  assert.equal(rows.length, 0)
})
