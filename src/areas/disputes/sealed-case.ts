import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FieldSeal, SealedPlace } from '../identity/index.ts'

const opener = Type.Object({
  name: Type.String(),
  facility: Type.Optional(Type.String()),
  /** when they last opened it (ISO) */
  at: Type.String(),
})

const copyHolder = Type.Object({
  /** its client id */
  id: Type.String(),
  name: Type.String(),
  /** when it last opened it (ISO) */
  at: Type.String(),
})

const told = Type.Object({
  partyName: Type.String(),
  depositedAt: Type.String(),
  /** the holder's words, for the author alone */
  note: Type.Optional(Type.String()),
  /** why it stays, in the author's words */
  answer: Type.Optional(Type.String()),
  /** who had opened it */
  openers: Type.Array(opener),
  /** the apps that had opened it; absent in cases of the time before they were told */
  copies: Type.Optional(Type.Array(copyHolder)),
})
const check = Compile(told)

/** A professional who had opened the document. */
export type Opener = Static<typeof opener>

/** An app that had opened the document, and may have kept a copy. */
export type CopyHolder = Static<typeof copyHolder>

/** What a case tells of a document and of who had to do with it. */
export type Told = Static<typeof told>

const placeOf = (id: string): SealedPlace => ({
  table: 'dispute.dispute_case',
  rowId: id,
  column: 'details',
  version: 1,
})

/** Seals it with the key of the holder's space. */
export const sealTold = (seal: FieldSeal, id: string, details: Told): Buffer =>
  seal.sealField(placeOf(id), Buffer.from(JSON.stringify(details)))

/** Opens it again. */
export const openTold = (seal: FieldSeal, id: string, details: Buffer): Told =>
  check.Parse(JSON.parse(seal.openField(placeOf(id), details).toString('utf8')))
