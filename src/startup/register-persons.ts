import { clockVisitor, type FoundingFacts } from '../areas/enrolment/index.ts'
import { displayName, type NewPerson, type Traits } from '../areas/identity/index.ts'
import { csvLine } from '../platform/csv-line.ts'
import { Problem } from '../platform/problem.ts'
import type { Identifier } from '../reference/document-entry.ts'
import type { Carnet } from '../startup.ts'

/** A person as an insurer's file says it, and what is known of them beside it when their space is opened. */
export interface ListedPerson {
  ins: Identifier
  traits: Traits
  email?: string
  parents?: readonly Identifier[]
  facts?: FoundingFacts & { otherSpellings?: NewPerson['otherSpellings'] }
}

const columns = [
  'ins_system',
  'ins',
  'birth_family',
  'birth_given',
  'used_family',
  'gender',
  'birth_date',
  'birth_place',
  'email',
  'address_1',
  'postal_code',
  'city',
  'scheme',
  'parents',
] as const

const genders: Readonly<Record<Traits['gender'], string>> = { female: 'F', male: 'M', unknown: 'U' }

const lineOf = ({ ins, traits, email, parents }: ListedPerson): string[] => [
  ins.system,
  ins.value,
  traits.birthFamily,
  traits.birthGiven.join('|'),
  traits.usedFamily ?? '',
  genders[traits.gender],
  traits.birthDate,
  traits.birthPlace,
  email ?? '',
  '1 rue de la Démonstration',
  '75013',
  'PARIS',
  'general',
  (parents ?? []).map(({ value }) => value).join(' '),
]

/** Brings persons into the register as an insurer would: a file, imported by the use-case. Known ones stay as they are. */
export const registerPersons = async (
  { importPersons }: Pick<Carnet, 'importPersons'>,
  persons: readonly ListedPerson[],
): Promise<void> => {
  const bytes = Buffer.from([columns, ...persons.map(lineOf)].map(csvLine).join(''))
  const read = async function* (fromByte: number): AsyncGenerator<Buffer> {
    yield bytes.subarray(fromByte)
  }
  const { rejected } = await importPersons(
    { name: 'persons.csv', sizeBytes: bytes.length, read },
    { encoding: 'utf-8' },
  )
  if (rejected > 0)
    throw new Problem('fault', 'unexpected-fault', { cause: new Error(`${rejected} persons were rejected`) })
}

/** Opens the space of a registered person, with the terms in force, and dates their first entry; gives its id. One that is open already stays as it is. */
export const openRegistered = async (
  { register, enrolment, credentials, clock }: Pick<Carnet, 'register' | 'enrolment' | 'credentials' | 'clock'>,
  { ins, traits, facts }: ListedPerson,
): Promise<string> => {
  const person = await register.findPersonByIns(ins)
  if (person === undefined) throw new Problem('absent', 'enrolment-person-unknown')
  const actor = {
    kind: 'holder',
    id: person.id,
    name: displayName(traits.birthGiven[0] ?? '', traits.birthFamily),
  } as const
  const visitor = { ...clockVisitor, actor, authLevel: 'substantial' } as const
  const spaceId = await enrolment.lives.activate({ personId: person.id, visitor, channel: 'online' }, facts)
  await credentials.acceptTerms(spaceId, credentials.termsAt(clock.now().toISOString()).version)
  return spaceId
}

/** Notes in the register a space that was opened before there was a register, and its holder's agreement to today's terms. */
export const adoptSpace = async (
  { register, database, clock, credentials }: Pick<Carnet, 'register' | 'database' | 'clock' | 'credentials'>,
  ins: Identifier,
  spaceId: string,
): Promise<void> => {
  const person = await register.findPersonByIns(ins)
  if (person === undefined || person.spaceId !== null) return
  const event = { kind: 'adopted', channel: 'clock', by: { kind: 'system', id: 'enrolment' } }
  await credentials.acceptTerms(spaceId, credentials.termsAt(clock.now().toISOString()).version)
  const change = { state: 'open', spaceId, activatedAt: clock.now().toISOString(), event } as const
  await database.app.transaction((connection) =>
    register.transition(connection, person.id, { expectState: person.state, expectVersion: person.version, change }),
  )
}
