import { Problem } from '../../platform/problem.ts'
import type { ValidateDocument, Validation } from './validate-document.ts'
import { isArchive } from './xdm/unpack.ts'
import { readXdm } from './xdm/read-xdm.ts'

/** A document that was looked at; `name` where it came in an archive: its name there. */
export interface ValidatedFile extends Validation {
  name?: string
}

/** Looks at a file as a deposit of each document in it would: an XDM archive holds several, every other file is one. Never empty. */
export type ValidateFiles = (bytes: Buffer) => readonly ValidatedFile[]

/** Builds it; `unpackedBytes`: as much as the documents of one archive may have together. Spec: IHE XDM. */
export const createValidateFiles =
  (validate: ValidateDocument, unpackedBytes: number): ValidateFiles =>
  (bytes) => {
    if (!isArchive(bytes)) return [validate(bytes)]
    try {
      return readXdm(bytes, unpackedBytes).map((one) => ({ name: one.name, ...validate(one.bytes, one.contentType) }))
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
      return [{ errors: [{ reason: error.reason, details: error.details }], warnings: [] }]
    }
  }
