import type { Ask } from '../ask.ts'
import type { EmbeddedPart } from '../../../areas/documents/index.ts'

/** What drawing a piece of narrative needs beside it: the words, the address of the document, the files inside it. */
export interface CdaPlace {
  ask: Ask
  /** address of the document; parts are at `<at>/parts/<index>` */
  at: string
  embedded: readonly EmbeddedPart[]
  /** language of the narrative where it is not the page's: `fr` */
  lang: string | undefined
}

/** The `lang` of our own words inside a narrative in another language. */
export const ownLanguage = ({ ask, lang }: CdaPlace): string | undefined => (lang === undefined ? undefined : ask.lang)
