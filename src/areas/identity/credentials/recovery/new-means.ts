import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FieldSeal, SealedPlace } from '../../keys.ts'
import { channelAddressSchema } from '../contact/channel-address.ts'

const contact = Type.Optional(channelAddressSchema)
const passkey = Type.Object({
  kind: Type.Literal('passkey'),
  credentialId: Type.String(),
  name: Type.String(),
  /** base64, as the handle */
  publicKey: Type.String(),
  counter: Type.Number(),
  transports: Type.Array(Type.String()),
  handle: Type.String(),
  contact,
})
const password = Type.Object({
  kind: Type.Literal('password'),
  login: Type.String(),
  hash: Type.String(),
  /** the secret of an authenticator app (base32), when a first code proved it */
  totp: Type.Optional(Type.String()),
  contact,
})
const check = Compile(Type.Union([passkey, password]))

/** A passkey that waits: what its browser made. */
export type NewPasskeyMeans = Static<typeof passkey>
/** A login and a password that wait, with the app or the contact that goes with them. */
export type NewPasswordMeans = Static<typeof password>
/** What will lead into a space again. */
export type NewMeans = NewPasskeyMeans | NewPasswordMeans

const placeOf = (id: string): SealedPlace => ({ table: 'directory.recovery', rowId: id, column: 'sealed', version: 1 })

/** Seals the new means of the recovery with this id. */
export const sealMeans = (seal: FieldSeal, id: string, means: NewMeans): Buffer =>
  seal.sealField(placeOf(id), Buffer.from(JSON.stringify(means)))

/** Opens them; throws when the bytes were altered or belong elsewhere. */
export const openMeans = (seal: FieldSeal, id: string, sealed: Buffer): NewMeans =>
  check.Parse(JSON.parse(seal.openField(placeOf(id), sealed).toString('utf8')))
