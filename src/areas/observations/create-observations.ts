import type { Door } from '../../access/door.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Persons } from '../identity/index.ts'
import { createAddMeasurements } from './add-measurements.ts'
import { createChangeMeasurements } from './change-measurement.ts'
import { createChooseMeasurements } from './choose-measurements.ts'
import { createReadMeasurements } from './read-measurements.ts'
import { doubtsAbout } from './check-saying.ts'
import type { Observations } from './types.ts'

/** What the area of measurements is built from. */
export interface ObservationsParts {
  door: Door
  clock: Clock
  persons: Pick<Persons, 'loadPerson'>
}

/** Builds the area of measurements. */
export const createObservations = (parts: ObservationsParts): Observations => ({
  doubtsAbout,
  addMeasurements: createAddMeasurements(parts),
  ...createReadMeasurements(parts),
  ...createChangeMeasurements(parts),
  chooseMeasurements: createChooseMeasurements(parts),
})
