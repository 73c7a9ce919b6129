import type { Ask } from './ask.ts'

const primarySubtag = /^[a-z]{2,3}(?=[-_]|$)/i

/**
 * The `lang` of words that are not in the language of the page: `fr` for `fr-FR` on an English page. Nothing when they are in
 * it, and nothing when their language is unknown or unreadable. Spec: WCAG 3.1.2.
 */
export const otherLanguage = (ask: Ask, written: string | undefined): string | undefined => {
  const language = primarySubtag.exec(written ?? '')?.[0].toLowerCase()
  return language === ask.lang ? undefined : language
}
