import { inflateSync } from 'node:zlib'
import { contentTypes } from './content-types.ts'

const forbidden = new Map(contentTypes.pdfForbidden.map(({ name, feature }) => [name, feature]))

// Spec: ISO 32000-1 §7.3.5, any character of a name may be written #xx. Blanks are left out so that `/J S` never matches.
const nameShape = /\/([^\s()<>[\]{}/%]+)/g
const unescapeName = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const inflatedLimit = 16 * 1024 * 1024

const inflate = (bytes: Buffer): string => {
  try {
    return inflateSync(bytes, { maxOutputLength: inflatedLimit, finishFlush: 2 }).toString('latin1')
  } catch {
    return ''
  }
}

const streamShape = /stream\r?\n/g

// Content and image streams cannot act; object streams can hold any dictionary, so they are opened.
function* objectStreams(bytes: Buffer, text: string): Generator<string> {
  for (const { index, 0: word } of text.matchAll(streamShape)) {
    if (text.slice(Math.max(0, index - 3), index) === 'end') continue
    const dictionary = unescapeName(text.slice(Math.max(0, text.lastIndexOf(' obj', index), index - 2000), index))
    if (!dictionary.includes('/ObjStm') || !dictionary.includes('/FlateDecode')) continue
    const start = index + word.length
    const end = text.indexOf('endstream', start)
    yield inflate(bytes.subarray(start, end === -1 ? bytes.length : end))
  }
}

// Chance writes three letters into compressed pixels, not eight: short names count only outside streams, long ones anywhere,
// so that a false `stream` word hides nothing (a script action always says JavaScript in full).
const shortName = 6
const withoutStreams = (text: string): string => text.replace(/stream\r?\n[\s\S]*?endstream/g, ' ')

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
 * A pre-check, not a parser: it reads names, however escaped, in the file and in its object streams. An encrypted file
 * hides its names from us and gives `encrypted`.
 */
export const inspectPdf = (bytes: Buffer): string | undefined => {
  const text = bytes.toString('latin1')
  const outside = withoutStreams(text)
  const found = featureIn(text, shortName) ?? featureIn(outside, 0)
  if (found !== undefined) return found
  if (/\/Encrypt\b/.test(unescapeName(outside))) return 'encrypted'
  for (const stream of objectStreams(bytes, text)) {
    const hidden = featureIn(stream, 0)
    if (hidden !== undefined) return hidden
  }
  return undefined
}
