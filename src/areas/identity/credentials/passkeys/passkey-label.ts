import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FieldSeal, SealedPlace } from '../../keys.ts'

const labelSchema = Type.Object({ credentialId: Type.String(), name: Type.String() })
const labelCheck = Compile(labelSchema)

/** What is sealed beside a passkey: the credential id that devices know, and the name its holder gave. */
export type PasskeyLabel = Static<typeof labelSchema>

const placeOf = (id: string): SealedPlace => ({ table: 'directory.passkey', rowId: id, column: 'sealed', version: 1 })

/** Seals the label of the passkey with this id. */
export const sealLabel = (seal: FieldSeal, id: string, label: PasskeyLabel): Buffer =>
  seal.sealField(placeOf(id), Buffer.from(JSON.stringify(label)))

/** Opens the label of the passkey with this id; throws when the bytes were altered or belong elsewhere. */
export const openLabel = (seal: FieldSeal, id: string, sealed: Buffer): PasskeyLabel =>
  labelCheck.Parse(JSON.parse(seal.openField(placeOf(id), sealed).toString('utf8')))
