import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Connection } from '../../src/platform/database/database.ts'
import { verifyJournal, type Flaw, type Verdict } from '../../src/journal/verify.ts'
import { verifyJournalCommand } from '../../src/startup/commands/verify-journal.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

let carnet: Installation
/** an entry in the middle of a chain, about no document yet: giving it one is a change too */
let chosen: { spaceId: string; n: string }
before(async () => {
  carnet = await openInstallation()
  const [row] = await carnet.database.owner.query<{ space_id: string; n: string }>({
    text: `select e.space_id, e.n from journal.entry e join journal.chain c using (space_id, audience)
      where e.document_id is null and e.n > 1 and e.n < c.n limit 1`,
  })
  assert.ok(row)
  chosen = { spaceId: row.space_id, n: row.n }
})
after(() => carnet.close())

/** One byte, or the least that can be, changed in each column by somebody who owns the database. */
const changes: Readonly<Record<string, string>> = {
  space_id: `space_id = gen_random_uuid()`,
  audience: `audience = 'withheld-from-holder'`,
  n: `n = 1000000`,
  at: `at = at + interval '1 millisecond'`,
  effect: `effect = case effect when 'permit' then 'refuse' else 'permit' end`,
  reach: `reach = case reach when 'look' then 'change' else 'look' end`,
  act: `act = overlay(act placing 'x' from 1)`,
  document_id: `document_id = gen_random_uuid()`,
  transaction_id: `transaction_id = (transaction_id::text::bigint + 1)::text::xid8`,
  commitment: `commitment = set_byte(commitment, 0, get_byte(commitment, 0) # 1)`,
  body: `body = set_byte(body, octet_length(body) - 1, get_byte(body, octet_length(body) - 1) # 1)`,
  hash: `hash = set_byte(hash, 31, get_byte(hash, 31) # 1)`,
}

class Undone extends Error {}

/** What a verification finds while a statement of the owner's stands; the statement is taken back afterwards. */
const verdictAfter = async (...statements: string[]): Promise<Verdict> => {
  const seen: Verdict[] = []
  const spoil = async (connection: Connection): Promise<never> => {
    for (const text of ['alter table journal.entry disable trigger append_only', ...statements]) {
      await connection.query({ text })
    }
    seen.push(
      await verifyJournal({ owner: { ...connection, snapshot: (work) => work(connection) }, keys: carnet.carnet.keys }),
    )
    throw new Undone()
  }
  await assert.rejects(carnet.database.owner.transaction(spoil), Undone)
  const [verdict] = seen
  assert.ok(verdict)
  return verdict
}

const where = (): string => `where space_id = '${chosen.spaceId}' and n = ${chosen.n}`

const names = (flaws: readonly Flaw[], n: string): boolean =>
  flaws.some((flaw) => flaw.spaceId === chosen.spaceId && flaw.n === n)

test('every column of an entry has its case here', async () => {
  const columns = await carnet.database.owner.query<{ name: string }>({
    text: `select column_name as name from information_schema.columns where table_schema = 'journal' and table_name = 'entry'`,
  })
  assert.deepEqual(columns.map(({ name }) => name).toSorted(), Object.keys(changes).toSorted())
})

for (const [column, change] of Object.entries(changes)) {
  test(`a byte changed in ${column} is found, and the entry is named`, async () => {
    const { flaws } = await verdictAfter(`update journal.entry set ${change} ${where()}`)
    assert.ok(flaws.length > 0)
    // An entry that was moved away is missing where it stood: the one after it stands in its place.
    const moved = ['space_id', 'audience', 'n'].includes(column)
    const next = String(BigInt(chosen.n) + 1n)
    assert.ok(names(flaws, chosen.n) || (moved && names(flaws, next)), JSON.stringify(flaws))
  })
}

test('an entry taken out, the last ones taken out, a head put back or taken away are found', async () => {
  const chain = `where space_id = '${chosen.spaceId}' and audience = 'main'`
  const last = `delete from journal.entry ${chain} and n = (select max(n) from journal.entry ${chain})`
  for (const [statements, what] of [
    [[`delete from journal.entry ${where()}`], 'number-missing'],
    [[last], 'head-wrong'],
    [[`update journal.chain set n = n + 1 ${chain}`], 'head-wrong'],
    [[`update journal.chain set hash = sha256(hash) ${chain}`], 'head-wrong'],
    [[`delete from journal.chain ${chain}`], 'head-missing'],
  ] as const) {
    const { flaws } = await verdictAfter(...statements)
    assert.ok(
      flaws.some((flaw) => flaw.what === what && flaw.spaceId === chosen.spaceId),
      JSON.stringify(flaws),
    )
  }
})

test('two entries that change places are both found', async () => {
  const next = BigInt(chosen.n) + 1n
  const swap = [
    `update journal.entry set n = -1 ${where()}`,
    `update journal.entry set n = ${chosen.n} where space_id = '${chosen.spaceId}' and n = ${next}`,
    `update journal.entry set n = ${next} where space_id = '${chosen.spaceId}' and n = -1`,
  ]
  const { flaws } = await verdictAfter(...swap)
  assert.ok(names(flaws, chosen.n) && names(flaws, String(next)), JSON.stringify(flaws))
})

const runVerify = async (): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = []
  const terminal = {
    print: (text: string) => void lines.push(text),
    progress: () => {},
    fail: () => {},
    readInput: async () => '',
  }
  return { code: await verifyJournalCommand(carnet.carnet, { late: '600', json: false }, terminal), lines }
}

test('the command says that the journal holds, names the entry while it does not, and holds again once put right', async () => {
  const { owner } = carnet.database
  const flip = `update journal.entry set commitment = set_byte(commitment, 0, get_byte(commitment, 0) # 1) ${where()}`
  const spoil = async (): Promise<void> =>
    owner.transaction(async (connection) => {
      await connection.query({ text: 'alter table journal.entry disable trigger append_only' })
      await connection.query({ text: flip })
      await connection.query({ text: 'alter table journal.entry enable trigger append_only' })
    })
  const sound = await runVerify()
  assert.equal(sound.code, 0)
  assert.match(sound.lines.join('\n'), /The journal holds: \d+ entries/)
  await spoil()
  const spoilt = await runVerify()
  assert.equal(spoilt.code, 1)
  assert.ok(spoilt.lines.some((text) => text.startsWith(`Entry ${chosen.n} of chain main of space ${chosen.spaceId}`)))
  await spoil()
  assert.equal((await runVerify()).code, 0)
})
