import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { verifyLog } from '../src/journal/log/verify-log.ts'
import { verifyJournal } from '../src/journal/verify.ts'
import type { Connection } from '../src/platform/database/database.ts'
import { projectRoot } from '../src/platform/project.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  while ((await carnet.carnet.publicLog.sequence(1_000)) > 0);
})
after(() => carnet.close())

/** Runs `carnet journal verify` as an operator would, in a process of its own. */
const verify = (...options: string[]): Promise<{ code: number; text: string }> => {
  const { database, home, rootKeyFile, port, url } = carnet.settings
  const owner =
    database.kind === 'server' ? { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl ?? '' } : {}
  const env = {
    CARNET_MODE: 'demonstration',
    CARNET_HOME: home,
    ROOT_KEY_FILE: rootKeyFile,
    CARNET_PORT: String(port),
    CARNET_URL: url,
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(projectRoot, 'dist/src/main.js'), 'journal', 'verify', ...options],
      { env: { ...process.env, ...env, ...owner } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}${stderr}` }),
    )
  })
}

/** An entry that ends its chain and stands in the log. */
const sequencedEnd = () =>
  carnet.database.owner.query<{ space: string; n: string }>({
    text: `select c.space_id::text as space, c.n::text as n from journal.chain c
           join journal.log_leaf using (space_id, audience, n) where c.n > 1 limit 1`,
  })

test('the operator replays the whole journal and it holds', async () => {
  const { code, text } = await verify()
  assert.match(text, /The journal holds: \d+ entries in \d+ chains of \d+ spaces/)
  assert.match(text, /The public log holds: \d+ leaves, \d+ checkpoints/)
  assert.equal(code, 0)
})

test('what the holder reads is what was verified', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history')
  assert.match(await readMain(page), /Aminata DIALLO.*Chaque ligne est gardée|Chaque ligne est gardée.*Aminata DIALLO/)
  await checkAccessibility(browser, [page.url()])
})

test('the database refuses to rewrite the journal, even to its owner', async () => {
  const { owner } = carnet.database
  await assert.rejects(owner.query({ text: `update journal.entry set effect = 'refuse'` }), /append-only/)
  await assert.rejects(owner.query({ text: 'delete from journal.entry' }), /append-only/)
})

test('a chain cut short together with its head replays without a flaw, and the public log names what is gone', async () => {
  const { keys } = carnet.carnet
  const [named] = await sequencedEnd()
  const cut = carnet.database.owner.transaction(async (connection) => {
    await connection.query({ text: 'alter table journal.entry disable trigger user' })
    const values = [named?.space, named?.n]
    await connection.query({ text: 'delete from journal.entry where space_id = $1 and n = $2', values })
    await connection.query({
      text: `update journal.chain c set n = e.n, hash = e.hash from journal.entry e
             where c.space_id = $1 and e.space_id = $1 and e.n = $2::bigint - 1`,
      values,
    })
    const owner = { ...connection, snapshot: <T>(work: (same: Connection) => Promise<T>) => work(connection) }
    assert.deepEqual((await verifyJournal({ owner, keys })).flaws, [])
    const { flaws } = await verifyLog({ owner, keys, lateSeconds: 600 })
    assert.deepEqual(flaws, [{ at: `${named?.n} of chain main of space ${named?.space}`, what: 'entry-gone' }])
    throw new Error('put it back')
  })
  await assert.rejects(cut, /put it back/)
})

test('one byte changed by an owner who took that guard off names its entry, until it is put back', async () => {
  const { owner } = carnet.database
  await owner.query({ text: 'alter table journal.entry disable trigger user' })
  const entry = await owner.query<{ space: string; audience: string; n: string }>({
    text: `select space_id::text as space, audience, n::text as n from journal.entry
           where effect = 'permit' and act = 'list-documents' order by at limit 1`,
  })
  const { space = '', audience = '', n = '' } = entry[0] ?? {}
  const flipOneBit = () =>
    owner.query({
      text: `update journal.entry set body = set_byte(body, 40, get_byte(body, 40) # 1)
             where space_id = $1 and audience = $2 and n = $3`,
      values: [space, audience, n],
    })
  await flipOneBit()
  const { code, text } = await verify()
  assert.equal(code, 1, text)
  const named = [...text.matchAll(/^Entry .*?:/gm)].map(String)
  assert.deepEqual([...new Set(named)], [`Entry ${n} of chain ${audience} of space ${space}:`], text)
  await flipOneBit()
  assert.equal((await verify()).code, 0)
})

test('the last entry taken away is missed too', async () => {
  await carnet.database.owner.query({
    text: `delete from journal.entry where (space_id, audience, n) in
           (select space_id, audience, max(n) from journal.entry group by 1, 2 having max(n) > 3 limit 1)`,
  })
  const { code, text } = await verify('--json')
  assert.equal(code, 1, text)
  assert.match(text, /"holds":false.*head-wrong/)
})
