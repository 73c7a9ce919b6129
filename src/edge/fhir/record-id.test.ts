import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRecordId, writeRecordId } from './record-id.ts'

test('an id is read back as it was written, and is as long as a FHIR id may be', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (spaceId, id) => {
      const written = writeRecordId({ spaceId, id })
      assert.match(written, /^[A-Za-z0-9\-.]{1,64}$/)
      assert.deepEqual(readRecordId(written), { spaceId, id })
    }),
  )
})

test('any other id leads to nobody, and never twice to the same', () => {
  for (const id of ['', 'x', 'A'.repeat(64), '0'.repeat(63), '0'.repeat(65)])
    assert.notDeepEqual(readRecordId(id), readRecordId(id))
})
