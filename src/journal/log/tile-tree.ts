import { createHash } from 'node:crypto'
import { Problem } from '../../platform/problem.ts'

/** Where tiles lie. `level` -1 holds the entries; a tile that is not there is empty. */
export interface Tiles {
  read(level: number, n: number): Promise<Buffer>
  write(level: number, n: number, hashes: Buffer): Promise<void>
}

const hashBytes = 32
/** Spec: C2SP tlog-tiles. */
export const tileWidth = 256

const hash = (...parts: Buffer[]): Buffer => {
  const sha256 = createHash('sha256')
  for (const part of parts) sha256.update(part)
  return sha256.digest()
}

/** Spec: RFC 6962 §2.1. */
export const leafOf = (entry: Buffer): Buffer => hash(Buffer.from([0]), entry)

/** The hash of two subtrees side by side. */
export const nodeOf = (left: Buffer, right: Buffer): Buffer => hash(Buffer.from([1]), left, right)

/** Cuts hashes that lie one after the other. */
export const splitHashes = (hashes: Buffer): Buffer[] =>
  Array.from({ length: hashes.length / hashBytes }, (_none, at) =>
    hashes.subarray(at * hashBytes, (at + 1) * hashBytes),
  )

/** The root over 1, 2, 4 … 256 hashes. */
export const rootOver = (hashes: Buffer): Buffer => {
  if (hashes.length === hashBytes) return hashes
  const half = hashes.length / 2
  return nodeOf(rootOver(hashes.subarray(0, half)), rootOver(hashes.subarray(half)))
}

interface Row {
  /** how many hashes the level holds already */
  count: number
  hashes: readonly Buffer[]
}

/** Writes hashes behind those of a level; gives the tiles that became full. */
const extend = async (tiles: Tiles, level: number, { count, hashes }: Row): Promise<Buffer[]> => {
  const full: Buffer[] = []
  let n = Math.floor(count / tileWidth)
  let held = count % tileWidth === 0 ? Buffer.alloc(0) : await tiles.read(level, n)
  if (held.length !== (count % tileWidth) * hashBytes) throw new Problem('fault', 'log-damaged')
  for (let at = 0; at < hashes.length; n += 1) {
    const taken = hashes.slice(at, at + tileWidth - held.length / hashBytes)
    held = Buffer.concat([held, ...taken])
    at += taken.length
    await tiles.write(level, n, held)
    if (held.length === tileWidth * hashBytes) full.push(held)
    held = Buffer.alloc(0)
  }
  return full
}

/** Adds entries behind the first `size` ones: their bundle, their hashes, and every level above that grows with them. */
export const growTree = async (tiles: Tiles, size: number, entries: readonly Buffer[]): Promise<void> => {
  await extend(tiles, -1, { count: size, hashes: entries })
  let row: Row = { count: size, hashes: entries.map(leafOf) }
  for (let level = 0; row.hashes.length > 0; level += 1) {
    const full = await extend(tiles, level, row)
    row = { count: Math.floor(row.count / tileWidth), hashes: full.map(rootOver) }
  }
}
