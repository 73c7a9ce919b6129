import { openDoorKit, professional, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import type { Visitor } from '../../src/access/types.ts'
import { createProfile } from '../../src/areas/profile/create-profile.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import type { Profile } from '../../src/areas/profile/types.ts'
import type { Person } from '../../src/areas/identity/index.ts'

/** Medical profiles over a door of their own, of people who were all born on one day. */
export interface ProfileKit {
  kit: DoorKit
  profile: Profile
  ground: Omit<Parameters<typeof createProfile>[0], 'door'>
  /** says when they were born: `1979-03-24` until told */
  born(day: string): void
  /** for which audience each change of a profile was written */
  audiences(spaceId: string): Promise<string[]>
}

/** Who represents a holder. */
export const related = (id: string): Visitor => ({
  ...professional(id),
  actor: { kind: 'representative', id, name: 'Un parent' },
})

/** Opens one, on 23 November 2026. */
export const openProfileKit = async (): Promise<ProfileKit> => {
  const kit = await openDoorKit()
  let birthDate = '1979-03-24'
  const person = (): Person => ({
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
    traits: { birthFamily: 'PAT-TROIS', birthGiven: ['DOMINIQUE'], gender: 'female', birthDate, birthPlace: '51215' },
    otherSpellings: [],
    contact: {},
  })
  const ground: ProfileKit['ground'] = {
    clock: { now: () => new Date('2026-11-23T10:00:00Z') },
    persons: { loadPerson: async () => person() },
    parameters: createParameters(),
    isMinor: (born) => born > '2008-11-23',
    certificateKeys: [],
  }
  return {
    kit,
    ground,
    profile: createProfile({ ...ground, door: kit.door }),
    born: (day) => {
      birthDate = day
    },
    audiences: async (spaceId) => {
      const text = `select audience from journal.entry where space_id = $1 and act = 'change-profile' and effect = 'permit' order by n`
      const rows = await kit.database.owner.query<{ audience: string }>({ text, values: [spaceId] })
      return rows.map(({ audience }) => audience)
    },
  }
}
