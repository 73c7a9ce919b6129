/** Where the deposits into a record go. */
export const depositPath = (spaceId: string): string => `/pro/patients/${spaceId}/deposit`
