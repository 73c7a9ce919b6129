import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleBytes } from '../../../tests/cda/cda-examples.ts'
import { Problem } from '../../platform/problem.ts'
import { createReference } from '../../reference/create-reference.ts'
import { createWatch } from './create-watch.ts'
import { loadExamples } from './load-examples.ts'

const reference = createReference()
const watch = createWatch(reference)
const examples = loadExamples(reference)
const [example] = examples
if (!example) throw new Error('no example document')
const { patient } = example
const kibibyte = 1024
const declaredPdf = { contentType: 'application/pdf', patient, tellRead: () => {} }
const windowBytes = 4096 * kibibyte

const inPieces = async function* (whole: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
}

/** `passed` when the same bytes came out, else the reason of the refusal and the field it names. */
const outcomeOf = async (contentType: string, whole: Buffer, size = 64 * kibibyte): Promise<string> => {
  try {
    const seen: Buffer[] = []
    const declared = { contentType, patient, tellRead: () => {} }
    for await (const part of watch(declared, inPieces(whole, size))) seen.push(part)
    return Buffer.concat(seen).equals(whole) ? 'passed' : 'changed'
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return `${error.reason} ${error.details['field']}`
  }
}

/** A PDF of this size that only shows pages, but for what is written into it. */
const pdfWith = (size: number, written: string, at: number): Buffer => {
  const pdf = Buffer.alloc(size, '% carnet\n')
  pdf.write('%PDF-1.4\n', 0)
  pdf.write(written, at)
  pdf.write('\n%%EOF\n', size - 7)
  return pdf
}

// One telling name only: another one beside it would be seen whole when this one is cut.
const script = '\n9 0 obj << /S /JavaScript >> endobj\n'
const refused = 'pdf-active-content Binary.data'

test('a large PDF that only shows pages passes byte for byte, in pieces of any size', async () => {
  const pdf = pdfWith(9 * 1024 * kibibyte, '', 100)
  for (const size of [1000, 64 * kibibyte, 5 * 1024 * kibibyte]) {
    assert.equal(await outcomeOf('application/pdf', pdf, size), 'passed')
  }
})

test('a script across the edge of a window is seen, wherever the edge cuts it', async () => {
  for (const edge of [64 * kibibyte, windowBytes, windowBytes + 64 * kibibyte]) {
    for (let cut = 0; cut <= script.length; cut += 5) {
      const pdf = pdfWith(windowBytes + 300 * kibibyte, script, edge - cut)
      assert.equal(await outcomeOf('application/pdf', pdf), refused, `${cut} bytes before ${edge}`)
    }
  }
})

test('a script at the very end is seen too', async () => {
  const size = 2 * windowBytes + 10
  assert.equal(await outcomeOf('application/pdf', pdfWith(size, script, size - script.length - 10)), refused)
})

for (const contentType of ['Application/PDF', ' application/pdf', 'application/pdf; x=y']) {
  test(`a type written ${contentType} is watched all the same`, async () => {
    const pdf = pdfWith(300 * kibibyte, script, 200 * kibibyte)
    assert.equal(await outcomeOf(contentType, pdf), refused)
  })
}

test('an archive behind a picture or a PDF is seen though it comes last', async () => {
  const archive = Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)])
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(300 * kibibyte)])
  assert.equal(await outcomeOf('image/png', png), 'passed')
  assert.equal(await outcomeOf('image/png', Buffer.concat([png, archive])), 'content-polyglot Binary.data')
  const pdf = Buffer.concat([pdfWith(300 * kibibyte, '', 100), archive])
  assert.equal(await outcomeOf('application/pdf', pdf), 'content-polyglot Binary.data')
})

test('a text is not refused because a letter lies across our cut', async () => {
  for (const letter of ['é', '…', '𝄞']) {
    for (let before = 0; before < 4; before += 1) {
      const text = Buffer.from(`${'x'.repeat(64 * kibibyte - before)}${letter}${'y'.repeat(100)}`)
      assert.equal(await outcomeOf('text/plain', text), 'passed', `${letter} ${before}`)
    }
  }
  assert.equal(await outcomeOf('text/plain', Buffer.from([0x61, 0xff])), 'content-type-mismatch Binary.data')
})

test('a clinical document passes whole; one that is broken or another patient’s does not', async () => {
  assert.equal(await outcomeOf('text/xml', example.bytes, 100), 'passed')
  assert.equal(await outcomeOf('Text/XML; charset=utf-8', example.bytes), 'passed')
  const broken = example.bytes.subarray(0, example.bytes.length - 20)
  assert.match(await outcomeOf('TEXT/XML', broken), /Binary\.data$/)
  const other = Buffer.from(example.bytes.toString('utf8').replaceAll(patient.value, '199999999999999'))
  assert.equal(await outcomeOf('text/xml', other), 'content-names-another-patient Binary.data')
})

test('what claims to be a clinical document and never ends is stopped', async () => {
  const endless = Buffer.alloc(41 * 1024 * kibibyte, ' ')
  endless.write('<?xml version="1.0"?><a>', 0)
  assert.match(await outcomeOf('text/xml', endless, 1024 * kibibyte), /^content-too-large/)
})

test('an empty upload and a wrong type are refused before any byte goes on', async () => {
  assert.equal(await outcomeOf('application/pdf', Buffer.alloc(0)), 'content-empty Binary.data')
  assert.equal(await outcomeOf('image/png', Buffer.from('hello')), 'content-type-mismatch Binary.data')
  assert.equal(await outcomeOf('application/zip', Buffer.from('PK')), 'content-type-not-allowed Binary.data')
})

test('bytes go on before the last one came: memory stays bounded', async () => {
  let sent = 0
  const source = async function* (): AsyncGenerator<Buffer> {
    for (; sent < 12; sent += 1) yield pdfWith(1024 * kibibyte, '', 100)
  }
  const parts = watch(declaredPdf, source())[Symbol.asyncIterator]()
  await parts.next()
  assert.ok(sent < 7, `${sent} MiB were read for the first part`)
  await parts.return?.(undefined)
})

test('a source that fails passes its own failure on', async () => {
  const source = async function* (): AsyncGenerator<Buffer> {
    yield pdfWith(100 * kibibyte, '', 100)
    throw new RangeError('connection lost')
  }
  await assert.rejects(async () => {
    for await (const part of watch(declaredPdf, source())) assert.ok(part)
  }, RangeError)
})

test('the laboratory results of a report are told once it has come whole, and of nothing that is refused', async () => {
  const told: number[] = []
  const report = exampleBytes('laboratory-report.xml')
  const declared = {
    contentType: 'text/xml',
    patient,
    tellRead: ({ results = [] }: { results?: readonly unknown[] }) => told.push(results.length),
  }
  for await (const part of watch(declared, inPieces(report, 1000))) assert.ok(part)
  assert.deepEqual(told, [4])
  const cut = report.subarray(0, report.length - 50)
  await assert.rejects(async () => {
    for await (const part of watch(declared, inPieces(cut, 1000))) assert.ok(part)
  }, Problem)
  assert.deepEqual(told, [4])
})

test('what a large PDF closes with a password passes where it says so, and is refused where it does not', async () => {
  const closed = '\n7 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n~closed~\nendstream\n'
  const size = 2 * windowBytes
  for (const at of [100, windowBytes + 100]) {
    const silent = pdfWith(size, closed, at)
    assert.equal(await outcomeOf('application/pdf', silent), refused)
    const said = Buffer.from(silent)
    said.write('\ntrailer << /Encrypt 9 0 R >>\n', size - 100)
    assert.equal(await outcomeOf('application/pdf', said), 'passed')
    said.write(script, windowBytes - 20)
    assert.equal(await outcomeOf('application/pdf', said), refused)
  }
})
