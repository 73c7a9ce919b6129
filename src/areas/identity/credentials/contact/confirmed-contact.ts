import type { Contact } from '../../persons.ts'
import type { CredentialRoom } from '../types.ts'

/** The part of a contact that one-time codes have proved: what may carry a second factor. */
export const confirmedPart = ({ email, phone, lang, confirmed = [] }: Contact): Omit<Contact, 'confirmed'> => ({
  ...(lang !== undefined && { lang }),
  ...(email !== undefined && confirmed.includes('email') && { email }),
  ...(phone !== undefined && confirmed.includes('phone') && { phone }),
})

/** The proved contact of a space's holder. Problem `person-unknown` when nobody holds it. */
export const confirmedContact = async (room: CredentialRoom, spaceId: string): Promise<Omit<Contact, 'confirmed'>> =>
  confirmedPart((await room.persons.loadPerson(room.database, spaceId)).contact)
