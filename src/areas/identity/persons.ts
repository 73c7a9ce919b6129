import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Connection, Database } from '../../platform/database/database.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { FieldSeal, IdentityKeys, SealedPlace } from './keys.ts'
import { personName } from './rules.ts'
import {
  deleteIdentifiers,
  deletePerson,
  insertPerson,
  selectPerson,
  selectSpace,
  updatePerson,
  upsertIdentifiers,
} from './store.ts'

const gender = Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('unknown')])

const personSchema = Type.Object({
  ins: Type.Object({ system: Type.String(), value: Type.String() }),
  traits: Type.Object({
    birthFamily: Type.String(),
    birthGiven: Type.Array(Type.String()),
    usedFamily: Type.Optional(Type.String()),
    gender,
    birthDate: Type.String(),
    birthPlace: Type.String(),
  }),
  otherSpellings: Type.Array(Type.Object({ family: Type.String(), given: Type.String() })),
  contact: Type.Object({
    email: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    lang: Type.Optional(Type.Union([Type.Literal('fr'), Type.Literal('en')])),
    confirmed: Type.Optional(Type.Array(Type.Union([Type.Literal('email'), Type.Literal('phone')]))),
  }),
})
const personCheck = Compile(personSchema)

/** A person as the directory keeps them, sealed: identifier, traits, other spellings that documents may carry, contact. */
export type Person = Static<typeof personSchema>

/** Where notices to a holder go. Every part may be missing; `confirmed` are those that a one-time code proved. */
export type Contact = Person['contact']

/** A person to be written for a space. */
export interface NewPerson extends Omit<Person, 'otherSpellings' | 'contact'> {
  spaceId: string
  otherSpellings?: Person['otherSpellings']
  contact?: Contact
}

/** The persons of the directory. */
export interface Persons {
  /**
   * Writes a person inside the caller's transaction; Problem `conflict`, `person-already-known` for a second one. `seal` where the
   * space's keys are in hand: nothing is read for them then.
   */
  storePerson(connection: Connection, person: NewPerson, seal?: FieldSeal): Promise<void>
  /** Opens a person's identity. Trust: only the door calls this for a visitor, after its decision. */
  loadPerson(connection: Connection, spaceId: string): Promise<Person>
  /** Writes where a holder is reached, inside the caller's transaction; the rest of their identity stays. */
  updateContact(connection: Connection, spaceId: string, contact: Contact): Promise<void>
  /** Writes who a space is for anew: identifier and traits; contact and other spellings stay. */
  correctPerson(connection: Connection, spaceId: string, identity: Pick<Person, 'ins' | 'traits'>): Promise<void>
  /** Makes identifiers, by their keyed hashes, lead to a space, and to no other. */
  leadToSpace(connection: Connection, spaceId: string, insHashes: readonly Buffer[]): Promise<void>
  /** Makes identifiers lead nowhere. */
  leadNowhere(connection: Connection, insHashes: readonly Buffer[]): Promise<void>
  /** Forgets who a space is for, inside the caller's transaction: at erasure. Nothing leads to the space any more. */
  forgetPerson(connection: Connection, spaceId: string): Promise<void>
  /** The space that an identifier leads to, for the operator's own commands; nothing when there is none. */
  findSpaceByIns(ins: Identifier): Promise<string | undefined>
  /**
   * The space of whoever has this identifier and was born on this day (YYYY-MM-DD); nothing for anybody else. Trust: it tells nobody
   * anything before the door has decided on what it gives.
   */
  findSpaceOf(ins: Identifier, birthDate: string): Promise<string | undefined>
  /** The holder with this identifier and their space: for the operator's own commands, never for a visitor. */
  findHolderByIns(ins: Identifier): Promise<{ spaceId: string; name: string }>
  /** Where notices to this space's holder go; nothing when nobody holds it. */
  findContact(spaceId: string): Promise<(Contact & { name: string }) | undefined>
}

const placeOf = (spaceId: string): SealedPlace => ({
  table: 'directory.person',
  rowId: spaceId,
  column: 'sealed',
  version: 1,
})

/** The text under whose keyed hash a national health identifier is kept: `system|value`. */
export const insText = (ins: Identifier): string => `${ins.system}|${ins.value}`

const writePerson = async (
  keys: IdentityKeys,
  connection: Connection,
  { person, seal }: { person: NewPerson; seal: FieldSeal },
): Promise<void> => {
  const { spaceId, ins, traits, otherSpellings = [], contact = {} } = person
  const plain = Buffer.from(JSON.stringify({ ins, traits, otherSpellings, contact }))
  const row = { spaceId, insHash: keys.lookupHash(insText(ins)), sealed: seal.sealField(placeOf(spaceId), plain) }
  if (!(await insertPerson(connection, row)))
    throw new Problem('conflict', 'person-already-known', { details: { field: 'identifier.value' } })
}

const open = (seal: FieldSeal, spaceId: string, sealed: Buffer): Person =>
  personCheck.Parse(JSON.parse(seal.openField(placeOf(spaceId), sealed).toString('utf8')))

const rewriteContact = async (
  keys: IdentityKeys,
  connection: Connection,
  change: { spaceId: string; contact: Contact },
): Promise<void> => {
  const { spaceId, contact } = change
  const before = await selectPerson(connection, spaceId)
  if (before === undefined) throw new Problem('absent', 'person-unknown')
  const seal = await keys.spaceKeys(spaceId, connection)
  const person = { ...open(seal, spaceId, before), contact }
  const sealed = seal.sealField(placeOf(spaceId), Buffer.from(JSON.stringify(person)))
  if (!(await updatePerson(connection, { spaceId, before, sealed }))) throw new Problem('conflict', 'person-changed')
}

const correct = async (
  keys: IdentityKeys,
  connection: Connection,
  { spaceId, ins, traits }: Pick<Person, 'ins' | 'traits'> & { spaceId: string },
): Promise<void> => {
  const before = await selectPerson(connection, spaceId)
  if (before === undefined) throw new Problem('absent', 'person-unknown')
  const seal = await keys.spaceKeys(spaceId, connection)
  const person = { ...open(seal, spaceId, before), ins, traits }
  const sealed = seal.sealField(placeOf(spaceId), Buffer.from(JSON.stringify(person)))
  if (!(await updatePerson(connection, { spaceId, before, sealed }))) throw new Problem('conflict', 'person-changed')
}

/** The persons of the directory, over a database and the installation's keys. */
export const createPersons = (parts: { database: Database; keys: IdentityKeys }): Persons => {
  const { database, keys } = parts
  const find = async (connection: Connection, spaceId: string): Promise<Person | undefined> => {
    const sealed = await selectPerson(connection, spaceId)
    if (sealed === undefined) return undefined
    const seal = await keys.spaceKeys(spaceId, connection)
    return open(seal, spaceId, sealed)
  }
  const load = async (connection: Connection, spaceId: string): Promise<Person> => {
    const person = await find(connection, spaceId)
    if (person === undefined) throw new Problem('absent', 'person-unknown')
    return person
  }
  const spaceOf = (ins: Identifier) => selectSpace(database, keys.lookupHash(insText(ins)))
  return {
    storePerson: async (connection, person, seal) =>
      writePerson(keys, connection, { person, seal: seal ?? (await keys.spaceKeys(person.spaceId, connection)) }),
    loadPerson: load,
    updateContact: (connection, spaceId, contact) => rewriteContact(keys, connection, { spaceId, contact }),
    correctPerson: (connection, spaceId, identity) => correct(keys, connection, { spaceId, ...identity }),
    leadToSpace: upsertIdentifiers,
    leadNowhere: deleteIdentifiers,
    forgetPerson: deletePerson,
    findContact: async (spaceId) => {
      const person = await find(database, spaceId)
      return person && { ...person.contact, name: personName(person.traits) }
    },
    findSpaceByIns: spaceOf,
    findSpaceOf: async (ins, birthDate) => {
      const spaceId = await spaceOf(ins)
      // Somebody without a space is looked for too, under an id that nobody has.
      const person = await find(database, spaceId ?? randomId())
      return person?.traits.birthDate === birthDate ? spaceId : undefined
    },
    findHolderByIns: async (ins) => {
      const spaceId = await spaceOf(ins)
      if (spaceId === undefined) throw new Problem('absent', 'holder-not-found')
      return { spaceId, name: personName((await load(database, spaceId)).traits) }
    },
  }
}
