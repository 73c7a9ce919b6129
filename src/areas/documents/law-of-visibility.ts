import { endOfPeriod } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { AnnouncementTimes } from './announce-withheld.ts'
import type { VisibilityRules } from './rules.ts'

interface Law {
  parameters: Parameters
  clock: Clock
}

/** Which visibility states may stand together today. */
export const visibilityRulesNow = ({ parameters, clock }: Law): VisibilityRules => {
  const today = clock.now().toISOString()
  return {
    hiddenWithWithheld: parameters.parameterAt('hiddenWithWithheldAllowed', today),
    hiddenWithHiddenFromRepresentatives: parameters.parameterAt('hiddenWithHiddenFromRepresentativesAllowed', today),
    withheldWithHiddenFromRepresentatives: parameters.parameterAt(
      'withheldWithHiddenFromRepresentativesAllowed',
      today,
    ),
  }
}

// A month is counted back from the instant of a look: months of other lengths and other clocks are over by then.
const aroundMonths = 2

/** When the holder is told of what is withheld from now on, and when it has opened for certain: at the end of a day. */
export const announcementTimes = ({ parameters, clock }: Law): AnnouncementTimes => {
  const now = clock.now().toISOString()
  const zone = parameters.parameterAt('civilTimeZone', now)
  return {
    toldAt: endOfPeriod(now, { days: parameters.parameterAt('withheldNoticeDays', now) }, zone),
    opensAt: endOfPeriod(now, { months: parameters.parameterAt('withheldOpensMonths', now), days: aroundMonths }, zone),
  }
}
