import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FieldSeal, SealedPlace } from '../identity/index.ts'

const content = Type.Object({
  facilityName: Type.String(),
  category: Type.Optional(Type.String()),
  year: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
  /** who asks: the facility must find them in its own files */
  holder: Type.Object({
    name: Type.String(),
    birthDate: Type.String(),
    ins: Type.Object({ system: Type.String(), value: Type.String() }),
  }),
  reason: Type.Optional(Type.String()),
})
const check = Compile(content)

/** What a request says, and who says it. */
export type RequestContent = Static<typeof content>

/** A request as it is kept: `details` is sealed with the key of the space. Instants and days are ISO. */
export interface SealedRequest {
  spaceId: string
  id: string
  facilityId: string
  details: Buffer
  askedAt: string
  dueOn: string
  endsOn: string
  seenAt: string | null
  state: 'asked' | 'answered' | 'declined' | 'taken-back'
  closedAt: string | null
  documentId: string | null
}

const placeOf = (id: string): SealedPlace => ({
  table: 'request.document_request',
  rowId: id,
  column: 'details',
  version: 1,
})

/** Seals it with the key of the holder's space. */
export const sealRequest = (seal: FieldSeal, id: string, said: RequestContent): Buffer =>
  seal.sealField(placeOf(id), Buffer.from(JSON.stringify(said)))

/** Opens it again. */
export const openRequest = (seal: FieldSeal, id: string, details: Buffer): RequestContent =>
  check.Parse(JSON.parse(seal.openField(placeOf(id), details).toString('utf8')))
