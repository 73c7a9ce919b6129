import type { Door } from '../../access/door.ts'
import type { Clock } from '../../platform/clock.ts'
import type { CareFeeds } from '../../reference/create-care-feeds.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { Persons } from '../identity/index.ts'

/** What the area of care histories is built from. */
export interface CareParts {
  door: Pick<Door, 'open'>
  clock: Clock
  persons: Pick<Persons, 'loadPerson'>
  parameters: Pick<Parameters, 'dayOf'>
  careFeeds: CareFeeds
  /** The identity that a number of a file stands for. Problem `incorrect` for what cannot be one here. */
  readIns(text: string): Identifier
  /** whether somebody born on a day (`YYYY-MM-DD`) is a minor today */
  isMinor(birthDate: string): boolean
}
