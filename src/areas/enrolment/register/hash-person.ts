import type { Identifier } from '../../../reference/document-entry.ts'
import { insText, pivotOf, pivotText, providerParameters, type PivotIdentity } from '../../identity/index.ts'
import type { ImportedPerson } from './line.ts'
import type { RegisterKeys } from './person-seal.ts'

/** Keyed hashes of what finds a person, made as the directory makes them (src/areas/identity/persons.ts). */
export interface PersonHashes {
  ins(ins: Identifier): Buffer
  /** nothing for an identity too incomplete to name one person */
  pivot(pivot: PivotIdentity): Buffer | undefined
  card(cardNumber: string, birthDate: string): Buffer
  /** of the whole line: the same line again has the same */
  line(text: string): Buffer
  /** all those of a person's row but the line's */
  row(person: ImportedPerson): {
    pivotHash: Buffer | null
    cardHash: Buffer
    contactHash: Buffer | null
    householdHash: Buffer
  }
}

/** Enough against chance among a whole population, and half the index. */
const shortBytes = 16

/** Makes the hashes over the installation's look-up key. */
export const createPersonHashes = ({ lookupHash }: Pick<RegisterKeys, 'lookupHash'>): PersonHashes => {
  const short = (text: string): Buffer => lookupHash(text).subarray(0, shortBytes)
  const pivot = (identity: PivotIdentity): Buffer | undefined => {
    const text = pivotText(identity)
    return text === undefined ? undefined : lookupHash(text)
  }
  const card = (cardNumber: string, birthDate: string): Buffer => lookupHash(`card|${cardNumber}|${birthDate}`)
  const contact = ({ email, phone }: ImportedPerson['contact']): Buffer | null => {
    const text = email?.toLowerCase() ?? phone
    return text === undefined ? null : short(`contact|${text}`)
  }
  return {
    ins: (ins) => lookupHash(insText(ins)),
    pivot,
    card,
    line: (text) => lookupHash(`line|${text}`),
    row: (person) => ({
      pivotHash: pivot(pivotOf(person.traits, providerParameters.france)) ?? null,
      cardHash: card(person.card.number, person.traits.birthDate),
      contactHash: contact(person.contact),
      householdHash: short(`household|${person.scheme}|${person.household}`),
    }),
  }
}
