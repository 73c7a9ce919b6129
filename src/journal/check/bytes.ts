/** Bytes as Web Crypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Something that is to be checked does not have the form it must have. */
export class Malformed extends Error {}

/** The UTF-8 bytes of a text. */
export const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text))

/** Some bytes after the others. */
export const joinBytes = (...parts: readonly Bytes[]): Bytes => {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** SHA-256 of some bytes, one part after the other. */
export const sha256Of = async (...parts: readonly Bytes[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', joinBytes(...parts)))

/** Whether two byte strings are the same. What is compared here is public: time tells nothing. */
export const sameBytes = (one: Bytes, other: Bytes): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])

/** Eight bytes, the highest first. */
export const int8Of = (value: bigint): Bytes => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, value)
  return bytes
}

/** Reads lower-case hexadecimal of exactly so many bytes: one value has one spelling. */
export const readHex = (text: string, length: number): Bytes => {
  if (!/^[0-9a-f]*$/.test(text) || text.length !== length * 2) throw new Malformed('hexadecimal')
  return Uint8Array.from({ length }, (_byte, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16))
}

/** Lower-case hexadecimal. */
export const hexOf = (bytes: Bytes): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Base64 with padding. */
export const base64Of = (bytes: Bytes): string => btoa([...bytes].map((byte) => String.fromCodePoint(byte)).join(''))

/** Reads Base64 with padding, as its writer alone would have spelt it. */
export const readBase64 = (text: string): Bytes => {
  if (!/^[\w+/]+={0,2}$/.test(text) || text.length % 4 !== 0 || text.includes('_')) throw new Malformed('base64')
  const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0)
  if (base64Of(bytes) !== text) throw new Malformed('base64')
  return bytes
}

/** The 16 bytes of an id in its lower-case spelling. */
export const readUuid = (text: string): Bytes => {
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)) throw new Malformed('id')
  return readHex(text.replaceAll('-', ''), 16)
}
