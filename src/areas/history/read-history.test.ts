import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, loosePrefilter, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { createDoor, type Door } from '../../access/door.ts'
import { systemClock } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { createHistory, type History, type HistoryLine } from './index.ts'

let kit: DoorKit
let history: History
before(async () => {
  kit = await openDoorKit()
  history = createHistory(partsOf(kit.door))
})
after(() => kit.close())

const nobodyKnown = { findParties: async () => new Map<string, never>(), findProfessional: async () => undefined }
const partsOf = (door: Door) => ({
  door,
  publicLog: { verifierKey: async () => '', sign: async () => '' },
  lateSince: () => new Date(0),
  directory: nobodyKnown,
  professions: () => ['10'],
  authorNames: () => new Map<string, string>(),
})

const newSpace = (): Promise<string> =>
  kit.foundSpace([
    { partyId: 'care', kind: 'care-team' },
    { partyId: 'treating', kind: 'treating-doctor' },
  ])

const look = async (spaceId: string, who: 'holder' | 'care' | 'stranger'): Promise<void> => {
  const visitor = who === 'holder' ? holder(spaceId) : professional(who)
  const visit = { ...visitor, space: { spaceId }, act: 'list-documents' } as const
  await kit.door.glance(visit, async () => 'seen').catch(() => {})
}

const read = (spaceId: string, query: Parameters<History['readHistory']>[2]) =>
  history.readHistory(holder(spaceId), spaceId, query)

const words = ({ effect, act, actor, reason }: HistoryLine): string => `${effect} ${act} ${actor.name} ${reason}`

test('everybody’s acts newest first, refusals with their reason, the reading itself on top', async () => {
  const spaceId = await newSpace()
  await look(spaceId, 'care')
  await look(spaceId, 'stranger')
  const { lines, next } = await read(spaceId, { who: 'all' })
  assert.equal(next, undefined)
  assert.deepEqual(lines.map(words), [
    'permit read-journal Dominique own-space',
    'refuse list-documents Docteur stranger no-relation',
    'permit list-documents Docteur care care-team',
    'permit open-space Carnet due-by-law',
  ])
  assert.deepEqual(
    lines.map(({ n, capacity, channel }) => `${n} ${capacity} ${channel}`),
    ['4 holder pages', '3 none fhir', '2 care-team fhir', '1 none jobs'],
  )
})

test('the holder’s own looks are left out when others are asked for, however many lie between', async () => {
  const spaceId = await newSpace()
  await look(spaceId, 'care')
  await Promise.all(Array.from({ length: 230 }, () => look(spaceId, 'holder')))
  await look(spaceId, 'stranger')
  const { lines, next } = await read(spaceId, { who: 'others' })
  assert.deepEqual(
    lines.map(({ actor }) => actor.name),
    ['Docteur stranger', 'Docteur care', 'Carnet'],
  )
  assert.equal(next, undefined)
})

test('pages of any size, put together, are the whole history, each line once', async () => {
  const spaceId = await newSpace()
  for (let number = 0; number < 7; number += 1) await look(spaceId, number % 2 === 0 ? 'care' : 'stranger')
  for (const count of [1, 2, 3, 8, 100, 1000]) {
    const seen: string[] = []
    let last: string | undefined
    do {
      const page = await read(spaceId, { who: 'others', count, ...(last === undefined ? {} : { before: last }) })
      assert.ok(page.lines.length <= Math.min(count, 100))
      seen.push(...page.lines.map(({ n }) => n))
      last = page.next
    } while (last !== undefined)
    assert.deepEqual(seen, ['8', '7', '6', '5', '4', '3', '2', '1'], `${count} a page`)
  }
})

test('a page holds a hundred lines at most', async () => {
  const spaceId = await newSpace()
  for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 21 }, () => look(spaceId, 'care')))
  const { lines, next } = await read(spaceId, { who: 'others', count: 5000 })
  assert.equal(lines.length, 100)
  assert.equal(next, lines.at(-1)?.n)
})

test('a line tells the title of its document, by the document’s id or its bytes’, as long as the reader may see it', async () => {
  const spaceId = await newSpace()
  const seen = await depositOne(kit, spaceId)
  const withheld = await depositOne(kit, spaceId, { withheld: true })
  for (const documentId of [seen.id, seen.blobId, withheld.id]) {
    const visit = { ...professional('care'), space: { spaceId }, act: 'read-document', documentId } as const
    await kit.door.open(visit, async ({ vault, require }) => require(await vault.findDocument(documentId)))
  }
  const titled = (await read(spaceId, { who: 'others' })).lines.filter(({ act }) => act === 'read-document')
  assert.deepEqual(
    titled.map(({ documentId, documentTitle }) => [documentId, documentTitle]),
    [
      [withheld.id, undefined],
      [seen.blobId, 'Titre'],
      [seen.id, 'Titre'],
    ],
  )
})

test('titles are judged one by one, whatever the prefilter lets out', async () => {
  const spaceId = await newSpace()
  const { id: documentId } = await depositOne(kit, spaceId, { typeCode: 'closed-type' })
  await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'read-document', documentId }, async () => 'seen')
  const { database, keys, blobs } = kit
  const door = createDoor({ database: database.app, keys, blobs, rules: loosePrefilter, clock: systemClock })
  const { lines } = await createHistory(partsOf(door)).readHistory(professional('treating'), spaceId, {
    who: 'all',
  })
  const line = lines.find((one) => one.documentId === documentId)
  assert.ok(line)
  assert.equal(line.documentTitle, undefined)
})

test('traces are for the holder and the treating doctor; a refused reader leaves a line', async () => {
  const spaceId = await newSpace()
  const refused = (error: unknown) => error instanceof Problem && error.reason === 'journal-not-yours'
  await assert.rejects(history.readHistory(professional('care'), spaceId, { who: 'all' }), refused)
  const { lines } = await history.readHistory(professional('treating'), spaceId, { who: 'all' })
  assert.deepEqual(lines.slice(0, 2).map(words), [
    'permit read-journal Docteur treating treating-doctor',
    'refuse read-journal Docteur care journal-not-yours',
  ])
})

test('the history of one space holds no line of another', async () => {
  const [mine, other] = [await newSpace(), await newSpace()]
  await look(other, 'care')
  assert.deepEqual(
    (await read(mine, { who: 'all' })).lines.map(({ n }) => n),
    ['2', '1'],
  )
})
