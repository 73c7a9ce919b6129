import { sameBytes, sha256Of, type Bytes } from './bytes.ts'

const leafMark = new Uint8Array([0])
const nodeMark = new Uint8Array([1])

/** Spec: RFC 6962 §2.1, the hash of an entry of a log. */
export const hashLeaf = (entry: Bytes): Promise<Bytes> => sha256Of(leafMark, entry)

const hashNode = (left: Bytes, right: Bytes): Promise<Bytes> => sha256Of(nodeMark, left, right)

/** Where a proof has come to, and the last place of that level. Arithmetic and not shifts: a log of a nation outgrows 31 bits. */
interface Place {
  at: number
  last: number
}

const up = ({ at, last }: Place): Place => ({ at: Math.floor(at / 2), last: Math.floor(last / 2) })

const upWhile = (place: Place, isOn: (at: number) => boolean): Place => {
  let here = place
  while (isOn(here.at)) here = up(here)
  return here
}

const isLone = (at: number): boolean => at % 2 === 0 && at > 0

const hasLeft = ({ at, last }: Place): boolean => at % 2 === 1 || at === last

/** An inclusion to check: the leaf with this hash at this index, in the tree of this size and root. */
export interface Inclusion {
  index: number
  size: number
  leaf: Bytes
  root: Bytes
}

/** Spec: RFC 9162 §2.1.3.2. */
export const inclusionHolds = async (claim: Inclusion, proof: readonly Bytes[]): Promise<boolean> => {
  if (claim.index >= claim.size) return false
  let place: Place = { at: claim.index, last: claim.size - 1 }
  let hash = claim.leaf
  for (const sibling of proof) {
    if (place.last === 0) return false
    const isRight = hasLeft(place)
    hash = isRight ? await hashNode(sibling, hash) : await hashNode(hash, sibling)
    place = up(isRight ? upWhile(place, isLone) : place)
  }
  return place.last === 0 && sameBytes(hash, claim.root)
}

/** A tree as a checkpoint tells of it. */
export interface TreeHead {
  size: number
  root: Bytes
}

const isPowerOfTwo = (size: number): boolean => Number.isInteger(Math.log2(size))

/** Both roots as a consistency proof gives them, or nothing where it is too long or too short. */
const rootsOf = async (
  sizes: readonly [number, number],
  path: readonly Bytes[],
): Promise<[Bytes, Bytes] | undefined> => {
  let place = upWhile({ at: sizes[0] - 1, last: sizes[1] - 1 }, (at) => at % 2 === 1)
  const [seed, ...rest] = path
  if (seed === undefined) return undefined
  let [older, newer] = [seed, seed]
  for (const sibling of rest) {
    if (place.last === 0) return undefined
    const isRight = hasLeft(place)
    if (isRight) older = await hashNode(sibling, older)
    newer = isRight ? await hashNode(sibling, newer) : await hashNode(newer, sibling)
    place = up(isRight ? upWhile(place, isLone) : place)
  }
  return place.last === 0 ? [older, newer] : undefined
}

/** Spec: RFC 9162 §2.1.4.2. Whether the newer tree begins with all of the older one. */
export const consistencyHolds = async (older: TreeHead, newer: TreeHead, proof: readonly Bytes[]): Promise<boolean> => {
  if (older.size < 1 || older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root)
  if (proof.length === 0) return false
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof
  const roots = await rootsOf([older.size, newer.size], path)
  return roots !== undefined && sameBytes(roots[0], older.root) && sameBytes(roots[1], newer.root)
}
