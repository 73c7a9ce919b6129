import { Problem } from '../../../platform/problem.ts'
import { dayOf, isLater } from '../../../platform/calendar.ts'
import { randomId } from '../../../platform/ids.ts'
import type { CodeRow } from '../codes/store.ts'
import { codeParameters } from '../codes/parameters.ts'
import type { PersonIdentity, RegisterPerson } from '../register/types.ts'
import type { EntryParts } from './entry-parts.ts'
import { isBeforeMajority } from '../register/majority-rules.ts'
import { isNumberOf, isOutOfReach, isRecoverable, personBuckets, triedPerson } from './rules.ts'
import type { CodeAttempt } from './types.ts'

/** Nobody: what is looked up when a code is unknown, so that the same statements run. */
const nobody = '00000000-0000-4000-8000-000000000000'

const recoveryOver = (): Problem => new Problem('conflict', 'recovery-over')

const unknown = (): Problem => new Problem('incorrect', 'code-unknown', { details: { field: 'code' } })

const waitsOf = (code: string, person: string) => ({
  ofCode: { bucket: 'code-wait-code', subject: code },
  ofPerson: { bucket: 'code-wait-person', subject: person },
})

/**
 * Counted before anything is looked at: what is over the limit is not evaluated, and leaves no error behind that would be waited for.
 * A place never waits, its neighbours would.
 */
const countTry = async ({ attempts }: EntryParts, attempt: CodeAttempt, code: string): Promise<void> => {
  const { limits } = codeParameters
  const person = triedPerson(attempt)
  const { ofCode, ofPerson } = waitsOf(code, person)
  await attempts.require({ bucket: 'code-source', subject: attempt.source }, limits.perSource)
  await attempts.requireAll([
    [ofPerson, limits.waitAfterError],
    [ofCode, limits.waitAfterError],
    [{ bucket: 'code-code', subject: code }, limits.perCode],
    [{ bucket: personBuckets.tries, subject: person }, limits.perPerson],
  ])
}

const forgetErrors = async ({ attempts }: EntryParts, attempt: CodeAttempt, code: string): Promise<void> => {
  const { ofCode, ofPerson } = waitsOf(code, triedPerson(attempt))
  for (const key of [ofCode, ofPerson, { bucket: 'code-code', subject: code }]) await attempts.clear(key)
}

interface Found {
  row: CodeRow
  person: RegisterPerson
}

const fits = (attempt: CodeAttempt, identity: PersonIdentity): boolean => {
  const sameDay = identity.traits.birthDate === attempt.birthDate
  return isNumberOf(attempt.cardNumber, identity) && sameDay
}

/** The same look-ups whether the code exists or not; which of the three did not fit is never told. */
const findFitting = async (parts: EntryParts, attempt: CodeAttempt, code: string): Promise<Found | undefined> => {
  const row = await parts.codes.find(code)
  const person = await parts.register.findPerson(row?.personId ?? nobody)
  const identity = await parts.register.openPerson(person ?? (await parts.decoy()))
  if (!row || !person || isOutOfReach(person.state)) return undefined
  return fits(attempt, identity) ? { row, person } : undefined
}

/** On which day a code ended; nothing while it lasts. One that was given for a child ends with the majority: it was the parents'. */
const endOf = ({ zone, today }: EntryParts, { row, person }: Found, now: string): string | undefined => {
  const issuedOn = dayOf(row.issuedAt, zone(row.issuedAt))
  if (person.minorUntil !== null && isBeforeMajority(issuedOn, person, today())) return person.minorUntil
  return isLater(row.expiresAt, now) ? undefined : dayOf(row.expiresAt, zone(now))
}

/** The space that the letter was asked for, as long as nobody stopped it, no other means waits there, and it may be entered. */
const requireRecovery = async (parts: EntryParts, { row, person }: Found): Promise<{ spaceId: string; id: string }> => {
  const { spaceId } = person
  const recovery = spaceId === null ? undefined : await parts.credentials.recoveryOf(spaceId)
  const isOver = recovery === undefined || recovery.effectiveAt !== undefined
  if (spaceId === null || isOver || !isRecoverable(person, parts.today())) throw recoveryOver()
  if (Date.parse(row.issuedAt) < Date.parse(recovery.askedAt)) throw recoveryOver()
  return { spaceId, id: recovery.id }
}

/** Checks a provisional code together with what stands on the card, and begins the way of its person. Law: rules ENR-11, ENR-16, ENR-20. */
export const createProveByCode =
  (parts: EntryParts) =>
  async (attempt: CodeAttempt): Promise<string> => {
    const code = parts.codes.read(attempt.code)
    if (code === undefined) throw new Problem('incorrect', 'code-mistyped', { details: { field: 'code' } })
    await countTry(parts, attempt, code)
    const found = await findFitting(parts, attempt, code)
    if (found === undefined) throw unknown()
    const { row, person } = found
    if (row.usedAt !== null) throw new Problem('conflict', 'code-used', { details: { field: 'code' } })
    const now = parts.clock.now().toISOString()
    const endedOn = endOf(parts, found, now)
    if (endedOn !== undefined)
      throw new Problem('conflict', 'code-expired', { details: { field: 'code', on: endedOn } })
    const recovery = row.purpose === 'recovery' ? { recovery: await requireRecovery(parts, found) } : {}
    await forgetErrors(parts, attempt, code)
    const proof = { provenBy: 'code', authLevel: 'low' } as const
    return parts.passes.begin({ personId: person.id, ...proof, subject: randomId(), ...recovery })
  }
