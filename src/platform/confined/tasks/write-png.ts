import { crc32, deflateSync } from 'node:zlib'

/** Pixels as PDFium hands them over: red, green, blue and a byte of nothing, row by row. */
export interface Pixels {
  width: number
  height: number
  data: Uint8Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const chunk = (kind: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  return Buffer.concat([word(data.length), body, word(crc32(body))])
}

/** The rows as differences from the row above, which is what makes a page of text small. */
const filterRows = ({ width, height, data }: Pixels): Buffer => {
  const rows = Buffer.alloc(height * (1 + 3 * width))
  const above = 4 * width
  let to = 0
  for (let row = 0; row < height; row += 1) {
    rows[to] = 2
    to += 1
    for (let from = row * above; from < (row + 1) * above; from += 4) {
      for (const at of [from, from + 1, from + 2]) {
        rows[to] = ((data[at] ?? 0) - (data[at - above] ?? 0)) & 0xff
        to += 1
      }
    }
  }
  return rows
}

/** Writes pixels as a PNG. Spec: PNG, 8 bits for each of three colours, filter 2. */
export const writePng = (pixels: Pixels): Buffer =>
  Buffer.concat([
    signature,
    chunk('IHDR', Buffer.concat([word(pixels.width), word(pixels.height), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', deflateSync(filterRows(pixels), { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
