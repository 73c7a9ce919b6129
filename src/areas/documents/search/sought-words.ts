import { foldText } from '../../../platform/fold-text.ts'
import { stopWords } from './stop-words.ts'

/** What is looked for: a word with its inflections, or words exactly as they stand, one behind the other. Folded. */
export type Sought = { kind: 'word'; word: string } | { kind: 'phrase'; words: readonly string[] }

/** The longest text that may be looked for, in characters; no more is read. */
export const longestQuery = 200

const mostSought = 12

const quoted = /["“”«]([^"“”«»]*)["“”»]/g

/** The words of a text, folded: letters and figures that stand together. */
export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

const withoutStopWords = (words: string[]): string[] => {
  const left = words.filter((word) => !stopWords.has(word))
  return left.length === 0 ? words : left
}

/** What somebody looks for, as they typed it: all of it must be found. Between quotation marks the words stand as they are. */
export const readSought = (typed: string): Sought[] => {
  const text = typed.normalize('NFC').slice(0, longestQuery)
  const phrases = [...text.matchAll(quoted)]
    .map(([, inside = '']) => wordsOf(inside))
    .filter(({ length }) => length > 0)
  const loose = wordsOf(text.replaceAll(quoted, ' '))
  const words = phrases.length > 0 ? loose.filter((word) => !stopWords.has(word)) : withoutStopWords(loose)
  return [
    ...phrases.map((phrase) => ({ kind: 'phrase' as const, words: phrase })),
    ...[...new Set(words)].map((word) => ({ kind: 'word' as const, word })),
  ].slice(0, mostSought)
}
