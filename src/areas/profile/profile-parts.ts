import type { X509Certificate } from 'node:crypto'
import type { Door } from '../../access/door.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { Persons } from '../identity/index.ts'

/** What the area of the medical profile is built from. */
export interface ProfileParts {
  door: Pick<Door, 'open'>
  clock: Clock
  persons: Pick<Persons, 'loadPerson'>
  parameters: Pick<Parameters, 'dayOf' | 'parameterAt'>
  /** the keys that certificates are trusted by */
  certificateKeys: readonly X509Certificate[]
  /** whether somebody born on a day (`YYYY-MM-DD`) is a minor today */
  isMinor(birthDate: string): boolean
}
