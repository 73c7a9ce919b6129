export { createObservations, type ObservationsParts } from './create-observations.ts'
export type * from './types.ts'
