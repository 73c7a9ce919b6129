import { int8Of, joinBytes, readHex, readUuid, sameBytes, sha256Of, utf8, Malformed, type Bytes } from './bytes.ts'
import type { FileChain, FileEntry } from './journal-file.ts'

const label = utf8('carnet/journal/v1\0')
const number = /^(0|[1-9]\d{0,18})$/

const readCount = (text: string): string => {
  if (!number.test(text)) throw new Malformed('number')
  return text
}

const readNumber = (text: string): Bytes => int8Of(BigInt(readCount(text)))

const readInstant = (text: string): Bytes => {
  const at = Date.parse(text)
  if (Number.isNaN(at) || new Date(at).toISOString() !== text) throw new Malformed('instant')
  return int8Of(BigInt(at))
}

/** Where a chain begins: the hash before its first entry. */
const startOf = (space: string, audience: string): Promise<Bytes> => sha256Of(label, readUuid(space), utf8(audience))

/** Spec: docs/decisions/0005-journal-format.md; a test keeps it equal to what the database computes. */
const hashOf = (place: { space: string; audience: string }, entry: FileEntry, previous: Bytes): Promise<Bytes> =>
  sha256Of(
    label,
    readUuid(place.space),
    utf8(`${place.audience}\0`),
    readNumber(entry.n),
    readInstant(entry.at),
    utf8(`${entry.effect}/${entry.reach}/${entry.act}\0`),
    entry.document === null ? new Uint8Array([0]) : joinBytes(new Uint8Array([1]), readUuid(entry.document)),
    readNumber(entry.transaction),
    previous,
    readHex(entry.commitment, 32),
    readHex(entry.sealed, 32),
  )

/** Numbers of the entries that are not what their hash, and the entry before, say: counted from where the chain begins, none left out. */
export const checkLinks = async (space: string, chain: FileChain): Promise<string[]> => {
  const wrong: string[] = []
  const { start } = chain
  const before = start === undefined ? 0n : BigInt(readCount(start.n))
  let previous = start === undefined ? await startOf(space, chain.audience) : readHex(start.hash, 32)
  for (const [index, entry] of chain.entries.entries()) {
    const hash = await hashOf({ space, audience: chain.audience }, entry, previous)
    const stated = readHex(entry.hash, 32)
    if (entry.n !== String(before + BigInt(index) + 1n) || !sameBytes(hash, stated)) wrong.push(entry.n)
    // Going on from what is stated names every entry that is wrong by itself, not all that follow the first.
    previous = stated
  }
  return wrong
}

/** Whether the last entry is the one the chain ended with when the file was written. */
export const endHolds = ({ entries, head }: FileChain): boolean => {
  const last = entries.at(-1)
  return last !== undefined && last.n === head.n && last.hash === head.hash
}

const commitmentOf = async (entry: FileEntry): Promise<Bytes> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', readHex(entry.r, 32), algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(entry.body)))
}

/** What an entry's body says again of the columns in clear. */
const isCopied = (place: { space: string; audience: string }, { body, ...entry }: FileEntry): boolean => {
  const said: unknown = JSON.parse(body)
  if (typeof said !== 'object' || said === null || !('clear' in said)) return false
  const { act, document, effect, reach } = entry
  const { audience, space } = place
  // The members in the order of canonical JSON: the body is what was committed to, byte for byte.
  return JSON.stringify(said.clear) === JSON.stringify({ act, audience, document, effect, reach, space })
}

/** Numbers of the entries whose body is not what was committed to when they were written. */
export const checkCommitments = async (space: string, chain: FileChain): Promise<string[]> => {
  const wrong: string[] = []
  for (const entry of chain.entries) {
    const isKept = sameBytes(await commitmentOf(entry), readHex(entry.commitment, 32))
    if (!isKept || !isCopied({ space, audience: chain.audience }, entry)) wrong.push(entry.n)
  }
  return wrong
}
