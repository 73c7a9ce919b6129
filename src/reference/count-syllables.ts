import type { Language } from './language.ts'

/** What is said in one beat: vowels that stand together, apart from those that an accent parts (`création`: é-a-tion). */
const beats = {
  fr: /[éèêëïüÿ]|[aeiouyàâäîôöùûœæ]+/g,
  en: /[aeiouy]+/g,
} as const

const dropMute = {
  fr: (word: string) => word.replace(/(?<=[^aeiouyéèêëàâîôûù])(?:es?|ent)$/, '').replace(/(?<=[éiuy])es?$/, ''),
  en: (word: string) => word.replace(/(?<=[^aeiouyl])e$/, '').replace(/(?<=[^aeiouytd])ed$/, ''),
} as const

/**
 * The syllables of one word, by the spelling: an estimate, as every reading formula takes it. A number counts as one.
 * Mute endings are dropped, those of plurals and of third persons too; at least one.
 */
export const countSyllables = (word: string, lang: Language): number => {
  const bare = dropMute[lang](word.toLowerCase().replaceAll(/[^\p{L}]/gu, ''))
  return Math.max(1, bare.match(beats[lang])?.length ?? 0)
}
