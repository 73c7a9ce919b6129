import { credentialParameters } from '../parameters.ts'
import type { ChannelAddress } from '../types.ts'
import { maskEmail, maskPhone, readEmail, readPhone } from './contact-rules.ts'

/** A mail address or a phone number from what somebody typed in one field; nothing when it is neither. */
export const readContact = (typed: string): ChannelAddress | undefined => {
  const email = readEmail(typed)
  if (email !== undefined) return { channel: 'email', address: email }
  const phone = readPhone(typed, credentialParameters.phone)
  return phone === undefined ? undefined : { channel: 'phone', address: phone }
}

/** A contact of which its owner recognises enough and a stranger too little. */
export const maskContact = ({ channel, address }: ChannelAddress): string =>
  channel === 'email' ? maskEmail(address) : maskPhone(address)
