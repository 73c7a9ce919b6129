import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyViewer } from './every-viewer.ts'
import { sampleDocument } from '../../../tests/support/pages/sample-documents.ts'

const doctor = { name: 'Anne VERDIER', role: 'treating-doctor', seesBefore: true, seesAfter: true } as const

test('an author without a tie in the directory is named as one who keeps the document', () => {
  const named = everyViewer({ entry: sampleDocument(1), viewers: [] })
  assert.deepEqual(named, [
    { name: 'Anne Verdier (Laboratoire des Tilleuls)', role: 'author', seesBefore: true, seesAfter: true },
  ])
})

test('nobody is named twice, and a nameless author not at all', () => {
  assert.deepEqual(everyViewer({ entry: sampleDocument(1), viewers: [doctor] }), [doctor])
  assert.deepEqual(everyViewer({ entry: sampleDocument(1, { authors: [{}] }), viewers: [doctor] }), [doctor])
})
