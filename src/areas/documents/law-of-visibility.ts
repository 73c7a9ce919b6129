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

/** When the holder is told of what was withheld at an instant (ISO), and when it has opened for certain: at the end of a day. */
export const announcementTimes = ({ parameters }: Pick<Law, 'parameters'>, at: string): AnnouncementTimes => {
  const zone = parameters.parameterAt('civilTimeZone', at)
  return {
    toldAt: endOfPeriod(at, { days: parameters.parameterAt('withheldNoticeDays', at) }, zone),
    opensAt: endOfPeriod(at, { months: parameters.parameterAt('withheldOpensMonths', at), days: aroundMonths }, zone),
  }
}
