import { countSyllables } from './count-syllables.ts'
import type { Language } from './language.ts'

/** Where a text goes: the letter itself, its easy page, or a mail (which may name no health matter at all). */
export type LetterUse = 'letter' | 'easy' | 'mail'

/** What is asked of a text: words a sentence on average and at most, Kandel and Moles' ease at least, Flesch and Kincaid's grade at most. */
export interface ReadingThresholds {
  readonly averageWords: number
  readonly mostWords: number
  readonly ease: number
  readonly grade: number
}

/** The thresholds and the forbidden words of every use, from data/letters/reading.json. */
export interface ReadingRules {
  readonly thresholds: Readonly<Record<LetterUse, ReadingThresholds>>
  readonly forbidden: Readonly<Record<LetterUse, Readonly<Record<Language, readonly string[]>>>>
}

/** Why a text is not plain enough: what was measured and its limit, or the word it may not hold; the sentence to look at first. */
export type ReadingFault =
  | {
      readonly what: 'average' | 'longest' | 'score'
      readonly value: number
      readonly limit: number
      readonly sentence: string
    }
  | { readonly what: 'forbidden'; readonly word: string; readonly sentence: string }
  | { readonly what: 'empty' }

/** How plain a text is. `score` is Kandel and Moles' ease in French (more is easier), Flesch and Kincaid's grade in English (less is). */
export interface LetterReading {
  readonly sentences: number
  readonly averageWords: number
  readonly mostWords: number
  /** the sentence with the most words, to show whoever must shorten it */
  readonly longest: string
  readonly score: number
  readonly forbidden: readonly string[]
  /** what is wrong, named; it passes when nothing is */
  readonly faults: readonly ReadingFault[]
  readonly passes: boolean
}

/** Judges a text whose paragraphs, headings and points of lists stand on lines of their own. */
export type CheckLetterText = (text: string, lang: Language, use?: LetterUse) => LetterReading

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()

const wordsOf = (sentence: string): string[] => sentence.match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’.-]*[\p{L}\p{N}])?/gu) ?? []

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0)

const startsWord = /^[\p{L}\p{N}]/u

const isHeld = (text: string, word: string): boolean => {
  const at = text.indexOf(word)
  if (at < 0) return false
  const before = text[at - 1]
  const isWhole = before === undefined || !startsWord.test(before) || !startsWord.test(word)
  return isWhole || isHeld(text.slice(at + 1), word)
}

const scoreOf = (lang: Language, wordsASentence: number, syllablesAWord: number): number =>
  lang === 'fr'
    ? 207 - 1.015 * wordsASentence - 73.6 * syllablesAWord
    : 0.39 * wordsASentence + 11.8 * syllablesAWord - 15.59

type Measured = Omit<LetterReading, 'faults' | 'passes'>

const faultsOf = (
  { sentences, averageWords, mostWords, longest: sentence, score }: Measured,
  lang: Language,
  limits: ReadingThresholds,
): ReadingFault[] => {
  if (sentences === 0) return [{ what: 'empty' }]
  const [limit, isHard] = lang === 'fr' ? [limits.ease, score < limits.ease] : [limits.grade, score > limits.grade]
  const faults: ReadingFault[] = []
  if (averageWords > limits.averageWords)
    faults.push({ what: 'average', value: averageWords, limit: limits.averageWords, sentence })
  if (mostWords > limits.mostWords)
    faults.push({ what: 'longest', value: mostWords, limit: limits.mostWords, sentence })
  if (isHard) faults.push({ what: 'score', value: score, limit, sentence })
  return faults
}

/**
 * Makes the check of screen O7: words a sentence, ease of reading, forbidden words. Pure.
 * Spec: L. Kandel and A. Moles 1958 (207 − 1.015 words a sentence − 0.736 syllables in 100 words); J. P. Kincaid 1975.
 */
export const createLetterCheck =
  ({ thresholds, forbidden }: ReadingRules): CheckLetterText =>
  (text, lang, use = 'letter') => {
    const counted = sentencesOf(text).map((sentence) => ({ sentence, words: wordsOf(sentence) }))
    const words = counted.flatMap((each) => each.words)
    const longest = counted.toSorted((one, other) => other.words.length - one.words.length)[0]
    const averageWords = words.length / Math.max(1, counted.length)
    const syllables = words.reduce((sum, word) => sum + countSyllables(word, lang), 0)
    const score = scoreOf(lang, averageWords, syllables / Math.max(1, words.length))
    const found = forbidden[use][lang].filter((word) => isHeld(plain(text), word))
    const measured: Measured = {
      sentences: counted.length,
      averageWords,
      mostWords: longest?.words.length ?? 0,
      longest: longest?.sentence ?? '',
      score,
      forbidden: found,
    }
    const holder = (word: string): string =>
      counted.find(({ sentence }) => isHeld(plain(sentence), word))?.sentence ?? ''
    const faults: ReadingFault[] = [
      ...faultsOf(measured, lang, thresholds[use]),
      ...found.map((word) => ({ what: 'forbidden' as const, word, sentence: holder(word) })),
    ]
    return { ...measured, faults, passes: faults.length === 0 }
  }
