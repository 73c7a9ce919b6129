import { dayOf } from '../platform/calendar.ts'
import type { Carnet } from '../startup.ts'

/** Today, YYYY-MM-DD, where the country's clocks are. */
export const civilToday = ({ clock, parameters }: Pick<Carnet, 'clock' | 'parameters'>): string => {
  const at = clock.now().toISOString()
  return dayOf(at, parameters.parameterAt('civilTimeZone', at))
}
