import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createDatabase, type Database } from '../../src/platform/database/database.ts'
import { explainGapCommand, reconcileCommand } from '../../src/startup/commands/reconcile-journal.ts'
import { verifyJournalCommand } from '../../src/startup/commands/verify-journal.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { checkAccessibility } from '../../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../../tests/support/browser-errands.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { listen } from '../../tests/support/listening-terminal.ts'

let carnet: Installation
let spaceId: string
let superuser: Database
before(async () => {
  carnet = await openInstallation()
  superuser = createDatabase(carnet.database.logins.superuser)
  while ((await carnet.carnet.publicLog.sequence(1_000)) > 0);
  const [row] = await ask<{ space_id: string }>(
    `select space_id from vault.document group by 1 order by count(*) desc limit 1`,
  )
  spaceId = row?.space_id ?? ''
})
after(async () => {
  await superuser.close()
  await carnet.close()
})

/** As a superuser, whom no row security stops. */
const ask = <Row>(text: string, ...values: unknown[]): Promise<Row[]> => superuser.query<Row>({ text, values })

const reconcile = async (): Promise<{ code: number; printed: string[] }> => {
  const { terminal, printed } = listen()
  return { code: await reconcileCommand(carnet.carnet, false, terminal), printed }
}

/** Whether the journal holds, and what is said of it. */
const verify = async (): Promise<string> => {
  const { terminal, printed } = listen()
  const code = await verifyJournalCommand(carnet.carnet, { late: '600', json: false }, terminal)
  return `${code === 0} ${printed.join('\n')}`
}

const openGaps = async (): Promise<string[]> =>
  (
    await ask<{ gap: string }>(
      `select kind || ' ' || what as gap from journal.gap where explained_at is null order by id`,
    )
  ).map(({ gap }) => gap)

const explain = (gap: string) =>
  explainGapCommand(carnet.carnet, { gap, words: 'a drill', json: false }, listen().terminal)

const history = async (): Promise<string> => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history')
  await checkAccessibility(browser, [page.url()])
  return readMain(page)
}

test('a whole installation, with everything its start wrote, leaves no gap', async () => {
  assert.deepEqual(await openGaps(), [])
  assert.deepEqual(await reconcile(), { code: 0, printed: ['Nothing is unexplained.'] })
})

test('rows written beside the door are noted as they are written, told to the holder and to the operator until explained', async () => {
  await ask('update vault.document set archived = archived where space_id = $1', spaceId)
  assert.deepEqual(await openGaps(), ['write-without-entry document'])
  const { code, printed } = await reconcile()
  assert.equal(code, 1)
  assert.match(
    printed[0] ?? '',
    new RegExp(`^Gap 1, .* document of space ${spaceId}: rows were written without an entry`),
  )
  assert.match(await history(), /Quelque chose a changé dans votre dossier sans laisser de ligne/)
  assert.equal(await carnet.carnet.monitor.count(), 1)
  assert.match(await verify(), /^false .*1 gaps are unexplained/s)
  await assert.rejects(explain('99'), { reason: 'gap-unknown' })
  await explain('1')
  await assert.rejects(explain('1'), { reason: 'gap-unknown' })
  assert.equal((await reconcile()).code, 0)
  assert.match(await verify(), /^true /)
  assert.doesNotMatch(await history(), /sans laisser de ligne/)
})

test('rows added or taken away beside the door, in each table of the vault', async () => {
  for (const table of ['document', 'submission', 'blob', 'transfer', 'legacy_history']) {
    const count = async () => (await ask(`select from vault.${table} where space_id = $1`, spaceId)).length
    if ((await count()) === 0) continue
    const already = (await openGaps()).length
    await assert.rejects(
      superuser.transaction(async (connection) => {
        await connection.query({ text: `delete from vault.${table} where space_id = $1`, values: [spaceId] })
        const noted = await connection.query({
          text: `select from journal.gap where what = $1 and explained_at is null`,
          values: [table],
        })
        assert.equal(noted.length, 1, table)
        throw new Error('take it back')
      }),
      /take it back/,
    )
    assert.equal((await openGaps()).length, already)
  }
})

test('the proofs late: the history says so at once, the monitor notes from when to when', async () => {
  await history()
  const aged = `update journal.unsequenced set at = at - interval '1 hour'`
  await ask(aged)
  assert.match(await history(), /Les preuves publiques de l’historique ont pris du retard/)
  assert.equal(await carnet.carnet.monitor.count(), 1, 'counted before a worker has noted it')
  await carnet.carnet.monitor.look()
  await carnet.carnet.monitor.look()
  assert.deepEqual(await openGaps(), ['log-late log'])
  assert.equal(await carnet.carnet.monitor.count(), 1)
  assert.match(await history(), /ont pris du retard/)
  await ask(
    `update journal.unsequenced u set at = e.at from journal.entry e where (e.space_id, e.audience, e.n) = (u.space_id, u.audience, u.n)`,
  )
  const [late] = await ask<{ id: string }>(`select id from journal.gap where kind = 'log-late'`)
  await assert.rejects(explain(late?.id ?? ''), { reason: 'gap-unknown' })
  while ((await carnet.carnet.publicLog.sequence(1_000)) > 0);
  await carnet.carnet.monitor.look()
  assert.match((await reconcile()).printed[0] ?? '', / to .* log: entries waited too long/)
  assert.match(await history(), /ont pris du retard/, 'told for a while after it ended')
  await explain(late?.id ?? '')
  assert.doesNotMatch(await history(), /ont pris du retard/)
})

test('somebody reads a whole table of the vault: the database’s own count tells', async () => {
  await superuser.transaction(async (connection) => {
    await connection.query({ text: 'alter table vault.legacy_history disable trigger user' })
    await connection.query({
      text: `insert into vault.legacy_history (space_id, id, at, origin, sealed)
        select $1::uuid, gen_random_uuid(), now(), 'legacy', '\\x00' from generate_series(1, 12000)`,
      values: [spaceId],
    })
    await connection.query({ text: 'alter table vault.legacy_history enable trigger user' })
  })
  const readThenLook = async (text: string): Promise<void> => {
    await superuser.transaction(async (connection) => {
      await connection.query({ text })
      await connection.query({ text: 'select pg_stat_force_next_flush()' })
    })
    await carnet.carnet.monitor.look()
  }
  await readThenLook('analyze vault.legacy_history')
  assert.deepEqual(await openGaps(), [])
  await readThenLook(`select from vault.legacy_history where space_id = '${spaceId}' limit 10`)
  assert.deepEqual(await openGaps(), [])
  await readThenLook('select sum(length(sealed)) from vault.legacy_history')
  assert.deepEqual(await openGaps(), ['table-read legacy_history'])
  const [gap] = await ask<{ id: string }>(`select id from journal.gap where kind = 'table-read'`)
  await explain(gap?.id ?? '')
})

test('counts that began anew', async () => {
  await carnet.carnet.monitor.look()
  await ask(`update journal.read_count set rows_read = rows_read + 1000 where table_name = 'blob'`)
  await carnet.carnet.monitor.look()
  assert.deepEqual(await openGaps(), ['counts-reset blob'])
})

test('the application explains nothing, and forges no gap of a space', async () => {
  const { app } = carnet.database
  await assert.rejects(
    app.query({
      text: `insert into journal.gap (kind, what, space_id) values ('write-without-entry', 'x', gen_random_uuid())`,
    }),
    /row-level security/,
  )
  for (const text of ['delete from journal.gap', `update journal.gap set explained_at = now(), explanation = 'x'`]) {
    await assert.rejects(app.query({ text }), /permission denied/)
  }
})
