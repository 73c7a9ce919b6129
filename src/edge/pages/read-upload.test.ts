import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { bytesOfFile, readUpload, type SentFile } from './read-upload.ts'

const boundary = 'seam'
const type = `multipart/form-data; boundary=${boundary}`
const filePart = (field: string, name: string, bytes: string): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${bytes}\r\n`
const fieldPart = (name: string, value: string): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const end = `--${boundary}--\r\n`

const asked = (body: unknown, contentType = type): FastifyRequest =>
  // The reader looks at these two of a request, and at nothing else.
  Object.assign(Object.create(null), { body, headers: { 'content-type': contentType } })

const inPieces = (text: string, size: number): Readable => {
  const bytes = Buffer.from(text)
  const count = Math.ceil(bytes.length / size)
  return Readable.from(
    Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size)),
    { objectMode: false },
  )
}

const keep = async (file: SentFile) => ({ field: file.field, name: file.name, text: String(await bytesOfFile(file)) })

test('fields and files, however the pieces are cut; what was left empty is no file', async () => {
  const form =
    fieldPart('title', 'Été') +
    filePart('photo', '', '') +
    filePart('file', 'Radio du genou é.txt', `a\r\n--sea\r\n${'x'.repeat(3_000)}`) +
    fieldPart('title', 'once more') +
    end
  for (const size of [1, 7, 64, 1_000, 100_000]) {
    const { fields, files } = await readUpload(asked(inPieces(form, size)), { maxBytes: 10_000, take: keep })
    assert.deepEqual(
      [...fields],
      [
        ['title', 'Été'],
        ['title', 'once more'],
      ],
    )
    assert.deepEqual(files, [
      { field: 'file', name: 'Radio du genou é.txt', text: `a\r\n--sea\r\n${'x'.repeat(3_000)}` },
    ])
  }
})

const failures: [string, unknown, string | undefined, string][] = [
  ['no body', undefined, type, 'page-form-unreadable'],
  ['no type', inPieces(end, 10), undefined, 'page-form-unreadable'],
  ['no seam', inPieces(end, 10), 'multipart/form-data', 'page-form-unreadable'],
  ['another kind of form', inPieces('a=1', 10), 'application/json', 'page-form-unreadable'],
  ['cut in a file', inPieces(filePart('file', 'a.txt', 'x'.repeat(500)), 100), type, 'page-form-unreadable'],
  [
    'one byte too many of two files together',
    inPieces(filePart('file', 'a.txt', 'x'.repeat(600)) + filePart('file', 'b.txt', 'x'.repeat(401)) + end, 64),
    type,
    'content-too-large',
  ],
  ['one byte too many', inPieces(filePart('file', 'a.txt', 'x'.repeat(1_001)) + end, 64), type, 'content-too-large'],
]
for (const [name, body, contentType, reason] of failures) {
  test(`a form that cannot be read: ${name}`, async () => {
    const reading = readUpload(asked(body, contentType ?? ''), { maxBytes: 1_000, take: keep })
    assert.equal((await problemOf(reading)).reason, reason)
  })
}

test('a file that is exactly as large as allowed comes in', async () => {
  const form = filePart('file', 'a.txt', 'x'.repeat(1_000)) + end
  const { files } = await readUpload(asked(inPieces(form, 64)), { maxBytes: 1_000, take: keep })
  assert.equal(files[0]?.text.length, 1_000)
})

test('bytes are handed on before the last have come, and what follows a refusal is read past', async () => {
  let sent = 0
  const body = Readable.from(
    (async function* () {
      yield Buffer.from(filePart('file', 'a.txt', 'x'.repeat(70_000)).slice(0, -2))
      for (; sent < 50; sent += 1) yield Buffer.alloc(100_000, 120)
      yield Buffer.from(`\r\n${end}`)
    })(),
    { objectMode: false },
  )
  const refusal = new Error('of no kind that is taken')
  let seenAt = 0
  const take = async ({ stream }: SentFile): Promise<never> => {
    for await (const piece of stream) {
      assert.ok(Buffer.isBuffer(piece))
      seenAt = sent
      throw refusal
    }
    throw new Error('nothing came')
  }
  await assert.rejects(readUpload(asked(body), { maxBytes: 10_000_000, take }), refusal)
  assert.ok(seenAt < 50, 'looked at before all of it had come')
  assert.equal(sent, 50)
})

test('a large file that nobody wants is read past, and what stands behind it is heard', async () => {
  const form = filePart('file', 'a.zip', 'x'.repeat(500_000)) + fieldPart('title', 'Après') + end
  const take = async ({ name }: SentFile) => `${name} is not taken`
  const { fields, files } = await readUpload(asked(inPieces(form, 1_000)), { maxBytes: 1_000_000, take })
  assert.deepEqual([fields.get('title'), files], ['Après', ['a.zip is not taken']])
})

test('a connection that breaks in the middle of a file fails whoever takes it, and nothing hangs', async () => {
  const body = inPieces(filePart('file', 'a.txt', 'x'.repeat(500_000)), 1_000)
  let failed = false
  const take = async (file: SentFile) =>
    bytesOfFile(file).catch((error: unknown) => {
      failed = true
      throw error
    })
  const reading = readUpload(asked(body), { maxBytes: 1_000_000, take })
  setTimeout(() => body.destroy(), 5)
  assert.equal((await problemOf(reading)).reason, 'page-form-unreadable')
  await new Promise((done) => setTimeout(done, 20))
  assert.ok(failed)
})

test('a connection that broke before anything of the form was read is told, and nothing waits for it', async () => {
  const body = inPieces(filePart('file', 'a.txt', 'x'.repeat(500)) + end, 100)
  body.destroy()
  await new Promise((done) => body.once('close', done))
  const reading = problemOf(readUpload(asked(body), { maxBytes: 1_000, take: keep }))
  const waiting = new Promise<{ reason: string }>((done) =>
    setTimeout(() => done({ reason: 'still waiting' }), 500).unref(),
  )
  assert.equal((await Promise.race([reading, waiting])).reason, 'page-form-unreadable')
})
