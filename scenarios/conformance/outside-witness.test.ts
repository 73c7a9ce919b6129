import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { checkJournalCommand } from '../../src/startup/commands/check-journal.ts'
import { rotateLogKeyCommand } from '../../src/startup/commands/manage-keys.ts'
import { verifyJournalCommand } from '../../src/startup/commands/verify-journal.ts'
import { trustWitnessCommand, witnessCommand } from '../../src/startup/commands/witness-log.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { listen } from '../../tests/support/listening-terminal.ts'
import { createCaller } from './support/caller.ts'

let carnet: Installation
let folder: string
let file: string
let firstKey: string
before(async () => {
  carnet = await openInstallation()
  folder = await mkdtemp(join(tmpdir(), 'carnet-witness-'))
  file = join(folder, 'witness.json')
  await grow()
  firstKey = (await get('key')).trim()
})
after(async () => {
  await carnet.close()
  await rm(folder, { recursive: true })
})

const grow = async (): Promise<void> => {
  const call = createCaller(carnet)
  await call(
    'dr-moreau',
    'DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989&status=current',
  )
  while ((await carnet.carnet.publicLog.sequence(1_000)) > 0);
}

const get = async (path: string): Promise<string> => {
  const answer = await fetch(`${carnet.origin}/log/${path}`)
  return answer.ok ? answer.text() : String(answer.status)
}

const look = async (options: { log?: string; key?: string; name?: string } = {}): Promise<string[]> => {
  const { terminal, printed } = listen()
  assert.equal(await witnessCommand({ file, json: false, ...options }, terminal), 0)
  return printed
}

const verify = async (): Promise<{ code: number; printed: string[] }> => {
  const { terminal, printed } = listen()
  return {
    code: await verifyJournalCommand(carnet.carnet, { late: '600', witness: file, json: false }, terminal),
    printed,
  }
}

test('a witness begins with a pinned key, is trusted, and cosigns what everybody can fetch', async () => {
  await assert.rejects(look(), { reason: 'witness-file-unreadable' })
  const [said = ''] = await look({ log: `${carnet.origin}/log`, key: firstKey, name: 'witness.example/w1' })
  const key = /carnet journal trust (\S+)$/.exec(said)?.[1] ?? ''
  assert.equal((await stat(file)).mode & 0o077, 0)
  assert.equal(await get('witnessed'), '404')
  assert.equal(await trustWitnessCommand(carnet.carnet, { key, json: false }, listen().terminal), 0)
  assert.match((await look())[0] ?? '', /cosigned/)
  assert.match(await get('checkpoint'), /\n— \S+ \S+\n— witness\.example\/w1 \S+\n$/)
  assert.equal(await get('witnessed'), await get('checkpoint'))
})

test('it follows the log over a handover of its key, and so does who checks a file with the old one', async () => {
  assert.equal(await rotateLogKeyCommand(carnet.carnet, false, listen().terminal), 0)
  await grow()
  assert.match((await look())[0] ?? '', /cosigned/)
  const journal = join(folder, 'journal.json')
  const [handovers, call] = [join(folder, 'keys'), carnet.carnet.history]
  const [{ id } = { id: '' }] = await carnet.database.owner.query<{ id: string }>({
    text: `select space_id as id from journal.entry group by 1 order by count(*) desc limit 1`,
  })
  const visitor = {
    actor: { kind: 'holder', id, name: 'Dominique' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  await writeFile(journal, await call.exportJournal(visitor, id))
  await writeFile(handovers, await get('keys'))
  const check = (options: object) => checkJournalCommand({ file: journal, json: false, ...options }, listen().terminal)
  assert.equal(await check({}), 0)
  assert.equal(await check({ key: firstKey }), 1)
  assert.equal(await check({ key: firstKey, handovers }), 0)
  assert.equal(await check({ key: firstKey.replace('localhost', 'otherhost'), handovers }), 1)
})

test('the operator compares with what the witness remembers, and a log that forgot is contradicted', async () => {
  assert.equal((await verify()).code, 0)
  const kept = await readFile(file, 'utf8')
  const parsed: unknown = JSON.parse(kept)
  assert.ok(typeof parsed === 'object' && parsed !== null)
  await writeFile(file, JSON.stringify({ ...parsed, seen: { size: 3, root: Buffer.alloc(32).toString('base64') } }))
  const { code, printed } = await verify()
  assert.equal(code, 1)
  assert.match(printed.join('\n'), /Public log, size 3: the tree that the witness saw/)
  await assert.rejects(look(), { reason: 'log-contradicts' })
  await writeFile(file, kept)
  await look()
  await writeFile(file, 'not a file')
  await assert.rejects(look(), { reason: 'witness-file-unreadable' })
})
