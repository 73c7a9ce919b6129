import { createBringCare } from './bring-care.ts'
import type { CareParts } from './care-parts.ts'
import { createChangeCare } from './change-care.ts'
import { createImportCare } from './import/import-care.ts'
import { createFindCareLine, createReadCare } from './read-care.ts'
import type { CareHistory } from './types.ts'

/** Builds the area of care histories. */
export const createCareHistory = (parts: CareParts): CareHistory => {
  const bringing = createBringCare(parts)
  return {
    ...bringing,
    importCare: createImportCare(parts, bringing.bringEachCare),
    readCare: createReadCare(parts),
    findCareLine: createFindCareLine(parts),
    ...createChangeCare(parts),
  }
}
