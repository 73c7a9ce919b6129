import { Type } from 'typebox'
import type { Attempts } from '../../platform/attempts.ts'
import { readData } from '../../reference/data-file.ts'
import type { Reference } from '../../reference/reference.ts'
import { createValidateDocument, type ValidateDocument } from './validate-document.ts'
import { createValidateFiles, type ValidateFiles } from './validate-files.ts'

const schema = Type.Object({
  about: Type.String(),
  maxBytes: Type.Integer({ minimum: 1 }),
  tries: Type.Object({ count: Type.Integer({ minimum: 1 }), seconds: Type.Integer({ minimum: 1 }) }),
})

const { maxBytes, tries } = readData('validator.json', schema)

/** The validator for whoever has no account: so many files an hour from one place, each in memory only. */
export interface PublicValidator {
  readonly maxBytes: number
  /** Counts one file from a place, before anything of it is read. Problem `busy` where there were too many. */
  admit(source: string): Promise<void>
  validate: ValidateDocument
  /** A file that may be an archive: unpacked, its documents are no larger together than a file may be. */
  validateFiles: ValidateFiles
}

/** Builds it over the checks of a deposit. Right: nothing of the file is stored, logged or journaled; only the place is counted, hashed. */
export const createPublicValidator = (parts: {
  reference: Reference
  attempts: Pick<Attempts, 'require'>
}): PublicValidator => {
  const validate = createValidateDocument(parts.reference)
  return {
    maxBytes,
    admit: (source) => parts.attempts.require({ bucket: 'validate-document', subject: source }, tries),
    validate,
    validateFiles: createValidateFiles(validate, maxBytes),
  }
}
