import assert from 'node:assert/strict'
import { copyFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { holderOf, openInvented } from '../../../tests/support/corrections-bench.ts'
import { createTestDatabase } from '../../../tests/support/database.ts'
import { objectIn } from '../../../tests/support/objection-row.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { projectRoot } from '../../platform/project.ts'
import { sealOlderObjections } from './seal-older.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

/** Everything that the table holds of objections, as whoever has the database alone reads it. */
const readTable = async (): Promise<string> => {
  const text = `select o::text || coalesce(u::text, '') as line from objection.objection o left join objection.unsealed u using (id)`
  return (await installation.database.owner.query<{ line: string }>({ text })).map(({ line }) => line).join('\n')
}

test('who deposited and the day of the act are sealed, and opened for the holder', async () => {
  const { spaceId } = await openInvented(installation, 28_001)
  await objectIn(installation, spaceId, { partyName: 'Clinique du Parc', actOn: '2026-01-31' })
  const hex = (text: string): string => Buffer.from(text).toString('hex')
  for (const said of ['Clinique du Parc', '2026-01-31'])
    for (const form of [said, hex(said)]) assert.ok(!(await readTable()).includes(form), form)
  const [own] = await installation.carnet.objections.listOwn(holderOf(spaceId))
  assert.deepEqual([own?.partyName, own?.actOn], ['Clinique du Parc', '2026-01-31'])
})

test('the migration keeps what was there, on a database that has some', async () => {
  const [database, folder] = [
    await createTestDatabase({ empty: true }),
    await mkdtemp(join(tmpdir(), 'carnet-migrations-')),
  ]
  const all = join(projectRoot, 'migrations')
  for (const file of readdirSync(all)) if (file < '0023') copyFileSync(join(all, file), join(folder, file))
  await migrate(database.owner, { folder })
  await database.owner.query({
    text: `insert into objection.objection (space_id, id, scope, document_id, party_id, party_name, act_on, reason, asked_at, due_on)
      select id, id, 'act', id, '1', 'Maison de santé', '2026-02-28', 'other', now(), current_date from gen_random_uuid() as given (id)`,
  })
  await migrate(database.owner)
  const text = 'select party_name, act_on from objection.unsealed join objection.objection using (space_id, id)'
  assert.deepEqual(await database.app.query({ text }), [{ party_name: 'Maison de santé', act_on: '2026-02-28' }])
  await database.drop()
  await rm(folder, { recursive: true })
})

test('what was kept in clear before is sealed by a start, once, and nothing is lost of it', async () => {
  const { spaceId } = await openInvented(installation, 28_002)
  const id = await objectIn(installation, spaceId)
  const { owner, app } = installation.database
  await owner.query({ text: 'update objection.objection set details = null where id = $1', values: [id] })
  await owner.query({
    text: `insert into objection.unsealed values ($1, $2, 'Maison de santé', '2026-02-28')`,
    values: [spaceId, id],
  })
  const { keys, objections } = installation.carnet
  await sealOlderObjections(app, keys)
  await sealOlderObjections(app, keys)
  const [own] = await objections.listOwn(holderOf(spaceId))
  assert.deepEqual([own?.partyName, own?.actOn], ['Maison de santé', '2026-02-28'])
  assert.deepEqual(await owner.query({ text: 'select from objection.unsealed' }), [])
})
