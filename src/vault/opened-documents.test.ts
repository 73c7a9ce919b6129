import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createSpaceKeys } from '../keys/space-keys.ts'
import { randomId } from '../platform/ids.ts'
import type { DocumentEntry } from '../reference/document-entry.ts'
import type { DocumentRow } from './document-row.ts'
import { createOpenedDocuments } from './opened-documents.ts'

const keysOf = () => createSpaceKeys({ spaceId: randomId(), version: 1, key: randomBytes(32) })

const rowOf = (id: string): DocumentRow => ({
  id,
  entry_uuid: id,
  logical_uuid: id,
  version: 1,
  submission_id: id,
  blob_id: id,
  status: 'current',
  archived: false,
  hidden: false,
  withheld: false,
  hidden_from_representatives: false,
  type_code: 'x',
  author_ids: [],
  deposited_at: '2026-11-01T00:00:00Z',
  sort_key: '',
  details: '\\x00',
})

const entryOf = ({ id, hidden, status }: DocumentRow): DocumentEntry => ({
  id,
  spaceId: id,
  version: 1,
  entryUuid: id,
  logicalUuid: id,
  submissionId: id,
  blobId: id,
  status,
  archived: false,
  visibility: { hidden, withheld: false, hiddenFromRepresentatives: false },
  confidentiality: [],
  documentClass: { system: '', code: '' },
  type: { system: '', code: '' },
  format: { system: '', code: '' },
  contentType: 'text/plain',
  title: '',
  createdAt: '',
  datedAt: '',
  authors: [],
  events: [],
  references: [],
  sourcePatient: { identifiers: [] },
  relatesTo: [],
  uniqueId: id,
  size: 1,
  hash: '',
  depositedAt: '',
  depositedBy: { id: '', name: '' },
  warnings: [],
})

const createCounted = (maximum: number) => {
  const opened = createOpenedDocuments(maximum)
  let openings = 0
  const look = (keys: ReturnType<typeof keysOf>, row: DocumentRow) =>
    opened.recall(keys, row, () => {
      openings += 1
      return entryOf(row)
    })
  return { look, openings: () => openings }
}

test('the same row is opened once, and what comes back cannot be changed by whoever got it first', () => {
  const { look, openings } = createCounted(10)
  const keys = keysOf()
  const row = rowOf('a')
  const entry = look(keys, row)
  assert.equal(look(keys, { ...row, sort_key: 'another order' }), entry)
  assert.equal(openings(), 1)
  assert.throws(() => entry.warnings.push('x'), TypeError)
})

test('any change of the row or of its sealed bytes, and other keys, open it again', () => {
  const { look, openings } = createCounted(100)
  const keys = keysOf()
  const row = rowOf('a')
  look(keys, row)
  const changes: Partial<DocumentRow>[] = [
    { hidden: true },
    { status: 'superseded' },
    { details: '\\x01' },
    { entry_uuid: 'b' },
    { archived: true },
    { blob_id: 'b' },
  ]
  for (const change of changes) look(keys, { ...row, ...change })
  look(keysOf(), row)
  assert.equal(openings(), 2 + changes.length)
})

test('filled beyond its maximum it forgets those unused for longest, and keeps those used', () => {
  const { look, openings } = createCounted(20)
  const keys = keysOf()
  const favourite = rowOf('favourite')
  for (let index = 0; index < 500; index += 1) {
    look(keys, favourite)
    look(keys, rowOf(`other-${index}`))
  }
  assert.equal(openings(), 501)
  look(keys, rowOf('other-0'))
  assert.equal(openings(), 502, 'the first of the others was forgotten')
})
