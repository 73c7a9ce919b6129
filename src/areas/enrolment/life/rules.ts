import { dayOf, endOfPeriod, startOfDay, type CalendarLength } from '../../../platform/calendar.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { RegisterPerson, RegisterState, StandingChange } from '../register/types.ts'

/** Something that happens to a person's enrolment. Never renamed: these words stand in the events for ever. */
export type LifeEvent =
  | 'noticed'
  | 'opposed'
  | 'opposed-late'
  | 'reminded'
  | 'opened'
  | 'activated'
  | 'closed'
  | 'reopened'
  | 'suspended'
  | 'resumed'
  | 'objected'
  | 'erasure-requested'
  | 'erasure-cancelled'
  | 'erased'
  | 'died'
  | 'death-corrected'

/** What time will do by itself. */
export type DueKind = 'remind' | 'open' | 'close' | 'erase'

/** The part of a person's standing that the rules look at. */
export type Standing = Pick<
  RegisterPerson,
  'state' | 'stateBefore' | 'legacy' | 'spaceId' | 'activatedAt' | 'windowEndsAt' | 'closedAt' | 'dueKind' | 'dueAt'
>

/** Where an event leads: the new standing without the event itself, or the reason why it cannot happen now. */
export type Outcome = { change: Omit<StandingChange, 'event'> & { state: RegisterState } } | { reason: string }

/** When it happens (ISO instant), and what decrees set. `receivedOn`: the day (YYYY-MM-DD) on which the letter came that decides it. */
export interface LawfulMoment {
  at: string
  receivedOn?: string
  parameters: Parameters
}

const from: Readonly<Record<LifeEvent, readonly RegisterState[]>> = {
  noticed: ['known'],
  opposed: ['known', 'noticed', 'legacy-opposed'],
  'opposed-late': ['open'],
  reminded: ['legacy-opposed'],
  opened: ['noticed', 'legacy-opposed', 'opposed', 'known', 'erased'],
  activated: ['open'],
  closed: ['open', 'suspended'],
  reopened: ['closed', 'erasing'],
  suspended: ['open'],
  resumed: ['suspended'],
  objected: ['suspended'],
  // Law: rules ENR-36, an erasure can be taken back into an open space: nobody leaves a suspension by it
  'erasure-requested': ['open', 'closed'],
  'erasure-cancelled': ['erasing'],
  erased: ['closed', 'erasing', 'deceased'],
  died: ['known', 'noticed', 'opposed', 'legacy-opposed', 'open', 'suspended', 'closed', 'erasing', 'erased'],
  'death-corrected': ['deceased'],
}

/** The end of a period that begins now, by the parameters in force now. */
export const endOf = ({ at, parameters }: LawfulMoment, length: CalendarLength): string =>
  endOfPeriod(at, length, parameters.parameterAt('civilTimeZone', at))

const archiveEnd = (moment: LawfulMoment, closedAt: string): string =>
  endOf({ ...moment, at: closedAt }, { years: moment.parameters.parameterAt('archiveYears', closedAt) })

const noticed = (moment: LawfulMoment): Outcome => {
  const end = endOf(moment, { weeks: moment.parameters.parameterAt('oppositionWeeks', moment.at) })
  return { change: { state: 'noticed', noticedAt: moment.at, windowEndsAt: end, due: { kind: 'open', at: end } } }
}

/** The first day of the last ones of a transition that ends at an instant: the midnight that begins it. */
const remindAt = (end: string, { at, parameters }: LawfulMoment): string => {
  const zone = parameters.parameterAt('civilTimeZone', at)
  const days = parameters.parameterAt('legacyReminderDays', at) + 1
  return startOfDay(Temporal.PlainDate.from(dayOf(end, zone)).subtract({ days }).toString(), zone)
}

/**
 * Law: L.1111-14, a first opposition leaves the older record open for a transition; only its repetition closes it. The person is
 * written to again as many days before its end as they then have to repeat it. Right: it counts from the day its letter came; read so
 * late that fewer days are left, it ends as late as a reminder of today makes it.
 */
const opposed = (person: Standing, moment: LawfulMoment): Outcome => {
  const first = person.legacy && person.state !== 'legacy-opposed'
  if (!first) return { change: { state: 'opposed', due: null } }
  const { parameters, at, receivedOn } = moment
  const decidedAt = receivedOn === undefined ? at : startOfDay(receivedOn, parameters.parameterAt('civilTimeZone', at))
  const weeks = parameters.parameterAt('legacyTransitionWeeks', decidedAt)
  const end = notTooSoon(endOf({ parameters, at: decidedAt }, { weeks }), moment)
  return {
    change: { state: 'legacy-opposed', windowEndsAt: end, due: { kind: 'remind', at: remindAt(end, moment) } },
  }
}

/** The end of a transition, or a later one: the whole of the last days is left from now on. */
const notTooSoon = (end: string, moment: LawfulMoment): string => {
  const least = endOf(moment, { days: moment.parameters.parameterAt('legacyReminderDays', moment.at) })
  return Date.parse(least) > Date.parse(end) ? least : end
}

/** The whole of these days is left from the reminder on, however late it comes: to the day announced, or to a later one. */
const reminded = (person: Standing, moment: LawfulMoment): Outcome => {
  const end = notTooSoon(person.windowEndsAt ?? moment.at, moment)
  return { change: { state: 'legacy-opposed', windowEndsAt: end, due: { kind: 'open', at: end } } }
}

/** Rules: ENR-36, a suspended space closes at its date, or by the operator once somebody objected: by no wish before. */
const isHeld = ({ state, dueAt }: Standing, { at }: LawfulMoment): boolean =>
  state === 'suspended' && dueAt !== null && Date.parse(dueAt) > Date.parse(at)

const closed = (person: Standing, moment: LawfulMoment): Outcome => {
  if (isHeld(person, moment)) return { reason: 'enrolment-wrong-moment' }
  const due = { kind: 'erase', at: archiveEnd(moment, moment.at) }
  return { change: { state: 'closed', closedAt: moment.at, due } }
}

// Compared as instants: the database leaves out milliseconds that are none.
const earliest = (...instants: [string, ...string[]]): string =>
  instants.reduce((first, other) => (Date.parse(other) < Date.parse(first) ? other : first))

const erasureRequested = (person: Standing, moment: LawfulMoment): Outcome => {
  const { parameters, at } = moment
  const wanted = endOf(moment, { days: parameters.parameterAt('erasureGraceDays', at) })
  const latest = endOf(moment, { months: parameters.parameterAt('erasureMonthsAtMost', at) })
  const closedAt = person.closedAt ?? at
  // A wish for an earlier erasure never makes an archive last longer than without it.
  return {
    change: {
      state: 'erasing',
      closedAt,
      due: { kind: 'erase', at: earliest(wanted, latest, archiveEnd(moment, closedAt)) },
    },
  }
}

/**
 * A refusal that came in time and was written down after the date had opened the space: whoever refuses in time has none. Law: R.1111-28.
 * Nobody has entered it; what it holds goes as a wished erasure does, so that a mistake of the desk can be taken back (docs/decisions/0016).
 * It was closed at nobody's wish, so that it has no day of closing: taken back, it is as open as the date had made it.
 */
const opposedLate = (person: Standing, moment: LawfulMoment): Outcome =>
  person.activatedAt === null ? notClosed(erasureRequested(person, moment)) : { reason: 'enrolment-wrong-moment' }

const erasureCancelled = ({ closedAt }: Standing, moment: LawfulMoment): Outcome => {
  if (closedAt === null) return quiet('open')
  return { change: { state: 'closed', closedAt, due: { kind: 'erase', at: archiveEnd(moment, closedAt) } } }
}

/**
 * Rules U-8: frozen the same day, archived, erased ten years later; an erasure that the person had asked for keeps its earlier day
 * (rules ENR-33). Who never had a space leaves nothing to erase.
 */
const died = (person: Standing, moment: LawfulMoment): Outcome => {
  const archived = archiveEnd(moment, person.closedAt ?? moment.at)
  const due = person.spaceId === null ? null : { kind: 'erase', at: earliest(archived, ...awaitedErasure(person)) }
  // What a refusal that was read late shut has no day of closing, and gets none: a death that was a mistake leaves it as it was.
  const closedAt = person.state === 'erasing' ? person.closedAt : (person.closedAt ?? moment.at)
  return { change: { state: 'deceased', stateBefore: person.state, closedAt, due } }
}

const awaitedErasure = ({ dueKind, dueAt }: Standing): string[] =>
  dueKind === 'erase' && dueAt !== null ? [dueAt] : []

const suspended = (moment: LawfulMoment): Outcome => {
  const end = endOf(moment, { weeks: moment.parameters.parameterAt('suspensionWeeks', moment.at) })
  return { change: { state: 'suspended', due: { kind: 'close', at: end } } }
}

const quiet = (state: RegisterState): Outcome => ({ change: { state, due: null, closedAt: null } })

/** What an outcome says, with the date of the death taken away: nothing was closed. */
const notClosed = (outcome: Outcome): Outcome =>
  'change' in outcome ? { change: { ...outcome.change, closedAt: null } } : outcome

/** From the state before a death, for somebody whose space is still there. */
const spaceCorrected = (person: Standing, moment: LawfulMoment): Outcome => {
  const { closedAt } = person
  const [at] = awaitedErasure(person)
  if (person.stateBefore === 'erasing' && at !== undefined)
    return { change: { state: 'erasing', closedAt, due: { kind: 'erase', at } } }
  if (person.stateBefore === 'closed') return erasureCancelled(person, moment)
  return person.stateBefore === 'suspended' ? notClosed(suspended(moment)) : quiet('open')
}

/**
 * As it was before, and whoever was still to decide, or to object, gets the whole time again. A refusal stays a refusal, and what
 * was erased meanwhile stays erased.
 */
const deathCorrected = (person: Standing, moment: LawfulMoment): Outcome => {
  const { stateBefore } = person
  if (stateBefore === 'noticed') return notClosed(noticed(moment))
  if (stateBefore === 'legacy-opposed') return notClosed(opposed({ ...person, state: 'noticed', legacy: true }, moment))
  if (stateBefore === 'known' || stateBefore === 'opposed') return quiet(stateBefore)
  return person.spaceId === null ? quiet('erased') : spaceCorrected(person, moment)
}

const outcomes: Readonly<Record<LifeEvent, (person: Standing, moment: LawfulMoment) => Outcome>> = {
  noticed: (_, moment) => noticed(moment),
  opposed,
  'opposed-late': opposedLate,
  reminded,
  opened: () => ({ change: { state: 'open', due: null, closedAt: null } }),
  activated: (person, { at }) => ({ change: { state: 'open', activatedAt: person.activatedAt ?? at } }),
  closed,
  reopened: () => ({ change: { state: 'open', due: null, closedAt: null } }),
  suspended: (_, moment) => suspended(moment),
  resumed: () => ({ change: { state: 'open', due: null } }),
  // Law: R.1111-36, closed after six weeks without objection: with one, it waits for a decision
  objected: () => ({ change: { state: 'suspended', due: null } }),
  'erasure-requested': erasureRequested,
  'erasure-cancelled': erasureCancelled,
  erased: (person) => ({
    change: {
      state: person.state === 'deceased' ? 'deceased' : 'erased',
      due: null,
      spaceId: null,
      activatedAt: null,
      enteredBy: null,
      closedAt: null,
    },
  }),
  died,
  'death-corrected': deathCorrected,
}

/** States from which an event may happen. */
export const statesBefore = (event: LifeEvent): readonly RegisterState[] => from[event]

/**
 * Where an event leads a person, or why it cannot happen: pure, the whole life of an enrolment in one table (rules ENR-1 to ENR-38).
 * Reason `enrolment-wrong-moment` when the state is another.
 */
export const lifeAfter = (event: LifeEvent, person: Standing, moment: LawfulMoment): Outcome =>
  from[event].includes(person.state) ? outcomes[event](person, moment) : { reason: 'enrolment-wrong-moment' }
