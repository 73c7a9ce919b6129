import { en } from './en/all.ts'
import { fr } from './fr/all.ts'

/** The languages pages speak. */
export type Lang = 'fr' | 'en'

/** Every word of the pages. English is typed by the French: a missing word does not compile. */
export type Text = typeof fr

/** Narrows what an address or a cookie says. */
export const isLang = (value: unknown): value is Lang => value === 'fr' || value === 'en'

/** The words of one language. */
export const textIn = (lang: Lang): Text => (lang === 'en' ? en : fr)
