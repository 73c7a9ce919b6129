import { codeParameters } from '../codes/parameters.ts'
import { personBuckets, triedPerson } from '../entry/rules.ts'
import { contactChangedIn } from '../register/contact-changed.ts'
import type { RegisterPerson } from '../register/types.ts'
import { findCodeHints } from './code-rules.ts'
import { daysBefore, instantOf, type DeskParts } from './desk-parts.ts'
import { findCodeWay } from './find-code-way.ts'
import { staffCodes } from './note-code.ts'
import { deskParameters } from './parameters.ts'
import type { CodeIssue } from './code-types.ts'

/** Tries and requests with either of the numbers that somebody may type: their own, or that of the card they are on. */
const countOnline = async ({ attempts, register }: DeskParts, person: RegisterPerson) => {
  const { ins, card, traits } = await register.openPerson(person)
  const { birthDate } = traits
  const subjects = new Set([ins.value, card.number].map((cardNumber) => triedPerson({ cardNumber, birthDate })))
  const countsIn = async (bucket: string): Promise<number[]> => {
    const counts = await Promise.all([...subjects].map((subject) => attempts.count({ bucket, subject })))
    return counts.map(({ count }) => count)
  }
  const tries = await countsIn(personBuckets.tries)
  const requests = await countsIn(personBuckets.requests)
  // Each number has a limit of its own.
  const areRequestsSpent = requests.some((count) => count >= codeParameters.limits.requestPerPerson.count)
  return { tries: tries.reduce((total, count) => total + count, 0), areRequestsSpent }
}

/** What the staff is shown before another code leaves. Trust: nothing of it comes from the space. Screen O9. */
export const readCodeIssue = async (parts: DeskParts, person: RegisterPerson): Promise<CodeIssue> => {
  const now = instantOf(parts)
  const { codes, limits } = deskParameters
  const issued = await parts.codes.made(person.id, daysBefore(now, codes.shownDays))
  const { tries, areRequestsSpent } = await countOnline(parts, person)
  const facts = {
    now,
    issued,
    contactChangedAt: contactChangedIn(await parts.register.listEvents(person.id)),
    isContactShared: person.remarks.includes('line-contact-shared'),
    tries,
    areRequestsSpent,
  }
  const way = await findCodeWay(parts, person.id)
  const { count, endsAt } = await parts.attempts.count({ bucket: staffCodes, subject: person.id })
  const limit = limits.codesPerPerson.count
  return {
    ...(way === undefined ? {} : { way }),
    issued,
    tries,
    hints: findCodeHints(facts, codes),
    sentToday: Math.min(count, limit),
    limit,
    ...(count < limit || endsAt === undefined ? {} : { nextAt: endsAt }),
  }
}
