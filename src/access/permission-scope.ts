import type { PermissionScope } from './policy.ts'

/** Whether a permission shows whatever there is: it names nothing, and is not an app's to add by. */
export const showsEverything = ({ typeCodes, documentIds, adds }: PermissionScope): boolean =>
  typeCodes.length + documentIds.length === 0 && adds === undefined

/** What permissions name together; nothing where one of them shows everything. */
export const scopeOf = (permissions: readonly PermissionScope[]): PermissionScope | undefined => {
  if (permissions.some(showsEverything)) return undefined
  return {
    typeCodes: permissions.flatMap(({ typeCodes }) => typeCodes),
    documentIds: permissions.flatMap(({ documentIds }) => documentIds),
  }
}

/** Whether a permission shows a document. */
export const isInScope = (scope: PermissionScope, document: { id: string; typeCode: string }): boolean =>
  showsEverything(scope) || scope.typeCodes.includes(document.typeCode) || scope.documentIds.includes(document.id)
