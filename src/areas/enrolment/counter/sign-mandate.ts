import { Problem } from '../../../platform/problem.ts'
import { maskContact, type ChannelAddress } from '../../identity/index.ts'
import { instantOf, type DeskParts } from '../desk/desk-parts.ts'
import type { PersonIdentity } from '../register/types.ts'
import { useLiveMandate, type HeldMandate } from './hold-mandate.ts'
import { signMandate } from './store.ts'
import type { Counter } from './types.ts'

const purpose = 'sign-mandate'

const contactOf = ({ contact }: PersonIdentity): ChannelAddress | undefined => {
  if (contact.phone !== undefined) return { channel: 'phone', address: contact.phone }
  return contact.email === undefined ? undefined : { channel: 'email', address: contact.email }
}

/** Whoever gives the mandate signs it: the representative where there is one. */
const signerOf = async ({ register }: DeskParts, { row, person }: HeldMandate): Promise<PersonIdentity> => {
  const signer = row.representativeId === null ? person : await register.findPerson(row.representativeId)
  if (signer === undefined) throw new Problem('absent', 'mandate-unknown')
  return register.openPerson(signer)
}

/** Signing a mandate: on paper, or with a one-time code to the contact that the insurer knows (screen O14). */
export const createSigning = (parts: DeskParts): Pick<Counter, 'sendSigningCode' | 'sign'> => ({
  sendSigningCode: async (visitor, id) => {
    const held = await useLiveMandate(parts, visitor, { id, deed: 'counter-sign', state: 'unsigned' })
    const identity = await signerOf(parts, held)
    const contact = contactOf(identity)
    if (contact === undefined) throw new Problem('conflict', 'contact-missing')
    await parts.credentials.sendOneTimeCode({ subject: id, purpose }, { ...contact, lang: identity.contact.lang })
    return maskContact(contact)
  },
  sign: async (visitor, id, signing) => {
    await useLiveMandate(parts, visitor, { id, deed: 'counter-sign', state: 'unsigned' })
    const { how } = signing
    const taken =
      how === 'paper' || (await parts.credentials.takeOneTimeCode({ subject: id, purpose, code: signing.code }))
    if (!taken) throw new Problem('incorrect', 'one-time-code-wrong', { details: { field: 'code' } })
    await signMandate(parts.database, id, { now: instantOf(parts), how })
  },
})
