import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runNoted } from '../../../tests/support/noted-program.ts'

const known: [string[], unknown[]][] = [
  [[], ['run', 'all']],
  [['all'], ['run', 'all']],
  [['serve'], ['run', 'serve']],
  [['work'], ['run', 'work']],
  [
    ['demo', 'reset'],
    ['resetDemonstration', { json: false }],
  ],
  [
    ['token', '--as', 'dr-moreau'],
    ['mintToken', { as: 'dr-moreau', json: false }],
  ],
  [
    ['token', '--as', 'lab', '--scope', 'system/*.r', '--json'],
    ['mintToken', { as: 'lab', scope: 'system/*.r', json: true }],
  ],
  [
    ['journal', 'verify'],
    ['verifyJournal', { late: '60', json: false }],
  ],
  [
    ['journal', 'verify', '--space', 'x', '--export', 'f', '--late', '5', '--json'],
    ['verifyJournal', { space: 'x', export: 'f', late: '5', json: true }],
  ],
  [
    ['validate', 'a.xml', 'b.pdf'],
    ['validateDocuments', ['a.xml', 'b.pdf'], { lang: 'en', json: false }],
  ],
  [
    ['older', 'send', 'f', '--server', 'https://a', '--client', 'c'],
    ['sendOlder', 'f', { server: 'https://a', client: 'c', lang: 'fr', json: false }],
  ],
  [
    ['care', 'import', 'f.ndjson', '--feed', 'insurer'],
    ['importCare', 'f.ndjson', { feed: 'insurer', lang: 'fr', json: false }],
  ],
  [
    ['keys', 'create'],
    ['createKeys', { json: false }],
  ],
  [
    ['keys', 'backup', 'file'],
    ['backupKeys', 'file', { plain: false, json: false }],
  ],
  [
    ['keys', 'backup', 'file', '--plain'],
    ['backupKeys', 'file', { plain: true, json: false }],
  ],
  [
    ['keys', 'restore', 'file'],
    ['restoreKeys', 'file', { json: false }],
  ],
  [
    ['keys', 'rotate', '--json'],
    ['rotateKeys', { json: true }],
  ],
  [
    ['keys', 'rotate-log'],
    ['rotateLogKey', { json: false }],
  ],
  [
    ['persons', 'import', 'f.csv'],
    ['importPersons', 'f.csv', { encoding: 'utf-8', lang: 'fr', json: false }],
  ],
  [
    ['persons', 'import', 'f.csv', '--encoding', 'windows-1252', '--lang', 'en', '--json'],
    ['importPersons', 'f.csv', { encoding: 'windows-1252', lang: 'en', json: true }],
  ],
  [
    ['persons', 'status'],
    ['listImports', { json: false }],
  ],
  [
    ['legacy', 'import', 'folder'],
    ['importLegacy', 'folder', { lang: 'fr', json: false }],
  ],
  [
    ['identity', 'merge', '1', '2', '--as', 'operator', '--dry-run'],
    ['mergePersons', '1', '2', { as: 'operator', dryRun: true, json: false }],
  ],
  [
    ['identity', 'split', '1', '2', '--documents', 'x,y'],
    ['splitPerson', { from: '1', to: '2' }, { documents: 'x,y', dryRun: false, json: false }],
  ],
  [
    ['identity', 'replace', '1', '2', '--as', 'operator', '--json'],
    ['replaceIdentifier', '1', '2', { as: 'operator', json: true }],
  ],
  [
    ['identity', 'correct', '1', '--birth-family', 'X', '--as', 'operator'],
    ['correctIdentity', '1', { birthFamily: 'X', as: 'operator', json: false }],
  ],
  [
    ['identity', 'undo', 'x', '--as', 'operator'],
    ['undoCorrection', 'x', { as: 'operator', json: false }],
  ],
  [
    ['identity', 'confirm', 'x', '--as', 'reviewer', '--dry-run'],
    ['confirmCorrection', 'x', { as: 'reviewer', dryRun: true, json: false }],
  ],
  [
    ['identity', 'list'],
    ['listCorrections', { json: false }],
  ],
  [
    ['campaign', 'approve', 'c', '--as', 'reviewer'],
    ['askCampaign', 'approve', 'c', { as: 'reviewer', json: false }],
  ],
  [
    ['campaign', 'send', 'c', '--wave', '2', '--form', 'pdf', '--out', 'f', '--as', 'operator'],
    ['sendCampaign', 'c', { wave: '2', form: 'pdf', out: 'f', as: 'operator', json: false }],
  ],
  [
    ['campaign', 'letters'],
    ['sendLetters', { form: 'data', json: false }],
  ],
  [
    ['campaign', 'status', '--json'],
    ['showCampaigns', undefined, { json: true }],
  ],
  [
    ['campaign', 'deliveries', 'f.csv'],
    ['recordDeliveries', 'f.csv', { json: false }],
  ],
  [
    ['campaign', 'texts', '--json'],
    ['listTexts', { json: true }],
  ],
  [
    ['campaign', 'texts', 'approve', 'opening-1', 'child-1', '--as', 'reviewer'],
    ['approveTexts', ['opening-1', 'child-1'], { as: 'reviewer', json: false }],
  ],
  [
    ['campaign', 'settle', 'x', 'not-a-problem'],
    ['settleException', 'x', 'not-a-problem', { json: false }],
  ],
  [
    ['outbox', 'list', '--json'],
    ['listParked', { json: true }],
  ],
  [
    ['outbox', 'retry', 'x', 'y'],
    ['retryParked', ['x', 'y'], { all: false, json: false }],
  ],
  [
    ['outbox', 'retry', '--all'],
    ['retryParked', [], { all: true, json: false }],
  ],
]

for (const [words, call] of known) {
  test(`carnet ${words.join(' ')}`, async () => {
    const { code, calls } = await runNoted(words)
    assert.equal(code, 0)
    assert.deepEqual(calls, [call])
  })
}

test('the exit code is the command’s own', async () => {
  assert.equal((await runNoted(['journal', 'verify'], 1)).code, 1)
  assert.equal((await runNoted(['keys', 'rotate'], 8)).code, 8)
})

const wrong = [
  ['nonsense'],
  ['verify'],
  ['serve', 'more'],
  ['journal'],
  ['journal', 'nonsense'],
  ['demo'],
  ['token'],
  ['token', '--as'],
  ['keys', 'backup'],
  ['keys', 'restore', 'a', 'b'],
  ['journal', 'verify', '--nonsense'],
  ['persons', 'import'],
  ['persons', 'import', 'f', '--encoding', 'ebcdic'],
  ['persons', 'import', 'f', '--lang', 'de'],
  ['legacy', 'import'],
  ['identity', 'merge', '1', '--as', 'operator'],
  ['identity', 'merge', '1', '2', '--as', 'operator', '--confirmed-as', 'reviewer'],
  ['identity', 'confirm'],
  ['campaign', 'create'],
  ['campaign', 'send'],
  ['campaign', 'send', 'c', '--form', 'paper'],
  ['campaign', 'texts', 'approve'],
  ['outbox'],
  ['outbox', 'list', 'x'],
  ['--nonsense'],
]

for (const words of wrong) {
  test(`carnet ${words.join(' ')} is 2, says why, and does nothing`, async () => {
    const { code, calls, errors } = await runNoted(words)
    assert.equal(code, 2)
    assert.deepEqual(calls, [])
    assert.notEqual(errors, '')
    assert.doesNotMatch(errors, /\n\s+at /, 'no stack trace')
  })
}

for (const words of [
  ['--help'],
  ['journal', '--help'],
  ['journal', 'verify', '--help'],
  ['keys', 'backup', '--help'],
  ['outbox', 'retry', '--help'],
  ['help'],
]) {
  test(`carnet ${words.join(' ')} tells and does nothing`, async () => {
    const { code, calls, out } = await runNoted(words)
    assert.equal(code, 0)
    assert.deepEqual(calls, [])
    assert.match(out, /Usage: carnet/)
  })
}
