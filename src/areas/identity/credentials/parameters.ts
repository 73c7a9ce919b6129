import { Type, type Static } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const count = Type.Integer({ minimum: 1 })
const limit = Type.Object({ count, seconds: count })

const schema = Type.Object({
  serviceName: Type.String({ minLength: 1 }),
  oneTimeCode: Type.Object({
    digits: Type.Integer({ minimum: 6, maximum: 9 }),
    minutes: count,
    tries: count,
    resendSeconds: count,
  }),
  limits: Type.Object({
    waitAfterError: limit,
    signInLogin: limit,
    signInSource: limit,
    secondFactor: limit,
    codesSent: limit,
    loginChoice: limit,
  }),
  pendingSignInMinutes: count,
  passkey: Type.Object({
    challengeMinutes: count,
    perSpace: count,
    nameLength: count,
    algorithms: Type.Array(Type.Integer(), { minItems: 1 }),
  }),
  totp: Type.Object({
    digits: count,
    periodSeconds: count,
    window: Type.Integer({ minimum: 0, maximum: 2 }),
    secretBytes: Type.Integer({ minimum: 16 }),
  }),
  login: Type.Object({
    minLength: count,
    maxLength: count,
    numberDigits: count,
    suggestions: count,
    ibanLengths: Type.Record(Type.String({ pattern: '^[A-Z]{2}$' }), count),
  }),
  password: Type.Object({
    minLength: count,
    maxLength: count,
    personalLength: count,
    formerKept: count,
    argon2: Type.Object({
      memoryKiB: Type.Integer({ minimum: 8 }),
      passes: count,
      parallelism: count,
      saltBytes: Type.Integer({ minimum: 16 }),
      tagBytes: Type.Integer({ minimum: 16 }),
    }),
  }),
  phone: Type.Object({ countryPrefix: Type.String({ pattern: '^\\+\\d{1,3}$' }), nationalPattern: Type.String() }),
})

/** Lengths, lifetimes and numbers of tries of a holder's own means of sign-in; units are in the names. */
export type CredentialParameters = Static<typeof schema>

/** What data/identity/credentials.json says. */
export const credentialParameters: CredentialParameters = readData('identity/credentials.json', schema)

const wordsSchema = Type.Object({ words: Type.Array(Type.String({ pattern: '^[a-z]{3,}$' }), { minItems: 1 }) })

/** The words that the commonest passwords are made of (data/identity/common-passwords.json). */
export const commonPasswords: ReadonlySet<string> = new Set(
  readData('identity/common-passwords.json', wordsSchema).words,
)
