import { mutateXml } from '../cda/xml-mutation.ts'

/** Numbers in [0, 1), the same for the same seed: `seededNumbers`. */
export type Chance = () => number

const below = (chance: Chance, limit: number): number => Math.floor(chance() * limit)
const pick = <T>(chance: Chance, items: readonly T[]): T | undefined => items[below(chance, items.length)]

/** Words that readers of this format turn at, beside those that the inputs bring. */
export type Words = readonly string[]

const odd = [0, 1, 0x7f, 0x80, 0xff, 0x20, 0x22, 0x3c, 0x3e, 0x26, 0x2f, 0x5b, 0x7b, 0x0a]

interface Mutation {
  bytes: Buffer
  other: Buffer
  words: Words
  chance: Chance
}

const replaced = (bytes: Buffer, [from, to]: readonly [number, number], by: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, from), by, bytes.subarray(to)])

const span = ({ bytes, chance }: Mutation, longest = 64): [number, number] => {
  const from = below(chance, bytes.length + 1)
  return [from, Math.min(bytes.length, from + 1 + below(chance, longest))]
}

const setByte = ({ bytes, chance }: Mutation, change: (byte: number) => number): Buffer => {
  const changed = Buffer.from(bytes)
  const at = below(chance, changed.length)
  if (changed.length > 0) changed.writeUInt8(change(changed.readUInt8(at)) & 0xff, at)
  return changed
}

const writeNumber = ({ bytes, chance }: Mutation): Buffer => {
  const changed = Buffer.from(bytes)
  const size = pick(chance, [2, 4] as const) ?? 2
  const value = pick(chance, [0, 1, 2, 0xff, 0x7fff, 0xffff, bytes.length]) ?? 0
  const at = below(chance, Math.max(1, changed.length - size))
  if (changed.length >= size) changed.writeUIntLE(value & 0xffff, at, size)
  return changed
}

const afresh = (mutation: Mutation, text: string): Buffer => {
  const from = below(mutation.chance, mutation.bytes.length + 1)
  return replaced(mutation.bytes, [from, from], Buffer.from(text, 'latin1'))
}

const digits = ({ bytes, chance }: Mutation): Buffer => {
  const text = bytes.toString('latin1')
  const found = pick(chance, [...text.matchAll(/\d+/g)])
  if (found === undefined) return bytes
  const number = pick(chance, ['0', '-1', '99999999999999999999', '1e999', '4294967296', '00', '1.5']) ?? '0'
  return replaced(bytes, [found.index, found.index + found[0].length], Buffer.from(number))
}

const asXml = ({ bytes, chance }: Mutation): Buffer => {
  const text = bytes.toString('utf8')
  return text.length > 200_000 ? bytes : Buffer.from(mutateXml(text, chance).xml)
}

const mutations: readonly ((mutation: Mutation) => Buffer)[] = [
  (one) => setByte(one, (byte) => byte ^ (1 << below(one.chance, 8))),
  (one) => setByte(one, () => pick(one.chance, odd) ?? 0),
  (one) => replaced(one.bytes, span(one), Buffer.alloc(0)),
  (one) => replaced(one.bytes, span(one, one.bytes.length), Buffer.alloc(0)),
  (one) => {
    const [from, to] = span(one)
    return replaced(one.bytes, [to, to], one.bytes.subarray(from, to))
  },
  (one) => afresh(one, pick(one.chance, one.words) ?? ''),
  (one) => replaced(one.bytes, span(one, 12), Buffer.from(pick(one.chance, one.words) ?? '', 'latin1')),
  (one) => afresh(one, (pick(one.chance, one.words) ?? '').repeat(1 + below(one.chance, 200))),
  (one) => {
    const from = below(one.chance, one.other.length)
    return replaced(one.bytes, span(one), one.other.subarray(from, from + 1 + below(one.chance, 400)))
  },
  writeNumber,
  digits,
]

const longest = 24_000

/** One input made of others by a few changes; `structured`: XML is also changed as XML, so that it stays well formed. */
export const mutate = (
  [bytes, other]: readonly [Buffer, Buffer],
  words: Words,
  { chance, structured }: { chance: Chance; structured: boolean },
): Buffer => {
  let changed = bytes
  // what begins as XML does, with a byte order mark or without
  const isXml = structured && bytes.subarray(0, 4).includes('<')
  const kinds = isXml && chance() < 0.7 ? [asXml] : mutations
  for (let left = 1 + below(chance, kinds.length === 1 ? 2 : 4); left > 0; left -= 1) {
    changed = pick(chance, kinds)?.({ bytes: changed, other, words, chance }) ?? changed
  }
  return changed.length > Math.max(longest, bytes.length) ? changed.subarray(0, longest) : changed
}
