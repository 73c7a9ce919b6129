import { Problem, type ProblemDetails } from '../../../platform/problem.ts'

/** One file of an archive as its directory and its own header agree on it. Nothing of it is unpacked yet. */
export interface ZipEntry {
  name: string
  packed: Buffer
  isDeflated: boolean
  size: number
  crc: number
}

/** How far an archive may go (security.md T20). */
export const zipLimits = { entries: 200, ratio: 100, nameBytes: 255 } as const

/** Refuses an archive, by the reason of why. */
export const refuseArchive = (reason: string, details: ProblemDetails = {}): never => {
  throw new Problem('incorrect', reason, { details })
}

// Spec: APPNOTE.TXT 6.3, 4.3.7 local header, 4.3.12 directory, 4.3.16 its end.
const endMark = 0x06054b50
const directoryMark = 0x02014b50
const localMark = 0x04034b50
const endBytes = 22
const directoryBytes = 46
const localBytes = 30
const longestComment = 0xffff
const deflated = 8

interface Head {
  entry: ZipEntry
  /** where it begins and ends in the archive, its header included */
  from: number
  to: number
  next: number
}

const unreadable = (): never => refuseArchive('archive-unreadable')

const findEnd = (zip: Buffer): number => {
  const first = Math.max(0, zip.length - endBytes - longestComment)
  for (let at = zip.length - endBytes; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === endMark && at + endBytes + zip.readUInt16LE(at + 20) === zip.length) return at
  }
  return unreadable()
}

// Trust: none. A name is never used as a path; one that would leave a folder shows what the archive is for.
const isUnsafeName = (name: string): boolean =>
  name.startsWith('/') || /[\\:\p{Cc}\uFFFD]/u.test(name) || name.split('/').some((step) => /^\.*$/.test(step))

const isLink = (attributes: number): boolean => ((attributes >>> 16) & 0xf000) === 0xa000

const checkEntry = (name: string, facts: { flags: number; method: number; attributes: number }): void => {
  if (isUnsafeName(name.replace(/\/$/, ''))) refuseArchive('archive-entry-unsafe', { entry: name.slice(0, 100) })
  if (isLink(facts.attributes) || (facts.flags & 1) !== 0)
    refuseArchive('archive-entry-unsafe', { entry: name.slice(0, 100) })
  if (facts.method !== 0 && facts.method !== deflated) unreadable()
}

const checkSize = (entry: ZipEntry): void => {
  const { packed, isDeflated, size } = entry
  if (!isDeflated && packed.length !== size) unreadable()
  if (size > Math.max(packed.length, 1) * zipLimits.ratio) {
    refuseArchive('archive-too-big', { entry: entry.name.slice(0, 100) })
  }
}

/** Where the bytes behind a local header begin; it must say the same name and method as the directory. */
const findContent = (zip: Buffer, from: number, said: { name: Buffer; method: number }): number => {
  if (from + localBytes > zip.length || zip.readUInt32LE(from) !== localMark) return unreadable()
  const nameEnd = from + localBytes + zip.readUInt16LE(from + 26)
  const sameName = zip.subarray(from + localBytes, nameEnd).equals(said.name)
  if (!sameName || zip.readUInt16LE(from + 8) !== said.method) return unreadable()
  return nameEnd + zip.readUInt16LE(from + 28)
}

const readHead = (zip: Buffer, at: number, end: number): Head => {
  if (at + directoryBytes > end || zip.readUInt32LE(at) !== directoryMark) return unreadable()
  const nameLength = zip.readUInt16LE(at + 28)
  const next = at + directoryBytes + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  if (next > end || nameLength === 0 || nameLength > zipLimits.nameBytes) return unreadable()
  const written = zip.subarray(at + directoryBytes, at + directoryBytes + nameLength)
  const name = written.toString('utf8')
  const method = zip.readUInt16LE(at + 10)
  checkEntry(name, { flags: zip.readUInt16LE(at + 8), method, attributes: zip.readUInt32LE(at + 38) })
  const from = zip.readUInt32LE(at + 42)
  const start = findContent(zip, from, { name: written, method })
  const to = start + zip.readUInt32LE(at + 20)
  const entry: ZipEntry = {
    name,
    packed: zip.subarray(start, to),
    isDeflated: method === deflated,
    size: zip.readUInt32LE(at + 24),
    crc: zip.readUInt32LE(at + 16),
  }
  return { entry, from, to, next }
}

/** No two files share bytes, none reaches into the directory, and no name stands twice, in whatever case. */
const checkTogether = (heads: readonly Head[], directory: number): void => {
  const sorted = heads.toSorted((one, other) => one.from - other.from)
  for (const [at, { to, entry }] of sorted.entries()) {
    const reached = sorted[at + 1]?.from ?? directory
    if (to > reached) refuseArchive('archive-entry-unsafe', { entry: entry.name.slice(0, 100) })
  }
  const names = new Set(heads.map(({ entry }) => entry.name.toLowerCase()))
  if (names.size < heads.length) unreadable()
}

/**
 * The files of a ZIP archive that is in memory, in its own order; folders are left out. Strict where readers differ: header and directory
 * must agree, nothing overlaps, no link, no password, no name that leaves. Throws `incorrect` Problems: `archive-unreadable`,
 * `archive-entry-unsafe`, `archive-too-big`.
 */
export const readZipDirectory = (zip: Buffer): ZipEntry[] => {
  if (zip.length < endBytes) return unreadable()
  const end = findEnd(zip)
  const count = zip.readUInt16LE(end + 10)
  const directory = zip.readUInt32LE(end + 16)
  const isWhole = zip.readUInt32LE(end + 4) === 0 && zip.readUInt16LE(end + 8) === count
  if (!isWhole || directory + zip.readUInt32LE(end + 12) !== end) return unreadable()
  if (count > zipLimits.entries) return refuseArchive('archive-too-big', { entry: String(count) })
  const heads: Head[] = []
  for (let at = directory; heads.length < count;) {
    const head = readHead(zip, at, end)
    heads.push(head)
    at = head.next
  }
  checkTogether(heads, directory)
  const files = heads.map(({ entry }) => entry).filter(({ name }) => !name.endsWith('/'))
  for (const entry of files) checkSize(entry)
  return files
}
