type Read = (at: number, bytes: 2 | 4) => number

/** Reads numbers where there are bytes, and 0 behind the end. */
const reader =
  (bytes: Buffer, order: 'big' | 'little'): Read =>
  (at, size) => {
    if (at < 0 || at + size > bytes.length) return 0
    return order === 'big' ? bytes.readUIntBE(at, size) : bytes.readUIntLE(at, size)
  }

/** Spec: PNG, IHDR is the first chunk. */
const pixelsOfPng = (bytes: Buffer): number => {
  const read = reader(bytes, 'big')
  return read(16, 4) * read(20, 4)
}

// Spec: ITU-T T.81 B.1: the frame headers, and the markers that have no length.
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)

const pixelsOfJpeg = (bytes: Buffer): number => {
  const read = reader(bytes, 'big')
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || isFrame(marker)) return bytes[at] === 0xff ? read(at + 5, 2) * read(at + 7, 2) : 0
    // A marker may be filled with further 0xFF.
    if (marker === 0xff) at += 1
    else at += standsAlone(marker) ? 2 : 2 + Math.max(2, read(at + 2, 2))
  }
  return 0
}

const widthTag = 256
const heightTag = 257
const longType = 4
const maxPictures = 1000

const pixelsOfDirectory = (read: Read, start: number): number => {
  let [width, height] = [0, 0]
  for (let n = 0; n < read(start, 2); n += 1) {
    const at = start + 2 + 12 * n
    const value = read(at + 8, read(at + 2, 2) === longType ? 4 : 2)
    if (read(at, 2) === widthTag) width = value
    if (read(at, 2) === heightTag) height = value
  }
  return width * height
}

/** Spec: TIFF 6.0 §2: a chain of directories, one for each picture. */
const pixelsOfTiff = (bytes: Buffer): number => {
  const read = reader(bytes, bytes[0] === 0x4d ? 'big' : 'little')
  let most = 0
  let start = read(4, 4)
  for (let picture = 0; start > 0 && picture < maxPictures; picture += 1) {
    most = Math.max(most, pixelsOfDirectory(read, start))
    start = read(start + 2 + 12 * read(start, 2), 4)
  }
  return most
}

const countings: ReadonlyMap<string, (bytes: Buffer) => number> = new Map([
  ['image/png', pixelsOfPng],
  ['image/jpeg', pixelsOfJpeg],
  ['image/tiff', pixelsOfTiff],
])

/**
 * How many pixels a picture says that it has, from its header and before anybody makes room for them; of several, the largest. 0 where it says
 * nothing, or is none.
 */
export const countPixels = (bytes: Buffer, type: string): number => countings.get(type)?.(bytes) ?? 0
