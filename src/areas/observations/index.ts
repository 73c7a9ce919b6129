export { createObservations } from './create-observations.ts'
export type * from './types.ts'
