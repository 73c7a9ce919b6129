import type { Traits } from '../../src/areas/identity/index.ts'
import type { Carnet } from '../../src/startup.ts'
import type { Identifier } from '../../src/reference/document-entry.ts'
import { registerPersons, type ListedPerson } from '../../src/startup/register-persons.ts'
import { numberOf as withKey } from './register-kit.ts'

const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'

/** Somebody of the register who was told of their space: what stands on their letter and on their card. */
export interface InvitedPerson {
  personId: string
  ins: Identifier
  traits: Traits
  /** 12 characters, as they stand in the square of the letter */
  code: string
}

/** A number of the test system with a right key, for the `n`th invented person born in a month of 1979. */
const numberOf = (n: number): string => withKey(`27904${75_000_000 + n}`)

const noticedEvent = { kind: 'noticed', channel: 'campaign', by: { kind: 'system', id: 'test' } } as const

/** A person as an insurer's line says it: the `n`th invented one, unless said otherwise. */
export const inventPerson = (
  n: number,
  changes: Partial<ListedPerson> & { birthDate?: string } = {},
): ListedPerson => ({
  ins: { system: testSystem, value: numberOf(n) },
  traits: {
    birthFamily: 'MARTIN',
    birthGiven: ['Jeanne'],
    gender: 'female',
    birthDate: changes.birthDate ?? '1979-04-14',
    birthPlace: '75056',
  },
  ...changes,
})

/** Brings a person into the register, tells them, and gives them a code, as a campaign does. */
export const invite = async (carnet: Carnet, person: ListedPerson): Promise<InvitedPerson> => {
  await registerPersons(carnet, [person])
  const known = await carnet.register.findPersonByIns(person.ins)
  if (known === undefined) throw new Error('not in the register')
  const noticedAt = carnet.clock.now()
  const end = new Date(noticedAt.getTime() + 42 * 86_400_000).toISOString()
  await carnet.database.app.transaction((connection) =>
    carnet.register.transition(connection, known.id, {
      expectState: 'known',
      change: {
        state: 'noticed',
        noticedAt: noticedAt.toISOString(),
        windowEndsAt: end,
        due: { kind: 'open', at: end },
        event: noticedEvent,
      },
    }),
  )
  return { personId: known.id, ins: person.ins, traits: person.traits, code: await issueCode(carnet, known.id) }
}

/** Another code for somebody. */
export const issueCode = async ({ database, enrolment }: Carnet, personId: string): Promise<string> => {
  const [issued] = await database.app.transaction((connection) =>
    enrolment.codes.issue(connection, [personId], { origin: 'notice' }),
  )
  if (issued === undefined) throw new Error('no code was issued')
  return issued.code
}
