import { Problem } from '../../platform/problem.ts'

/** A failure of content as its depositor hears it: the field that carried the bytes, in IHE's words. Other failures stay as they are. */
export const pointAtContent = (error: unknown, field: string): unknown => {
  if (!(error instanceof Problem) || error.kind !== 'incorrect') return error
  const details = { code: 'InvalidDocumentContent', ...error.details, field }
  return new Problem(error.kind, error.reason, { details, cause: error })
}
