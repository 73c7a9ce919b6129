import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { Visitor } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { CareSaying } from '../../reference/care-entry.ts'
import { createCareFeeds } from '../../reference/create-care-feeds.ts'
import { createCareHistory } from './create-care-history.ts'
import type { CareFlaw, CareHistory, CareQuery } from './types.ts'

let kit: DoorKit
let care: CareHistory
let birthDate = '1979-03-24'
const spaces = new Map<string, string>()
before(async () => {
  kit = await openDoorKit()
  care = createCareHistory({
    door: {
      open: (visit, look) => {
        const { space } = visit
        const spaceId = 'ins' in space ? (spaces.get(space.ins.value) ?? randomId()) : undefined
        return kit.door.open(spaceId === undefined ? visit : { ...visit, space: { spaceId } }, look)
      },
    },
    clock: { now: () => new Date('2026-11-23T10:00:00Z') },
    persons: {
      loadPerson: async () => ({
        ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
        traits: { birthFamily: 'X', birthGiven: ['Y'], gender: 'female', birthDate, birthPlace: '51215' },
        otherSpellings: [],
        contact: {},
      }),
    },
    parameters: { dayOf: (at) => at.slice(0, 10) },
    careFeeds: createCareFeeds(),
    readIns: (value) => {
      if (value === '') throw new Problem('incorrect', 'ins-length', { details: { field: 'ins' } })
      return { system: 'urn:test', value }
    },
    isMinor: (born) => born > '2008-11-23',
  })
})
after(() => kit.close())

const software = (facility: string): Visitor => ({
  actor: { kind: 'software', id: 'feeding', name: 'Logiciel', facility: { id: facility, name: 'Caisse des Tilleuls' } },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
})
const insurer = software('1990000085')
const related = (id: string): Visitor => ({
  ...professional(id),
  actor: { kind: 'representative', id, name: 'Un parent' },
})

const visit: CareSaying = {
  lineId: '2026-1',
  statement: 'reimbursement',
  kind: 'medical-care',
  day: '2026-09-14',
  label: 'Consultation',
  writtenAt: '2026-09-20T04:00:00Z',
}
const medicine: CareSaying = { ...visit, lineId: '2026-2', kind: 'medicine', day: '2026-08-02', label: 'Amoxicilline' }

const read = async (visitor: Visitor, spaceId: string, query: CareQuery = {}) =>
  care.readCare(visitor, { spaceId }, query)
const labels = async (visitor: Visitor, spaceId: string, query: CareQuery = {}): Promise<string[]> =>
  (await read(visitor, spaceId, query)).lines.map(({ line }) => line.label)
const outcomes = async (spaceId: string, ...sayings: CareSaying[]): Promise<string[]> =>
  (await care.bringCare(insurer, { spaceId }, sayings)).map(({ became }) => became)
const audiences = async (spaceId: string, act: string): Promise<string[]> => {
  const text = `select audience from journal.entry where space_id = $1 and act = $2 and effect = 'permit' order by audience`
  const rows = await kit.database.owner.query<{ audience: string }>({ text, values: [spaceId, act] })
  return rows.map(({ audience }) => audience)
}
const apart = 'hidden-from-representatives'

test('a line sent twice is there once, a corrected one replaces it, a cancelled one goes; what is older changes nothing', async () => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  assert.deepEqual(await outcomes(spaceId, visit, medicine), ['added', 'added'])
  assert.deepEqual(await outcomes(spaceId, visit, visit), ['there', 'there'])
  const [{ line } = assert.fail()] = (await read(me, spaceId)).lines
  assert.deepEqual(line.source, { feed: 'insurer', organisation: { id: '1990000085', name: 'Caisse des Tilleuls' } })
  const corrected = { ...visit, label: 'Consultation longue', writtenAt: '2026-09-21T04:00:00Z' }
  assert.deepEqual(await outcomes(spaceId, corrected), ['corrected'])
  assert.deepEqual(await outcomes(spaceId, visit), ['older'])
  assert.deepEqual(await labels(me, spaceId), ['Consultation longue', 'Amoxicilline'])
  assert.equal((await read(me, spaceId)).lines[0]?.line.id, line.id, 'it is the same line')
  const gone: CareSaying = { ...visit, writtenAt: '2026-09-22T04:00:00Z', cancelled: true }
  assert.deepEqual(await outcomes(spaceId, gone, gone), ['taken-back', 'there'])
  assert.deepEqual(await outcomes(spaceId, corrected), ['older'], 'an older message does not bring it again')
  assert.deepEqual(await labels(me, spaceId), ['Amoxicilline'])
})

test('only a feed brings lines, and only what it tells: nobody else, a laboratory or a doctor neither', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'doctor', kind: 'treating-doctor' }])
  for (const visitor of [software('1990000036'), professional('doctor'), holder(spaceId)]) {
    const problem = await problemOf(care.bringCare(visitor, { spaceId }, [visit]))
    assert.deepEqual([problem.kind, problem.reason], ['refused', 'act-not-yours'])
  }
  const told = await problemOf(care.bringCare(insurer, { spaceId }, [{ ...visit, statement: 'result' }]))
  assert.deepEqual([told.reason, told.details['field']], ['care-statement-not-told', 'statement'])
  assert.deepEqual(await labels(holder(spaceId), spaceId), [])
  assert.equal(
    (await problemOf(care.readCare(insurer, { spaceId }, {}))).reason,
    'person-needed',
    'a feed reads nothing',
  )
})

test('professionals read it by the one decision, not what is hidden line by line or whole; each can be undone', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'doctor', kind: 'care-team' }])
  const [me, space, doctor] = [holder(spaceId), { spaceId }, professional('doctor')]
  await outcomes(spaceId, visit, medicine)
  assert.deepEqual(await labels(doctor, spaceId), ['Consultation', 'Amoxicilline'])
  assert.equal((await problemOf(care.readCare(professional('stranger'), space, {}))).kind, 'refused')
  const id = (await read(me, spaceId)).lines[0]?.line.id ?? ''
  await care.hideCareLine(me, space, { id, hidden: true })
  const seen = await read(doctor, spaceId)
  assert.deepEqual(
    [seen.lines.map(({ line }) => line.label), seen.counts, seen.isHidden],
    [['Amoxicilline'], [{ month: '2026-08', kind: 'medicine', count: 1 }], false],
  )
  assert.deepEqual(
    (await read(me, spaceId)).lines.map(({ isHidden }) => isHidden),
    [true, false],
  )
  await outcomes(spaceId, { ...visit, label: 'Autre', writtenAt: '2026-09-25T04:00:00Z' })
  assert.deepEqual(await labels(doctor, spaceId), ['Amoxicilline'], 'a correction shows nothing that was hidden')
  await care.hideCareLine(me, space, { id, hidden: false })
  await care.hideCare(me, space, true)
  assert.deepEqual(await labels(doctor, spaceId), [])
  assert.equal((await read(me, spaceId)).isHidden, true)
  await care.hideCare(me, space, false)
  assert.deepEqual(await labels(doctor, spaceId), ['Autre', 'Amoxicilline'])
  assert.equal((await problemOf(care.hideCare(doctor, space, true))).kind, 'refused')
  const unknown = await problemOf(care.hideCareLine(me, space, { id: 'x', hidden: true }))
  assert.equal(unknown.reason, 'care-line-unknown')
})

test('by month, day and kind, page by page', async () => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  const days = ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01']
  await outcomes(spaceId, ...days.map((day, n) => ({ ...visit, lineId: `${n}`, day, label: day })))
  assert.deepEqual(await labels(me, spaceId, { from: '2026-01-01', to: '2026-01-31' }), ['2026-01-31', '2026-01-01'])
  assert.deepEqual(await labels(me, spaceId, { kind: 'imaging' }), [])
  const first = await read(me, spaceId, { count: 3 })
  assert.deepEqual(await labels(me, spaceId, { count: 3, after: first.next ?? '' }), ['2025-12-31'])
  assert.deepEqual(
    first.counts.map(({ month, count }) => [month, count]),
    [
      ['2026-02', 1],
      ['2026-01', 2],
      ['2025-12', 1],
    ],
  )
  assert.equal((await problemOf(read(me, spaceId, { kind: 'x' }))).reason, 'care-kind-unknown')
})

test('a minor’s secret line shows nowhere to their parents: in no list, no count, no history, corrected or hidden', async () => {
  const spaceId = await kit.foundSpace([
    { partyId: 'a-parent', kind: 'representative', until: '2030-01-01T00:00:00.000Z' },
    { partyId: 'doctor', kind: 'care-team' },
  ])
  const [me, space, parent] = [holder(spaceId), { spaceId }, related('a-parent')]
  birthDate = '2011-02-03'
  const secret: CareSaying = { ...visit, day: '2026-01-02', lineId: 's', label: 'Secret', secret: true }
  assert.deepEqual(await outcomes(spaceId, secret), ['added'])
  assert.deepEqual(await audiences(spaceId, 'bring-care'), [apart])
  await outcomes(spaceId, visit, { ...secret, label: 'Secret 2', writtenAt: '2026-09-21T04:00:00Z' })
  assert.deepEqual(await audiences(spaceId, 'bring-care'), [apart, apart, 'main'])
  const plainAgain: CareSaying = { ...visit, lineId: 's', day: '2026-01-02', writtenAt: '2026-09-22T04:00:00Z' }
  await outcomes(spaceId, { ...plainAgain, label: 'Secret 3' })
  assert.deepEqual(await audiences(spaceId, 'bring-care'), [apart, apart, apart, 'main'], 'it stays one')
  assert.deepEqual(await labels(me, spaceId), ['Consultation', 'Secret 3'])
  assert.deepEqual(await labels(parent, spaceId), ['Consultation'])
  assert.equal((await read(parent, spaceId)).counts.length, 1)
  const [open, kept] = (await read(me, spaceId)).lines
  assert.deepEqual([open?.isSecret, kept?.isSecret], [false, true])
  const seen = await read({ ...professional('doctor'), secretVisit: true }, spaceId)
  const told = seen.lines.map(({ isSecret }) => isSecret)
  assert.deepEqual(told, [false, true], 'who sees them alone is told what is a secret')
  assert.deepEqual(await labels(professional('doctor'), spaceId), ['Consultation'])
  const hide = care.hideCareLine(parent, space, { id: kept?.line.id ?? '', hidden: true })
  assert.equal((await problemOf(hide)).reason, 'care-line-unknown')
  await care.hideCareLine(me, space, { id: kept?.line.id ?? '', hidden: true })
  // they object to another one appearing
  const choice = { id: open?.line.id ?? '', secret: true }
  assert.equal((await problemOf(care.keepCareLine(parent, space, choice))).reason, 'act-not-yours')
  await care.keepCareLine(me, space, choice)
  assert.deepEqual(await labels(parent, spaceId), [])
  assert.deepEqual(await audiences(spaceId, 'change-care'), [apart, apart])
  await care.keepCareLine(me, space, { ...choice, secret: false })
  assert.deepEqual(await labels(parent, spaceId), ['Consultation'])
  birthDate = '1979-03-24'
})

const importFile = async (text: string, feed = 'insurer') => {
  const flaws: CareFlaw[] = []
  const pieces = async function* (): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
  }
  const onFlaws = async (more: readonly CareFlaw[]) => void flaws.push(...more)
  return { tally: await care.importCare({ feed, pieces: pieces(), onFlaws }), flaws }
}

test('a file of many persons is taken line by line; what is not is told with its number; sent again it doubles nothing', async () => {
  const [one, other] = [await kit.foundSpace([]), await kit.foundSpace([])]
  spaces.set('1', one).set('2', other)
  const { lineId: id, ...said } = { ...visit, label: 'Été' }
  const written = [
    JSON.stringify({ ins: '1', id, ...said, giver: { name: 'Dr A', id: { system: 's', value: '1' } } }),
    JSON.stringify({ ins: '2', id, ...said, code: { system: 's', code: 'c', label: 'l' }, quantity: { value: '2' } }),
    JSON.stringify({ ins: '3', id, ...said }),
    '',
    'not json',
    '{\uFFFD}',
    JSON.stringify({ ins: '1', id: '9', ...said, day: '2026-02-30' }),
    JSON.stringify({ ins: '1', id: '9', ...said, colour: 'red' }),
    JSON.stringify({ ins: '', id: '9', ...said }),
    JSON.stringify({ ins: '1', id: '9', ...said, label: 'x'.repeat(30_000) }),
    JSON.stringify({ ins: '2', id: 'gone', ...said, status: 'cancelled' }),
  ]
  const text = `\uFEFF${written.join('\r\n')}`
  const { tally, flaws } = await importFile(text)
  assert.deepEqual(tally, { lines: 10, added: 2, corrected: 0, 'taken-back': 1, there: 0, older: 0, rejected: 7 })
  assert.deepEqual(
    flaws.map(({ line, reason, field }) => [line, reason, field]),
    [
      [3, 'patient-not-known-here', 'subject.identifier'],
      [5, 'care-line-not-json', ''],
      [6, 'care-line-not-utf8', ''],
      [7, 'care-day-unreadable', 'day'],
      [8, 'care-line-shape', 'colour'],
      [9, 'ins-length', 'ins'],
      [10, 'care-line-too-long', ''],
    ],
  )
  const again = await importFile(text)
  assert.deepEqual([again.tally.there, again.tally.added, again.tally.rejected], [3, 0, 7])
  assert.deepEqual([await labels(holder(one), one), await labels(holder(other), other)], [['Été'], ['Été']])
  const unknown = await problemOf(importFile(text, 'nobody'))
  assert.deepEqual([unknown.reason, unknown.details['allowed']], ['care-feed-unknown', 'insurer, laboratories'])
})
