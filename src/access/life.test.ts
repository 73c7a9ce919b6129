import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import { journalOwner, verifyJournal } from '../journal/verify.ts'
import { createDatabase } from '../platform/database/database.ts'
import { randomId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import { foundSpace } from './found-space.ts'
import type { Act, Visitor } from './types.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const clock: Visitor = {
  actor: { kind: 'system', id: 'enrolment', name: 'Carnet' },
  authLevel: 'high',
  origin: { channel: 'jobs' },
}
const agent: Visitor = {
  actor: { kind: 'staff', id: 'agent', name: 'Agent', roles: ['operator'] },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
}
const laboratory: Visitor = {
  actor: { kind: 'software', id: 'lab', name: 'Laboratoire', facility: { id: '1', name: 'Laboratoire' } },
  authLevel: 'low',
  origin: { channel: 'fhir' },
}

const found = async (state: 'waiting' | 'open'): Promise<string> => {
  const spaceId = randomId()
  await kit.database.app.transaction((connection) =>
    foundSpace(connection, kit.keys, { spaceId, visitor: clock, relations: [], state }),
  )
  return spaceId
}

const visit = (visitor: Visitor, spaceId: string, act: Act) => ({ ...visitor, space: { spaceId }, act })

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'permitted'
  } catch (error) {
    if (error instanceof Problem) return error.reason
    throw error
  }
}

/** Leaves an encrypted object and its row in the space, as a deposit does. */
const deposit = async (spaceId: string): Promise<string> => {
  const prepared = await kit.door.prepare(visit(laboratory, spaceId, 'deposit-document'))
  const source = { bytes: Buffer.from('Glycémie 5,4 mmol/L'), contentType: 'text/plain', maxBytes: 1_000 }
  const blob = await prepared.seal(randomId(), source)
  await prepared.open((opened) => opened.vault.insertBlob(blob, { depositorId: 'lab', staged: false }))
  return blob.objectName
}

const erase = async (spaceId: string): Promise<void> => {
  const { value } = await kit.door.open(visit(clock, spaceId, 'erase-space'), (opened) => opened.erase())
  await kit.door.remove(value)
}

const close = (spaceId: string) =>
  kit.door.open(visit(holder(spaceId), spaceId, 'close-space'), (opened) => opened.changeState('closed'))

const flawsOf = async (spaceId: string): Promise<string[]> => {
  const owner = journalOwner(kit.database.owner)
  return (await verifyJournal({ owner, keys: kit.keys, spaceId })).flaws.map(({ what }) => what)
}

test('a waiting space takes deposits and shows nothing, to its person either', async () => {
  const spaceId = await found('waiting')
  await deposit(spaceId)
  const look = (visitor: Visitor, act: Act) =>
    reasonOf(kit.door.glance(visit(visitor, spaceId, act), async () => 'seen'))
  assert.equal(await look(holder(spaceId), 'list-documents'), 'own-space-waiting')
  assert.equal(await look(professional('care'), 'list-documents'), 'not-open-to-you')
  assert.equal(await look(agent, 'list-documents'), 'act-not-yours')
  assert.equal(await look(clock, 'list-documents'), 'act-not-yours')
})

test('a journal begins with on whose act it was founded: how surely, by which way, and in what capacity', async () => {
  const parent: Visitor = { ...holder(randomId()), actor: { kind: 'representative', id: 'parent', name: 'Paul' } }
  const beginningOf = async (founder: 'itself' | Visitor): Promise<string[]> => {
    const spaceId = randomId()
    const visitor = founder === 'itself' ? holder(spaceId) : founder
    await kit.database.app.transaction((connection) =>
      foundSpace(connection, kit.keys, { spaceId, visitor, relations: [], state: 'open' }),
    )
    const look = visit(holder(spaceId), spaceId, 'read-journal')
    const { value } = await kit.door.open(look, (opened) => opened.readEntries({ limit: 5 }))
    const { actor, authLevel, origin, reason, capacity } = value.at(-1)?.body ?? {}
    return [actor?.kind ?? '', authLevel ?? '', origin?.channel ?? '', reason ?? '', capacity ?? '']
  }
  assert.deepEqual(await beginningOf('itself'), ['holder', 'substantial', 'pages', 'own-space', 'holder'])
  const byParent = ['representative', 'substantial', 'pages', 'legal-representative', 'representative']
  assert.deepEqual(await beginningOf(parent), byParent)
  assert.deepEqual(await beginningOf(agent), ['staff', 'substantial', 'pages', 'operator-duty', 'operator'])
  assert.deepEqual(await beginningOf(clock), ['system', 'high', 'jobs', 'due-by-law', 'none'])
})

test('who represents a child opens, refuses and enters first, and does nothing else', async () => {
  const parent: Visitor = { ...holder(randomId()), actor: { kind: 'representative', id: 'parent', name: 'Paul' } }
  const spaceId = await found('waiting')
  const knock = (act: Act) => reasonOf(kit.door.open(visit(parent, spaceId, act), async () => 1))
  assert.equal(await knock('open-space'), 'permitted')
  for (const act of ['close-space', 'request-erasure', 'copy-space'] as const)
    assert.equal(await knock(act), 'act-not-yours')
  assert.equal(await knock('list-documents'), 'not-open-to-you')
  assert.equal(
    await reasonOf(kit.door.open(visit(holder(randomId()), spaceId, 'open-space'), async () => 1)),
    'not-open-to-you',
  )
})

test('no act of the holder leads out of a suspension, and nothing leaves the space', async () => {
  const spaceId = await found('open')
  await kit.door.open(visit(agent, spaceId, 'suspend-space'), (opened) => opened.changeState('suspended'))
  const knock = (visitor: Visitor, act: Act) => reasonOf(kit.door.open(visit(visitor, spaceId, act), async () => 1))
  assert.equal(await knock(holder(spaceId), 'copy-space'), 'own-space-suspended')
  for (const act of ['close-space', 'reopen-space', 'request-erasure', 'cancel-erasure'] as const)
    assert.equal(await knock(holder(spaceId), act), 'wrong-moment')
  assert.equal(await knock(holder(spaceId), 'resume-space'), 'act-not-yours')
  assert.equal(await knock(agent, 'request-erasure'), 'wrong-moment')
  assert.equal(await knock(clock, 'close-space'), 'permitted')
})

test('it opens once: the second opening finds it open', async () => {
  const spaceId = await found('waiting')
  const open = () => kit.door.open(visit(clock, spaceId, 'open-space'), (opened) => opened.changeState('open'))
  await open()
  assert.equal(await reasonOf(open()), 'wrong-moment')
  assert.equal(
    await reasonOf(kit.door.glance(visit(holder(spaceId), spaceId, 'list-documents'), async () => 1)),
    'permitted',
  )
})

test('a space with chains for fewer eyes is erased with a tombstone for each', async () => {
  const spaceId = await kit.foundSpace([])
  await depositOne(kit, spaceId, { secret: true })
  await depositOne(kit, spaceId, { withheld: true })
  await close(spaceId)
  assert.deepEqual(await flawsOf(spaceId), [])
  await erase(spaceId)
  assert.deepEqual(await flawsOf(spaceId), [])
})

test('of twenty openings at once one happens', async () => {
  const spaceId = await found('waiting')
  const open = () =>
    reasonOf(kit.door.open(visit(clock, spaceId, 'open-space'), (opened) => opened.changeState('open')))
  const outcomes = await Promise.all(Array.from({ length: 20 }, open))
  assert.equal(outcomes.filter((outcome) => outcome === 'permitted').length, 1)
  assert.ok(outcomes.every((outcome) => ['permitted', 'wrong-moment', 'space-busy'].includes(outcome)))
})

test('a closed space refuses everybody but its copy and its way back', async () => {
  const spaceId = await found('open')
  await close(spaceId)
  const knock = (visitor: Visitor, act: Act) => reasonOf(kit.door.open(visit(visitor, spaceId, act), async () => 1))
  assert.equal(await knock(holder(spaceId), 'list-documents'), 'own-space-closed')
  assert.equal(await knock(laboratory, 'deposit-document'), 'patient-not-known-here')
  assert.equal(await knock(holder(spaceId), 'copy-space'), 'permitted')
  await kit.door.open(visit(holder(spaceId), spaceId, 'reopen-space'), (opened) => opened.changeState('open'))
  assert.equal(await knock(holder(spaceId), 'list-documents'), 'permitted')
})

test('an open space is not erased, nor is any by its holder, by staff or from an act that erases nothing', async () => {
  const spaceId = await found('open')
  const knock = (visitor: Visitor, act: Act) =>
    reasonOf(kit.door.open(visit(visitor, spaceId, act), (opened) => opened.erase()))
  assert.equal(await knock(clock, 'erase-space'), 'wrong-moment')
  assert.equal(await knock(holder(spaceId), 'erase-space'), 'act-not-yours')
  assert.equal(await knock(agent, 'erase-space'), 'act-not-yours')
  await deposit(spaceId)
  await assert.rejects(kit.door.open(visit(holder(spaceId), spaceId, 'close-space'), (opened) => opened.erase()))
  const rows = await kit.database.owner.query({
    text: 'select from keys.space_key where space_id = $1',
    values: [spaceId],
  })
  assert.equal(rows.length, 1, 'the keys are still there')
})

test('erasure leaves no key, no row, no object; the chain holds by its signed tombstone', async () => {
  const spaceId = await found('open')
  const objectName = await deposit(spaceId)
  await close(spaceId)
  await erase(spaceId)
  const superuser = createDatabase({ ...kit.database.logins.superuser, max: 1 })
  for (const table of [
    'vault.blob',
    'vault.document',
    'keys.space_key',
    'access.relation',
    'access.emergency',
    'directory.locator',
  ]) {
    const rows = await superuser.query({ text: `select from ${table} where space_id = $1`, values: [spaceId] })
    assert.equal(rows.length, 0, table)
  }
  await superuser.close()
  const names: string[] = []
  for await (const { name } of kit.blobs.list()) names.push(name)
  assert.ok(!names.includes(objectName), 'its object is gone')
  assert.deepEqual(await flawsOf(spaceId), [])
  const knock = reasonOf(kit.door.glance(visit(holder(spaceId), spaceId, 'list-documents'), async () => 1))
  assert.equal(await knock, 'not-open-to-you', 'as if it had never been')
})

test('keys that vanish without a tombstone, or a tombstone that was changed, are found', async () => {
  const lost = await found('open')
  await kit.database.owner.query({ text: 'delete from keys.space_key where space_id = $1', values: [lost] })
  assert.deepEqual(await flawsOf(lost), ['keys-missing'])
  const erased = await found('open')
  await close(erased)
  await erase(erased)
  await kit.database.owner.query({ text: 'alter table journal.tombstone disable trigger user' })
  await kit.database.owner.query({
    text: `update journal.tombstone set act = 'oppose-space' where space_id = $1`,
    values: [erased],
  })
  assert.deepEqual(await flawsOf(erased), ['tombstone-wrong'])
  await kit.database.owner.query({ text: 'alter table journal.tombstone enable trigger user' })
})

test('the application deletes nothing in the vault behind any other entry', async () => {
  const spaceId = await found('open')
  await deposit(spaceId)
  const stolen = kit.door.open(visit(holder(spaceId), spaceId, 'close-space'), (opened) =>
    opened.alongside((connection) =>
      connection.query({ text: 'delete from vault.blob where space_id = $1 returning id', values: [spaceId] }),
    ),
  )
  assert.deepEqual((await stolen).value, [])
})
