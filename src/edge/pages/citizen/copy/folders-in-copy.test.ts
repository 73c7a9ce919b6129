import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, holderSession } from '../../../../../tests/support/pages/fake-parts.ts'
import { sampleDocument } from '../../../../../tests/support/pages/sample-documents.ts'
import { ownForm, startPages } from '../../../../../tests/support/pages/start-pages.ts'
import { readZip } from '../../../../../tests/support/read-zip.ts'
import { fixedClock } from '../../../../platform/clock.ts'

const now = '2026-11-05T10:00:00.000Z'

test('a copy says in which folder each file lies and what is pinned, for programs and for readers, and escapes a name', async () => {
  const parts = fakeParts({ ...holderSession(), provenAt: now }, { clock: fixedClock(now) })
  const { copySpace } = parts.documents
  const { id } = sampleDocument(1)
  const folders = [
    { name: 'Cœur & <b>', documents: [id] },
    { name: 'Vide', documents: [] },
  ]
  parts.documents.copySpace = async (...asked) => ({ ...(await copySpace(...asked)), folders, pinned: [id] })
  const server = await startPages(parts)
  const files = readZip((await server.inject({ method: 'POST', url: '/my/copy', headers: ownForm })).rawPayload)
  const textOf = (name: string): string => (files.get(name) ?? Buffer.alloc(0)).toString()
  const [document] = [...files.keys()].filter((name) => name.startsWith('documents/'))
  assert.deepEqual(JSON.parse(textOf('folders.json')), {
    folders: [
      { name: 'Cœur & <b>', documents: [document] },
      { name: 'Vide', documents: [] },
    ],
    pinned: [document],
  })
  const page = textOf('index.html')
  assert.match(page, /<h3>Documents épinglés<\/h3>/)
  assert.match(page, new RegExp(`<h3>Cœur &amp; &lt;b(>|&gt;)</h3><ul><li><a href="${document}">`))
  assert.match(page, /<h3>Vide<\/h3><p>Ce dossier est vide\.<\/p>/)
})
