import type { Keys } from '../../../keys/keys.ts'
import type { RegisterSeal } from '../../../keys/register-seal.ts'
import { hasMember, readOwnJson } from '../../../platform/own-json.ts'
import type { PersonIdentity } from './types.ts'

/** What the register needs of the keys. */
export type RegisterKeys = Pick<Keys, 'lookupHash' | 'registerSeal'>

const placeOf = (personId: string) => ({ table: 'enrolment.identity', rowId: personId, column: 'sealed', version: 1 })

const isIdentity = (value: unknown): value is PersonIdentity =>
  hasMember(value, 'ins') && hasMember(value, 'traits') && hasMember(value, 'card')

/**
 * Seals what the register keeps of a person. The box is bound to the person and not to a version of the row: as it stands it
 * moves into the event of a correction and opens there.
 */
export const sealIdentity = (seal: RegisterSeal, personId: string, identity: PersonIdentity): Buffer => {
  const { ins, traits, contact, address, card } = identity
  return seal.sealField(placeOf(personId), Buffer.from(JSON.stringify({ ins, traits, contact, address, card })))
}

/** Opens it again. Throws the fault `sealed-data-damaged` for another person's. */
export const openIdentity = (seal: RegisterSeal, personId: string, sealed: Buffer): PersonIdentity =>
  readOwnJson(seal.openField(placeOf(personId), sealed), isIdentity)
