export { createCareHistory } from './create-care-history.ts'
export type * from './types.ts'
