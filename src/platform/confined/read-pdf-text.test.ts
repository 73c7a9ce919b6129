import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { makePdf } from '../../../tests/support/make-pdf.ts'
import { createConfined } from './confined.ts'
import { readPdfText } from './read-pdf-text.ts'

const confined = createConfined()

test('the text of every page, with its accents', async () => {
  const pages = ['Créatininémie : 84 µmol/L (normale)', 'Conclusion : évolution favorable']
  assert.deepEqual(await readPdfText(confined, makePdf({ pages })), { pageCount: 2, pages, cut: false })
})

test('a page without text is empty, not absent', async () => {
  assert.deepEqual(await readPdfText(confined, makePdf({ pages: ['', 'x'] })), {
    pageCount: 2,
    pages: ['', 'x'],
    cut: false,
  })
})

test('what is no PDF cannot be read', async () => {
  for (const bytes of ['', 'hello', '%PDF-1.7\n', '%PDF-1.7\ntrailer\n<< /Root 1 0 R >>']) {
    assert.deepEqual(await readPdfText(confined, Buffer.from(bytes)), { failure: 'unreadable' }, bytes)
  }
})

test('a PDF that wants a password is told as locked', async () => {
  const filter = '/Filter /Standard /V 1 /R 2 /P -4'
  const trailer = `/Encrypt << ${filter} /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<00><00>]`
  assert.deepEqual(await readPdfText(confined, makePdf({ pages: ['x'], trailer })), { locked: true })
})

test('a long text is cut, and said to be', async () => {
  const lines = `(${'mot '.repeat(200)}) Tj T*\n`.repeat(500)
  const content = { head: '/Filter /FlateDecode', stream: deflateSync(`BT /F1 1 Tf 1 TL 10 800 Td ${lines} ET`) }
  const reading = await readPdfText(confined, makePdf({ pages: ['', '', '', ''], content }))
  assert.ok('pages' in reading && reading.cut && reading.pageCount === 4)
  assert.equal(reading.pages.join('').length, 1_000_000)
})

test('a page that unfolds to gigabytes ends at a limit', async () => {
  const stream = deflateSync(deflateSync(Buffer.alloc(1024 * 1024 * 1024, ' ')))
  const content = { head: '/Filter [/FlateDecode /FlateDecode]', stream }
  const reading = await readPdfText(createConfined({ limits: { seconds: 10 } }), makePdf({ pages: ['x'], content }))
  assert.ok('failure' in reading || ('pages' in reading && reading.pages.join('') === ''))
})

test('an answer of another shape is no answer', async () => {
  for (const answer of ['', '{}', '[]', '{"pageCount":1,"pages":[1],"cut":false}']) {
    const liar = { run: async () => ({ answer: Buffer.from(answer) }) }
    assert.deepEqual(await readPdfText(liar, Buffer.alloc(0)), { failure: 'unreadable' })
  }
})
