import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, professional, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import type { Connection, Statement } from '../platform/database/database.ts'
import { journalOwner, verifyJournal, type JournalOwner, type Verdict } from './verify.ts'

let kit: DoorKit
let owner: JournalOwner
before(async () => {
  kit = await openDoorKit()
  owner = journalOwner(kit.database.owner)
})
after(() => kit.close())

const look = (spaceId: string) => {
  const visit = { ...professional('care'), space: { spaceId }, act: 'list-documents' } as const
  return kit.door.glance(visit, async () => 'seen')
}

/** A space whose main chain has six entries. */
const sixEntries = async (): Promise<string> => {
  const spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  for (let number = 0; number < 4; number += 1) await look(spaceId)
  await kit.door
    .glance({ ...professional('stranger'), space: { spaceId }, act: 'list-documents' }, async () => 'seen')
    .catch(() => {})
  return spaceId
}

const verify = (spaceId: string): Promise<Verdict> => verifyJournal({ owner, keys: kit.keys, spaceId })

/** As the insider who owns the tables: takes the trigger away, does it, puts it back. */
const asInsider = (work: (connection: Connection) => Promise<unknown>): Promise<void> =>
  kit.database.owner.transaction(async (connection) => {
    await connection.query({ text: 'alter table journal.entry disable trigger user' })
    await work(connection)
    await connection.query({ text: 'alter table journal.entry enable trigger user' })
  })

const change = (spaceId: string, text: string): Promise<void> =>
  asInsider((connection) => connection.query({ text, values: [spaceId] }))

const flawsOf = async (spaceId: string): Promise<string[]> =>
  (await verify(spaceId)).flaws.map(({ n, what }) => `${n} ${what}`)

test('an untouched chain holds: every entry replayed, every body opened', async () => {
  const spaceId = await sixEntries()
  assert.deepEqual(await verify(spaceId), { spaces: 1, chains: 1, pruned: 0, entries: 6, opened: 6, flaws: [] })
})

const columns = {
  at: "at + interval '1 millisecond'",
  effect: "case effect when 'permit' then 'refuse' else 'permit' end",
  reach: "case reach when 'look' then 'change' else 'look' end",
  act: "'read-document'",
  document_id: 'gen_random_uuid()',
  transaction_id: '(transaction_id::text::bigint + 1)::text::xid8',
} as const

for (const [column, value] of Object.entries(columns)) {
  test(`one entry's ${column} changed: that entry is named, and no other`, async () => {
    const spaceId = await sixEntries()
    await change(spaceId, `update journal.entry set ${column} = ${value} where space_id = $1 and n = 3`)
    // The sealed body holds a copy of what is known before the row has its place.
    const copied = ['effect', 'reach', 'act', 'document_id'].includes(column)
    assert.deepEqual(await flawsOf(spaceId), ['3 hash-wrong', ...(copied ? ['3 body-changed'] : [])])
  })
}

test('a column changed in clear and every hash after it made anew: the sealed body tells', async () => {
  const spaceId = await sixEntries()
  await asInsider(async (connection) => {
    await connection.query({
      text: "update journal.entry set act = 'read-identity' where space_id = $1 and n = 3",
      values: [spaceId],
    })
    for (const n of [3, 4, 5, 6]) {
      await connection.query({
        text: `update journal.entry e
          set hash = journal.entry_hash(e, (select hash from journal.entry p where p.space_id = $1 and p.n = $2::bigint - 1))
          where space_id = $1 and n = $2`,
        values: [spaceId, n],
      })
    }
    await connection.query({
      text: `update journal.chain c set hash = (select hash from journal.entry e where e.space_id = $1 and e.n = 6)
        where space_id = $1`,
      values: [spaceId],
    })
  })
  assert.deepEqual(await flawsOf(spaceId), ['3 body-changed'])
})

for (const column of ['commitment', 'body', 'hash'] as const) {
  test(`one bit of one entry's ${column} changed: that entry is named`, async () => {
    const spaceId = await sixEntries()
    const flip = `set_byte(${column}, length(${column}) - 1, get_byte(${column}, length(${column}) - 1) # 1)`
    await change(spaceId, `update journal.entry set ${column} = ${flip} where space_id = $1 and n = 3`)
    const follows = column === 'hash' ? ['4 hash-wrong'] : ['3 body-changed']
    assert.deepEqual(await flawsOf(spaceId), ['3 hash-wrong', ...follows])
  })
}

test('a body and its commitment made anew, with the hash to fit: the next entry tells', async () => {
  const spaceId = await sixEntries()
  const sealed = (await kit.keys.spaceKeys(spaceId)).sealJournal(Buffer.from('{"actor":"nobody"}'))
  await asInsider(async (connection) => {
    await connection.query({
      text: 'update journal.entry set commitment = $2, body = $3 where space_id = $1 and n = 3',
      values: [spaceId, sealed.commitment, sealed.body],
    })
    await connection.query({
      text: `update journal.entry e set hash = journal.entry_hash(e, (select hash from journal.entry p where p.space_id = $1 and p.n = 2))
        where space_id = $1 and n = 3`,
      values: [spaceId],
    })
  })
  assert.deepEqual(await flawsOf(spaceId), ['3 body-changed', '4 hash-wrong'])
})

test('an entry deleted in the middle: its number is named', async () => {
  const spaceId = await sixEntries()
  await change(spaceId, 'delete from journal.entry where space_id = $1 and n = 3')
  assert.deepEqual(await flawsOf(spaceId), ['3 number-missing'])
})

test('an entry deleted and the others moved up: the first moved one is named', async () => {
  const spaceId = await sixEntries()
  await change(spaceId, 'delete from journal.entry where space_id = $1 and n = 3')
  for (const n of [4, 5, 6]) {
    await change(spaceId, `update journal.entry set n = n - 1 where space_id = $1 and n = ${n}`)
  }
  assert.equal((await flawsOf(spaceId))[0], '3 hash-wrong')
})

test('the last entry deleted: the head tells', async () => {
  const spaceId = await sixEntries()
  await change(spaceId, 'delete from journal.entry where space_id = $1 and n = 6')
  assert.deepEqual(await flawsOf(spaceId), ['6 head-wrong'])
})

test('the head changed, in number or in hash', async () => {
  const spaceId = await sixEntries()
  await change(spaceId, 'update journal.chain set n = 7 where space_id = $1')
  assert.deepEqual(await flawsOf(spaceId), ['7 head-wrong'])
  await change(spaceId, "update journal.chain set n = 6, hash = decode(repeat('00', 32), 'hex') where space_id = $1")
  assert.deepEqual(await flawsOf(spaceId), ['6 head-wrong'])
})

test('the head deleted, with its entries or without', async () => {
  const spaceId = await sixEntries()
  await change(spaceId, 'delete from journal.chain where space_id = $1')
  assert.deepEqual(await flawsOf(spaceId), ['0 head-missing'])
  await change(spaceId, 'delete from journal.entry where space_id = $1')
  assert.deepEqual(await flawsOf(spaceId), ['0 head-missing'])
  const whole = await verifyJournal({ owner, keys: kit.keys })
  assert.ok(whole.flaws.some((flaw) => flaw.spaceId === spaceId))
})

test('two entries swapped: both are named', async () => {
  const spaceId = await sixEntries()
  for (const [from, to] of [
    [3, 99],
    [4, 3],
    [99, 4],
  ] as const) {
    await change(spaceId, `update journal.entry set n = ${to} where space_id = $1 and n = ${from}`)
  }
  assert.deepEqual((await flawsOf(spaceId)).slice(0, 2), ['3 hash-wrong', '4 hash-wrong'])
})

test('an entry moved to another space: missing here, foreign there', async () => {
  const [from, to] = [await sixEntries(), await sixEntries()]
  await change(from, `update journal.entry set space_id = '${to}', n = 7 where space_id = $1 and n = 6`)
  assert.deepEqual(await flawsOf(from), ['6 head-wrong'])
  assert.deepEqual(await flawsOf(to), ['7 hash-wrong', '7 body-changed', '6 head-wrong'])
})

test('the keys of a space gone without a word: its chain can still be replayed, and that its keys are missing is said', async () => {
  const spaceId = await sixEntries()
  await kit.database.app.transaction((connection) => kit.keys.shredSpace(connection, spaceId))
  assert.deepEqual(await verify(spaceId), {
    spaces: 1,
    chains: 1,
    pruned: 0,
    entries: 6,
    opened: 0,
    flaws: [{ spaceId, audience: 'main', n: '6', what: 'keys-missing' }],
  })
})

test('a journal that is written between the head and the entries holds all the same', async () => {
  const spaceId = await sixEntries()
  const disturbed: JournalOwner = {
    query: (statement) => owner.query(statement),
    snapshot: (work) =>
      owner.snapshot((connection) =>
        work({ query: <Row>(statement: Statement) => connection.query<Row>(statement).finally(() => look(spaceId)) }),
      ),
  }
  assert.deepEqual((await verifyJournal({ owner: disturbed, keys: kit.keys, spaceId })).flaws, [])
  assert.ok((await verify(spaceId)).entries > 6)
})

test('listening to the entries in order, of every space when none is named', async () => {
  const spaceId = await sixEntries()
  const heard: string[] = []
  const { keys } = kit
  await verifyJournal({ owner, keys, spaceId, onEntry: ({ n, act }) => heard.push(`${n} ${act}`) })
  assert.deepEqual(heard.slice(0, 2), ['1 open-space', '2 list-documents'])
  assert.equal(heard.length, 6)
  assert.ok((await verifyJournal({ owner, keys })).spaces > 5)
  const lines = await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'read-journal' }, (opened) =>
    opened.readEntries({ limit: 100 }),
  )
  assert.equal(lines.value.length, 7)
})
