import { hasEntered } from '../entry/rules.ts'
import type { EnrolmentEvent, RegisterPerson } from '../register/types.ts'
import type { LetterDays } from './letter-types.ts'
import type { DeskDeed } from './types.ts'

/** The deeds that a person decides: in a letter they are taken with the day on which it came, and with who signed it. */
export const isDecision = (deed: DeskDeed): deed is 'oppose' | 'close' => deed === 'oppose' || deed === 'close'

/** What of an event the rules look at. */
type Happening = Pick<EnrolmentEvent, 'kind' | 'channel'> & {
  at: string
  detail: NonNullable<EnrolmentEvent['detail']>
}

/** The civil day (YYYY-MM-DD) of an instant. */
type DayOf = (at: string) => string

const openingOf = (events: readonly Happening[]) => events.findLast(({ kind }) => kind === 'opened')

/**
 * Whether an opening can still be taken back by a refusal that came before it: the date opened the space, and nobody has entered it.
 * Law: L.1111-14, a first refusal never ends an older record: with one, the space is closed instead, and nothing is destroyed.
 */
export const mayOpposeLate = (person: RegisterPerson, events: readonly Happening[]): boolean => {
  const opening = openingOf(events)
  if (person.state !== 'open' || hasEntered(person) || opening?.channel !== 'clock') return false
  return !person.legacy || opening.detail['from'] === 'legacy-opposed'
}

const lastDayBefore = (at: string, dayOf: DayOf): string =>
  Temporal.PlainDate.from(dayOf(at)).subtract({ days: 1 }).toString()

/**
 * Between which days a letter that decides this now can have come: not after today; not before what it answers, which is the notice, a
 * first refusal that it repeats, or the person's own entry. A refusal of what is open came before the day on which it opened.
 */
export const letterDays = (
  deed: 'oppose' | 'close',
  { person, events }: { person: RegisterPerson; events: readonly Happening[] },
  { today, dayOf }: { today: string; dayOf: DayOf },
): LetterDays => {
  const { state, stateSince, activatedAt, noticedAt } = person
  const answered = state === 'legacy-opposed' ? stateSince : (activatedAt ?? noticedAt)
  const opening = deed === 'oppose' && state === 'open' ? openingOf(events) : undefined
  return {
    ...(answered === null ? {} : { from: dayOf(answered) }),
    to: opening === undefined ? today : lastDayBefore(opening.at, dayOf),
  }
}
