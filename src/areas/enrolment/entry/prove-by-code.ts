import { Problem } from '../../../platform/problem.ts'
import { dayOf } from '../../../platform/calendar.ts'
import { randomId } from '../../../platform/ids.ts'
import type { CodeRow } from '../codes/store.ts'
import { codeParameters } from '../codes/parameters.ts'
import type { PersonIdentity, RegisterPerson } from '../register/types.ts'
import type { EntryParts } from './entry-parts.ts'
import { isNumberOf, isOutOfReach, isRecoverable, plainNumber } from './rules.ts'
import type { CodeAttempt } from './types.ts'

/** Nobody: what is looked up when a code is unknown, so that the same statements run. */
const nobody = '00000000-0000-4000-8000-000000000000'

const recoveryOver = (): Problem => new Problem('conflict', 'recovery-over')

const unknown = (): Problem => new Problem('incorrect', 'code-unknown', { details: { field: 'code' } })

/** Counted before anything is looked at: what is over the limit is not evaluated. */
const countTry = async ({ attempts }: EntryParts, attempt: CodeAttempt, code: string): Promise<void> => {
  const { limits } = codeParameters
  await attempts.require({ bucket: 'code-source', subject: attempt.source }, limits.perSource)
  await attempts.require({ bucket: 'code-code', subject: code }, limits.perCode)
  const person = `${plainNumber(attempt.cardNumber).slice(0, 13)}|${attempt.birthDate}`
  await attempts.require({ bucket: 'code-person', subject: person }, limits.perPerson)
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

/** The space that the letter was asked for, as long as nobody stopped it, no other means waits there, and it may be entered. */
const requireRecovery = async (parts: EntryParts, { row, person }: Found): Promise<{ spaceId: string; id: string }> => {
  const { spaceId } = person
  const recovery = spaceId === null ? undefined : await parts.credentials.recoveryOf(spaceId)
  const isOver = recovery === undefined || recovery.effectiveAt !== undefined
  if (spaceId === null || isOver || !isRecoverable(person, parts.today())) throw recoveryOver()
  if (Date.parse(row.issuedAt) < Date.parse(recovery.askedAt)) throw recoveryOver()
  return { spaceId, id: recovery.id }
}

/** Checks a provisional code together with what stands on the card, and begins the way of its person. Law: rules ENR-11, ENR-16. */
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
    if (row.expiresAt <= now)
      throw new Problem('conflict', 'code-expired', {
        details: { field: 'code', on: dayOf(row.expiresAt, parts.zone(now)) },
      })
    const recovery = row.purpose === 'recovery' ? { recovery: await requireRecovery(parts, found) } : {}
    await parts.attempts.clear({ bucket: 'code-code', subject: code })
    const proof = { provenBy: 'code', authLevel: 'low' } as const
    return parts.passes.begin({ personId: person.id, ...proof, subject: randomId(), ...recovery })
  }
