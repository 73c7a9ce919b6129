import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne, type DepositOptions } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Visitor } from '../../../access/types.ts'
import type { DocumentStatus } from '../../../reference/document-entry.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { createListDocuments } from '../list-documents.ts'
import { createBin, mostDeleted } from './create-bin.ts'

const until = '2099-01-01T00:00:00.000Z'
const parent: Visitor = {
  actor: { kind: 'representative', id: 'parent', name: 'Parent' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
}
const system: Visitor = { ...parent, authLevel: 'high', actor: { kind: 'system', id: 'documents', name: 'Carnet' } }

let kit: DoorKit
let now = new Date()
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const bin = () => {
  const { door, database } = kit
  const clock = { now: () => now }
  return createBin({ door, database: database.app, parameters: createParameters(), clock, visitor: system })
}

/** A child's space with documents that were added to it, and those who look into it. */
const begin = async (...documents: DepositOptions[]) => {
  now = new Date()
  const spaceId = await kit.foundSpace([
    { partyId: 'doctor', kind: 'treating-doctor' },
    { partyId: 'parent', kind: 'representative', until },
  ])
  const added = []
  for (const options of documents) added.push(await depositOne(kit, spaceId, { own: true, authorIds: [], ...options }))
  const ids = added.map(({ id }) => id)
  const list = createListDocuments({ door: kit.door, reference: createReference() })
  const seen = async (visitor: Visitor, status?: DocumentStatus[]) =>
    (await list(visitor, { spaceId }, status === undefined ? {} : { status })).entries.map(({ id }) => id).toSorted()
  const binned = async (visitor: Visitor) => (await bin().listBin(visitor, spaceId)).map(({ entry }) => entry.id)
  return { spaceId, me: holder(spaceId), ids, added, seen, binned }
}

const all: DocumentStatus[] = ['current', 'superseded', 'entered-in-error']
const because = (outcomes: readonly { because?: string }[]) => outcomes.map((one) => one.because)

test('what is thrown away is gone for everybody, stands in the bin for thirty days, and comes back as it was', async () => {
  const at = await begin({ hidden: true }, {})
  const [first = '', second = ''] = at.ids
  assert.deepEqual(because(await bin().deleteDocuments(at.me, [first])), [undefined])
  for (const who of [at.me, parent, professional('doctor')]) assert.deepEqual(await at.seen(who, all), [second])
  const [line] = await bin().listBin(at.me, at.spaceId)
  assert.equal(line?.entry.id, first)
  const days = (Date.parse(line?.until ?? '') - now.getTime()) / 86_400_000
  assert.ok(days > 29.9 && days <= 31.1, `${days} days`)
  assert.deepEqual(await at.binned(parent), [first])
  await assert.rejects(bin().listBin(professional('stranger'), at.spaceId))
  assert.deepEqual(because(await bin().restoreDocuments(at.me, [first])), [undefined])
  assert.deepEqual(await at.seen(at.me), at.ids.toSorted())
  assert.deepEqual(await at.binned(at.me), [])
  assert.deepEqual(because(await bin().restoreDocuments(at.me, [first])), ['document-not-open'])
})

test('nobody throws away what a professional put; what is not there is not there', async () => {
  const at = await begin({ own: undefined, authorIds: ['author'] }, {}, { withheld: true, own: undefined })
  const [theirs = '', mine = '', withheld = ''] = at.ids
  const unknown = '00000000-0000-4000-8000-00000000000f'
  assert.deepEqual(because(await bin().deleteDocuments(at.me, [theirs, mine, unknown, withheld])), [
    'document-not-own',
    undefined,
    'document-not-open',
    'document-not-open',
  ])
  assert.deepEqual(because(await bin().deleteDocuments(professional('doctor'), [mine, theirs])), [
    'act-not-yours',
    'act-not-yours',
  ])
  const many = Array.from({ length: mostDeleted + 1 }, () => unknown)
  assert.equal((await problemOf(bin().deleteDocuments(at.me, many))).reason, 'too-many-chosen')
})

test('a minor’s secret is neither thrown away by who represents them, nor in the bin that they see, nor brought back', async () => {
  const at = await begin({ secret: true }, {})
  const [secret = '', plain = ''] = at.ids
  assert.deepEqual(because(await bin().deleteDocuments(parent, [secret, plain])), ['document-not-open', undefined])
  await bin().deleteDocuments(at.me, [secret])
  assert.deepEqual(await at.binned(parent), [plain])
  assert.deepEqual((await at.binned(at.me)).toSorted(), at.ids.toSorted())
  assert.deepEqual(because(await bin().restoreDocuments(parent, [secret])), ['document-not-open'])
  assert.equal(await bin().emptyBin(parent, at.spaceId), 1)
  assert.deepEqual(await at.binned(at.me), [secret])
  const told = await kit.database.owner.query<{ audience: string }>({
    text: `select audience from journal.entry where space_id = $1 and document_id = $2 and act in ('delete-document', 'restore-document')`,
    values: [at.spaceId, secret],
  })
  assert.equal(await bin().sweepBins(), 1)
  assert.ok(told.length > 0 && told.every(({ audience }) => audience === 'hidden-from-representatives'))
})

test('the versions before it go and come with a document', async () => {
  const at = await begin({})
  const [first = ''] = at.ids
  const { id: second } = await depositOne(kit, at.spaceId, { own: true, authorIds: [], replaces: first })
  await bin().deleteDocuments(at.me, [second])
  assert.deepEqual(await at.seen(at.me, all), [])
  assert.deepEqual(await at.binned(at.me), [second])
  await bin().restoreDocuments(at.me, [second])
  assert.deepEqual([await at.seen(at.me, ['current']), await at.seen(at.me, ['superseded'])], [[second], [first]])
})

test('a version that is a minor’s secret, or disputed, does not go with the one that took its place', async () => {
  const at = await begin({ secret: true }, {})
  const [secret = '', disputed = ''] = at.ids
  const newer = []
  for (const replaces of at.ids) newer.push(await depositOne(kit, at.spaceId, { own: true, authorIds: [], replaces }))
  const dispute = { ...at.me, space: { spaceId: at.spaceId }, act: 'dispute-document', documentId: disputed } as const
  await kit.door.open(dispute, ({ vault }) => vault.updateState(disputed, { quarantined: true }))
  const ids = newer.map(({ id }) => id)
  assert.deepEqual(because(await bin().deleteDocuments(parent, ids)), [undefined, undefined])
  assert.deepEqual((await at.binned(at.me)).toSorted(), ids.toSorted())
  assert.ok((await at.seen(at.me, ['superseded'])).includes(secret))
  assert.equal(await bin().emptyBin(parent, at.spaceId), 2)
  now = new Date(now.getTime() + 1_000)
  assert.ok((await bin().sweepBins()) > 0)
  assert.deepEqual(await at.seen(at.me, all), at.ids.toSorted())
})

/** What is left of documents anywhere. */
const remains = async ({ spaceId, added }: Awaited<ReturnType<typeof begin>>): Promise<string[]> => {
  const [one] = added
  const tables = [
    ['vault.document', 'id = $2'],
    ['vault.blob', 'id = $3'],
    ['vault.result', 'blob_id = $3'],
    ['vault.content_text', 'blob_id = $3'],
    ['vault.submission', 'id = $4'],
    ['directory.locator', 'id in ($2, $3, $4)'],
    ['directory.unique_id_locator', 'document_id = $2'],
    ['directory.binned', 'document_id = $2'],
  ] as const
  const found: string[] = []
  await kit.door.open({ ...system, space: { spaceId }, act: 'count-documents' }, ({ alongside }) =>
    alongside(async (connection) => {
      for (const [table, where] of tables) {
        const rows = await connection.query({
          text: `select from ${table} where space_id = $1 and ${where} and ($2::uuid, $3::uuid, $4::uuid) is not null`,
          values: [spaceId, one?.id, one?.blobId, one?.submissionId],
        })
        if (rows.length > 0) found.push(table)
      }
    }),
  )
  return found
}

test('an emptied bin is empty at once, and the next sweep leaves nothing of what lay in it; what stands stays', async () => {
  const at = await begin({ text: 'Glycémie' }, {})
  const [first = '', second = ''] = at.ids
  await bin().deleteDocuments(at.me, [first])
  assert.equal(await bin().sweepBins(), 0)
  assert.ok((await remains(at)).includes('vault.blob') && (await remains(at)).includes('directory.binned'))
  assert.equal(await bin().emptyBin(at.me, at.spaceId), 1)
  assert.deepEqual(await at.binned(at.me), [])
  assert.deepEqual(because(await bin().restoreDocuments(at.me, [first])), ['document-not-open'])
  now = new Date(now.getTime() + 1_000)
  assert.equal(await bin().sweepBins(), 1)
  assert.deepEqual(await remains(at), [])
  assert.equal(await bin().sweepBins(), 0)
  assert.deepEqual(await at.seen(at.me), [second])
})

test('after thirty days it goes by itself, from a closed space too', async () => {
  const at = await begin({})
  await bin().deleteDocuments(at.me, at.ids)
  await kit.door.open({ ...at.me, space: { spaceId: at.spaceId }, act: 'close-space' }, (opened) =>
    opened.changeState('closed'),
  )
  now = new Date(now.getTime() + 29 * 86_400_000)
  assert.equal(await bin().sweepBins(), 0)
  now = new Date(now.getTime() + 3 * 86_400_000)
  assert.ok((await bin().sweepBins()) > 0)
  assert.deepEqual(await remains(at), [])
})
