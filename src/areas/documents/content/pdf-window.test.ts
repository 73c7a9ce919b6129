import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { Problem } from '../../../platform/problem.ts'
import { inspectPdf } from './inspect-pdf.ts'
import { createPdfWindow, type WindowSizes } from './pdf-window.ts'

const small: WindowSizes = { first: 4_096, usual: 16_384, widest: 131_072, overlap: 4_096 }

/** What the window finds in a file that comes in pieces of a size. */
const seenThrough = (bytes: Buffer, size: number, sizes?: WindowSizes): unknown => {
  const window = createPdfWindow(sizes)
  try {
    for (let at = 0; at < bytes.length; at += size) window.add(bytes.subarray(at, at + size))
    window.end()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.details['feature']
    throw error
  }
}

const script = '<< /S /JavaScript /JS (app.alert) >>'

const object = (dictionary: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`1 0 obj\n<< ${dictionary} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\n'),
  ])

const comment = (length: number): Buffer => Buffer.from(`% ${'x'.repeat(length)}\n`)
/** Pixels in which chance wrote short names. */
const image = (length: number): Buffer =>
  object(
    '/Subtype /Image /Filter /DCTDecode',
    Buffer.from(`${'p'.repeat(length)} /JS (x) /JS << ${'p'.repeat(length)}`),
  )
/** Objects that do not compress, and behind them one more. */
const objects = (length: number, last: string): Buffer =>
  object(
    '/Type /ObjStm /Filter /FlateDecode',
    deflateSync(Buffer.concat([Buffer.from(randomBytes(length / 2).toString('hex')), Buffer.from(last)])),
  )
const pdf = (parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), ...parts, Buffer.from('\n%%EOF\n')])

const length = fc.integer({ min: 1, max: 40_000 })
const quiet = fc.oneof(
  length.map(comment),
  length.map(image),
  length.map((bytes) => objects(bytes, ' << /Type /Page >>')),
)
const active = fc.oneof(
  length.map((bytes) => objects(bytes, ` ${script}`)),
  fc.constant(Buffer.from(`2 0 obj ${script} endobj\n`)),
  fc.constant(Buffer.from('3 0 obj << /JS 4 0 R >> endobj\n')),
)

test('what a window finds is what is found in the whole file, wherever its edges fall', () => {
  fc.assert(
    fc.property(
      fc.tuple(
        fc.array(quiet, { maxLength: 6 }),
        fc.option(active, { nil: Buffer.alloc(0) }),
        fc.array(quiet, { maxLength: 4 }),
      ),
      fc.constantFrom(997, 4_096, 65_536),
      ([before, middle, behind], size) => {
        const file = pdf([...before, middle, ...behind])
        assert.equal(seenThrough(file, size, small), inspectPdf(file))
      },
    ),
    { numRuns: 150 },
  )
})

test('a script at the end of an object stream that lies across the edge of the window is found', () => {
  for (const before of [800_000, 1_000_000, 4_000_000]) {
    const file = pdf([comment(before), objects(1_400_000, ` ${script}`), comment(500_000)])
    assert.equal(seenThrough(file, 65_536), 'script')
  }
})

test('a picture wider than any window is looked past, an object stream as wide is refused', () => {
  assert.equal(seenThrough(pdf([image(200_000), image(70_000), comment(9_000)]), 4_096, small), undefined)
  assert.equal(seenThrough(pdf([objects(300_000, ' << >>')]), 4_096, small), 'unreadable')
})

test('wherever the edge falls, within a word or at the beginning of a stream, what follows is read as it is', () => {
  const far = Buffer.concat([comment(5_000), Buffer.from('5 0 obj << /JS 4 0 R >> endobj\n'), comment(20_000)])
  for (let at = 0; at < 250; at += 1) {
    assert.equal(seenThrough(pdf([comment(12_270 - at), image(10), far]), 1_000, small), 'script')
    const still = pdf([comment(16_380 - at), objects(3_000, ' << >>'), comment(20_000), image(10)])
    assert.equal(seenThrough(still, 1_000, small), undefined)
  }
})

test('a word about a password far behind hides no script that stands beside an object stream nobody can open', () => {
  const closed = object('/Type /ObjStm /Filter /FlateDecode', Buffer.from('nothing that opens'))
  const fake = Buffer.from('trailer << /Encrypt 9 0 R >>\n')
  const file = pdf([closed, objects(200, ` ${script}`), comment(40_000), fake])
  assert.equal(inspectPdf(file), 'script')
  for (const size of [997, 65_536]) assert.equal(seenThrough(file, size, small), 'script')
})
