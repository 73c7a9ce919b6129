import type { PagesParts } from '../edge/pages/parts.ts'
import type { AccessMatrix, MatrixBasis, MatrixCell } from '../reference/create-access-matrix.ts'
import type { Reference } from '../reference/reference.ts'

const sourceOf = (cell: MatrixCell, basis: MatrixBasis): 'confirmed' | 'sample' | 'unknown' =>
  cell === 'absent' ? 'unknown' : basis[cell]

/** The national matrix as people read it: by profession, the kinds of document that each category holds. Law: rules ACC-10. */
export const createAccessRules =
  (parts: { matrix: AccessMatrix; reference: Reference; labels: PagesParts['labels'] }): PagesParts['accessRules'] =>
  (at, lang) => {
    const { matrix, reference, labels } = parts
    const categories = labels.documentCategories(lang)
    return [...matrix.professions(at)].map(([code, basis]) => ({
      code,
      label: labels.professionLabel(code, lang),
      categories: categories.map(({ label, typeCodes }) => ({
        label,
        types: typeCodes.map((typeCode) => {
          const cell = matrix.matrixCell(code, typeCode, at)
          const name = reference.label('document-types', { code: typeCode }, lang)
          return { label: name, sees: cell === 'allow', source: sourceOf(cell, basis) }
        }),
      })),
    }))
  }
