import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fixedClock } from '../platform/clock.ts'
import { backupRootKeys, restoreRootKeys } from './root-key-backup.ts'
import { createRootKeyFile, readRootKeyFile } from './root-key-file.ts'
import { loadRootKeys } from './root-keys.ts'

const clock = fixedClock('2026-11-21T08:00:00Z')
const setting = 'ROOT_KEY_FILE'

describe('the root key file', () => {
  let folder = ''
  let where = { clock, databaseFolder: '' }
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carnet-root-keys-'))
    where = { clock, databaseFolder: join(folder, 'var', 'postgres') }
  })
  after(() => rm(folder, { recursive: true, force: true }))

  test('is made once, for its owner only, and read back', async () => {
    const file = join(folder, 'beside', 'root.key')
    await createRootKeyFile(file, where)
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    const content = await readRootKeyFile(file)
    assert.equal(content.roots.length, 1)
    assert.equal(content.roots[0]?.key.length, 32)
    assert.match(content.activeId, /^root-2026-11-21-[0-9a-f]{8}$/)
    const text = await readFile(file, 'utf8')
    const again = { kind: 'conflict', reason: 'root-key-file-exists', details: { setting, file } }
    await assert.rejects(createRootKeyFile(file, where), again)
    assert.equal(await readFile(file, 'utf8'), text)
    assert.deepEqual(await readdir(join(folder, 'beside')), ['root.key'])
  })

  test('made by several at once, only one stays', async () => {
    const file = join(folder, 'raced.key')
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => createRootKeyFile(file, where)))
    assert.equal(made.filter((one) => one.status === 'fulfilled').length, 1)
    assert.equal((await readRootKeyFile(file)).roots.length, 1)
  })

  test('is never made inside the database folder', async () => {
    for (const name of ['root.key', 'base/root.key', '../postgres/root.key']) {
      const file = join(where.databaseFolder, name)
      await assert.rejects(createRootKeyFile(file, where), { reason: 'root-key-file-in-database-folder' })
    }
    await createRootKeyFile(join(folder, 'var', 'postgres.key'), where)
  })

  test('its loss is told with the variable and the file', async () => {
    const file = join(folder, 'lost.key')
    await assert.rejects(loadRootKeys(file), {
      kind: 'incorrect',
      reason: 'root-key-file-missing',
      details: { setting, file },
    })
    await assert.rejects(loadRootKeys(folder), { reason: 'root-key-file-unreadable' })
  })

  test('a file open to every account is refused', async () => {
    const file = join(folder, 'open.key')
    await createRootKeyFile(file, where)
    await chmod(file, 0o644)
    await assert.rejects(loadRootKeys(file), { reason: 'root-key-file-open-to-all', details: { setting, file } })
    await chmod(file, 0o640)
    await loadRootKeys(file)
  })

  const title = 'carnet root keys, version 1'
  const root = `root r1 2026-11-21T08:00:00.000Z - ${Buffer.alloc(32, 7).toString('base64')}`
  const wrong: Record<string, [string, number]> = {
    'of another kind': ['-----BEGIN PRIVATE KEY-----', 1],
    'of another version': [`${title.replace('1', '2')}\nactive r1\n${root}`, 1],
    empty: ['', 1],
    'with a short key': [`${title}\nactive r1\nroot r1 2026-11-21T08:00:00.000Z - c2hvcnQ=`, 3],
    'with a wrong date': [`${title}\nactive r1\n${root.replace('2026-11-21T08:00:00.000Z', 'yesterday')}`, 3],
    'with an unknown word': [`${title}\nactive r1\n${root}\nkey k1`, 4],
    'whose active root is missing': [`${title}\nactive r2\n${root}`, 2],
  }
  for (const [name, [text, line]] of Object.entries(wrong)) {
    test(`a file ${name} is refused with its line`, async () => {
      const file = join(folder, 'wrong.key')
      await writeFile(file, text, { mode: 0o600 })
      await assert.rejects(loadRootKeys(file), { reason: 'root-key-file-invalid', details: { setting, file, line } })
    })
  }

  test('comments and empty lines are fine; an unknown root is told, after the file was read again', async () => {
    const file = join(folder, 'edited.key')
    await writeFile(file, `${title}\n# kept in the safe\n\nactive r1\n${root}\n`, { mode: 0o600 })
    const keys = await loadRootKeys(file)
    assert.equal((await keys.find('r1')).key.toString('hex'), '07'.repeat(32))
    const unknown = { kind: 'fault', reason: 'root-key-unknown', details: { setting, file, root: 'r2' } }
    await assert.rejects(keys.find('r2'), unknown)
    await writeFile(file, `${title}\nactive r2\n${root}\n${root.replace('r1', 'r2')}\n`)
    assert.equal((await keys.find('r2')).id, 'r2')
    assert.equal((await keys.active()).id, 'r2')
  })

  test('a sealed copy shows nothing, opens with its passphrase only, and restores the same file', async () => {
    const [file, copy, back] = [join(folder, 'own.key'), join(folder, 'own.backup'), join(folder, 'restored.key')]
    await createRootKeyFile(file, where)
    const text = await readFile(file, 'utf8')
    const passphrase = 'quatre mots bien choisis, à l’été'
    await backupRootKeys(file, copy, { passphrase })
    const sealed = await readFile(copy, 'utf8')
    for (const line of text.split('\n').slice(1)) assert.ok(line === '' || !sealed.includes(line))
    assert.equal((await stat(copy)).mode & 0o777, 0o600)
    await assert.rejects(restoreRootKeys(copy, back), { reason: 'backup-passphrase-missing' })
    await assert.rejects(restoreRootKeys(copy, back, `${passphrase}!`), { reason: 'backup-does-not-open' })
    await assert.rejects(restoreRootKeys(copy, file, passphrase), { reason: 'root-key-file-exists' })
    await restoreRootKeys(copy, back, passphrase.normalize('NFD'))
    assert.equal(await readFile(back, 'utf8'), text)
    await writeFile(
      copy,
      sealed.replace(/sealed .{40}/, (start) => `${start.slice(0, -1)}${start.endsWith('A') ? 'B' : 'A'}`),
    )
    await assert.rejects(restoreRootKeys(copy, join(folder, 'x.key'), passphrase), { reason: 'backup-does-not-open' })
  })

  test('a copy is plain only when that is said, never overwrites, and takes a real passphrase', async () => {
    const [file, copy] = [join(folder, 'second.key'), join(folder, 'second.backup')]
    await createRootKeyFile(file, where)
    await assert.rejects(backupRootKeys(file, copy, { passphrase: 'short' }), { reason: 'backup-passphrase-short' })
    await backupRootKeys(file, copy, { plain: true })
    assert.equal(await readFile(copy, 'utf8'), await readFile(file, 'utf8'))
    await assert.rejects(backupRootKeys(file, copy, { plain: true }), {
      reason: 'backup-exists',
      details: { file: copy },
    })
    await restoreRootKeys(copy, join(folder, 'second-back.key'))
    await assert.rejects(restoreRootKeys(join(folder, 'nothing'), file), { reason: 'backup-unreadable' })
  })
})
