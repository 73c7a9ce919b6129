import type { ChannelAddress } from '../../identity/index.ts'
import type { PersonIdentity } from './types.ts'

/** National mobile numbers by how they begin, and the country code they are called with. Source: French numbering plan, Arcep. */
const mobiles: readonly (readonly [begins: RegExp, country: string])[] = [
  [/^069[01]\d{6}$/, '+590'],
  [/^0694\d{6}$/, '+594'],
  [/^069[67]\d{6}$/, '+596'],
  [/^(?:069[23]|0639)\d{6}$/, '+262'],
  [/^0[67]\d{8}$/, '+33'],
]

// Their mobile numbers are known, so that any other number of theirs takes no short message. Of other countries nothing is known.
const knownCountry = /^\+(?:33|590|594|596|262)/

/** A mobile number in international form (E.164); nothing for one that takes no short message. */
export const mobileOf = (phone: string | undefined): string | undefined => {
  if (phone === undefined) return undefined
  const country = knownCountry.exec(phone)?.[0]
  if (phone.startsWith('+') && country === undefined) return phone
  const national = country === undefined ? phone : `0${phone.slice(country.length)}`
  const dialled = mobiles.find(([begins]) => begins.test(national))?.[1]
  return dialled === undefined ? undefined : `${dialled}${national.slice(1)}`
}

/**
 * Where a code goes: to the contact that the insurer knows and to no other, mail before short message; nothing where there is
 * none, or where strangers share it. Rules: ENR-12.
 */
export const codeContact = (
  { contact, remarks }: Pick<PersonIdentity, 'contact'> & { remarks: readonly string[] },
  canSms: boolean,
): ChannelAddress | undefined => {
  if (remarks.includes('line-contact-shared')) return undefined
  if (contact.email !== undefined) return { channel: 'email', address: contact.email }
  const mobile = canSms ? mobileOf(contact.phone) : undefined
  return mobile === undefined ? undefined : { channel: 'phone', address: mobile }
}
