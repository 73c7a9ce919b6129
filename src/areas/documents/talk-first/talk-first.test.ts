import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { sampleResults } from '../../../../tests/support/pages/sample-results.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import { systemClock } from '../../../platform/clock.ts'
import { randomId } from '../../../platform/ids.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { createResultFlags } from '../../../reference/result-flags.ts'
import { clockVisitor } from '../../enrolment/index.ts'
import { createListDocuments } from '../list-documents.ts'
import { createFindContent, createOpenContent, createReadDocument } from '../read-document.ts'
import { createFollowResult } from '../results/follow-result.ts'
import { createTabulateResults } from '../results/tabulate-results.ts'
import { createSearchDocuments } from '../search/search-documents.ts'
import { createListSets } from '../sets/list-sets.ts'
import { createReadSet } from '../sets/read-set.ts'
import { createTransfers } from '../transfer/create-transfers.ts'
import { createTalkingFirst } from './talk-first.ts'

let kit: DoorKit
let door: Door
before(async () => {
  kit = await openDoorKit()
  door = kit.door
})
after(() => kit.close())

const genetic = '51969-4'
const title = 'Recherche d’une mutation'

const talking = () => createTalkingFirst({ door, clock: systemClock })

/** A space with its holder, a parent and a doctor who reads every type. */
const begin = async () => {
  const parentSpace = await kit.foundSpace([])
  const spaceId = await kit.foundSpace([
    { partyId: 'doctor', kind: 'treating-doctor' },
    { partyId: parentSpace, kind: 'representative' },
  ])
  const parent: Visitor = { ...holder(spaceId), actor: { kind: 'representative', id: parentSpace, name: 'Un parent' } }
  return { spaceId, me: holder(spaceId), parent }
}

const deposit = (spaceId: string, typeCode = genetic) =>
  depositOne(kit, spaceId, {
    typeCode,
    title,
    setTitle: title,
    results: sampleResults('Mutation'),
    text: 'une mutation',
  })

/** All that somebody is shown of one record, by every way of reading it. */
const shown = async (visitor: Visitor, spaceId: string, id: string) => {
  const reference = createReference()
  const { entries, total } = await createListDocuments({ door, reference })(visitor, { spaceId }, {})
  const found = await createSearchDocuments({ door, reference })(visitor, { spaceId }, { words: 'mutation', page: 1 })
  const flags = createResultFlags()
  const table = await createTabulateResults({ door, flags }).tabulateResults(visitor, { spaceId }, {})
  const line = { documentId: id, line: 0 }
  const listSets = createListSets({ door, reference })
  const sets = await listSets(visitor, { spaceId }, {})
  const byTitle = await listSets(visitor, { spaceId }, { titles: ['Recherche'] })
  const each = await Promise.all(sets.sets.map((one) => createReadSet(door)(visitor, one.id)))
  const follow = createFollowResult({ door, flags }).followResult(visitor, { spaceId }, line)
  const followed = await follow.then(({ points }) => points.length > 0).catch(() => false)
  const entry = await createReadDocument(door)(visitor, id)
  const content = createOpenContent(createFindContent(door))(visitor, id)
  const bytes = await content.then(({ stream }) => stream.destroy() !== undefined).catch(() => false)
  return {
    total,
    titles: entries.map((one) => `${one.title}|${one.type.code}`),
    found: found.total + found.values.length,
    series: table.series.length,
    awaiting: table.awaiting,
    read: `${entry.title}|${entry.type.code}`,
    followed,
    bytes,
    sets: [...sets.sets, ...each].map((one) => ('metadata' in one ? (one.metadata.title ?? '') : one.name)),
    setsByTitle: byTitle.total,
  }
}

const open = {
  total: 1,
  titles: [`${title}|${genetic}`],
  found: 2,
  // of the lines of the report, those that have a value
  series: 5,
  awaiting: 0,
  read: `${title}|${genetic}`,
  followed: true,
  bytes: true,
  sets: [title, title],
  setsByTitle: 1,
}
const waits = {
  total: 1,
  titles: ['|'],
  found: 0,
  series: 0,
  awaiting: 1,
  read: '|',
  followed: false,
  bytes: false,
  sets: ['', ''],
  setsByTitle: 0,
}

test('what comes after the wish shows nowhere more than that it came; to everybody else it is what it was', async () => {
  const { spaceId, me, parent } = await begin()
  await talking().wishTalkFirst(me, spaceId, ['genetics'])
  const { id } = await deposit(spaceId)
  assert.deepEqual(await shown(me, spaceId, id), waits)
  assert.deepEqual(await shown(parent, spaceId, id), open, 'a parent has a wish of their own')
  assert.deepEqual((await shown(professional('doctor'), spaceId, id)).read, open.read)
})

test('one press shows it, to who pressed and for good; it is a reading of theirs in the journal', async () => {
  const { spaceId, me, parent } = await begin()
  for (const visitor of [me, parent]) await talking().wishTalkFirst(visitor, spaceId, ['genetics'])
  const { id } = await deposit(spaceId)
  await talking().seeBeforeTalk(me, id)
  assert.deepEqual(await shown(me, spaceId, id), open)
  assert.deepEqual(await shown(parent, spaceId, id), waits)
  const text = `select document_id from journal.entry where space_id = $1 and act = 'see-awaited-document' and effect = 'permit'`
  assert.deepEqual(await kit.database.owner.query({ text, values: [spaceId] }), [{ document_id: id }])
})

test('a professional who may read it ends the waiting for everybody; nobody else does', async () => {
  const { spaceId, me, parent } = await begin()
  for (const visitor of [me, parent]) await talking().wishTalkFirst(visitor, spaceId, ['genetics'])
  const { id } = await deposit(spaceId)
  const tries = [me, parent, professional('stranger')].map((visitor) => problemOf(talking().noteTalk(visitor, id)))
  const reasons = (await Promise.all(tries)).map(({ reason }) => reason)
  assert.deepEqual(reasons, ['act-not-yours', 'act-not-yours', 'document-not-open'])
  assert.deepEqual(await shown(me, spaceId, id), waits)
  await talking().noteTalk(professional('doctor'), id)
  for (const visitor of [me, parent]) assert.deepEqual(await shown(visitor, spaceId, id), open)
})

test('what was there before, and what is of another kind, is shown as ever; taking the wish back shows the rest', async () => {
  const { spaceId, me } = await begin()
  const { id: earlier } = await deposit(spaceId)
  await talking().wishTalkFirst(me, spaceId, ['genetics'])
  const { id: other } = await deposit(spaceId, '11502-2')
  const { id } = await deposit(spaceId)
  const read = async (documentId: string) => (await createReadDocument(door)(me, documentId)).title
  assert.deepEqual([await read(earlier), await read(other), await read(id)], [title, title, ''])
  const chosen = async () =>
    (await talking().listTalkFirst(me, spaceId)).flatMap((one) => (one.chosen ? one.kind.code : []))
  assert.deepEqual(await chosen(), ['genetics'])
  await talking().wishTalkFirst(me, spaceId, [])
  assert.deepEqual([await chosen(), await read(id)], [[], title])
  assert.equal((await problemOf(talking().wishTalkFirst(me, spaceId, ['x']))).reason, 'talk-first-kind-unknown')
})

test('another’s space is none of anybody’s business, and nothing of a wish lies open in the database', async () => {
  const [one, other] = [await begin(), await begin()]
  await talking().wishTalkFirst(one.me, one.spaceId, ['genetics'])
  const { id } = await deposit(one.spaceId)
  assert.equal((await problemOf(talking().seeBeforeTalk(other.me, id))).reason, 'document-not-open')
  await problemOf(talking().wishTalkFirst(other.parent, one.spaceId, ['genetics']))
  await kit.database.owner.query({ text: 'alter table vault.talk_first no force row level security' })
  const rows = await kit.database.owner.query<{ details: Buffer }>({ text: 'select details from vault.talk_first' })
  assert.ok(rows.length > 0)
  for (const { details } of rows) assert.doesNotMatch(details.toString('latin1'), /genetics|2026/)
  await kit.database.owner.query({ text: 'alter table vault.talk_first force row level security' })
})

test('two spaces become one: what waited in the one waits in the other; an erased space keeps no wish', async () => {
  const [from, to] = [await begin(), await begin()]
  await talking().wishTalkFirst(from.me, from.spaceId, ['genetics'])
  const { id } = await deposit(from.spaceId)
  const transfers = createTransfers({
    door,
    globalHash: (uniqueId) => kit.keys.lookupHash(uniqueId),
    zone: () => 'Europe/Paris',
    parameters: createParameters(),
    clock: systemClock,
    setAsideArrived: async () => {},
    followTwin: async () => {},
  })
  await transfers.transfer({ correctionId: randomId(), from: from.spaceId, to: to.spaceId, visitor: clockVisitor })
  const { entries } = await createListDocuments({ door, reference: createReference() })(to.me, to, {})
  assert.deepEqual(
    entries.map((one) => [one.id, one.title]),
    [[id, '']],
  )
  const visit = (act: 'close-space' | 'erase-space') => ({ ...clockVisitor, space: { spaceId: from.spaceId }, act })
  await door.open({ ...visit('close-space'), actor: from.me.actor }, (opened) => opened.changeState('closed'))
  await door.open(visit('erase-space'), (opened) => opened.erase())
  await kit.database.owner.query({ text: 'alter table vault.talk_first no force row level security' })
  const left = 'select from vault.talk_first where space_id = $1'
  assert.deepEqual(await kit.database.owner.query({ text: left, values: [from.spaceId] }), [])
})
