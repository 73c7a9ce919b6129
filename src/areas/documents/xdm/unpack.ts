import { crc32, inflateRawSync } from 'node:zlib'
import { readZipDirectory, refuseArchive, type ZipEntry } from './zip-directory.ts'

/** The files of an archive: their names, and the bytes of one when they are asked for. */
export interface Unpacking {
  readonly names: readonly string[]
  /** The bytes of a file; undefined where there is none of this name. Problems as `readZipDirectory`. */
  unpack(name: string): Buffer | undefined
}

const archiveStart = Buffer.from('PK')

const inflate = ({ packed, isDeflated, size }: ZipEntry): Buffer => {
  if (!isDeflated) return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) })
  } catch {
    return refuseArchive('archive-unreadable')
  }
}

const bytesOf = (entry: ZipEntry): Buffer => {
  const bytes = inflate(entry)
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) return refuseArchive('archive-unreadable')
  // An archive in an archive is where limits are lost.
  if (bytes.subarray(0, 2).equals(archiveStart))
    return refuseArchive('archive-entry-unsafe', { entry: entry.name.slice(0, 100) })
  return bytes
}

/**
 * Opens a ZIP archive in memory. Nothing is unpacked but what is asked for, and never more than `unpackedBytes` for all together; nothing
 * is ever written to a file.
 */
export const openArchive = (zip: Buffer, unpackedBytes: number): Unpacking => {
  const entries = new Map(readZipDirectory(zip).map((entry) => [entry.name, entry]))
  let left = unpackedBytes
  return {
    names: [...entries.keys()],
    unpack: (name) => {
      const entry = entries.get(name)
      if (entry === undefined) return undefined
      left -= entry.size
      return left < 0 ? refuseArchive('archive-too-big', { entry: name.slice(0, 100) }) : bytesOf(entry)
    },
  }
}

/** Whether bytes begin as an archive does. */
export const isArchive = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04')) || bytes.subarray(0, 4).equals(Buffer.from('PK\x05\x06'))
