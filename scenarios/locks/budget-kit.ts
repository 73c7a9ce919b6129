import assert from 'node:assert/strict'
import { createDoor, type Door } from '../../src/access/door.ts'
import type { Tie } from '../../src/access/standing-ties.ts'
import type { Act, Visitor } from '../../src/access/types.ts'
import { systemClock, type Clock } from '../../src/platform/clock.ts'
import { randomId } from '../../src/platform/ids.ts'
import { Problem } from '../../src/platform/problem.ts'
import { openRules, plenty, type DoorKit } from './door-kit.ts'

/** What somebody and their facility may spend in a day. */
export interface Purse {
  newPersons: readonly number[]
  newConsents: readonly number[]
  nationConsents: number
}

/** A door with so many new persons and consents a day, in the day and hour of its clock. */
export const doorWith = (kit: DoorKit, purse: Partial<Purse>, at: { clock?: Clock; isNight?: boolean } = {}): Door => {
  const { clock = systemClock, isNight = false } = at
  const allowance = (_: unknown, now: Date) => ({ ...plenty(now), isNight, ...purse })
  const { database, keys, blobs } = kit
  return createDoor({ database: database.app, keys, blobs, rules: { ...openRules, allowance }, clock })
}

/** A doctor who acts for a facility. */
export const colleague = (id: string, facility: string): Visitor => ({
  actor: {
    kind: 'professional',
    id,
    name: `Docteur ${id}`,
    profession: '10',
    facility: { id: facility, name: facility },
  },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
})

/** What a visitor hears who opens a space: `in`, or the reason told. */
export const knock = async (door: Door, visitor: Visitor, at: { spaceId: string; act?: Act }): Promise<string> => {
  const { spaceId, act = 'list-documents' } = at
  const visit = { ...visitor, space: { spaceId }, act }
  const mode = act === 'list-documents' ? 'glance' : 'open'
  try {
    await door[mode](visit, ({ vault, prefilter }) =>
      vault.listDocuments({ prefilter }, { sort: 'created_at', descending: true, limit: 5 }),
    )
    return 'in'
  } catch (error) {
    if (error instanceof Problem) return error.reason
    throw error
  }
}

/** A thief with a professional's means: says that the person consented, and looks. Gives what the look heard. */
export const steal = async (door: Door, visitor: Visitor, spaceId: string): Promise<string> => {
  const permission = {
    id: randomId(),
    partyId: visitor.actor.id,
    sharedBy: null,
    evidence: 'declared',
    typeCodes: [],
    documentIds: [],
    until: null,
  } as const
  try {
    await door.open({ ...visitor, space: { spaceId }, act: 'record-consent' }, (opened) =>
      opened.addPermissions([permission]),
    )
  } catch (error) {
    if (error instanceof Problem) return error.reason
    throw error
  }
  return knock(door, visitor, { spaceId })
}

/** How many of each answer were heard. */
export const tallied = (heard: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(heard)].toSorted().map((answer) => [answer, heard.filter((each) => each === answer).length]),
  )

/** Does something for each, so many at a time. */
export const inWaves = async <T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> => {
  assert.ok(width > 0)
  const done: R[] = []
  for (let at = 0; at < items.length; at += width)
    done.push(...(await Promise.all(items.slice(at, at + width).map(work))))
  return done
}

/** So many spaces with these ties; few at once, because each may need a second connection for a key that is new. */
export const foundSpaces = (kit: DoorKit, count: number, ties: Tie[]): Promise<string[]> =>
  inWaves(Array.from({ length: count }), 4, () => kit.foundSpace(ties))
