export { createObservations } from './create-observations.ts'
export { importedBytes } from './import/import-rules.ts'
export { unpackSeries } from './import/pack-series.ts'
export type * from './types.ts'
