import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import { createDurableFolder, isFileError, writeDurableFile } from './durable-file.ts'

let home = ''
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'carnet-durable-'))
})
after(() => rm(home, { recursive: true, force: true }))

test('a file appears whole, with its size and hash, for its owner only', async () => {
  const folder = createDurableFolder(join(home, 'a', 'b'))
  const { bytes, sha256 } = await folder.write('x.txt', async (into) => void into.end('héllo'))
  assert.equal(bytes, 6)
  assert.deepEqual(sha256, createHash('sha256').update('héllo').digest())
  assert.equal(await readFile(folder.pathOf('x.txt'), 'utf8'), 'héllo')
  assert.equal((await stat(folder.pathOf('x.txt'))).mode & 0o777, 0o600)
  assert.deepEqual(await readdir(join(home, 'a', 'b')), ['x.txt'])
})

test('what fails half way leaves nothing of itself, and the earlier file as it was', async () => {
  const folder = createDurableFolder(join(home, 'c'))
  await folder.write('x.txt', async (into) => void into.end('first'))
  const failing = folder.write('x.txt', async (into) => {
    into.write('half')
    throw new Error('no more')
  })
  await assert.rejects(failing, /no more/)
  assert.deepEqual(await readdir(join(home, 'c')), ['x.txt'])
  assert.equal(await readFile(folder.pathOf('x.txt'), 'utf8'), 'first')
})

test('removing what is not there is nothing', async () => {
  const folder = createDurableFolder(join(home, 'd'))
  await folder.remove('x.txt')
})

test('a disk that refuses is heard by whoever fills and whoever waits, and the earlier file stays', async () => {
  const folder = createDurableFolder(join(home, 'e'))
  await folder.write('x.txt', async (into) => void into.end('first'))
  await mkdir(folder.pathOf('x.txt.part'))
  const lines = function* (): Generator<string> {
    for (let at = 0; at < 1000; at += 1) yield 'x'.repeat(1000)
  }
  const refused = (error: unknown): boolean => isFileError(error, 'EISDIR')
  await assert.rejects(
    folder.write('x.txt', (into) => pipeline(Readable.from(lines()), into)),
    refused,
  )
  await assert.rejects(
    folder.write('x.txt', async (into) => void into.end('short')),
    refused,
  )
  assert.equal(await readFile(folder.pathOf('x.txt'), 'utf8'), 'first')
})

test('a text that may not replace another leaves it, and nothing beside it', async () => {
  const file = join(home, 'f.txt')
  await writeDurableFile(file, 'first', { replace: false })
  await assert.rejects(writeDurableFile(file, 'second', { replace: false }), (error) => isFileError(error, 'EEXIST'))
  assert.equal(await readFile(file, 'utf8'), 'first')
  await writeDurableFile(file, 'third', { replace: true })
  assert.equal(await readFile(file, 'utf8'), 'third')
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.deepEqual(
    (await readdir(home)).filter((name) => name.startsWith('f.txt')),
    ['f.txt'],
  )
})
