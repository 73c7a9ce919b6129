import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { createConfined } from '../../src/platform/confined/confined.ts'
import { readPdfText } from '../../src/platform/confined/read-pdf-text.ts'
import { activePdfs, foreignMagics, pixelFloods, samples } from '../../tests/support/hostile-files.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, issueCodes } from '../../tests/support/json-path.ts'
import { makePdf, pdfStream } from '../../tests/support/make-pdf.ts'
import { createCaller, type Answer, type Caller } from './support/caller.ts'
import { findDocument, retrieve } from './support/find-document.ts'
import { contentDeposit, freshExample } from './support/own-deposits.ts'
import { provideBundle } from './support/provide-bundle.ts'
import { countStored } from './support/stored-things.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const dominique = 'Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989'

const deposit = (contentType: string, bytes: Buffer): Promise<Answer> =>
  call('hospital', '', { body: provideBundle([contentDeposit(contentType, bytes)]) })

const upload = (contentType: string, bytes: Buffer): Promise<Answer> =>
  call('hospital', 'Binary', { body: Buffer.from(bytes), contentType, headers: { 'x-security-context': dominique } })

const reasonOf = ({ body }: Answer): unknown => at(body, 'issue.0.details.coding.0.code')

for (const [way, send] of [
  ['with its message', deposit],
  ['uploaded ahead', upload],
] as const) {
  for (const { name, contentType, bytes } of [...activePdfs, ...pixelFloods]) {
    test(`${name} (${contentType}), ${way}, is refused and leaves nothing`, async () => {
      const stored = await countStored(carnet)
      const answer = await send(contentType, bytes)
      assert.equal(answer.status, 422, answer.text)
      assert.ok(
        issueCodes(answer.body).includes('InvalidDocumentContent'),
        `${String(reasonOf(answer))} ${answer.text}`,
      )
      assert.deepEqual(await countStored(carnet), stored)
    })
  }
}

test('what another program knows by its first bytes is refused as any kind of document', async () => {
  for (const [contentType, sample] of samples) {
    for (const [foreign, magic] of foreignMagics) {
      const { status, text } = await deposit(contentType, Buffer.concat([magic, sample]))
      assert.equal(status, 422, `${contentType} behind ${foreign}: ${text}`)
    }
  }
})

/** Refused; or accepted, and served so that nothing takes it for anything but what it was deposited as. */
const refusedOrHarmless = async (contentType: string, bytes: Buffer): Promise<'refused' | 'harmless'> => {
  const sent = contentDeposit(contentType, bytes)
  const { status, text } = await call('hospital', '', { body: provideBundle([sent]) })
  if (status === 422) return 'refused'
  assert.equal(status, 200, text)
  const { headers, bytes: back } = await retrieve(call, 'dominique', await findDocument(call, 'dominique', sent))
  assert.deepEqual(back, bytes, 'the original stays as it came')
  assert.equal(headers.get('content-type')?.split(';')[0], contentType)
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.match(headers.get('content-disposition') ?? '', /^attachment/)
  assert.match(headers.get('content-security-policy') ?? '', /sandbox/)
  return 'harmless'
}

test('what carries another format behind its own is refused, or served as nothing else', async () => {
  for (const [contentType, sample] of samples) {
    for (const [foreign, magic] of foreignMagics) {
      const outcome = await refusedOrHarmless(contentType, Buffer.concat([sample, magic]))
      if (foreign === 'zip')
        assert.equal(outcome, 'refused', `${contentType} before ${foreign}: its end is all an archive needs`)
    }
  }
})

test('the same files unharmed are accepted', async () => {
  for (const [contentType, sample] of samples) {
    assert.equal(await refusedOrHarmless(contentType, sample), 'harmless', contentType)
  }
})

test('a PDF that acts shows its text and nothing else to who reads it in a process of its own', async () => {
  const confined = createConfined()
  for (const { name, bytes } of activePdfs) {
    assert.deepEqual(await readPdfText(confined, bytes), { pageCount: 1, pages: ['x'], cut: false }, name)
  }
})

test('a PDF whose picture unfolds to gigabytes is read within the limits', async () => {
  const bomb = deflateSync(deflateSync(Buffer.alloc(512 * 1024 * 1024)))
  const image = '/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 8'
  const filters = '/Filter [/FlateDecode /FlateDecode]'
  const objects = new Map([[50, pdfStream(`${image} ${filters}`, bomb)]])
  const pdf = makePdf({ pages: ['x'], page: '/Thumb 50 0 R', objects })
  const reading = await readPdfText(createConfined(), pdf)
  assert.ok('failure' in reading || ('pages' in reading && reading.pages[0] === 'x'))
})

test('entities and depths of XML end at the door', async () => {
  const letter = freshExample('discharge-letter.xml').bytes.toString()
  const levels = 100_000
  const entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  const hostile = [
    letter.replace('<ClinicalDocument', `${entities}<ClinicalDocument`),
    letter.replace('<ClinicalDocument', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><ClinicalDocument'),
    `<?xml version="1.0"?>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`,
  ]
  for (const text of hostile)
    assert.equal((await deposit('text/xml', Buffer.from(text))).status, 422, text.slice(0, 90))
})
