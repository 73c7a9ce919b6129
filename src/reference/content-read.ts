import type { LaboratoryResult } from './result-entry.ts'
import type { Statement } from './statement-entry.ts'

/** What was read from the bytes of a document; a member is absent where that is still to be read. */
export interface ContentRead {
  results?: readonly LaboratoryResult[]
  /** what it says of a person's health */
  statements?: readonly Statement[]
  /** the text of it, empty where there is none */
  text?: string
}
