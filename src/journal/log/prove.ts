import { Problem } from '../../platform/problem.ts'
import { nodeOf, rootOver, tileWidth, type Tiles } from './tile-tree.ts'

type ReadTiles = Pick<Tiles, 'read'>

/** The largest power of two below a size of 2 or more: where RFC 6962 divides a tree. */
const splitOf = (size: number): number => {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** The root of a whole subtree of `width` leaves, a power of two that divides `start`: it lies within one tile. */
const wholeRoot = async (tiles: ReadTiles, start: number, width: number): Promise<Buffer> => {
  let [level, first, count] = [0, start, width]
  for (; count >= tileWidth; level += 1) [first, count] = [first / tileWidth, count / tileWidth]
  const tile = await tiles.read(level, Math.floor(first / tileWidth))
  const at = (first % tileWidth) * 32
  const hashes = tile.subarray(at, at + count * 32)
  if (hashes.length !== count * 32) throw new Problem('fault', 'log-damaged')
  return rootOver(hashes)
}

/** Spec: RFC 6962 §2.1, MTH(D[start:end]) where the tree's own divisions lead to. */
const rangeRoot = async (tiles: ReadTiles, start: number, end: number): Promise<Buffer> => {
  const size = end - start
  const split = splitOf(size)
  if (size === 1 || size === split * 2) return wholeRoot(tiles, start, size)
  return nodeOf(await wholeRoot(tiles, start, split), await rangeRoot(tiles, start + split, end))
}

/** The root of the tree over the first `size` entries, of which there is at least one. */
export const treeRoot = (tiles: ReadTiles, size: number): Promise<Buffer> => rangeRoot(tiles, 0, size)

/** Spec: RFC 6962 §2.1.1, PATH(index, D[0:size]): from the leaf's sibling up. */
export const proveInclusion = async (tiles: ReadTiles, index: number, size: number): Promise<Buffer[]> => {
  const path: Buffer[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    const isLeft = index < middle
    path.unshift(await (isLeft ? rangeRoot(tiles, middle, end) : rangeRoot(tiles, start, middle)))
    if (isLeft) end = middle
    else start = middle
  }
  return path
}

/** Spec: RFC 6962 §2.1.2, PROOF(older, D[0:newer]): that the newer tree begins with all of the older one. */
export const proveConsistency = async (tiles: ReadTiles, older: number, newer: number): Promise<Buffer[]> => {
  const path: Buffer[] = []
  let [start, end] = [0, newer]
  while (end !== older) {
    const middle = start + splitOf(end - start)
    const isLeft = older <= middle
    path.unshift(await (isLeft ? rangeRoot(tiles, middle, end) : rangeRoot(tiles, start, middle)))
    if (isLeft) end = middle
    else start = middle
  }
  // The older tree's own root is known to whoever asks; a part of it that ends inside the newer one is not.
  return start === 0 ? path : [await rangeRoot(tiles, start, end), ...path]
}
