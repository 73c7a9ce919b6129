import { isMailAddress } from '../../../../reference/mail-address.ts'
import type { CredentialParameters } from '../parameters.ts'

/** A mail address as it is kept, or nothing when it is none. The part before the sign is left as typed. */
export const readEmail = (text: string): string | undefined => {
  const typed = text.trim()
  if (!isMailAddress(typed)) return undefined
  const at = typed.lastIndexOf('@')
  return typed.slice(0, at) + typed.slice(at).toLowerCase()
}

/** A phone number in international form (`+33612345678`) from what people type (`06 12 34 56 78`, `+33 (0)6…`, `0033…`). */
export const readPhone = (text: string, rules: CredentialParameters['phone']): string | undefined => {
  const digits = text
    .trim()
    .replace(/\(0\)/, '')
    .replaceAll(/[\s./()-]/g, '')
    .replace(/^00/, '+')
  const number = new RegExp(rules.nationalPattern).test(digits) ? rules.countryPrefix + digits.slice(1) : digits
  return /^\+[1-9]\d{7,14}$/.test(number) ? number : undefined
}

const dots = '•••'

/** A mail address of which its owner recognises enough and a stranger too little: `c•••@e•••.fr`. */
export const maskEmail = (email: string): string => {
  const [name = '', domain = ''] = email.split('@')
  const end = domain.slice(domain.lastIndexOf('.') + 1)
  return `${name.slice(0, 1)}${dots}@${domain.slice(0, 1)}${dots}.${end}`
}

/** A phone number with its last two digits: `•• •• •• •• 78`. */
export const maskPhone = (phone: string): string => `•• •• •• •• ${phone.slice(-2)}`
