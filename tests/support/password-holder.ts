import type { CredentialBench } from './credential-bench.ts'

/** The password, the contacts and the network address of the tests' holders. */
export const password = 'Vélo-rouge7'
/** Their mail address. */
export const email = 'camille@example.org'
/** Their phone number. */
export const phone = '+33612345678'
/** Where they sign in from. */
export const source = '192.0.2.7'

/** Proves a contact with the code that was sent to it. */
export const proveContact = async (
  bench: CredentialBench,
  spaceId: string,
  { channel, address }: { channel: 'email' | 'phone'; address: string },
): Promise<void> => {
  await bench.credentials.beginContact(spaceId, { channel, address })
  await bench.credentials.confirmContact(spaceId, bench.lastCode(address))
  bench.clock.advance(30_000)
}

let logins = 0

/** A holder with a login of their own, the password and the mail address, with the phone number too when asked. */
export const newPasswordHolder = async (
  bench: CredentialBench,
  { phoneToo } = { phoneToo: false },
): Promise<{ spaceId: string; login: string }> => {
  const spaceId = await bench.newHolder()
  logins += 1
  const login = `vert.soleil.${logins}`
  await bench.credentials.choosePassword(spaceId, { login, password })
  await proveContact(bench, spaceId, { channel: 'email', address: email })
  if (phoneToo) await proveContact(bench, spaceId, { channel: 'phone', address: phone })
  return { spaceId, login }
}
