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

/** An opening by the person, their entry aside: what time opened they never asked for. */
const isOwnOpening = ({ kind, channel }: Happening): boolean =>
  kind === 'reopened' || (kind === 'opened' && channel !== 'clock')

/**
 * What a letter answers: a first refusal that it repeats, or the person's own entry or last reopening; nothing for a first refusal,
 * which may precede the notice. A repetition is later than the writing down of the first one, not than its letter: two copies of one
 * letter never end an older record (docs/decisions/0016).
 */
const answeredAt = ({ person, events }: Known): string | undefined => {
  const { state, stateSince, activatedAt } = person
  const isRepeated = state === 'legacy-opposed' || openingOf(events)?.detail['from'] === 'legacy-opposed'
  const own = [activatedAt, events.findLast(isOwnOpening)?.at ?? null].filter((at) => at !== null)
  if (own.length > 0 || !isRepeated) return own.toSorted().at(-1)
  return events.findLast(({ kind }) => kind === 'opposed')?.at ?? stateSince
}

/**
 * Between which days a letter that decides this now can have come: not after today; not before the register knew them, nor before
 * what it answers; of a new adult, not before their majority, for it was their parents' (rules ENR-30). A refusal of what is open came
 * before the day on which it opened.
 */
export const letterDays = (deed: 'oppose' | 'close', known: Known, { today, dayOf }: CivilDays): LetterDays => {
  const { state, minorUntil, knownAt } = known.person
  const answered = answeredAt(known)
  const opening = deed === 'oppose' && state === 'open' ? openingOf(known.events) : undefined
  const firstDays = [
    dayOf(knownAt),
    ...(answered === undefined ? [] : [dayOf(answered)]),
    ...(minorUntil !== null && minorUntil <= today ? [minorUntil] : []),
  ]
  return {
    from: firstDays.toSorted().at(-1) ?? today,
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
  return from <= to
}
