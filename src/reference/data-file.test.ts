import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Type } from 'typebox'
import { createCodeList } from './code-list.ts'
import { createCodeSystems } from './code-systems.ts'
import { createReasons } from './create-reasons.ts'
import { DataFlaw, readData } from './data-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-data-'))
after(() => rmSync(folder, { recursive: true }))

const written = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const isFlaw =
  (...parts: string[]) =>
  (error: unknown) =>
    error instanceof DataFlaw && parts.every((part) => error.message.includes(part))

const schema = Type.Object({ rows: Type.Array(Type.Object({ code: Type.String() })) })

test('a file that does not fit names itself and the row', () => {
  const path = written('bad-row.json', '{"rows": [{"code": "a"}, {"code": 7}]}')
  assert.throws(() => readData(path, schema), isFlaw('bad-row.json', '/rows/1/code'))
})

test('a file that is not JSON or not there names itself', () => {
  assert.throws(() => readData(written('torn.json', '{"rows": ['), schema), isFlaw('torn.json'))
  assert.throws(() => readData(join(folder, 'nowhere.json'), schema), isFlaw('nowhere.json'))
})

test('what is read is frozen to the bottom', () => {
  const { rows } = readData(written('good.json', '{"rows": [{"code": "a"}]}'), schema)
  assert.ok(Object.isFrozen(rows) && Object.isFrozen(rows[0]))
})

test('a doubled code and a row without system are flaws', () => {
  const systems = createCodeSystems()
  const twice = {
    system: 'urn:x',
    concepts: [
      { code: 'a', fr: 'A' },
      { code: 'a', fr: 'B' },
    ],
  }
  assert.throws(() => createCodeList('list.json', twice, systems), isFlaw('list.json', 'code a'))
  assert.throws(() => createCodeList('list.json', { concepts: [{ code: 'b', fr: 'B' }] }, systems), isFlaw('code b'))
})

const badReasons: Record<string, [content: string, ...named: string[]]> = {
  'a missing language': ['{"too-big": {"fr": "Trop gros."}}', 'too-big'],
  'a placeholder that one language lacks': [
    '{"too-big": {"fr": "Au plus {limit}.", "en": "Too big."}}',
    'too-big',
    'limit',
  ],
  'a name that is not kebab-case': ['{"tooBig": {"fr": "Trop gros.", "en": "Too big."}}', 'tooBig'],
  'an empty sentence': ['{"too-big": {"fr": "", "en": "Too big."}}', 'too-big'],
}

for (const [name, [content, ...named]] of Object.entries(badReasons)) {
  test(`reasons: ${name} stops the start`, () => {
    const room = mkdtempSync(join(folder, 'reasons-'))
    writeFileSync(join(room, 'room.json'), content)
    assert.throws(() => createReasons(room), isFlaw('room.json', ...named))
  })
}

test('reasons: the same reason in two files stops the start', () => {
  const room = mkdtempSync(join(folder, 'reasons-'))
  const content = '{"too-big": {"fr": "Trop gros.", "en": "Too big."}}'
  for (const name of ['one.json', 'two.json']) writeFileSync(join(room, name), content)
  assert.throws(() => createReasons(room), isFlaw('two.json', 'too-big'))
})

test('reasons: a sentence names its details, and never fails for want of one', () => {
  const room = mkdtempSync(join(folder, 'reasons-'))
  const content = '{"too-big": {"fr": "{field} : au plus {limit}.", "en": "{field}: at most {limit}."}}'
  writeFileSync(join(room, 'room.json'), content)
  const { sentence } = createReasons(room)
  assert.equal(sentence('too-big', 'fr', { field: 'corps', limit: 40 }), 'corps : au plus 40.')
  assert.equal(sentence('too-big', 'en', { field: 'body' }), 'body: at most ….')
  assert.equal(sentence('nobody-wrote-this', 'en'), 'nobody-wrote-this')
})

test('the reasons of every room load together', () => {
  assert.ok(createReasons().all.size > 0)
})
