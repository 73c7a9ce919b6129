import { dayOf } from '../../../platform/calendar.ts'
import type { Log } from '../../../platform/log.ts'
import { describeError } from '../../../platform/log.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'
import { Problem } from '../../../platform/problem.ts'
import type { RegisterPerson } from '../register/types.ts'
import { clockVisitor } from './clock-visitor.ts'
import type { DueKind } from './rules.ts'
import type { LifeParts } from './take-step.ts'
import type { Lives, LifeStep } from './types.ts'

/** What is done at each kind of date. */
export type DueSteps = Readonly<Record<DueKind, (step: LifeStep) => Promise<unknown>>>

const isDueKind = (steps: DueSteps, kind: string | null): kind is DueKind => kind !== null && kind in steps

/** Another worker did it first, or somebody decided otherwise meanwhile: both are well. Any other conflict is a fault. */
const overtaken: readonly string[] = ['enrolment-wrong-moment', 'wrong-moment', 'space-busy']

/** A person who stands as before was overtaken by nobody: what refuses them every time is a fault. A busy space comes again by itself. */
const isOvertaken = async ({ register }: LifeParts, person: RegisterPerson, error: unknown): Promise<boolean> => {
  if (!(error instanceof Problem) || !overtaken.includes(error.reason)) return false
  return error.reason === 'space-busy' || (await register.findPerson(person.id))?.version !== person.version
}

/** Whether this failure was told already: one mail for as long as the person stands where they stand. */
const isTold = async (parts: LifeParts, { id, stateSince }: RegisterPerson, kind: string): Promise<boolean> =>
  (await parts.register.listEvents(id)).some(
    (event) => event.kind === kind && Date.parse(event.at) >= Date.parse(stateSince),
  )

const inAnHour = ({ clock }: LifeParts): string => new Date(clock.now().getTime() + 3_600_000).toISOString()

/**
 * A fault stopped it: the person is told the first time, and it is tried again in an hour. Law: R.1111-28, without delay when a
 * technical fault stops the opening.
 */
const postpone = async (parts: LifeParts, person: RegisterPerson): Promise<void> => {
  const at = inAnHour(parts)
  const kind = `${person.dueKind ?? ''}-failed`
  const told = await isTold(parts, person, kind)
  await parts.database.transaction(async (connection) => {
    const event = { kind, channel: 'clock', by: { kind: 'system', id: 'enrolment' } }
    const expected = { expectState: person.state, expectVersion: person.version }
    const change = { due: { kind: person.dueKind ?? '', at }, event }
    if (!(await parts.register.transition(connection, person.id, { ...expected, change }))) return
    if (person.dueKind !== 'open' || told) return
    await enqueue(connection, {
      spaceId: person.id,
      id: timeOrderedId(parts.clock.now().getTime()),
      kind: 'enrolment-mail',
      payload: { event: kind, personId: person.id, state: person.state },
    })
  })
}

interface Built {
  parts: LifeParts
  steps: DueSteps
  comeOfAge(person: RegisterPerson): Promise<void>
  log: Log
}

const runOne = async ({ parts, steps, log }: Built, person: RegisterPerson): Promise<number> => {
  if (!isDueKind(steps, person.dueKind)) return 0
  try {
    const step = { personId: person.id, visitor: clockVisitor, channel: 'clock', version: person.version } as const
    await steps[person.dueKind](step)
    return 1
  } catch (error) {
    if (await isOvertaken(parts, person, error)) return 0
    log.warn('due-step-failed', { job: person.dueKind, ...describeError(error) })
    await postpone(parts, person)
    return 0
  }
}

/** A fault stopped a majority: it is noted, and tried again in an hour as every other step. */
const noteFailed = async (parts: LifeParts, person: RegisterPerson): Promise<void> => {
  const heldUntil = inAnHour(parts)
  const event = { kind: 'came-of-age-failed', channel: 'clock', by: { kind: 'system', id: 'enrolment' } }
  const step = { expectState: person.state, expectVersion: person.version, change: { heldUntil, event } }
  await parts.database.transaction((connection) => parts.register.transition(connection, person.id, step))
}

const runMajority = async ({ parts, comeOfAge, log }: Built, person: RegisterPerson): Promise<number> => {
  try {
    await comeOfAge(person)
    return 1
  } catch (error) {
    if (await isOvertaken(parts, person, error)) return 0
    log.warn('due-step-failed', { job: 'come-of-age', ...describeError(error) })
    await noteFailed(parts, person)
    return 0
  }
}

/** How many persons are in hand at once: enough to share the commits of the database's log. */
const lanes = 8

const inLanes = async (
  persons: readonly RegisterPerson[],
  work: (person: RegisterPerson) => Promise<number>,
): Promise<number> => {
  const waiting = persons.values()
  const lane = async (): Promise<number> => {
    let done = 0
    for (const person of waiting) done += await work(person)
    return done
  }
  const done = await Promise.all(Array.from({ length: lanes }, lane))
  return done.reduce((sum, count) => sum + count, 0)
}

/**
 * Does what is due now and in nobody else's hands, each in its own transaction; what fails is told and tried again later.
 * Majorities first: what nobody has opened yet is the new adult's to decide.
 */
export const createRunDue = (built: Built): Lives['runDue'] => {
  const { parts, steps } = built
  return async (limit) => {
    const now = parts.clock.now().toISOString()
    const today = dayOf(now, parts.parameters.parameterAt('civilTimeZone', now))
    const ofAge = await parts.register.leaseOfAge(today, limit)
    const grown = await inLanes(ofAge, (person) => runMajority(built, person))
    const due = await parts.register.leaseDue(Object.keys(steps), today, limit)
    return grown + (await inLanes(due, (person) => runOne(built, person)))
  }
}
