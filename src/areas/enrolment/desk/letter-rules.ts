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

/** A person as the rules look at them, with what happened to them. */
interface Known {
  person: RegisterPerson
  events: readonly Happening[]
}

/** Today (YYYY-MM-DD), and the civil day of an instant. */
interface CivilDays {
  today: string
  dayOf(at: string): string
}

const openingOf = (events: readonly Happening[]) => events.findLast(({ kind }) => kind === 'opened')

const lastDayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()

/** Of an event the day on which it counts: that of its letter, where one brought it. */
const dayOfEvent = ({ at, detail }: Happening, dayOf: CivilDays['dayOf']): string =>
  typeof detail['receivedOn'] === 'string' ? detail['receivedOn'] : dayOf(at)

/** An opening by the person, their entry aside: what time opened they never asked for. */
const isOwnOpening = ({ kind, channel }: Happening): boolean =>
  kind === 'reopened' || (kind === 'opened' && channel !== 'clock')

/**
 * The day of what a letter answers: a first refusal that it repeats, or the person's own entry or last reopening; nothing for a first
 * refusal, which may come any day.
 */
const answeredOn = ({ person, events }: Known, dayOf: CivilDays['dayOf']): string | undefined => {
  const { state, stateSince, activatedAt } = person
  const own = [activatedAt, events.findLast(isOwnOpening)?.at ?? null].filter((at) => at !== null).map(dayOf)
  const isRepeated = state === 'legacy-opposed' || openingOf(events)?.detail['from'] === 'legacy-opposed'
  if (own.length > 0 || !isRepeated) return own.toSorted().at(-1)
  const refusal = events.findLast(({ kind }) => kind === 'opposed')
  return refusal === undefined ? dayOf(stateSince) : dayOfEvent(refusal, dayOf)
}

/**
 * Between which days a letter that decides this now can have come: not after today; not before what it answers; of a new adult, not
 * before their majority, for it was their parents' (rules ENR-30). A refusal of what is open came before the day on which it opened.
 */
export const letterDays = (deed: 'oppose' | 'close', known: Known, { today, dayOf }: CivilDays): LetterDays => {
  const { state, minorUntil } = known.person
  const answered = answeredOn(known, dayOf)
  const opening = deed === 'oppose' && state === 'open' ? openingOf(known.events) : undefined
  const firstDays = [
    ...(answered === undefined ? [] : [answered]),
    ...(minorUntil !== null && minorUntil <= today ? [minorUntil] : []),
  ]
  const from = firstDays.toSorted().at(-1)
  return {
    ...(from === undefined ? {} : { from }),
    to: opening === undefined ? today : lastDayBefore(dayOf(opening.at)),
  }
}

/**
 * Whether an opening can still be taken back by a refusal that came before it: the date opened the space, nobody has entered it, and
 * there is a day on which the letter can have come. Law: L.1111-14, a first refusal never ends an older record: with one, the space is
 * closed instead, and nothing is destroyed.
 */
export const mayOpposeLate = (known: Known, civil: CivilDays): boolean => {
  const { person, events } = known
  const opening = openingOf(events)
  if (person.state !== 'open' || person.activatedAt !== null || opening?.channel !== 'clock') return false
  if (person.legacy && opening.detail['from'] !== 'legacy-opposed') return false
  const { from, to } = letterDays('oppose', known, civil)
  return from === undefined || from <= to
}
