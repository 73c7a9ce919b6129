import { openDoorKit, openRules, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import { createDoor } from '../../src/access/door.ts'
import type { Visitor } from '../../src/access/types.ts'
import type { Party } from '../../src/areas/identity/index.ts'
import { createPermissions, type Permissions } from '../../src/areas/permissions/index.ts'
import { createAttempts } from '../../src/platform/attempts.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'

/** The permissions area on a real door, with a clock that stands until it is moved. */
export interface PermissionsKit extends DoorKit {
  permissions: Permissions
  /** moves the clock on, by hours */
  wait(hours: number): void
  now(): Date
  /** how many documents this visitor's list holds; undefined when it is refused */
  listed(visitor: Visitor, spaceId: string): Promise<number | undefined>
  /** how many notices of a kind wait for a space's holder at this moment of the clock, those of later days left out */
  notices(spaceId: string, kind: string): Promise<number>
}

/** Whom the directory of these tests knows. */
export const knownParties: readonly Party[] = [
  { kind: 'professional', id: 'doctor', name: 'Hélène MOREAU', profession: '10' },
  { kind: 'professional', id: 'petit', name: 'Sékou PETIT', profession: '10' },
  { kind: 'professional', id: 'care', name: 'Aminata DIALLO', profession: '60' },
  { kind: 'facility', id: 'clinic', name: 'Clinique' },
  { kind: 'app', id: 'tension', name: 'Carnet de tension', facility: 'Éditions du Pouls' },
]

const clinic = { id: 'clinic', name: 'Clinique' }
const works = { kind: 'professional', profession: '10', facility: clinic } as const

/** Who works at the clinic of these tests. */
export const colleagues = [
  { ...works, id: 'ann', name: 'Ann MARTIN' },
  { ...works, id: 'bea', name: 'Béatrice MARTIN' },
  { ...works, id: 'cyr', name: 'Cyr DUPONT' },
  { ...works, id: 'dev', name: 'Dev RAO', savoirFaire: 'express-only' },
]

/** The birth date of everybody in these tests. */
export const birthDate = '1979-03-28'

const traits = { birthFamily: 'PAT-TROIS', birthGiven: ['DOMINIQUE'], gender: 'female', birthPlace: '51215' } as const

/** Opens the kit, under rules of one's own if need be. Close it after the test. */
export const openPermissionsKit = async (rules = openRules): Promise<PermissionsKit> => {
  const kit = await openDoorKit()
  let at = Date.parse('2026-11-22T09:00:00.000Z')
  const clock = { now: () => new Date(at) }
  const database = kit.database.app
  const door = createDoor({ database, keys: kit.keys, blobs: kit.blobs, rules, clock })
  const permissions = createPermissions({
    door,
    keys: kit.keys,
    clock,
    attempts: createAttempts({ database, clock, hash: (subject) => kit.keys.lookupHash(`attempt|${subject}`) }),
    parameters: createParameters(),
    agreements: (actor, on) => openRules.agreementFor(actor, new Date(on)),
    persons: { loadPerson: async () => ({ traits: { ...traits, birthGiven: [...traits.birthGiven], birthDate } }) },
    findSpaceByPivot: async () => undefined,
    directory: {
      findParties: async (ids) =>
        new Map(knownParties.filter(({ id }) => ids.includes(id)).map((one) => [one.id, one])),
      findColleagues: async (facilityId, name) =>
        colleagues.filter((one) => one.facility.id === facilityId && one.name.includes(name)),
      searchParties: async (name) => knownParties.filter((one) => one.name.includes(name)),
    },
  })
  return {
    ...kit,
    door,
    permissions,
    now: () => clock.now(),
    wait: (hours) => {
      at += hours * 3_600_000
    },
    listed: async (visitor, spaceId) => {
      const visit = { ...visitor, space: { spaceId }, act: 'list-documents' } as const
      try {
        const { value } = await door.glance(visit, async ({ vault, prefilter, judge }) => {
          const page = { sort: 'created_at', descending: true, limit: 50 } as const
          const rows = await vault.listDocuments({ prefilter }, page)
          return rows.filter(({ facts }) => judge(facts).effect === 'permit').length
        })
        return value
      } catch {
        return undefined
      }
    },
    notices: async (spaceId, kind) => {
      const text = 'select id from platform.outbox where space_id = $1 and kind = $2 and due_at <= greatest(now(), $3)'
      return (await kit.database.owner.query({ text, values: [spaceId, kind, clock.now().toISOString()] })).length
    },
  }
}
