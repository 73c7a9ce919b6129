import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemFrench } from '@orama/stemmers/french'
import { foldText } from '../../../platform/fold-text.ts'
import type { Sought } from './sought-words.ts'

/** Where something stands in a text: [start, end). */
export interface Place {
  start: number
  end: number
}

/** Finds the next place of what is looked for, from a position on; nothing when there is none. */
export type FindPlace = (text: string, from?: number) => Place | undefined

/** Every spelling of a small letter: itself, its capital, both with each accent that European languages put on them. */
const spellings = ((): ReadonlyMap<string, string> => {
  const classes = new Map<string, string>()
  const add = (letter: string, spelling: string) => classes.set(letter, (classes.get(letter) ?? '') + spelling)
  for (let code = 97; code <= 122; code += 1) add(String.fromCodePoint(code), String.fromCodePoint(code, code - 32))
  for (let code = 0xc0; code <= 0x17f; code += 1) {
    const letter = foldText(String.fromCodePoint(code))
    if (/^[a-z]$/.test(letter)) add(letter, String.fromCodePoint(code))
  }
  return new Map([...classes].map(([letter, all]) => [letter, `[${all}]`]))
})()

const spellingOf = (letter: string): string => {
  const known = spellings.get(letter)
  if (known !== undefined) return known
  const capital = letter.toUpperCase()
  return capital.length === letter.length && capital !== letter ? `(?:${letter}|${capital})` : letter
}

/** A pattern for a folded word in any spelling. Only letters and figures come here: nothing in it is a sign of the pattern's own. */
const patternOf = (folded: string): string =>
  folded.replaceAll(/oe|ae|./gu, (part) => {
    const letters = Array.from(part, spellingOf).join('')
    if (part === 'oe') return `(?:${letters}|[œŒ])`
    return part === 'ae' ? `(?:${letters}|[æÆ])` : letters
  })

const wordCharacter = /[\p{L}\p{N}]/u

/** Asked of every letter of a record: what is plain ASCII is told without a pattern. */
const plainLetters = Array.from({ length: 128 }, (_, code) => wordCharacter.test(String.fromCodePoint(code)))

const isInside = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return plainLetters[code] ?? (code >= 128 && wordCharacter.test(text.charAt(at)))
}

const endOfWord = (text: string, from: number): number => {
  let end = from
  while (isInside(text, end)) end += 1
  return end
}

/** Words of so many letters are looked for as they are; only longer ones have endings worth dropping. */
const shortWord = 3
/** A beginning of so many letters stands for the words that begin so: `cardio`. */
const longBeginning = 5

const prefixOf = (word: string, stems: readonly string[]): string => {
  const common = stems.map((stem) => {
    let length = 0
    while (length < stem.length && stem[length] === word[length]) length += 1
    return length
  })
  const prefix = word.slice(0, Math.max(shortWord, Math.min(...common) - 2))
  // Half of what may stand as one letter, œ or æ, would not find it.
  return /[ao]$/.test(prefix) && word[prefix.length] === 'e' ? prefix.slice(0, -1) : prefix
}

/** Figures and short words have no endings. */
const isExact = (word: string): boolean => word.length <= shortWord || /\d/.test(word)

/** What Snowball leaves apart of words without accents, and readers do not: `urgence` and `urgent`, `cardiologue`, `infectées`. */
const joinFrench = (stem: string): string =>
  stem
    .replace(/e+$/, '')
    .replace(/([ae]n)c$/, '$1t')
    .replace(/gu$/, 'g')

const stemsOf = (word: string): [french: string, english: string] => [joinFrench(stemFrench(word)), stemEnglish(word)]

/** Makes the test whether a word of a text is the one looked for; words come again and again. */
const createAccept = (word: string): ((found: string) => boolean) => {
  if (isExact(word)) return (found) => foldText(found) === word
  const [french, english] = stemsOf(word)
  const known = new Map<string, boolean>()
  const judge = (found: string): boolean => {
    const folded = foldText(found)
    if (folded === word || (word.length >= longBeginning && folded.startsWith(word))) return true
    const [ownFrench, ownEnglish] = stemsOf(folded)
    return ownFrench === french || ownEnglish === english
  }
  return (found) => {
    const before = known.get(found)
    if (before !== undefined) return before
    const isMeant = judge(found)
    if (known.size < 10_000) known.set(found, isMeant)
    return isMeant
  }
}

const findWord = (word: string): FindPlace => {
  const accept = createAccept(word)
  const pattern = new RegExp(patternOf(isExact(word) ? word : prefixOf(word, stemsOf(word))), 'g')
  return (text, from = 0) => {
    pattern.lastIndex = from
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      const start = found.index
      const end = endOfWord(text, start + found[0].length)
      if (!isInside(text, start - 1) && accept(text.slice(start, end))) return { start, end }
      pattern.lastIndex = end
    }
    return undefined
  }
}

const findPhrase = (words: readonly string[]): FindPlace => {
  const pattern = new RegExp(words.map(patternOf).join('[^\\p{L}\\p{N}]{1,5}'), 'gu')
  return (text, from = 0) => {
    pattern.lastIndex = from
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      const [start, end] = [found.index, found.index + found[0].length]
      if (!isInside(text, start - 1) && !isInside(text, end)) return { start, end }
      pattern.lastIndex = start + 1
    }
    return undefined
  }
}

/**
 * Makes the search for one thing in texts as people wrote them, whatever the case, the accents and the ending (Snowball's French and
 * English stems): the text itself is neither folded nor cut into words, so that a long record is searched at once.
 */
export const createFind = (sought: Sought): FindPlace =>
  sought.kind === 'phrase' ? findPhrase(sought.words) : findWord(sought.word)
