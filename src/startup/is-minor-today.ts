import { majorityOf } from '../areas/enrolment/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Parameters } from '../reference/create-parameters.ts'

/** Tells whether somebody born on a day (`YYYY-MM-DD`, or what is known of it) is a minor today. */
export const isMinorToday =
  ({ clock, parameters }: { clock: Clock; parameters: Pick<Parameters, 'parameterAt' | 'dayOf'> }) =>
  (birthDate: string): boolean => {
    const now = clock.now().toISOString()
    const majority = majorityOf(birthDate, parameters.parameterAt('majorityYears', now))
    return majority !== undefined && parameters.dayOf(now) < majority
  }
