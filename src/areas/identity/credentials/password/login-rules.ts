import type { CredentialParameters } from '../parameters.ts'

/** Why a login or a password is not acceptable: a reason of data/reasons/credentials.json and its details. */
export interface CredentialFault {
  reason: string
  details: Record<string, string | number>
}

/** Logins are compared, hashed and kept as this: without spaces around, in lower case. */
export const plainLogin = (login: string): string => login.trim().toLowerCase()

/** Spec: ISO 13616, the remainder of the rearranged number is 1. `text` is in capitals. */
const isIban = (text: string): boolean => {
  const moved = text.slice(4) + text.slice(0, 4)
  const digits = moved.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

const holdsIban = (compact: string, lengths: Readonly<Record<string, number>>): boolean => {
  const text = compact.toUpperCase()
  return [...text.matchAll(/(?=([A-Z]{2})\d{2})/g)].some(({ index, 1: country = '' }) => {
    const length = lengths[country]
    return length !== undefined && index + length <= text.length && isIban(text.slice(index, index + length))
  })
}

// Corsica: the department of a social number has a letter (2A, 2B), so that its digits stand in two runs.
const corsicanNumber = /[1-478]\d{4}2[ab]\d{6}/

/** Whether a social, card or account number shows once the signs between its characters are gone. */
const holdsNumber = (login: string, rules: CredentialParameters['login']): boolean => {
  const compact = login.replaceAll(/[._-]/g, '')
  const longRun = new RegExp(`\\d{${rules.numberDigits}}`)
  return longRun.test(compact) || corsicanNumber.test(compact) || holdsIban(compact, rules.ibanLengths)
}

/**
 * What is wrong with a login (already plain), or nothing. Law: rules IDN-6: 8 to 100 of lower-case letters, digits, `.`, `-`, `_`;
 * no social, bank or card number, no e-mail address: a login is shown, typed in public and written on paper.
 */
export const checkLogin = (login: string, rules: CredentialParameters['login']): CredentialFault | undefined => {
  const fault = (reason: string): CredentialFault => ({
    reason,
    details: { field: 'login', min: rules.minLength, max: rules.maxLength },
  })
  if (login.includes('@')) return fault('login-holds-email')
  if (login.length < rules.minLength || login.length > rules.maxLength) return fault('login-length-wrong')
  if (!/^[a-z0-9._-]+$/.test(login)) return fault('login-signs-wrong')
  return holdsNumber(login, rules) ? fault('login-holds-number') : undefined
}

/**
 * Logins near one that is taken: with a number behind, acceptable themselves. `numbers` are tried in their order, so that whoever
 * gives random ones does not tell how many others chose the same login.
 */
export const nearbyLogins = (
  login: string,
  numbers: readonly number[],
  rules: CredentialParameters['login'],
): string[] =>
  numbers
    .map((number) => `${login.slice(0, rules.maxLength - 1 - String(number).length)}.${number}`)
    .filter((near) => checkLogin(near, rules) === undefined)
