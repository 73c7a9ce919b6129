import { inflateSync } from 'node:zlib'
import { decode } from 'cborg'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../../platform/problem.ts'
import { decodeBase45 } from './base45.ts'

const text = Type.String()
const day = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}` })
const about = { tg: text, co: text, is: text, ci: text }
const vaccination = Type.Object({
  ...about,
  vp: text,
  mp: text,
  ma: text,
  dn: Type.Integer({ minimum: 1 }),
  sd: Type.Integer({ minimum: 1 }),
  dt: day,
})
const test = Type.Object({ ...about, tt: text, sc: day, tr: text })
const recovery = Type.Object({ ...about, fr: day, df: day, du: day })
const one = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Optional(Type.Union([Type.Array(item, { maxItems: 1 }), Type.Null()]))

const content = Type.Object({
  ver: Type.String({ pattern: String.raw`^\d+\.\d+\.\d+$` }),
  nam: Type.Object({ fnt: Type.String({ minLength: 1 }), fn: Type.Optional(text), gn: Type.Optional(text) }),
  dob: Type.String({ pattern: String.raw`^((19|20)\d{2}(-\d{2}(-\d{2})?)?)?` }),
  v: one(vaccination),
  t: one(test),
  r: one(recovery),
})
const contentCheck = Compile(content)

/** What a certificate says. Spec: EU DCC schema 1.3. */
export type CertificateContent = Static<typeof content>

/** Of which kind it is. */
export type CertificateKind = 'vaccination' | 'test' | 'recovery'

/** A certificate as it was read, before anybody checked who signed it. Instants are seconds since 1970. */
export interface ReadCertificate {
  kind: CertificateKind
  content: CertificateContent
  issuer: string
  issuedAt: number
  expiresAt: number
  signed: SignedBytes
}

/** The envelope: what was signed, how, by which key. Spec: RFC 9052, COSE_Sign1. */
export interface SignedBytes {
  protectedBytes: Uint8Array
  payload: Uint8Array
  signature: Uint8Array
  algorithm: number
  keyId: Uint8Array
}

const wrong = (reason: string): never => {
  throw new Problem('incorrect', reason, { details: { field: 'certificate' } })
}

/** More than any certificate, less than a bomb. */
const mostBytes = 64 * 1024
const prefix = 'HC1:'

const inflated = (packed: Buffer): Buffer => {
  try {
    return inflateSync(packed, { maxOutputLength: mostBytes })
  } catch {
    return wrong('certificate-unreadable')
  }
}

const unmarked = (decoded: () => unknown): unknown => decoded()

const parsed = (bytes: Uint8Array): unknown => {
  try {
    // 18 marks what is signed, 61 claims of the web in CBOR: both may stand or not
    return decode(bytes, { useMaps: true, tags: { 18: unmarked, 61: unmarked } })
  } catch {
    return wrong('certificate-unreadable')
  }
}

const isMap = (value: unknown): value is Map<unknown, unknown> => value instanceof Map

const bytesOr = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : wrong('certificate-unreadable'))

// What breaks off in the middle is no number, and not nothing either: the decoder gives a symbol for it
const numberOr = (value: unknown): number =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : wrong('certificate-unreadable')

const isList = (value: unknown): value is unknown[] => Array.isArray(value)

const listOr = (value: unknown): unknown[] => (isList(value) ? value : wrong('certificate-unreadable'))

const headers = (value: unknown): Map<unknown, unknown> => (isMap(value) ? value : new Map())

const readEnvelope = (bytes: Buffer): SignedBytes => {
  const parts = listOr(parsed(bytes))
  const [head, open, payload, signature] = parts
  if (parts.length !== 4) return wrong('certificate-unreadable')
  const protectedBytes = bytesOr(head)
  const closed = headers(protectedBytes.length === 0 ? undefined : parsed(protectedBytes))
  const others = headers(open)
  return {
    protectedBytes,
    payload: bytesOr(payload),
    signature: bytesOr(signature),
    algorithm: numberOr(closed.get(1) ?? others.get(1)),
    keyId: bytesOr(closed.get(4) ?? others.get(4) ?? new Uint8Array()),
  }
}

/** Plain data of maps that have words for keys. */
const plain = (value: unknown): unknown => {
  if (isMap(value)) return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]))
  return Array.isArray(value) ? value.map(plain) : value instanceof Date ? value.toISOString() : value
}

const kindOf = ({ v, t, r }: CertificateContent): CertificateKind => {
  const there: CertificateKind[] = []
  if (v?.length) there.push('vaccination')
  if (t?.length) there.push('test')
  if (r?.length) there.push('recovery')
  const [kind, another] = there
  return kind === undefined || another !== undefined ? wrong('certificate-unreadable') : kind
}

/** Spec: RFC 8392, claims of a CWT; -260 is the health certificate of the specification. */
const claims = { issuer: 1, expires: 4, issued: 6, health: -260 } as const

/**
 * Reads the text of a code: `HC1:`, base 45, packed, signed, claims. Problem `incorrect`, `certificate-unreadable`, or `certificate-other` for the code of
 * something else. Spec: eHealth Network, EU DCC volume 3.
 */
export const readCertificate = (code: string): ReadCertificate => {
  const typed = code.trim()
  if (!typed.startsWith(prefix)) wrong('certificate-other')
  const signed = readEnvelope(inflated(decodeBase45(typed.slice(prefix.length))))
  const claimed = parsed(signed.payload)
  if (!isMap(claimed)) return wrong('certificate-unreadable')
  const issuer = claimed.get(claims.issuer)
  const said = plain(headers(claimed.get(claims.health)).get(1))
  if (!contentCheck.Check(said)) return wrong('certificate-unreadable')
  return {
    kind: kindOf(said),
    content: said,
    issuer: typeof issuer === 'string' ? issuer : '',
    issuedAt: numberOr(claimed.get(claims.issued) ?? 0),
    expiresAt: numberOr(claimed.get(claims.expires) ?? 0),
    signed,
  }
}
