import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { doorWith, knock } from '../../scenarios/locks/budget-kit.ts'
import { openDoorKit, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import { randomId } from '../platform/ids.ts'
import { hasNotedConsent, relationOf, withoutPresumed, type PolicyRows } from './policy.ts'
import type { Tie } from './standing-ties.ts'
import type { Actor, Visitor } from './types.ts'

// Law: L.1111-17; rules ACC-8. Whose access the law does not presume is a fact that is gathered before decide() is asked.

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const now = new Date('2026-11-22T12:00:00.000Z')
const clinic = { id: 'clinic', name: 'Clinique' }
const doctor = (savoirFaire?: string): Extract<Actor, { kind: 'professional' }> => ({
  kind: 'professional',
  id: 'doctor',
  name: 'Docteur',
  profession: '10',
  ...(savoirFaire === undefined ? {} : { savoirFaire }),
  facility: clinic,
})
const visitor = (savoirFaire?: string): Visitor => ({
  actor: doctor(savoirFaire),
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
})

const kinds = ['author', 'care-team', 'administrator', 'treating-doctor'] as const
const someRelations = fc.array(
  fc.tuple(fc.constantFrom('doctor', 'clinic', 'else'), fc.constantFrom(...kinds), fc.constant('2026-01-01T00:00:00Z')),
  { maxLength: 6 },
)
const rank = ['none', 'author', 'permitted', 'care-team', 'administrator', 'treating-doctor']

test('what is not presumed only narrows, takes away nothing but care teams, and nothing of anybody else', () => {
  fc.assert(
    fc.property(someRelations, fc.constantFrom('presumed', 'noted', 'express'), (relations, agreement) => {
      const policy: PolicyRows = { relations, blocks: [] }
      const counted = withoutPresumed(policy, doctor(), agreement)
      const [was, is] = [relationOf(policy, doctor(), now), relationOf(counted, doctor(), now)]
      assert.ok(rank.indexOf(is) <= rank.indexOf(was))
      if (was !== 'care-team') assert.equal(is, was)
      if (agreement === 'express') assert.notEqual(is, 'care-team')
      const gone = relations.filter((row) => !counted.relations.includes(row))
      for (const [party, kind] of gone) assert.ok(kind === 'care-team' && party !== 'else')
    }),
  )
})

const cases: [string, string | undefined, Tie[], 'in' | 'not-open-to-you'][] = [
  ['whoever the law presumes enters with their place', undefined, [{ partyId: 'clinic', kind: 'care-team' }], 'in'],
  ['an occupational doctor does not', 'express-only', [{ partyId: 'clinic', kind: 'care-team' }], 'not-open-to-you'],
  ['nor by a team of their own', 'express-only', [{ partyId: 'doctor', kind: 'care-team' }], 'not-open-to-you'],
  ['whom the holder names does', 'express-only', [{ partyId: 'doctor', kind: 'administrator' }], 'in'],
  [
    'a care home’s doctor not with the home',
    'noted-only',
    [{ partyId: 'clinic', kind: 'care-team' }],
    'not-open-to-you',
  ],
  ['but by what was noted for themselves', 'noted-only', [{ partyId: 'doctor', kind: 'care-team' }], 'in'],
]

for (const [what, savoirFaire, ties, heard] of cases) {
  test(what, async () => {
    const spaceId = await kit.foundSpace(ties)
    assert.equal(await knock(kit.door, visitor(savoirFaire), { spaceId }), heard)
  })
}

const noteFor = (spaceId: string, door = kit.door): Promise<unknown> =>
  door.open({ ...visitor('express-only'), space: { spaceId }, act: 'record-consent', partyId: 'doctor' }, (opened) =>
    opened.addPermissions([
      {
        id: randomId(),
        partyId: 'doctor',
        sharedBy: null,
        evidence: 'presence',
        typeCodes: [],
        documentIds: [],
        until: null,
      },
    ]),
  )

test('an express consent lets an occupational doctor in', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'clinic', kind: 'care-team' }])
  await noteFor(spaceId)
  assert.equal(await knock(kit.door, visitor('express-only'), { spaceId }), 'in')
})

test('noted twice before the first look a consent counts once; the second is let through with nothing left', async () => {
  const door = doorWith(kit, { newPersons: [9, 9], newConsents: [1, 1] })
  const [one, other] = [await kit.foundSpace([]), await kit.foundSpace([])]
  const counted = async (): Promise<number> => {
    const text = `select coalesce(sum(n), 0)::int as n from access.tally where kind = 'new-consents' and party_id = 'doctor'`
    return (await kit.database.owner.query<{ n: number }>({ text }))[0]?.n ?? 0
  }
  await kit.database.owner.query({ text: 'delete from access.tally' })
  await noteFor(one, door)
  await noteFor(one, door)
  assert.equal(await counted(), 1)
  await assert.rejects(noteFor(other, door), { message: 'too-many-persons' })
  assert.ok(hasNotedConsent({ relations: [['p', 'care-team', '2026-01-01']], blocks: [] }, 'p', now))
  assert.ok(!hasNotedConsent({ relations: [['p', 'author', '2026-01-01']], blocks: [] }, 'p', now))
})

test('whoever enters at the person’s word is one piece of news: their first look is none, and still counts as a new person', async () => {
  const spaceId = await kit.foundSpace([])
  await noteFor(spaceId)
  await knock(kit.door, visitor('express-only'), { spaceId })
  const rows = await kit.database.owner.query<{ kind: string }>({
    text: 'select kind from platform.outbox where space_id = $1',
    values: [spaceId],
  })
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['notice-entered'],
  )
  const met = { text: 'select from access.acquaintance where space_id = $1 and counted', values: [spaceId] }
  assert.equal((await kit.database.owner.query(met)).length, 2, 'the doctor and the place')
})

test('ties named twice in one call are one, with the later end', async () => {
  const until = (year: number) => `${year}-01-01T00:00:00.000Z`
  const spaceId = await kit.foundSpace([
    { partyId: 'a', kind: 'care-team', until: until(2030) },
    { partyId: 'a', kind: 'care-team', until: until(2031) },
    { partyId: 'b', kind: 'author', until: until(2030) },
    { partyId: 'b', kind: 'author' },
  ])
  const rows = await kit.database.owner.query<{ party_id: string; year: string | null }>({
    text: 'select party_id, extract(year from until)::text as year from access.relation where space_id = $1 order by 1',
    values: [spaceId],
  })
  assert.deepEqual(rows, [
    { party_id: 'a', year: '2031' },
    { party_id: 'b', year: null },
  ])
})
