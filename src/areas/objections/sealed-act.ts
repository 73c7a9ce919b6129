import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FieldSeal, SealedPlace } from '../identity/index.ts'

const act = Type.Object({ partyName: Type.String(), actOn: Type.String() })
const check = Compile(act)

/** What an objection tells of an act: who deposited, and its day, as its author wrote it. */
export type Act = Static<typeof act>

const placeOf = (id: string): SealedPlace => ({
  table: 'objection.objection',
  rowId: id,
  column: 'details',
  version: 1,
})

/** Seals it with the key of the holder's space. */
export const sealAct = (seal: FieldSeal, id: string, { partyName, actOn }: Act): Buffer =>
  seal.sealField(placeOf(id), Buffer.from(JSON.stringify({ partyName, actOn })))

/** Opens it again. */
export const openAct = (seal: FieldSeal, id: string, details: Buffer): Act =>
  check.Parse(JSON.parse(seal.openField(placeOf(id), details).toString('utf8')))
