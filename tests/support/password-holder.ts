import type { CredentialBench } from './credential-bench.ts'

/** The password, the contacts and the network address of the tests' holders. */
export const password = 'Vélo-rouge7'
/** Their mail address. */
export const email = 'camille@example.org'
/** Their phone number. */
export const phone = '+33612345678'
/** Where they sign in from. */
export const source = '192.0.2.7'

/** Proves a contact with the code that was sent to it, and keeps it as a holder's own. */
export const proveContact = async (
  { credentials, database, lastCode, clock }: CredentialBench,
  spaceId: string,
  to: { channel: 'email' | 'phone'; address: string },
): Promise<void> => {
  await credentials.sendContactCode(spaceId, to)
  await credentials.confirmContact(spaceId, { ...to, code: lastCode(to.address) })
  await database.app.transaction((connection) => credentials.keepContact(connection, spaceId, to))
  clock.advance(30_000)
}

let logins = 0

/** A holder with a login of their own, the password and the proved mail address, with the phone number too when asked. */
export const newPasswordHolder = async (
  bench: CredentialBench,
  { phoneToo } = { phoneToo: false },
): Promise<{ spaceId: string; login: string }> => {
  const spaceId = await bench.newHolder(
    phoneToo ? { email, phone, confirmed: ['email', 'phone'] } : { email, confirmed: ['email'] },
  )
  logins += 1
  const login = `vert.soleil.${logins}`
  await bench.credentials.choosePassword(spaceId, { login, password })
  return { spaceId, login }
}
