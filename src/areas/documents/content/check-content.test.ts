import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { Type } from 'typebox'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { exampleBytes } from '../../../../tests/cda/cda-examples.ts'
import { Problem } from '../../../platform/problem.ts'
import { readData } from '../../../reference/data-file.ts'
import { parseCda } from '../cda/parse-cda.ts'
import { readEmbedded } from '../cda/read-embedded.ts'
import { checkContent } from './check-content.ts'

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const pdf = readEmbedded(parseCda(exampleBytes('thyroid-report-pdf.xml')), 0).bytes
const pdfWith = (extra: string): Buffer => Buffer.concat([pdf, latin(`\n9 0 obj\n${extra}\nendobj\n%%EOF\n`)])
const png = Buffer.concat([latin('\x89PNG\r\n\x1a\n'), Buffer.alloc(64)])
const jpeg = Buffer.concat([latin('\xff\xd8\xff\xe0'), Buffer.alloc(64)])
const tiff = Buffer.concat([latin('II*\0'), Buffer.alloc(64)])

const accepted: [string, Buffer, string][] = [
  ['application/pdf', pdf, 'application/pdf'],
  ['image/png', png, 'image/png'],
  ['image/jpeg', jpeg, 'image/jpeg'],
  ['IMAGE/JPG; q=1', jpeg, 'image/jpeg'],
  ['image/tiff', tiff, 'image/tiff'],
  ['text/rtf', latin('{\\rtf1 bonjour}'), 'text/rtf'],
  ['text/plain; charset=utf-8', Buffer.from('Bonjour, été'), 'text/plain'],
  ['text/xml', Buffer.from('<a/>'), 'text/xml'],
  ['application/xml', Buffer.from('\ufeff<?xml version="1.0"?><a/>'), 'text/xml'],
  ['text/xml', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a/>', 'utf16le'), 'text/xml'],
  ['text/xml', latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>'), 'text/xml'],
]

for (const [declared, bytes, sniffed] of accepted) {
  test(`${declared} is ${sniffed}`, () => assert.equal(checkContent(declared, bytes), sniffed))
}

const hidden = deflateSync('1 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>').toString('latin1')

const refused: [string, string, Buffer, string, string?][] = [
  ['nothing', 'text/xml', Buffer.alloc(0), 'content-empty'],
  ['a type nobody takes', 'application/zip', latin('PK\x03\x04'), 'content-type-not-allowed'],
  ['a web page', 'text/html', latin('<html></html>'), 'content-type-not-allowed'],
  ['a picture that says it is a PDF', 'application/pdf', png, 'content-type-mismatch', 'image/png'],
  ['a PNG that says it is a JPEG', 'image/jpeg', png, 'content-type-mismatch', 'image/png'],
  [
    'a web page that says it is text',
    'text/plain',
    latin('<!DOCTYPE html><script>x</script>'),
    'content-type-mismatch',
  ],
  ['bytes that say they are text', 'text/plain', latin('\x01\x02\xff'), 'content-type-mismatch'],
  ['text that says it is XML', 'text/xml', latin('bonjour'), 'content-type-mismatch', 'text/plain'],
  ['a program', 'text/plain', latin('MZ\x90\0'), 'content-polyglot', 'executable'],
  [
    'a PDF that begins as a web page',
    'application/pdf',
    latin('%PDF-1.4\n%<html><script>x</script>'),
    'content-polyglot',
    'web-page',
  ],
  [
    'a picture that ends as an archive',
    'image/png',
    Buffer.concat([png, latin('PK\x05\x06')]),
    'content-polyglot',
    'archive',
  ],
  ['a picture that holds a PDF', 'image/jpeg', Buffer.concat([jpeg, latin('%PDF-1.7')]), 'content-polyglot', 'pdf'],
  ['script', 'application/pdf', pdfWith('<< /S /JavaScript /JS (x) >>'), 'pdf-active-content', 'script'],
  ['script in escaped letters', 'application/pdf', pdfWith('<< /S /J#61vaScr#69pt >>'), 'pdf-active-content', 'script'],
  ['short script name, escaped', 'application/pdf', pdfWith('<</#4a#53 (x)>>'), 'pdf-active-content', 'script'],
  [
    'script behind a false stream',
    'application/pdf',
    pdfWith('(stream\n) << /S /JavaScript >> endstream'),
    'pdf-active-content',
    'script',
  ],
  ['launch', 'application/pdf', pdfWith('<< /OpenAction << /S /Launch /F (x) >> >>'), 'pdf-active-content', 'launch'],
  ['attachment', 'application/pdf', pdfWith('<< /Type /EmbeddedFile >>'), 'pdf-active-content', 'attachment'],
  ['rich media', 'application/pdf', pdfWith('<< /Subtype /RichMedia >>'), 'pdf-active-content', 'rich-media'],
  [
    'script in an object stream',
    'application/pdf',
    pdfWith(
      `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${hidden.length} >>\nstream\n${hidden}\nendstream`,
    ),
    'pdf-active-content',
    'script',
  ],
  [
    'script in an object stream behind a false stream',
    'application/pdf',
    pdfWith(`% stream\n<< /Type /ObjStm /Filter /FlateDecode /X ( obj) >>\nstream\n${hidden}\nendstream`),
    'pdf-active-content',
    'script',
  ],
  [
    'an object stream that does not open',
    'application/pdf',
    pdfWith('<< /Type /ObjStm /Filter [/ASCII85Decode /FlateDecode] >>\nstream\nabc\nendstream'),
    'pdf-active-content',
    'unreadable',
  ],
  [
    'script in a PDF with a password',
    'application/pdf',
    pdfWith('<< /S /JavaScript >> << /Encrypt 10 0 R >>'),
    'pdf-active-content',
    'script',
  ],
  [
    'script in an object stream of a PDF that only says it has a password',
    'application/pdf',
    pdfWith(`<< /Encrypt 10 0 R >> obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n${hidden}\nendstream`),
    'pdf-active-content',
    'script',
  ],
  [
    'an object stream that a password does not explain',
    'application/pdf',
    pdfWith(
      '<< /Encrypt 1 0 R >> obj << /Type /ObjStm /Filter [/ASCII85Decode /FlateDecode] >>\nstream\nabc\nendstream',
    ),
    'pdf-active-content',
    'unreadable',
  ],
]

/** Its objects are closed, as a password closes them. */
const sealed = '7 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n\x93\xa1\x07closed\nendstream'

test('a PDF with a password is taken, whose closed objects nobody here can open; without the password they are refused', () => {
  assert.equal(checkContent('application/pdf', pdfWith('<< /Encrypt 10 0 R >>')), 'application/pdf')
  assert.equal(checkContent('application/pdf', pdfWith(`${sealed} << /Encrypt 10 0 R >>`)), 'application/pdf')
  assert.throws(() => checkContent('application/pdf', pdfWith(sealed)), /pdf-active-content/)
})

for (const [name, declared, bytes, reason, found] of refused) {
  test(`${name}: ${reason}`, () => {
    assert.throws(
      () => checkContent(declared, bytes),
      (error) => {
        assert.ok(error instanceof Problem && error.kind === 'incorrect')
        assert.equal(error.reason, reason)
        if (found !== undefined) assert.equal(error.details['found'] ?? error.details['feature'], found)
        return true
      },
    )
  })
}

test('pixels that happen to spell JS refuse no PDF', () => {
  const pixels = pdfWith('<< /Subtype /Image /Length 12 >>\nstream\nab/JS \x00\xffcd\nendstream')
  assert.equal(checkContent('application/pdf', pixels), 'application/pdf')
})

test('files made to be slow are judged at once', () => {
  const slow: [string, string][] = [
    ['application/pdf', `%PDF-1.7\n${'stream\n'.repeat(500_000)}`],
    ['application/pdf', `%PDF-1.7\n${'<</Type/ObjStm/Filter/FlateDecode>>stream\nx endstream\n'.repeat(40_000)}`],
    ['application/pdf', `%PDF-1.7\n${'/#4a'.repeat(800_000)}`],
    ['text/plain', `${'<!---->'.repeat(400_000)}x`],
  ]
  for (const [type, text] of slow) {
    const start = process.cpuUsage()
    try {
      checkContent(type, latin(text))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
    // Quadratic work would take minutes of our own processor time, whatever else the machine does; this only has to tell the two apart.
    assert.ok(process.cpuUsage(start).user < 10_000_000, text.slice(0, 40))
  }
})

test('an image beside an object stream is no suspect', () => {
  const plain = deflateSync('1 0 << /Type /Font >>').toString('latin1')
  const both = `<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n${plain}\nendstream\nendobj\n9 0 obj\n<< /Filter /DCTDecode >>\nstream\n\xff\xd8\xff\nendstream`
  assert.equal(checkContent('application/pdf', pdfWith(both)), 'application/pdf')
})

const request = Type.Object({
  entry: Type.Array(
    Type.Object({
      resource: Type.Object({
        resourceType: Type.String(),
        contentType: Type.Optional(Type.String()),
        data: Type.Optional(Type.String()),
      }),
    }),
  ),
})

test('the scripted PDF of the corpus is refused', { skip: skipWithout('mhd-cases') }, () => {
  const { entry } = readData(corpusPath('mhd-cases', 'requests', 'ko-pdf-script.json'), request)
  const binary = entry.find(({ resource }) => resource.resourceType === 'Binary')?.resource
  const bytes = Buffer.from(binary?.data ?? '', 'base64')
  assert.throws(() => checkContent(binary?.contentType ?? '', bytes), /pdf-active-content/)
})

test('any bytes under any type give a verdict', () => {
  const types = fc.constantFrom('application/pdf', 'text/xml', 'text/plain', 'image/png', 'image/jpeg', 'x/y', '')
  const starts = fc.constantFrom(pdf.subarray(0, 600), png, jpeg, latin('<a'), Buffer.alloc(0))
  fc.assert(
    fc.property(types, starts, fc.uint8Array({ maxLength: 300 }), (type, start, rest) => {
      try {
        checkContent(type, Buffer.concat([start, rest]))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
    }),
    { numRuns: 2000, seed: 11 },
  )
})
