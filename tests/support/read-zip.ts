import { inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50
const fileMark = 0x02014b50

const findEnd = (zip: Buffer): number => {
  for (let at = zip.length - 22; at >= 0; at -= 1) if (zip.readUInt32LE(at) === endMark) return at
  throw new Error('not a whole ZIP')
}

const readFile = (zip: Buffer, at: number): [name: string, bytes: Buffer, next: number] => {
  if (zip.readUInt32LE(at) !== fileMark) throw new Error('a broken directory')
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
  const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
  const local = zip.readUInt32LE(at + 42)
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
  const bytes = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
  if (bytes.length !== zip.readUInt32LE(at + 24)) throw new Error(`${name} is cut short`)
  return [name, bytes, at + 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)]
}

/** The files of a ZIP by name, in its own order. Fails on anything that is not whole. */
export const readZip = (zip: Buffer): Map<string, Buffer> => {
  const end = findEnd(zip)
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, bytes, next] = readFile(zip, at)
    files.set(name, bytes)
    at = next
  }
  return files
}
