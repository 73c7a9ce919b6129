import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { entryHash, firstHash, type HashedEntry } from './hash.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

const bytes = (length: { min: number; max: number }): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength: length.min, maxLength: length.max }).map((given) => Buffer.from(given))
const word = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', '0'))

const anEntry: fc.Arbitrary<HashedEntry> = fc.record({
  space_id: fc.uuid(),
  audience: fc.oneof(word, fc.constantFrom('main', 'hidden-from-representatives')),
  n: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
  at_ms: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 14n }).map(String),
  effect: fc.constantFrom('permit', 'refuse'),
  reach: fc.constantFrom('look', 'change'),
  act: word,
  document_id: fc.option(fc.uuid()),
  transaction_id: fc.bigInt({ min: 3n, max: 2n ** 63n - 1n }).map(String),
  commitment: bytes({ min: 0, max: 32 }),
  body: bytes({ min: 0, max: 400 }),
})

const hashOfDatabase = async (entry: HashedEntry, previous: Buffer): Promise<Buffer | undefined> => {
  const [row] = await database.app.query<{ hash: Buffer }>({
    text: `select journal.entry_hash(row($1, $2, $3, timestamptz 'epoch' + $4 * interval '1 millisecond', $5, $6, $7, $8, $9, $10, $11,
      null)::journal.entry, $12::bytea) as hash`,
    values: [
      entry.space_id,
      entry.audience,
      entry.n,
      entry.at_ms,
      entry.effect,
      entry.reach,
      entry.act,
      entry.document_id,
      entry.transaction_id,
      entry.commitment,
      entry.body,
      previous,
    ],
  })
  return row?.hash
}

test('the hash computed here is the one the database computes, for any entry', async () => {
  const property = fc.asyncProperty(anEntry, bytes({ min: 32, max: 32 }), async (entry, previous) => {
    assert.deepEqual(entryHash(entry, previous), await hashOfDatabase(entry, previous))
  })
  await fc.assert(property, { numRuns: 200 })
})

test('any member changed changes the hash', () => {
  fc.assert(
    fc.property(anEntry, anEntry, fc.constantFrom('a', 'b'), (one, other, letter) => {
      const previous = Buffer.alloc(32, letter)
      const hash = entryHash(one, previous)
      for (const [name, value] of Object.entries(other)) {
        const changed = { ...one, [name]: value }
        const same = JSON.stringify(changed) === JSON.stringify(one)
        assert.equal(entryHash(changed, previous).equals(hash), same, name)
      }
      assert.ok(!entryHash(one, Buffer.alloc(32)).equals(hash))
    }),
  )
})

test('chains of two spaces or two audiences begin differently', () => {
  const starts = [
    firstHash('00000000-0000-4000-8000-000000000001', 'main'),
    firstHash('00000000-0000-4000-8000-000000000002', 'main'),
    firstHash('00000000-0000-4000-8000-000000000001', 'withheld-from-holder'),
  ]
  assert.equal(new Set(starts.map((hash) => hash.toString('hex'))).size, 3)
})
