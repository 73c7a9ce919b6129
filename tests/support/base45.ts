import { deflateSync } from 'node:zlib'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

const digits = (value: number, count: number): string =>
  Array.from({ length: count }, (_digit, place) => alphabet[Math.floor(value / 45 ** place) % 45]).join('')

/** Spec: RFC 9285. */
const encodeBase45 = (bytes: Buffer): string => {
  const pairs = Array.from({ length: bytes.length >> 1 }, (_pair, n) => digits(bytes.readUInt16BE(n * 2), 3)).join('')
  return bytes.length % 2 === 0 ? pairs : pairs + digits(bytes.readUInt8(bytes.length - 1), 2)
}

/** The text of a certificate's code with these bytes in it, signed by whomever they say. Spec: eHealth Network, EU DCC volume 3. */
export const certificateOf = (bytes: Buffer): string => `HC1:${encodeBase45(deflateSync(bytes))}`
