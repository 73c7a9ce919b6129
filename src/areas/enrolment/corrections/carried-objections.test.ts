import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { approved, depositFor, holderOf } from '../../../../tests/support/corrections-bench.ts'
import { objectIn } from '../../../../tests/support/objection-row.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'

// Right: what is not to be listed in either of two spaces is not listed in the one that they become. Law: R.1111-47, R.1111-50.

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 25_000)

const documentsOf = async ({ spaceId }: Someone) =>
  (await installation.carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, {})).entries

const titlesIn = async (one: Someone): Promise<string[]> =>
  (await documentsOf(one)).map(({ title }) => title).toSorted()

const firstIn = async (one: Someone): Promise<string> => (await documentsOf(one))[0]?.id ?? ''

/** Keeps an objection that was upheld; `minor`: that of a minor, who decides alone. */
const uphold = (
  { spaceId }: Someone,
  given: { scope?: 'act' | 'document'; documentId?: string; actOn?: string; minor?: boolean } = {},
) => {
  const { minor = false, ...row } = given
  const answered = { outcome: 'accepted', answeredAt: '2026-11-20T10:00:00Z' } as const
  return objectIn(installation, spaceId, { ...row, ...answered, ...(minor ? { dueOn: null } : {}) })
}

const whoRepresents = async (spaceId: string, documentId: string): Promise<boolean | undefined> => {
  const text = 'select hidden_from_representatives as kept from directory.locator where id = $1 and space_id = $2'
  const rows = await installation.database.owner.query<{ kept: boolean }>({ text, values: [documentId, spaceId] })
  return rows[0]?.kept
}

test('what the survivor’s upheld objection names does not come in by a merge; undone, its owner has it again', async () => {
  const [a, b] = [await someone(), await someone()]
  await uphold(a)
  const uniqueId = await depositFor(installation, b.ins, { title: 'Écarté' })
  const { id } = await merge(a, b)
  assert.deepEqual(await titlesIn(a), [])
  const again = depositFor(installation, a.ins, { title: 'Écarté' })
  assert.equal((await problemOf(again)).reason, 'listing-refused')
  await undo(id)
  assert.deepEqual(await titlesIn(a), [])
  assert.deepEqual(
    (await documentsOf(b)).map((one) => one.uniqueId),
    [uniqueId],
  )
})

test('an objection that comes along sets aside what the survivor has, and takes that back with itself', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, a.ins, { title: 'De cet acte' })
  await uphold(b)
  const { id } = await merge(a, b)
  assert.deepEqual(await titlesIn(a), [])
  await undo(id)
  assert.deepEqual(await titlesIn(a), ['De cet acte'])
  await depositFor(installation, a.ins, { title: 'De nouveau' })
  assert.equal((await problemOf(depositFor(installation, b.ins))).reason, 'listing-refused')
})

test('of another day, or not yet answered, an objection keeps nothing out of either', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, a.ins, { title: 'Ici' })
  await depositFor(installation, b.ins, { title: 'Là' })
  await uphold(a, { actOn: '2026-03-04' })
  await objectIn(installation, b.spaceId)
  await merge(a, b)
  assert.deepEqual(await titlesIn(a), ['Ici', 'Là'])
})

test('one document of both: set aside where the other objected to it', async () => {
  const [a, b] = [await someone(), await someone()]
  const uniqueId = await depositFor(installation, a.ins, { title: 'Des deux' })
  await depositFor(installation, b.ins, { title: 'Des deux', uniqueId })
  const documentId = await firstIn(b)
  await uphold(b, { scope: 'document', documentId })
  const { id } = await merge(a, b)
  assert.deepEqual(await titlesIn(a), [])
  await undo(id)
  assert.deepEqual(await titlesIn(a), ['Des deux'])
})

test('what a minor keeps out is kept from who represents them too, on both sides', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, a.ins)
  const mine = await firstIn(a)
  await depositFor(installation, b.ins)
  const theirs = await firstIn(b)
  await uphold(b, { minor: true })
  const { id } = await merge(a, b)
  assert.deepEqual([await whoRepresents(a.spaceId, mine), await whoRepresents(a.spaceId, theirs)], [true, true])
  await undo(id)
  assert.deepEqual([await whoRepresents(a.spaceId, mine), await whoRepresents(b.spaceId, theirs)], [false, false])
})

test('what a correction hands over to somebody who objected to it stays out', async () => {
  const [a, b] = [await someone(), await someone()]
  await uphold(b)
  await depositFor(installation, a.ins, { title: 'Séparé' })
  const documentId = await firstIn(a)
  const { corrections } = installation.carnet.enrolment
  const wish = { fromId: a.personId, toId: b.personId, documentIds: [documentId] }
  const { id } = await corrections.split(approved, wish)
  assert.deepEqual([await titlesIn(a), await titlesIn(b)], [[], []])
  await undo(id)
  assert.deepEqual([await titlesIn(a), await titlesIn(b)], [['Séparé'], []])
})
