import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne, type DepositOptions } from '../../../../scenarios/locks/deposit-one.ts'
import {
  holder,
  loosePrefilter,
  openDoorKit,
  professional,
  type DoorKit,
} from '../../../../scenarios/locks/door-kit.ts'
import { sampleResults } from '../../../../tests/support/pages/sample-results.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { createDoor } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import { systemClock } from '../../../platform/clock.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { createSearchDocuments } from './search-documents.ts'
import type { FoundPage, SearchQuery } from './types.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const reference = createReference()

const newSpace = (): Promise<string> =>
  kit.foundSpace([
    { partyId: 'doctor', kind: 'care-team' },
    { partyId: 'treating', kind: 'treating-doctor' },
  ])

const deposit = async (spaceId: string, options: DepositOptions): Promise<string> =>
  (await depositOne(kit, spaceId, options)).id

const look = (visitor: Visitor, spaceId: string, query: Partial<SearchQuery>): Promise<FoundPage> =>
  createSearchDocuments({ door: kit.door, reference })(visitor, { spaceId }, { words: '', page: 1, ...query })

const idsIn = ({ documents }: FoundPage): string[] => documents.map(({ entry }) => entry.id)

const found = async (visitor: Visitor, spaceId: string, words: string): Promise<string[]> =>
  idsIn(await look(visitor, spaceId, { words }))

test('by a word of its text, of its title, of its author, by its day; all words must be there, wherever', async () => {
  const spaceId = await newSpace()
  const mine = holder(spaceId)
  const first = await deposit(spaceId, {
    title: 'Échographie',
    text: 'Nodule du lobe droit de la thyroïde.',
    writtenAt: 'Clinique des Cèdres',
    createdAt: '2024-03-12T10:00:00+01:00',
  })
  const second = await deposit(spaceId, { title: 'Courrier', text: 'Thyroïde normale.' })
  assert.deepEqual(await found(mine, spaceId, 'thyroide'), [second, first])
  assert.deepEqual(await found(mine, spaceId, 'echographie'), [first])
  assert.deepEqual(await found(mine, spaceId, 'cèdres'), [first])
  assert.deepEqual(await found(mine, spaceId, 'mars 2024'), [first])
  assert.deepEqual(await found(mine, spaceId, '12/03/2024 March'), [first])
  assert.deepEqual(await found(mine, spaceId, 'courrier thyroïdes'), [second])
  assert.deepEqual(await found(mine, spaceId, 'courrier nodule'), [])
  assert.deepEqual(await found(mine, spaceId, ' , '), [])
})

test('what is shown is the place in the text', async () => {
  const spaceId = await newSpace()
  await deposit(spaceId, { text: 'Nodule de la thyroïde.' })
  const { documents } = await look(holder(spaceId), spaceId, { words: 'thyroide titre' })
  assert.deepEqual(
    documents.map(({ extract }) => extract),
    [
      [
        { text: 'Nodule de la ', isFound: false },
        { text: 'thyroïde', isFound: true },
        { text: '.', isFound: false },
      ],
    ],
  )
})

test('twenty a page, newest first, every document once; the total is that of all pages', async () => {
  const spaceId = await newSpace()
  await depositOne(kit, spaceId, { text: 'x', title: 'Rein', copies: 44 })
  const pages = await Promise.all([1, 2, 3, 4].map((page) => look(holder(spaceId), spaceId, { words: 'rein', page })))
  assert.deepEqual(
    pages.map((page) => [page.documents.length, page.total, page.hasMore]),
    [
      [20, 45, true],
      [20, 45, true],
      [5, 45, false],
      [0, 45, false],
    ],
  )
  assert.equal(new Set(pages.flatMap(idsIn)).size, 45)
})

test('a value is found by its name, the newest of its kind; its report too', async () => {
  const spaceId = await newSpace()
  const at = ['2024-01-01T08:00:00Z', '2025-01-01T08:00:00Z'] as const
  const text = 'Hémogramme'
  await deposit(spaceId, { text, results: sampleResults('Hémoglobine glyquée'), createdAt: at[0] })
  const last = await deposit(spaceId, { text, results: sampleResults('Hémoglobine glyquée'), createdAt: at[1] })
  const { values, total } = await look(holder(spaceId), spaceId, { words: 'hemoglobine' })
  assert.deepEqual(
    values.map(({ label, line }) => [label, line.documentId]),
    [['Hémoglobine glyquée', last]],
  )
  assert.equal(total, 0, 'what is only a line of data is found as a value')
  assert.deepEqual((await look(holder(spaceId), spaceId, { words: 'glyquée rein' })).values, [])
})

test('among what was chosen only: a year, a kind, an author; values are of the whole record and left out', async () => {
  const spaceId = await newSpace()
  const results = sampleResults('Rein')
  const old = await deposit(spaceId, { text: 'rein', results, createdAt: '2024-05-01T08:00:00Z' })
  const last = await deposit(spaceId, { text: 'rein', createdAt: '2025-05-01T08:00:00Z', typeCode: 'closed-type' })
  const among = (chosen: SearchQuery['chosen'] & object): Promise<FoundPage> =>
    look(holder(spaceId), spaceId, { words: 'rein', chosen })
  assert.deepEqual(idsIn(await among({ year: '2024' })), [old])
  assert.deepEqual(idsIn(await among({ typeCodes: ['closed-type'] })), [last])
  assert.deepEqual(idsIn(await among({ author: 'nobody-of-here' })), [])
  assert.deepEqual((await among({ year: '2024' })).values, [])
  assert.equal((await look(holder(spaceId), spaceId, { words: 'rein' })).values.length, 1)
})

const unseen: readonly (readonly [what: string, visitor: (spaceId: string) => Visitor, options: DepositOptions])[] = [
  ['hidden, for the care team', () => professional('doctor'), { hidden: true }],
  ['of a type that the profession does not read', () => professional('doctor'), { typeCode: 'closed-type' }],
  ['withheld, for its holder', holder, { withheld: true }],
]

for (const [what, visitorOf, options] of unseen)
  test(`what is ${what}, is not there: the same answer as in a world without it`, async () => {
    // The sieve of the vault lets everything through: what is left out is left out by the judgement of each document.
    const door = createDoor({ ...kit, database: kit.database.app, rules: loosePrefilter, clock: systemClock })
    const seen = { text: 'Une lésion du rein.', createdAt: '2025-01-01T08:00:00Z' }
    const worlds = await Promise.all([newSpace(), newSpace()])
    const answers = await Promise.all(
      worlds.map(async (spaceId, world) => {
        await deposit(spaceId, seen)
        if (world === 1) {
          await deposit(spaceId, { ...options, text: 'Un secret du rein.', results: sampleResults('Secret') })
          await deposit(spaceId, { ...options, title: 'Secret' })
          await deposit(spaceId, { ...options, text: '' })
        }
        const search = createSearchDocuments({ door, reference })
        const visitor = visitorOf(spaceId)
        const asked = ['rein', 'secret', 'titre'].map((words) => search(visitor, { spaceId }, { words, page: 1 }))
        return (await Promise.all(asked)).map(({ documents, ...page }) => ({
          ...page,
          documents: documents.map(({ extract }) => extract),
        }))
      }),
    )
    assert.deepEqual(answers[1], answers[0])
    assert.equal(answers[0]?.[0]?.total, 1)
    const own = await Promise.all(worlds.map((spaceId) => queued(spaceId)))
    assert.deepEqual(own, [0, 0], 'nor is anything done for it')
  })

const queued = async (spaceId: string): Promise<number> => {
  const text = `select from platform.outbox where space_id = $1 and kind = 'text-unread'`
  return (await kit.database.owner.query({ text, values: [spaceId] })).length
}

test('who has no business in a space is refused as from any list, and finds nothing in another', async () => {
  const spaceId = await newSpace()
  await deposit(spaceId, { text: 'rein' })
  const problem = await problemOf(look(professional('stranger'), spaceId, { words: 'rein' }))
  assert.equal(problem.reason, 'not-open-to-you')
  assert.equal((await problemOf(look(holder(await newSpace()), spaceId, { words: 'rein' }))).reason, 'not-open-to-you')
})

test('a replaced document is not found; what has no text yet is counted and queued once, a picture is counted', async () => {
  const spaceId = await newSpace()
  const mine = holder(spaceId)
  const id = await deposit(spaceId, { text: 'rein' })
  await deposit(spaceId, {})
  await deposit(spaceId, { text: '' })
  const first = await look(mine, spaceId, { words: 'rein titre' })
  assert.deepEqual([first.total, first.unread, first.wordless, first.isWhole], [1, 1, 1, true])
  await look(mine, spaceId, { words: 'autre' })
  assert.equal(await queued(spaceId), 1)
  const author: Visitor = { ...professional('1750000001') }
  await kit.door.open({ ...author, space: { spaceId }, act: 'update-document', documentId: id }, ({ vault }) =>
    vault.updateState(id, { status: 'superseded' }),
  )
  assert.deepEqual(await found(mine, spaceId, 'rein'), [])
})

test('one entry a search, with no word of what was looked for', async () => {
  const spaceId = await newSpace()
  await deposit(spaceId, { text: 'rein' })
  await found(holder(spaceId), spaceId, 'rein')
  const { value } = await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'read-journal' }, (opened) =>
    opened.readEntries({ limit: 10 }),
  )
  const searches = value.filter(({ act }) => act === 'search-documents')
  assert.equal(searches.length, 1)
  assert.doesNotMatch(JSON.stringify(searches), /rein/)
})

test('the database shows no text without an entry, and takes none behind one that only looks', async () => {
  const spaceId = await newSpace()
  const { blobId } = await depositOne(kit, spaceId, { text: 'rein' })
  assert.deepEqual(await kit.database.app.query({ text: 'select from vault.content_text' }), [])
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'search-documents' } as const
  const { blobId: id } = await depositOne(kit, spaceId, {})
  await assert.rejects(
    kit.door.open(visit, ({ vault }) => vault.insertRead(id, { text: 'rein' })),
    /row-level security/,
  )
  assert.equal((await kit.door.open(visit, ({ vault }) => vault.findTexts([blobId, id]))).value.size, 1)
})

test('nothing of a text stands in clear in the database', async () => {
  const spaceId = await newSpace()
  await deposit(spaceId, { text: 'phéochromocytome' })
  await kit.database.owner.query({ text: 'alter table vault.content_text no force row level security' })
  const text = `select encode(details, 'escape') as details from vault.content_text where space_id = $1`
  const rows = await kit.database.owner.query<{ details: string }>({ text, values: [spaceId] })
  assert.equal(rows.length, 1)
  assert.doesNotMatch(JSON.stringify(rows), /ochromocytome/)
})
