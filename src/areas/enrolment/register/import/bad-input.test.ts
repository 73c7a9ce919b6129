import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { emptyRegister } from '../../../../../tests/support/empty-register.ts'
import {
  countsOf,
  fileOf,
  insOf,
  lineOf,
  memorySource,
  numbered,
  openRegisterKit,
  type RegisterKit,
} from '../../../../../tests/support/register-kit.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { ImportSource } from './import-source.ts'
import type { FileEncoding } from './import-source.ts'

let kit: RegisterKit

before(async () => {
  kit = await openRegisterKit()
})
beforeEach(() => emptyRegister(kit.database.owner))
after(() => kit.database.drop())

const load = (content: string | Buffer, encoding: FileEncoding = 'utf-8') =>
  kit.importPersons(memorySource(content), { encoding })
const isProblem =
  (reason: string, details: object = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof Problem, String(error))
    assert.equal(error.reason, reason)
    for (const [name, value] of Object.entries(details)) assert.equal(error.details[name], value)
    return true
  }
describe('bad input', () => {
  test('bad lines are told by line, column and reason; the good ones around them are taken', async () => {
    const outcome = await load(
      fileOf([
        lineOf({ ins: numbered(1) }),
        lineOf({ ins: numbered(2).replace(/..$/, '00') }),
        lineOf({ ins: numbered(3), birth_date: '2026-02-30' }),
        lineOf({ ins: numbered(1), birth_family: 'MARTIN' }),
        lineOf({ ins: numbered(4), email: 'nobody' }),
      ]),
    )
    assert.deepEqual(countsOf(outcome), [2, 0, 0, 3])
    assert.deepEqual(await kit.flawsOf(outcome.id), [
      '3 ins ins-key-wrong',
      '4 birth_date line-date-wrong',
      '5 ins line-person-twice',
      '6 email line-email-wrong',
    ])
  })

  test('the same person twice is seen across batches and after an interruption, and the first line stays', async () => {
    const lines = Array.from({ length: 2500 }, (_, at) => lineOf({ ins: numbered(at) }))
    lines.push(lineOf({ ins: numbered(3), birth_family: 'MARTIN' }), lineOf({ ins: numbered(2400) }))
    const outcome = await load(fileOf(lines))
    assert.deepEqual(countsOf(outcome), [2500, 0, 0, 2])
    assert.deepEqual(await kit.flawsOf(outcome.id), ['2502 ins line-person-twice', '2503 ins line-person-twice'])
    const person = await kit.register.findPersonByIns(insOf(numbered(3)))
    assert.equal((await kit.register.openPerson(person ?? { id: '', sealed: null })).traits.birthFamily, 'DURAND')
    const again = await load(fileOf(lines))
    assert.deepEqual(countsOf(again), [0, 0, 2500, 2])
  })

  test('one contact in two households is flagged on both; in one household it is ordinary', async () => {
    const email = 'shared@example.org'
    await load(
      fileOf([
        lineOf({ ins: numbered(1), email, household: 'F1' }),
        lineOf({ ins: numbered(2), email, household: 'F1' }),
      ]),
    )
    assert.deepEqual((await kit.register.findPersonByIns(insOf(numbered(1))))?.remarks, [])
    const outcome = await load(fileOf([lineOf({ ins: numbered(3), email: 'Shared@example.org', household: 'F2' })]))
    assert.deepEqual(countsOf(outcome), [1, 0, 0, 0])
    assert.deepEqual(await kit.flawsOf(outcome.id), ['2 email line-contact-shared'])
    for (const at of [1, 2, 3])
      assert.deepEqual((await kit.register.findPersonByIns(insOf(numbered(at))))?.remarks, ['line-contact-shared'])
  })

  const latin = Buffer.from(fileOf([lineOf(), lineOf({ ins: numbered(1), birth_family: 'LEFÈVRE' })]), 'latin1')

  test('Windows-1252 is refused before anything is written, with the line and the way out', async () => {
    await assert.rejects(
      load(latin),
      isProblem('import-encoding-wrong', { line: 2, option: '--encoding windows-1252' }),
    )
    assert.deepEqual(await kit.runs.listRuns(5), [])
  })

  test('and taken where it is said', async () => {
    await load(latin, 'windows-1252')
    const person = await kit.register.findPersonByIns(insOf(numbered(1)))
    assert.equal((await kit.register.openPerson(person ?? { id: '', sealed: null })).traits.birthFamily, 'LEFÈVRE')
  })

  test('a byte order mark, line ends of Windows, and a quoted address of two lines', async () => {
    const content = `\uFEFF${fileOf([lineOf({ address_1: '"CHEZ X\r\n1 RUE HAUTE"' }), lineOf({ ins: numbered(1) })])}`
    assert.deepEqual(countsOf(await load(content.replaceAll(/(?<!\r)\n/g, '\r\n'))), [2, 0, 0, 0])
    const person = await kit.register.findPersonByIns(insOf(lineOf()['ins'] ?? ''))
    const { address } = await kit.register.openPerson(person ?? { id: '', sealed: null })
    assert.deepEqual(address.lines, ['CHEZ X', '1 RUE HAUTE', '75011 PARIS'])
  })

  const files: [string, string | Buffer, string, object][] = [
    ['an empty file', '', 'import-file-empty', { file: 'assures.csv' }],
    ['an unknown column', 'ins;nom\n', 'import-column-unknown', { column: 'nom' }],
    ['a doubled column', 'ins;scheme;ins\n', 'import-column-twice', { column: 'ins' }],
    [
      'missing columns',
      'ins;scheme;gender;birth_date;birth_place\n',
      'import-column-missing',
      { columns: 'birth_family, birth_given' },
    ],
    ['UTF-16', Buffer.from('\uFEFFins;scheme', 'utf16le'), 'import-encoding-wrong', { line: 1 }],
  ]
  for (const [name, content, reason, details] of files) {
    test(`${name} refuses the whole file`, async () => {
      await assert.rejects(load(content), isProblem(reason, details))
      assert.deepEqual(await kit.runs.listRuns(5), [])
    })
  }

  test('a file that is still being written is not begun', async () => {
    const source: ImportSource = { ...memorySource(fileOf([lineOf()])), sizeBytes: 10 }
    await assert.rejects(kit.importPersons(source, { encoding: 'utf-8' }), isProblem('import-file-changed'))
  })
})
