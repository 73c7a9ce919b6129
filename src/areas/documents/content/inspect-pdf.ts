import { inflateSync } from 'node:zlib'
import { contentTypes } from './content-types.ts'

const forbidden = new Map(contentTypes.pdfForbidden.map(({ name, feature }) => [name, feature]))

// Spec: ISO 32000-1 §7.3.5, any character of a name may be written #xx. Blanks are left out so that `/J S` never matches.
const nameShape = /\/([^\s()<>[\]{}/%]+)/g
const unescapeName = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const inflatedLimit = 16 * 1024 * 1024
const dictionaryReach = 2000

const inflate = (bytes: Buffer): string | undefined => {
  try {
    return inflateSync(bytes, { maxOutputLength: inflatedLimit, finishFlush: 2 }).toString('latin1')
  } catch {
    return undefined
  }
}

interface Stream {
  word: number
  start: number
  end: number
}

// Found by plain search: a pattern with a lazy middle takes quadratic time on a file that is all `stream`.
function* streamsOf(text: string): Generator<Stream> {
  for (let word = text.indexOf('stream'); word !== -1;) {
    const line = /^stream\r?\n/.exec(text.slice(word, word + 8))?.[0]
    const end = line === undefined ? word + 6 : text.indexOf('endstream', word + line.length)
    if (line !== undefined) yield { word, start: word + line.length, end: end === -1 ? text.length : end }
    word = end === -1 ? -1 : text.indexOf('stream', end + (line === undefined ? 0 : 9))
  }
}

interface ObjectsWord {
  word: number
  /** the word's line */
  line: string
  /** what stands before it */
  near: string
}

function* objectWords(text: string): Generator<ObjectsWord> {
  for (let word = text.indexOf('stream'); word !== -1; word = text.indexOf('stream', word + 6)) {
    const line = /^stream\r?\n/.exec(text.slice(word, word + 8))?.[0]
    const near = text.slice(Math.max(0, word - dictionaryReach), word)
    if (line === undefined || near.endsWith('end') || !unescapeName(near).includes('/ObjStm')) continue
    yield { word, line, near }
  }
}

const ownDictionary = (near: string): string => unescapeName(near.slice(near.lastIndexOf(' obj') + 1))

/** An object stream; without a text where it could not be opened. `isDeflated`: it is compressed and, as far as it says, nothing else. */
interface ObjectStream {
  text: string | undefined
  isDeflated: boolean
}

const isDeflated = (dictionary: string): boolean => {
  const filters = dictionary.match(/\/\w+Decode\b/g) ?? []
  return filters.length === 1 && filters[0] === '/FlateDecode'
}

// Content and image streams cannot act; object streams can hold any dictionary, so they are opened, up to a limit for all together.
// Every `stream` word is tried, within other streams too: a false one in a comment must not swallow the real one after it.
function* objectStreams(bytes: Buffer, text: string): Generator<ObjectStream> {
  let budget = inflatedLimit
  for (const { word, line, near } of objectWords(text)) {
    const end = text.indexOf('endstream', word)
    const inflated =
      budget > 0 ? inflate(bytes.subarray(word + line.length, end === -1 ? bytes.length : end)) : undefined
    budget -= inflated?.length ?? 0
    const own = ownDictionary(near)
    // The word may stand in the dictionary of a neighbour; only a stream's own makes an unopened one suspect.
    if (inflated !== undefined || (own.includes('/ObjStm') && own.includes('Decode')) || budget <= 0)
      yield { text: inflated, isDeflated: budget > 0 && isDeflated(own) }
  }
}

// Chance writes three letters into compressed pixels, not eight: short names count only outside streams, long ones anywhere,
// so that a false `stream` word hides nothing (a script action always says JavaScript in full).
const shortName = 6
const withoutStreams = (text: string): string => {
  const kept: string[] = []
  let at = 0
  for (const { word, end } of streamsOf(text)) {
    kept.push(text.slice(at, word))
    at = end
  }
  return kept.join(' ') + text.slice(at)
}

const featureIn = (text: string, shortest: number): string | undefined => {
  for (const [, name = ''] of text.matchAll(nameShape)) {
    const plain = name.includes('#') ? unescapeName(name) : name
    const feature = plain.length < shortest ? undefined : forbidden.get(plain)
    if (feature !== undefined) return feature
  }
  return undefined
}

/**
 * The first active feature of a PDF (`script`, `launch`, `attachment`, `rich-media`, …), or undefined when it only shows pages.
 * A pre-check, not a parser: it reads names, however escaped, in the file and in its object streams. What hides its names from us gives
 * `unreadable`, or `encrypted` where it says that it has a password: then nobody's browser is to open it by itself. Spec: ISO 32000-1 §7.6.1,
 * a password closes texts and streams and leaves names to be read: what acts outside object streams is found all the same, and a word
 * `Encrypt` that closes nothing opens no way in, because streams that can be opened are.
 */
export const inspectPdf = (bytes: Buffer): string | undefined => {
  const text = bytes.toString('latin1')
  const outside = withoutStreams(text)
  const found = featureIn(text, shortName) ?? featureIn(outside, 0)
  if (found !== undefined) return found
  const isEncrypted = /\/Encrypt\b/.test(unescapeName(outside))
  let isUnreadable = false
  // One that stays closed speaks for no other: those behind it are looked through all the same.
  for (const stream of objectStreams(bytes, text)) {
    const feature = stream.text === undefined ? undefined : featureIn(stream.text, 0)
    if (feature !== undefined) return feature
    if (stream.text === undefined && !(stream.isDeflated && isEncrypted)) isUnreadable = true
  }
  if (isUnreadable) return 'unreadable'
  return isEncrypted ? 'encrypted' : undefined
}

/** An object stream that begins in these bytes and does not end in them. */
export interface Unended {
  /** where its dictionary begins at the earliest */
  from: number
  /** its own dictionary says what it is; else perhaps its neighbour's */
  certain: boolean
}

/** The first object stream of a part of a PDF that goes on behind it. */
export const findUnended = (bytes: Buffer): Unended | undefined => {
  const skipped = Math.max(0, bytes.lastIndexOf('endstream') - dictionaryReach)
  const text = bytes.toString('latin1', skipped)
  const ended = text.lastIndexOf('endstream')
  for (const { word, near } of objectWords(text)) {
    if (word < ended) continue
    return {
      from: Math.max(0, skipped + word - dictionaryReach),
      certain: ownDictionary(near).includes('/ObjStm'),
    }
  }
  return undefined
}

/** Whether a place in a part of a PDF lies within a stream. */
export const isInStream = (bytes: Buffer, at: number): boolean => {
  for (const { word, end } of streamsOf(bytes.toString('latin1'))) if (word < at && at <= end) return true
  return false
}
