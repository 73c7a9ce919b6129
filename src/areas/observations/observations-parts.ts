import type { Door } from '../../access/door.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { GrowthReference } from '../../reference/growth-reference.ts'
import type { Persons } from '../identity/index.ts'

/** What the area of measurements is built from. */
export interface ObservationsParts {
  door: Door
  clock: Clock
  persons: Pick<Persons, 'loadPerson'>
  parameters: Pick<Parameters, 'parameterAt'>
  /** what children's growth is held against */
  growth: GrowthReference
}
