import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { opening, press, proof, squareOf } from '../../../tests/support/letter-cases.ts'
import { readPdf, textOfPage } from '../../../tests/support/read-pdf.ts'
import { readQr } from '../../../tests/support/read-qr.ts'
import type { Letter } from './letter.ts'

const collect = () => {
  const chunks: Buffer[] = []
  const into = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk)
      setImmediate(done)
    },
  })
  return { into, bytes: () => Buffer.concat(chunks) }
}

test('a batch: in order, each letter from an odd page on, its own code in its own square', async () => {
  const { into, bytes } = collect()
  const second: Letter = { ...opening, kind: 'child', code: 'K8DH7M2TXQ4W', reference: 'LT-2222-2222', lang: 'en' }
  const given = [opening, second, { ...proof, reference: 'PR-3333-3333' }]
  assert.deepEqual(await press.printBatch(given, into), { letters: 3, pages: 10 })
  const pdf = readPdf(bytes())
  assert.equal(pdf.pages, 10)
  const feet = pdf.texts.filter(({ tag }) => tag === 'Artifact').map(({ page, text }) => `${page}: ${text}`)
  assert.deepEqual(feet, [
    '1: Lettre LT-7K2M-94QX · page 1',
    '2: Lettre LT-7K2M-94QX · page 2',
    '3: Lettre LT-7K2M-94QX · page 3',
    '5: Letter LT-2222-2222 · page 1',
    '6: Letter LT-2222-2222 · page 2',
    '7: Letter LT-2222-2222 · page 3',
    '9: Lettre PR-3333-3333 · page 1',
    '10: Lettre PR-3333-3333 · page 2',
  ])
  assert.equal(readQr(squareOf(pdf, 1)).text, '7K2M94QXW3HP')
  assert.equal(readQr(squareOf(pdf, 5)).text, 'K8DH7M2TXQ4W')
  assert.deepEqual(
    [4, 8].map((page) => textOfPage(pdf, page)),
    ['', ''],
  )
})

test('a batch in which one letter cannot be printed ends with its Problem; an empty one writes nothing', async () => {
  const broken = collect()
  const letters = async function* () {
    yield opening
    await Promise.resolve()
    yield { ...opening, recipient: [] }
  }
  await assert.rejects(press.printBatch(letters(), broken.into), { reason: 'letter-address-lines' })
  assert.equal(broken.into.destroyed, true)
  const empty = collect()
  assert.deepEqual(await press.printBatch([], empty.into), { letters: 0, pages: 0 })
  assert.equal(empty.bytes().length, 0)
})
