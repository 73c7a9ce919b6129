import { Problem } from '../../../platform/problem.ts'
import { checkStructure } from './check-structure.ts'
import type { CdaDocument } from './parse-cda.ts'

/** Lets a structurally valid document pass. Throws `incorrect` (`cda-structure-invalid`) that names the place and what belongs there. */
export const requireStructure = (document: CdaDocument): void => {
  const verdict = checkStructure(document)
  if (verdict.valid) return
  const { path, element, expected } = verdict
  throw new Problem('incorrect', 'cda-structure-invalid', {
    details: { path, element, expected: expected.slice(0, 300), code: 'InvalidDocumentContent' },
  })
}
