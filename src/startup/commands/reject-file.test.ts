import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { Problem } from '../../platform/problem.ts'
import { createRejectFile } from './reject-file.ts'

const homes: string[] = []
let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carnet-rejects-'))
  file = join(folder, 'list.csv.rejects.csv')
  homes.push(folder)
})
after(() => Promise.all(homes.map((home) => rm(home, { recursive: true, force: true }))))

const headings = ['line', 'reason']

/** Breaks the disk under the file, as seen by whoever writes to it. */
const broken: { name: string; breaking: () => Promise<void> }[] = [
  { name: 'a file that may not be made', breaking: () => mkdir(`${file}.part`) },
  { name: 'a folder that is gone', breaking: () => rm(folder, { recursive: true }) },
]
if (existsSync('/dev/full')) broken.push({ name: 'a full disk', breaking: () => symlink('/dev/full', `${file}.part`) })

const isUnwritable = (error: unknown): boolean =>
  error instanceof Problem &&
  error.kind === 'incorrect' &&
  error.reason === 'reject-file-unwritable' &&
  error.details['file'] === file &&
  error.details['folder'] === folder

test('rows under their headings, quoted where they must be, whole when it ends and not before', async () => {
  const rejects = createRejectFile(file, headings)
  await rejects.add([])
  assert.deepEqual(await readdir(folder), [])
  await rejects.add([['3', 'a “b"; c']])
  await rejects.add([
    ['4', 'two\nlines'],
    ['5', 'plain'],
  ])
  assert.equal(existsSync(file), false)
  assert.equal(await rejects.end(), 3)
  assert.equal(await readFile(file, 'utf8'), '\uFEFFline;reason\n3;"a “b""; c"\n4;"two\nlines"\n5;plain\n')
  assert.deepEqual(await readdir(folder), ['list.csv.rejects.csv'])
})

test('without a row nothing is opened, and the file of an earlier run goes', async () => {
  const earlier = createRejectFile(file, headings)
  await earlier.add([['3', 'x']])
  await earlier.end()
  assert.equal(await createRejectFile(file, headings).end(), 0)
  assert.deepEqual(await readdir(folder), [])
  await rm(folder, { recursive: true })
  assert.equal(await createRejectFile(file, headings).end(), 0)
})

test('an interrupted import leaves nothing of it, and the earlier file as it was', async () => {
  const earlier = createRejectFile(file, headings)
  await earlier.add([['3', 'x']])
  await earlier.end()
  const rejects = createRejectFile(file, headings)
  await rejects.add([['4', 'y']])
  await rejects.drop()
  assert.match(await readFile(file, 'utf8'), /\n3;x\n$/)
  assert.deepEqual(await readdir(folder), ['list.csv.rejects.csv'])
})

for (const { name, breaking } of broken)
  test(`${name} is told with file and folder, whenever it is noticed`, async () => {
    await breaking()
    const rejects = createRejectFile(file, headings)
    const writing = async (): Promise<void> => {
      for (let at = 0; at < 200; at += 1) await rejects.add([[String(at), 'x'.repeat(2000)]])
      await rejects.end()
    }
    await assert.rejects(writing, isUnwritable)
    await assert.rejects(async () => {
      await rejects.add([['1', 'x']])
      await rejects.end()
    }, isUnwritable)
    assert.equal(existsSync(file), false)
  })
