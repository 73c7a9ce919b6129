import type { PermissionScope } from './policy.ts'

/** What permissions name together; nothing where one of them shows everything. */
export const scopeOf = (permissions: readonly PermissionScope[]): PermissionScope | undefined => {
  if (permissions.some(({ typeCodes, documentIds }) => typeCodes.length === 0 && documentIds.length === 0))
    return undefined
  return {
    typeCodes: permissions.flatMap(({ typeCodes }) => typeCodes),
    documentIds: permissions.flatMap(({ documentIds }) => documentIds),
  }
}

/** Whether a permission shows a document. */
export const isInScope = (
  { typeCodes, documentIds }: PermissionScope,
  document: { id: string; typeCode: string },
): boolean =>
  (typeCodes.length === 0 && documentIds.length === 0) ||
  typeCodes.includes(document.typeCode) ||
  documentIds.includes(document.id)
