import { createAddMeasurements } from './add-measurements.ts'
import { createChangeMeasurements } from './change-measurement.ts'
import { createChooseMeasurements } from './choose-measurements.ts'
import { createImportMeasurements } from './import/import-measurements.ts'
import { createReadMeasurements } from './read-measurements.ts'
import type { ObservationsParts } from './observations-parts.ts'
import { doubtsAbout } from './check-saying.ts'
import type { Observations } from './types.ts'

/** Builds the area of measurements. */
export const createObservations = (parts: ObservationsParts): Observations => {
  const adding = createAddMeasurements(parts)
  return {
    doubtsAbout,
    ...adding,
    importMeasurements: createImportMeasurements(parts, adding.addEachMeasurement),
    ...createReadMeasurements(parts),
    ...createChangeMeasurements(parts),
    chooseMeasurements: createChooseMeasurements(parts),
  }
}
