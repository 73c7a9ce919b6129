import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositFor, doctor, holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'
import type { Visitor } from '../../../access/types.ts'

// Right: two spaces become one, and nobody learns by it what was kept from them in either.

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 15_000)

const documentsOf = async ({ spaceId }: Someone): Promise<string[]> =>
  (await installation.carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, {})).entries.map(({ id }) => id)

test('what is withheld goes on being withheld, and its lines are nobody’s to read', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins, { withheld: true })
  await merge(a, b)
  assert.deepEqual(await documentsOf(a), [])
  const { lines } = await installation.carnet.history.readOlderHistory(holderOf(a.spaceId), a.spaceId)
  assert.ok(lines.length > 0 && lines.every(({ act }) => act !== 'deposit-document'))
})

test('what was kept from representatives is told to the holder of the one space, and to nobody else', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins, { secret: true })
  const [id = ''] = await documentsOf(b)
  const { documents, history } = installation.carnet
  await documents.readDocument(holderOf(b.spaceId), id)
  await merge(a, b)
  assert.equal((await documents.readDocument(holderOf(a.spaceId), id)).visibility.hiddenFromRepresentatives, true)
  const holder = await history.readOlderHistory(holderOf(a.spaceId), a.spaceId)
  assert.ok(holder.lines.some(({ documentId }) => documentId === id))
  const parent: Visitor = { ...holderOf(a.spaceId), actor: { kind: 'representative', id: 'parent', name: 'Parent' } }
  assert.deepEqual(await history.readOlderHistory(parent, a.spaceId), { lines: [], more: false })
  const petit = '810000001023'
  await installation.carnet.permissions.nameAdministrator(holderOf(a.spaceId), a.spaceId, petit)
  assert.deepEqual(await history.readOlderHistory(doctor(petit), a.spaceId), { lines: [], more: false })
})

test('a document of both that is kept from representatives in one: its line is theirs no more, until that is undone', async () => {
  const [a, b] = [await someone(), await someone()]
  const uniqueId = await depositFor(installation, a.ins)
  await depositFor(installation, b.ins, { uniqueId, secret: true })
  const veils = (): Promise<unknown[]> =>
    installation.database.owner.query({ text: 'select from access.veil where space_id = $1', values: [a.spaceId] })
  const { id } = await merge(a, b)
  assert.equal((await veils()).length, 1)
  await undo(id)
  assert.deepEqual(await veils(), [])
})
