import { monthsBefore } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import { selectLawReading, updateLawReading } from './store.ts'

/**
 * Which professionals have read, on our pages, what the law says of opening a record, and say that they come for care. Law: L.1111-13-1,
 * L.1111-18; rules ACC-9, ACC-30.
 */
export interface LawReadings {
  /** Whether a professional must read it before they go on: never read, or too long ago. */
  isDue(professionalId: string): Promise<boolean>
  note(professionalId: string): Promise<void>
}

/** The readings of the law over a database. */
export const createLawReadings = (parts: {
  database: Database
  clock: Clock
  parameters: Pick<Parameters, 'parameterAt'>
}): LawReadings => {
  const { database, clock, parameters } = parts
  return {
    isDue: async (professionalId) => {
      const readAt = await selectLawReading(database, professionalId)
      const now = clock.now()
      const since = monthsBefore(now, parameters.parameterAt('lawReadingMonths', now.toISOString()))
      return readAt === undefined || Date.parse(readAt) < since.getTime()
    },
    note: (professionalId) => updateLawReading(database, professionalId, clock.now().toISOString()),
  }
}
