import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { listen } from '../../../tests/support/listening-terminal.ts'
import { fileOf, lineOf, numberOf } from '../../../tests/support/register-kit.ts'
import { Problem } from '../../platform/problem.ts'
import { importPersonsCommand, listImportsCommand, type ImportCommand } from './import-persons.ts'

let installation: Installation
let folder: string

before(async () => {
  installation = await openInstallation({ examples: false })
  folder = await mkdtemp(join(tmpdir(), 'carnet-import-'))
})
after(async () => {
  await installation.close()
  await rm(folder, { recursive: true })
})

const run = async (content: string | Buffer, options: Partial<ImportCommand> = {}) => {
  const file = join(folder, 'assures.csv')
  await writeFile(file, content)
  const { terminal, ...heard } = listen()
  const command: ImportCommand = { file, encoding: 'utf-8', lang: 'fr', json: false, ...options }
  const code = await importPersonsCommand(installation.carnet, command, terminal)
  return { code, file, ...heard, rejects: `${file}.rejects.csv` }
}

const good = lineOf({ ins: numberOf('2850175115001') })
const bad = lineOf({ ins: numberOf('2850175115002'), birth_date: '2026-02-30', birth_family: 'SECRET' })

test('every line taken: exit 0, progress shown, no reject file', async () => {
  const { code, printed, progress, rejects } = await run(fileOf([good]))
  assert.equal(code, 0)
  assert.deepEqual(printed, ['assures.csv: 1 persons new, 0 corrected, 0 unchanged, 0 lines rejected.'])
  assert.match(progress.join('\n'), /Importing █{24} 100 %/)
  assert.equal(existsSync(rejects), false)
})

test('a rejected line: exit 2, and a file with line, column, reason and fix in the language asked, without any value', async () => {
  for (const [lang, fix] of [
    ['fr', "n'est pas une date qui existe. Écrivez AAAA-MM-JJ"],
    ['en', 'is not a date that exists. Write YYYY-MM-DD'],
  ] as const) {
    const { code, printed, rejects } = await run(fileOf([good, bad]), { lang })
    assert.equal(code, 2)
    assert.match(printed.join('\n'), /1 lines rejected\.\n1 remarks .*assures\.csv\.rejects\.csv$/)
    const text = await readFile(rejects, 'utf8')
    assert.match(text, /^\uFEFF(ligne;colonne|line;column);/)
    assert.ok(text.includes('\n3;birth_date;') && text.includes(fix), text)
    assert.doesNotMatch(text, /SECRET|2026-02-30|28501/)
  }
  assert.deepEqual((await readdir(folder)).toSorted(), ['assures.csv', 'assures.csv.rejects.csv'])
})

test('mended, the same file leaves no reject file behind', async () => {
  const { code, rejects } = await run(fileOf([good, { ...bad, birth_date: '1985-02-28' }]))
  assert.equal(code, 0)
  assert.equal(existsSync(rejects), false)
})

test('a folder that takes no reject file: told after the import, and the same command writes it later', async () => {
  const content = fileOf([good, { ...bad, birth_date: '2026-02-31' }])
  const blocked = join(folder, 'assures.csv.rejects.csv.part')
  await mkdir(blocked)
  await assert.rejects(
    run(content),
    (error: unknown) =>
      error instanceof Problem && error.reason === 'reject-file-unwritable' && error.details['folder'] === folder,
  )
  // Where nothing is wrong no file is opened at all.
  assert.equal((await run(fileOf([good]))).code, 0)
  await rm(blocked, { recursive: true })
  const { code, rejects } = await run(content)
  assert.deepEqual([code, existsSync(rejects)], [2, true])
})

test('for machines: one JSON object', async () => {
  const { code, printed, rejects } = await run(fileOf([bad]), { json: true })
  assert.equal(code, 2)
  const answer: unknown = JSON.parse(printed.join(''))
  assert.partialDeepStrictEqual(answer, { accepted: 0, rejected: 1, state: 'done', remarks: 1, rejects })
})

test('the imports are listed, newest first', async () => {
  const { terminal, ...heard } = listen()
  assert.equal(await listImportsCommand(installation.carnet, false, terminal), 0)
  assert.match(heard.printed[0] ?? '', /done +100 %  assures\.csv: 0 new, 0 corrected, 0 unchanged, 1 rejected$/)
  const asJson = listen()
  await listImportsCommand(installation.carnet, true, asJson.terminal)
  const runs: unknown = JSON.parse(asJson.printed.join(''))
  assert.ok(Array.isArray(runs) && runs.length === heard.printed.length)
})

test('a file that is not there, or a folder, is told by its name', async () => {
  for (const file of [join(folder, 'nowhere.csv'), folder]) {
    const command: ImportCommand = { file, encoding: 'utf-8', lang: 'fr', json: false }
    await assert.rejects(
      importPersonsCommand(installation.carnet, command, listen().terminal),
      (error: unknown) =>
        error instanceof Problem && error.reason === 'import-file-unreadable' && error.details['file'] === file,
    )
  }
})

test('Windows-1252 is refused with the option that reads it, and read with it', async () => {
  const content = Buffer.from(fileOf([lineOf({ ins: numberOf('2850175115003'), birth_family: 'LEFÈVRE' })]), 'latin1')
  await assert.rejects(
    run(content),
    (error: unknown) => error instanceof Problem && /--encoding windows-1252/.test(String(error.details['option'])),
  )
  assert.equal((await run(content, { encoding: 'windows-1252' })).code, 0)
})
