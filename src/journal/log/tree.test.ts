import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { consistencyHolds, hashLeaf, inclusionHolds } from '../check/tree.ts'
import { proveConsistency, proveInclusion, treeRoot } from './prove.ts'
import { growTree, leafOf, nodeOf, type Tiles } from './tile-tree.ts'

const memoryTiles = (): Tiles & { all: Map<string, Buffer> } => {
  const all = new Map<string, Buffer>()
  return {
    all,
    read: async (level, n) => all.get(`${level}/${n}`) ?? Buffer.alloc(0),
    write: async (level, n, hashes) => void all.set(`${level}/${n}`, hashes),
  }
}

const bytesOf = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer)

/** The tree as RFC 6962 §2.1 writes it down. */
const rootByTheBook = (leaves: readonly Buffer[]): Buffer => {
  const [only, ...others] = leaves
  if (only !== undefined && others.length === 0) return only
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return nodeOf(rootByTheBook(leaves.slice(0, half)), rootByTheBook(leaves.slice(half)))
}

const entryAt = (index: number): Buffer => leafOf(Buffer.from(`entry ${index}`))
const entries = (count: number): Buffer[] => Array.from({ length: count }, (_none, index) => entryAt(index))

const grown = async (sizes: readonly number[]): Promise<ReturnType<typeof memoryTiles>> => {
  const tiles = memoryTiles()
  let size = 0
  for (const next of sizes) {
    await growTree(tiles, size, entries(next).slice(size))
    size = Math.max(size, next)
  }
  return tiles
}

// Spec: the reference inputs and roots of Certificate Transparency, for trees of 1 to 8 entries.
const references = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
] as const

test('the reference trees have the reference roots, and every proof in them holds', async () => {
  const inputs = references.map(([input]) => Buffer.from(input, 'hex'))
  const tiles = memoryTiles()
  for (const [index, [, expected]] of references.entries()) {
    const size = index + 1
    const level0 = Buffer.concat(inputs.slice(0, size).map(leafOf))
    await tiles.write(0, 0, level0)
    const root = await treeRoot(tiles, size)
    assert.equal(root.toString('hex'), expected)
    for (let at = 0; at < size; at += 1) {
      const proof = (await proveInclusion(tiles, at, size)).map(bytesOf)
      const leaf = await hashLeaf(bytesOf(inputs[at] ?? Buffer.alloc(0)))
      assert.ok(await inclusionHolds({ index: at, size, leaf, root: bytesOf(root) }, proof))
      const older = { size: at + 1, root: Buffer.from(references[at]?.[1] ?? '', 'hex') }
      const path = (await proveConsistency(tiles, older.size, size)).map(bytesOf)
      assert.ok(await consistencyHolds({ ...older, root: bytesOf(older.root) }, { size, root: bytesOf(root) }, path))
    }
  }
})

// RFC 6962 §2.1.3 draws these for a tree of seven.
test('the proofs of the example of RFC 6962 have the nodes it names', async () => {
  const tiles = await grown([7])
  const [a, b, c, d, e, f, j] = entries(7).map(leafOf)
  assert.ok(a && b && c && d && e && f && j)
  const [g, h, i] = [nodeOf(a, b), nodeOf(c, d), nodeOf(e, f)]
  const [k, l] = [nodeOf(g, h), nodeOf(i, j)]
  assert.deepEqual(await proveInclusion(tiles, 0, 7), [b, h, l])
  assert.deepEqual(await proveInclusion(tiles, 3, 7), [c, g, l])
  assert.deepEqual(await proveInclusion(tiles, 4, 7), [f, j, k])
  assert.deepEqual(await proveInclusion(tiles, 6, 7), [i, k])
  assert.deepEqual(await proveConsistency(tiles, 3, 7), [c, d, g, l])
  assert.deepEqual(await proveConsistency(tiles, 4, 7), [l])
  assert.deepEqual(await proveConsistency(tiles, 6, 7), [i, j, k])
})

test('a tree has the tiles that the specification names for its size, however it grew', async () => {
  const [at, steps] = [await grown([70_000]), await grown([1, 255, 256, 257, 511, 66_000, 70_000])]
  assert.deepEqual([...at.all.keys()].toSorted(), [...steps.all.keys()].toSorted())
  for (const [name, hashes] of at.all) assert.ok(steps.all.get(name)?.equals(hashes), name)
  const widths = (level: number) =>
    [...at.all].flatMap(([name, hashes]) => (name.startsWith(`${level}/`) ? hashes.length / 32 : []))
  assert.equal(widths(0).filter((width) => width === 256).length, 273)
  assert.deepEqual(
    [0, 1, 2].map((level) => widths(level).filter((width) => width < 256)),
    [[112], [17], [1]],
  )
  assert.equal(widths(1).filter((width) => width === 256).length, 1)
})

const biggest = 1_100
const sized = fc
  .integer({ min: 1, max: biggest })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }))

/** One bit of one of the hashes turned. */
const flipped = (hashes: readonly Uint8Array<ArrayBuffer>[], place: number): Uint8Array<ArrayBuffer>[] => {
  const bit = place % (hashes.length * 256)
  return hashes.map((hash, at) => {
    const changed = new Uint8Array(hash)
    if (Math.floor(bit / 256) === at)
      changed[Math.floor((bit % 256) / 8)] = (hash[Math.floor((bit % 256) / 8)] ?? 0) ^ (1 << (bit % 8))
    return changed
  })
}

test('any leaf of any tree is proved in it; one bit changed anywhere, another place or another size is refused', async () => {
  const tiles = await grown([biggest])
  const property = fc.asyncProperty(sized, fc.nat(), async ({ size, index }, place) => {
    const root = bytesOf(rootByTheBook(entries(size).map(leafOf)))
    assert.deepEqual(bytesOf(await treeRoot(tiles, size)), root)
    const leaf = bytesOf(leafOf(entryAt(index)))
    const claim = { index, size, leaf, root }
    const proof = (await proveInclusion(tiles, index, size)).map(bytesOf)
    assert.ok(await inclusionHolds(claim, proof))
    const [otherLeaf = leaf, otherRoot = root, ...otherProof] = flipped([leaf, root, ...proof], place)
    assert.ok(!(await inclusionHolds({ ...claim, leaf: otherLeaf, root: otherRoot }, otherProof)))
    assert.ok(!(await inclusionHolds({ ...claim, index: (index + 1) % (size + 1) }, proof)))
    assert.ok(!(await inclusionHolds({ ...claim, size: index }, proof)))
    assert.ok(!(await inclusionHolds(claim, [...proof, root])))
    assert.ok(proof.length === 0 || !(await inclusionHolds(claim, proof.slice(1))))
  })
  await fc.assert(property, { numRuns: 300 })
})

test('any tree is proved to begin with any smaller one; one bit changed anywhere, or another size, is refused', async () => {
  const tiles = await grown([biggest])
  const property = fc.asyncProperty(sized, fc.nat(), async ({ size, index }, place) => {
    const older = { size: index + 1, root: bytesOf(await treeRoot(tiles, index + 1)) }
    const newer = { size, root: bytesOf(await treeRoot(tiles, size)) }
    const proof = (await proveConsistency(tiles, older.size, size)).map(bytesOf)
    assert.ok(await consistencyHolds(older, newer, proof))
    const [olderRoot = older.root, newerRoot = newer.root, ...otherProof] = flipped(
      [older.root, newer.root, ...proof],
      place,
    )
    assert.ok(!(await consistencyHolds({ ...older, root: olderRoot }, { ...newer, root: newerRoot }, otherProof)))
    assert.ok(!(await consistencyHolds({ ...older, size: 0 }, newer, proof)))
    assert.ok(!(await consistencyHolds(older, newer, [...proof, newer.root])))
    assert.ok(proof.length === 0 || !(await consistencyHolds(older, newer, proof.slice(1))))
  })
  await fc.assert(property, { numRuns: 300 })
})

test('a tree whose tiles are missing is not proved: it is damaged', async () => {
  const tiles = await grown([300])
  tiles.all.delete('0/1')
  await assert.rejects(treeRoot(tiles, 300), { reason: 'log-damaged' })
  await assert.rejects(growTree(tiles, 200, entries(1)), { reason: 'log-damaged' })
})
