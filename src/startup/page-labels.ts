import { loadImportWords } from '../areas/enrolment/index.ts'
import type { PagesParts } from '../edge/pages/parts.ts'
import { createDocumentTitles } from '../reference/create-document-titles.ts'
import { createEmergencyRules } from '../reference/create-emergency-rules.ts'
import type { Reference } from '../reference/reference.ts'

/** The words of the code lists, as pages use them. Categories without a type in the list are left out. */
export const createPageLabels = (reference: Reference): PagesParts['labels'] => {
  const { schemes, departments } = loadImportWords()
  const { reasonLabel } = createEmergencyRules()
  const types = reference.all('document-types').flatMap(({ code }) => reference.findDocumentType(code) ?? [])
  const written = types.filter(({ technical, patientAuthored }) => technical !== true && patientAuthored !== true)
  const codesOf = (category: string): string[] =>
    types.filter(({ mesCategory, technical }) => mesCategory === category && technical !== true).map(({ code }) => code)
  const categories = reference
    .all('mes-document-categories')
    .map((category) => ({ category, typeCodes: codesOf(category.code) }))
    .filter(({ typeCodes }) => typeCodes.length > 0)
  return {
    documentTitles: createDocumentTitles(reference),
    documentTypeLabel: (coding, lang) => reference.label('document-types', coding, lang),
    populationLabel: (code, lang) => {
      const department = departments.get(code)
      if (department !== undefined) return `${code} ${department}`
      return schemes.find((scheme) => scheme.code === code)?.[lang] ?? code
    },
    professionLabel: (code, lang) => reference.label('professions', code, lang),
    emergencyReason: reasonLabel,
    documentTypes: (lang) =>
      categories
        .map(({ category }) => ({
          label: category[lang],
          types: written
            .filter(({ mesCategory }) => mesCategory === category.code)
            .map((type) => ({ code: type.code, label: type[lang] })),
        }))
        .filter((group) => group.types.length > 0),
    documentCategories: (lang) =>
      categories.map(({ category, typeCodes }) => ({ code: category.code, label: category[lang], typeCodes })),
  }
}
