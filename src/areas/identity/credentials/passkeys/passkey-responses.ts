import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'

// Sizes bound what an anonymous sender makes us decode: a credential id has at most 1,023 bytes (Spec: WebAuthn §4).
const bytes = (maxLength: number) => Type.String({ maxLength, pattern: '^[A-Za-z0-9_-]+$' })
const credential = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: Type.Literal('public-key'),
  clientExtensionResults: Type.Object({}),
}

const registrationSchema = Type.Object({
  ...credential,
  response: Type.Object({
    clientDataJSON: bytes(4000),
    attestationObject: bytes(60_000),
    transports: Type.Optional(Type.Array(Type.String({ maxLength: 20, pattern: '^[a-z-]+$' }), { maxItems: 10 })),
  }),
})

const assertionSchema = Type.Object({
  ...credential,
  response: Type.Object({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(4000),
    userHandle: bytes(100),
  }),
})

/** What a browser gives back from `navigator.credentials.create()`, as JSON. Spec: WebAuthn RegistrationResponseJSON. */
export type RegistrationResponse = Static<typeof registrationSchema>

/** What a browser gives back from `navigator.credentials.get()`, as JSON. A discoverable credential says whose it is. */
export type AssertionResponse = Static<typeof assertionSchema>

/** Checks the JSON of a registration. */
export const registrationCheck = Compile(registrationSchema)

/** Checks the JSON of an assertion. */
export const assertionCheck = Compile(assertionSchema)

const clientDataCheck = Compile(Type.Object({ challenge: Type.String() }))

/** The challenge that a browser says it answers; the signature behind it is checked against the one that we remember. */
export const challengeOf = (clientDataJSON: string): string | undefined => {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    return clientDataCheck.Check(data) ? data.challenge : undefined
  } catch {
    return undefined
  }
}

/** Under which hash a credential is found: its id is random. */
export const credentialHash = (credentialId: string): Buffer =>
  createHash('sha256').update(Buffer.from(credentialId, 'base64url')).digest()
