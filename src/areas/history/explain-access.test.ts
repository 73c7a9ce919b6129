import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { ageDeposits } from '../../../tests/support/age-deposits.ts'
import { ageEntries } from '../../../tests/support/aged-chain.ts'
import { createPublicLog } from '../../journal/log/public-log.ts'
import { createPruning } from '../../journal/prune.ts'
import { systemClock } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { createHistory, type AccessExplanation, type History } from './index.ts'

const names = new Map([
  ['care', 'Docteur care'],
  ['treating', 'Docteur treating'],
])

let kit: DoorKit
let history: History
before(async () => {
  kit = await openDoorKit()
  const party = (id: string) => ({ kind: 'professional', id, name: names.get(id) ?? id, profession: '10' }) as const
  history = createHistory({
    door: kit.door,
    publicLog: { verifierKey: async () => '', sign: async () => '' },
    lateSince: () => new Date(0),
    directory: {
      findParties: async (ids) => new Map(ids.filter((id) => names.has(id)).map((id) => [id, party(id)])),
      findProfessional: async (id) => (names.has(id) ? party(id) : undefined),
    },
    professions: () => ['10'],
    authorNames: () => new Map([['1750000001', 'Laboratoire']]),
  })
})
after(() => kit.close())

const newSpace = (): Promise<string> =>
  kit.foundSpace([
    { partyId: 'care', kind: 'care-team' },
    { partyId: 'treating', kind: 'treating-doctor' },
  ])

const tryRead = async (who: string, documentId: string): Promise<void> => {
  const visit = { ...professional(who), space: { objectId: documentId }, act: 'read-document', documentId } as const
  const read = kit.door.open(visit, async ({ vault, require }) => require(await vault.findDocument(documentId)))
  await read.catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
  })
}

const hide = async (spaceId: string, documentId: string): Promise<void> => {
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'hide-document', documentId } as const
  await kit.door.open(visit, ({ vault }) => vault.updateState(documentId, { hidden: true }))
}

const setBlocked = async (spaceId: string, partyId: string, blocked = true): Promise<void> => {
  const act = blocked ? 'block-professional' : 'unblock-professional'
  const visit = { ...holder(spaceId), space: { spaceId }, act, partyId } as const
  await kit.door.open(visit, (opened) => opened.setBlock({ partyId, blocked }))
}

const lastOf = async (spaceId: string, name: string): Promise<AccessExplanation> => {
  const { lines } = await history.readHistory(holder(spaceId), spaceId, { who: 'others' })
  const n = lines.find(({ actor }) => actor.name === name)?.n ?? ''
  const told = await history.explainAccess(holder(spaceId), spaceId, n)
  assert.ok(told)
  return told
}

const today = (): { from: string; to: string } => {
  const now = Date.now()
  return { from: new Date(now - 60_000).toISOString(), to: new Date(now + 60_000).toISOString() }
}

test('a past look: who, in what capacity, by which rules, on what tie, what changed since, what it would be now', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId)
  const other = await depositOne(kit, spaceId)
  await tryRead('care', id)
  const told = await lastOf(spaceId, 'Docteur care')
  assert.equal(told.line.reason, 'care-team')
  assert.equal(told.rules, '2026-11-permissions')
  assert.equal(told.ground.relation, 'care-team')
  assert.ok(told.ground.since)
  assert.deepEqual([told.since, told.now?.effect], [[], 'permit'])

  await hide(spaceId, other.id)
  await hide(spaceId, id)
  await setBlocked(spaceId, 'treating')
  const hidden = await lastOf(spaceId, 'Docteur care')
  assert.deepEqual(
    hidden.since.map(({ act, documentId }) => [act, documentId]),
    [['hide-document', id]],
  )
  assert.equal(hidden.now?.reason, 'document-hidden')

  await setBlocked(spaceId, 'care')
  const blocked = await lastOf(spaceId, 'Docteur care')
  assert.deepEqual(
    blocked.since.map(({ act }) => act),
    ['hide-document', 'block-professional'],
  )
  assert.equal(blocked.now?.reason, 'blocked')
})

test('a tie that ended is not made up: its line tells the capacity, and that nothing else does', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId)
  await tryRead('care', id)
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'end-permission' } as const
  await kit.door.open(visit, (opened) => opened.removeRelations([{ partyId: 'care', kind: 'care-team' }]))
  const { line, ground, now } = await lastOf(spaceId, 'Docteur care')
  assert.deepEqual([line.capacity, ground, now?.reason], ['care-team', { relation: 'none' }, 'no-relation'])
})

test('no line, no explanation; and it is the holder’s and the treating doctor’s to ask', async () => {
  const spaceId = await newSpace()
  assert.equal(await history.explainAccess(holder(spaceId), spaceId, '999'), undefined)
  await assert.rejects(history.explainAccess(professional('care'), spaceId, '1'), Problem)
  await assert.rejects(history.explainAccess(holder(await newSpace()), spaceId, '1'), Problem)
})

test('who could see a document on a day: all of it, part of it, or not, and who did', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId)
  await tryRead('care', id)
  const sights = async (span = today()) => {
    const past = await history.whoCouldSee(holder(spaceId), spaceId, { documentId: id, span })
    return past.viewers.map(({ name, sight, reason }) => `${name} ${sight} ${reason}`).toSorted()
  }
  const author = 'Laboratoire all-day own-deposit'
  assert.deepEqual(await sights(), [
    'Docteur care all-day care-team',
    'Docteur treating all-day treating-doctor',
    author,
  ])

  await hide(spaceId, id)
  const doctor = 'Docteur treating all-day treating-doctor-sees-hidden'
  assert.deepEqual(await sights(), ['Docteur care part care-team', doctor, author])

  const later = { from: new Date(Date.now() + 1).toISOString(), to: today().to }
  assert.deepEqual(await sights(later), ['Docteur care no document-hidden', doctor, author])
  await setBlocked(spaceId, 'treating')
  await setBlocked(spaceId, 'treating', false)
  assert.deepEqual(await sights(), ['Docteur care part care-team', doctor.replace('all-day', 'part'), author])

  const past = await history.whoCouldSee(holder(spaceId), spaceId, { documentId: id, span: today() })
  assert.deepEqual(
    past.looks.map(({ act, actor }) => `${act} ${actor.kind}`),
    ['hide-document holder', 'read-document professional'],
  )
})

test('on a day of many lines a look at the document is still told', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId)
  await tryRead('care', id)
  const list = { ...holder(spaceId), space: { spaceId }, act: 'list-documents' } as const
  for (let n = 0; n < 201; n += 1) await kit.door.glance(list, async () => 'seen')
  const past = await history.whoCouldSee(holder(spaceId), spaceId, { documentId: id, span: today() })
  assert.deepEqual(
    past.looks.map(({ act }) => act),
    ['read-document'],
  )
})

test('before the document or the journal there is nothing to say, and it is said', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId)
  const span = { from: '2020-01-01T00:00:00.000Z', to: '2020-01-02T00:00:00.000Z' }
  const past = await history.whoCouldSee(holder(spaceId), spaceId, { documentId: id, span })
  assert.deepEqual([past.isThere, past.viewers, past.looks], [false, [], []])
  assert.ok(past.journalBegan)
})

test('a document that its holder may not see yet is spoken of like one that is not there', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId, { withheld: true })
  const missing = '00000000-0000-4000-8000-00000000000f'
  const reasons = await Promise.all(
    [id, missing].map((documentId) =>
      history.whoCouldSee(holder(spaceId), spaceId, { documentId, span: today() }).catch((error: unknown) => error),
    ),
  )
  assert.ok(reasons.every((error) => error instanceof Problem && error.reason === 'document-not-open'))
  await tryRead('care', id)
  const { lines } = await history.readHistory(holder(spaceId), spaceId, { who: 'others' })
  assert.ok(lines.every(({ actor }) => actor.name !== 'Docteur care'))
  for (const name of ['w1', 'w2']) assert.equal(await history.explainAccess(holder(spaceId), spaceId, name), undefined)
})

test('a line that only the holder may read is explained to them by its name', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId, { secret: true })
  await tryRead('care', id)
  const told = await lastOf(spaceId, 'Docteur care')
  assert.deepEqual([told.line.n, told.line.documentId, told.now?.effect], ['h2', id, 'permit'])
})

test('the history of one person, or of one day', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId)
  for (const who of ['care', 'treating', 'care', 'stranger']) await tryRead(who, id)
  const namesOf = async (query: Partial<Parameters<History['readHistory']>[2]>) =>
    (await history.readHistory(holder(spaceId), spaceId, { who: 'others', ...query })).lines.map(
      ({ actor }) => actor.name,
    )
  assert.deepEqual(await namesOf({ by: (one) => one === 'care' }), ['Docteur care', 'Docteur care'])
  assert.deepEqual(await namesOf({ by: (one) => one === '1750000001' }), ['Lab'])
  assert.equal((await namesOf({ span: today() })).length, 6)
  assert.deepEqual(await namesOf({ span: { from: '2020-01-01T00:00:00.000Z', to: '2020-01-02T00:00:00.000Z' } }), [])
})

test('of a day whose lines went with their time it says that nobody knows; after it, what still stands stood', async () => {
  const spaceId = await newSpace()
  const { id } = await depositOne(kit, spaceId)
  const rule = { ...holder(spaceId), space: { spaceId }, act: 'set-emergency-rule' } as const
  await kit.door.open(rule, (opened) => opened.setEmergencyRule(['no-break-glass']))
  await setBlocked(spaceId, 'care')
  const old = await kit.database.owner.query<{ n: string }>({
    text: 'select n from journal.entry where space_id = $1',
    values: [spaceId],
  })
  await setBlocked(spaceId, 'care', false)
  await ageEntries(kit.database.owner, spaceId, { upTo: old.length, years: 11 })
  const ask = (span: { from: string; to: string }) =>
    history.whoCouldSee(holder(spaceId), spaceId, { documentId: id, span })
  const kept = await ask(today())
  assert.deepEqual([kept.isForgotten, kept.keptFrom], [false, undefined])
  const log = await createPublicLog({ database: kit.database.app, keys: kit.keys, publicUrl: 'https://carnet.example' })
  while ((await log.sequence(1_000)) > 0);
  const keptSince = (now: Date): Date => new Date(now.getTime() - 10 * 365.25 * 86_400_000)
  const clock = systemClock
  assert.equal(await createPruning({ database: kit.database.app, keys: kit.keys, clock, keptSince })(), old.length)

  const past = await ask(today())
  assert.deepEqual([past.isThere, past.isForgotten], [true, false])
  assert.ok(past.keptFrom)
  const care = past.viewers.find(({ partyId }) => partyId === 'care')
  assert.equal(care?.sight, 'all-day', 'let in again by the first line that is kept')
  await ageDeposits(kit.database.owner, spaceId, 11 * 366)
  const long = await ask({ from: '2020-03-04T00:00:00.000Z', to: '2020-03-05T00:00:00.000Z' })
  assert.deepEqual([long.isThere, long.isForgotten, long.viewers], [false, true, []])
})
