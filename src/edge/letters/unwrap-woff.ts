import { inflateSync } from 'node:zlib'

const headerBytes = 44
const entryBytes = 20

interface Table {
  tag: string
  checksum: number
  content: Buffer
}

const readTables = (woff: Buffer): Table[] =>
  Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const at = headerBytes + entryBytes * index
    const [offset, packedBytes, bytes] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field))
    const packed = woff.subarray(offset ?? 0, (offset ?? 0) + (packedBytes ?? 0))
    const content = packed.length < (bytes ?? 0) ? inflateSync(packed) : packed
    return { tag: woff.toString('latin1', at, at + 4), checksum: woff.readUInt32BE(at + 16), content }
  })

const padded = (content: Buffer): Buffer => Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)])

/**
 * A WOFF font as the OpenType font inside it, so that it is inflated once and not for every glyph of every letter.
 * Spec: W3C WOFF 1.0 §3–5. Throws RangeError on what is no WOFF font.
 */
export const unwrapWoff = (woff: Buffer): Buffer => {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('This is not a WOFF font')
  const tables = readTables(woff)
  const head = Buffer.alloc(12 + 16 * tables.length)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(tables.length, 4)
  let offset = head.length
  for (const [index, { tag, checksum, content }] of tables.entries()) {
    const at = 12 + 16 * index
    head.write(tag, at, 'latin1')
    head.writeUInt32BE(checksum, at + 4)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(content.length, at + 12)
    offset += padded(content).length
  }
  return Buffer.concat([head, ...tables.map(({ content }) => padded(content))])
}
