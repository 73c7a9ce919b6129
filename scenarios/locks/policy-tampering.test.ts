import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { everybody } from '../../src/access/policy.ts'
import type { Act, Visitor } from '../../src/access/types.ts'
import { Problem } from '../../src/platform/problem.ts'
import { depositOne, depositor } from './deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from './door-kit.ts'

// The insider of security.md T32: an owner of the database who adds a tie, lifts a block or puts back what once stood.
// Not stopped here: putting back the head row and every row of an earlier day together. The code over them was true once.

let kit: DoorKit
let mine: string
let other: string
let documentId: string
const doctors = ['treating', 'care', 'blocked', 'stranger']

const block = (spaceId: string, partyId: string) =>
  kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'block-professional', partyId }, (opened) =>
    opened.setBlock({ partyId, blocked: true }),
  )

before(async () => {
  kit = await openDoorKit()
  const ties = [
    { partyId: 'treating', kind: 'treating-doctor' },
    { partyId: 'care', kind: 'care-team' },
    { partyId: 'blocked', kind: 'care-team' },
  ] as const
  mine = await kit.foundSpace([...ties])
  other = await kit.foundSpace([...ties])
  documentId = (await depositOne(kit, mine)).id
  await block(mine, 'blocked')
  await block(mine, 'nobody')
})
after(() => kit.close())

interface Statement {
  text: string
  values: unknown[]
}

/** The whole policy of a space as one row: what tampering changes, and what is put back afterwards. */
interface Snapshot {
  epoch: string
  state: string
  mac: string
  relations: string
  blocks: string
}

const snapshotOf = async (spaceId: string): Promise<Snapshot> => {
  const [row] = await kit.database.owner.query<Snapshot>({
    text: `select epoch, state, encode(policy_mac, 'hex') as mac,
        (select coalesce(json_agg(r order by party_id, kind), '[]')::text from access.relation r where space_id = $1) as relations,
        (select coalesce(json_agg(b order by party_id), '[]')::text from access.block b where space_id = $1) as blocks
      from access.space where space_id = $1`,
    values: [spaceId],
  })
  if (!row) throw new Error('no such space')
  return row
}

const restore = (spaceId: string, { epoch, state, mac, relations, blocks }: Snapshot): Promise<void> =>
  kit.database.owner.transaction(async (connection) => {
    const run = (text: string, ...values: unknown[]) => connection.query({ text, values: [spaceId, ...values] })
    await run('delete from access.relation where space_id = $1')
    await run('delete from access.block where space_id = $1')
    const text = (table: string): string =>
      `insert into ${table} select (json_populate_recordset(null::${table}, $1::json)).*`
    await connection.query({ text: text('access.relation'), values: [relations] })
    await connection.query({ text: text('access.block'), values: [blocks] })
    const head = `update access.space set epoch = $2, state = $3, policy_mac = decode($4, 'hex') where space_id = $1`
    await run(head, epoch, state, mac)
  })

const party = fc.constantFrom('treating', 'care', 'blocked', 'stranger', 'nobody', '1750000001', everybody)
const kind = fc.constantFrom('treating-doctor', 'care-team', 'author')
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString())

const statement = (text: string, ...values: fc.Arbitrary<unknown>[]): fc.Arbitrary<Statement> =>
  fc.tuple(...values).map((given) => ({ text, values: given }))

/** One thing an owner can do to the policy of the space `$1`. */
const tampering: fc.Arbitrary<Statement> = fc.oneof(
  statement('insert into access.relation values ($1, $2, $3, $4) on conflict do nothing', party, kind, instant),
  statement('delete from access.relation where space_id = $1 and party_id = $2', party),
  statement('update access.relation set since = $3 where space_id = $1 and party_id = $2', party, instant),
  statement(
    `update access.relation r set kind = $3 where space_id = $1 and party_id = $2
       and kind = (select min(kind) from access.relation where space_id = $1 and party_id = $2)
       and not exists (select from access.relation where space_id = $1 and party_id = $2 and kind = $3)`,
    party,
    kind,
  ),
  statement(
    `update access.relation r set party_id = $3 where space_id = $1 and party_id = $2
       and not exists (select from access.relation o where o.space_id = $1 and o.party_id = $3)`,
    party,
    party,
  ),
  statement('insert into access.block values ($1, $2, $3) on conflict do nothing', party, instant),
  statement('delete from access.block where space_id = $1 and party_id = $2', party),
  statement('update access.block set since = $3 where space_id = $1 and party_id = $2', party, instant),
  statement('update access.space set epoch = epoch + $2 where space_id = $1', fc.integer({ min: -3, max: 3 })),
  statement('update access.space set state = $2 where space_id = $1', fc.constantFrom('open', 'closed')),
  statement(
    `update access.space set policy_mac = set_byte(policy_mac, $2, get_byte(policy_mac, $2) # $3)
      where space_id = $1 and length(policy_mac) = 32`,
    fc.integer({ min: 0, max: 31 }),
    fc.integer({ min: 0, max: 255 }),
  ),
  statement(
    "update access.space set policy_mac = decode($2, 'hex') where space_id = $1",
    fc.constantFrom('', '00', 'ff'.repeat(32)),
  ),
)

const outcomeOf = (visitor: Visitor, act: Act): Promise<string> => {
  const visit = { ...visitor, space: { spaceId: mine }, act }
  return kit.door
    .open(act === 'read-document' ? { ...visit, documentId } : visit, async ({ vault, require, prefilter }) =>
      act === 'read-document'
        ? require(await vault.findDocument(documentId))
        : vault.listDocuments({ prefilter }, { sort: 'created_at', descending: true, limit: 5 }),
    )
    .then(
      () => 'permit',
      (error: unknown) => (error instanceof Problem ? error.reason : 'fault'),
    )
}

const professionalOutcomes = async (): Promise<string[]> => {
  const outcomes: string[] = []
  for (const name of doctors) {
    outcomes.push(await outcomeOf(professional(name), 'list-documents'))
    outcomes.push(await outcomeOf(professional(name), 'read-document'))
  }
  return outcomes
}

const shut = ['not-open-to-you', 'document-not-open']
const asWritten = ['permit', 'permit', 'permit', 'permit', ...shut, ...shut]

const lastReasons = async (count: number): Promise<string[]> => {
  const keys = await kit.keys.spaceKeys(mine)
  const rows = await kit.database.owner.query<{ body: Buffer }>({
    text: 'select body from journal.entry where space_id = $1 order by n desc limit $2',
    values: [mine, count],
  })
  return rows.map(({ body }) => /"reason":"([a-z-]+)"/.exec(keys.openJournal(body).body.toString())?.[1] ?? '')
}

const tryTampering = async (statements: Statement[], untouched: Snapshot): Promise<'changed' | 'same'> => {
  for (const { text, values } of statements) await kit.database.owner.query({ text, values: [mine, ...values] })
  const changed = JSON.stringify(await snapshotOf(mine)) !== JSON.stringify(untouched)
  const outcomes = await professionalOutcomes()
  assert.deepEqual(outcomes, changed ? doctors.flatMap(() => shut) : asWritten)
  if (changed) assert.deepEqual(new Set(await lastReasons(outcomes.length)), new Set(['policy-damaged']))
  return changed ? 'changed' : 'same'
}

test('whatever the owner changes in a policy, no professional enters; put back to the byte, they do', async () => {
  const untouched = await snapshotOf(mine)
  const seen = { changed: 0, same: 0 }
  const property = fc.asyncProperty(fc.array(tampering, { minLength: 1, maxLength: 3 }), async (statements) => {
    try {
      seen[await tryTampering(statements, untouched)] += 1
    } finally {
      await restore(mine, untouched)
    }
  })
  await fc.assert(property, { numRuns: 200 })
  assert.ok(seen.changed > 100, `only ${seen.changed} tamperings changed anything`)
  assert.deepEqual(await professionalOutcomes(), asWritten)
})

test('rows of another day or of another space do not open either', async () => {
  const today = await snapshotOf(mine)
  const elsewhere = await snapshotOf(other)
  await kit.door.open({ ...holder(mine), space: { spaceId: mine }, act: 'unblock-professional' }, (opened) =>
    opened.setBlock({ partyId: 'blocked', blocked: false }),
  )
  const unblocked = await snapshotOf(mine)
  assert.notEqual(unblocked.mac, today.mac)
  const mixtures = [
    { ...unblocked, blocks: today.blocks },
    { ...today, blocks: unblocked.blocks },
    { ...unblocked, mac: today.mac },
    { ...unblocked, epoch: today.epoch },
    { ...unblocked, epoch: today.epoch, mac: today.mac },
    { ...unblocked, blocks: today.blocks, epoch: today.epoch },
    { ...elsewhere, relations: unblocked.relations, blocks: '[]' },
  ]
  for (const mixture of mixtures) {
    await restore(mine, mixture)
    assert.deepEqual(
      await professionalOutcomes(),
      doctors.flatMap(() => shut),
    )
  }
  await restore(mine, today)
})

test('a damaged policy is owned up to only to the holder and to depositors', async () => {
  const untouched = await snapshotOf(mine)
  await kit.database.owner.query({
    text: `delete from access.block where space_id = $1 and party_id = 'nobody'`,
    values: [mine],
  })
  assert.equal(await outcomeOf(holder(mine), 'list-documents'), 'space-damaged')
  assert.equal(await outcomeOf(depositor, 'deposit-document'), 'space-damaged')
  assert.equal(await outcomeOf(professional('stranger'), 'deposit-document'), 'space-damaged')
  await restore(mine, untouched)
  assert.equal(await outcomeOf(holder(mine), 'list-documents'), 'permit')
})
