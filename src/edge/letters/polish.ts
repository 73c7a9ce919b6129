import type { Language } from '../../reference/language.ts'

/** Apostrophes and, in French, the spaces that no line may break at. Spec: Lexique des règles typographiques en usage à l'Imprimerie nationale. */
export const polish = (text: string, lang: Language): string => {
  const curly = text.normalize('NFC').replaceAll("'", '’')
  return lang === 'fr' ? curly.replaceAll(/ (?=[:;?!»])/g, '\u00a0').replaceAll(/(?<=«) /g, '\u00a0') : curly
}
