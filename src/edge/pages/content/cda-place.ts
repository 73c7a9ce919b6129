import type { Ask } from '../ask.ts'
import type { EmbeddedPart } from '../../../areas/documents/index.ts'

/** What drawing a piece of narrative needs beside it: the words, the address of the document, the files inside it. */
export interface CdaPlace {
  ask: Ask
  /** address of the document; parts are at `<at>/parts/<index>` */
  at: string
  embedded: readonly EmbeddedPart[]
}
