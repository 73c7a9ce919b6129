import { dayOf, lastDayBefore } from '../../../platform/calendar.ts'
import { Problem } from '../../../platform/problem.ts'
import { senderOf } from '../campaigns/notice-now.ts'
import { nameOf, recipientLines } from '../campaigns/rules.ts'
import type { IssuedCode } from '../codes/codes.ts'
import { instantOf, todayOf, type DeskParts } from '../desk/desk-parts.ts'
import { noteCode, requireCodeDue, requireStaffCode } from '../desk/note-code.ts'
import type { RegisterPerson } from '../register/types.ts'
import { useLiveMandate } from './hold-mandate.ts'
import { mayHandBack } from './rules.ts'
import type { Counter } from './types.ts'
import { doerOf } from '../life/doer-of.ts'

const printLetter = async (
  parts: DeskParts,
  person: RegisterPerson,
  { kind, code, expiresAt, reference }: IssuedCode & { kind: 'new-code' | 'recovery'; reference: string },
): Promise<Buffer> => {
  const identity = await parts.register.openPerson(person)
  const written = recipientLines(identity)
  const now = instantOf(parts)
  return parts.press.print({
    kind,
    lang: identity.contact.lang,
    recipient: 'lines' in written ? written.lines : [nameOf(identity).slice(0, 38)],
    sender: senderOf(person.scheme),
    madeOn: dayOf(now, parts.zone(now)),
    reference,
    personName: nameOf(identity),
    code,
    validUntil: lastDayBefore(expiresAt, parts.zone(now)),
  })
}

/** Gives the person a code to go on by themselves: on paper, or to the contact that the insurer knows. Rules: ENR-12, screen O15. */
export const createHandOut = (parts: DeskParts): Pick<Counter, 'printCode' | 'printRecovery' | 'sendCode'> => ({
  printCode: async (visitor, id) => {
    const { person } = await useLiveMandate(parts, visitor, { id, deed: 'counter-code-letter' })
    await requireCodeDue(parts, person, 'counter')
    const note = { visitor, channel: 'counter', how: 'letter', mandate: id } as const
    // Printed before the commit: a letter that cannot be printed leaves no code behind.
    return parts.database.transaction(async (connection) => {
      const [issued] = await parts.codes.issue(connection, [person.id], { origin: 'counter' })
      if (issued === undefined) throw new Problem('fault', 'unexpected-fault')
      await noteCode(parts, connection, { person, note })
      return printLetter(parts, person, { ...issued, kind: 'new-code', reference: id })
    })
  },
  printRecovery: async (visitor, id) => {
    const { row, person } = await useLiveMandate(parts, visitor, { id, deed: 'counter-recovery-letter' })
    const { spaceId } = person
    if (spaceId === null || !mayHandBack(person, { today: todayOf(parts), givenBy: row.givenBy }))
      throw new Problem('conflict', 'enrolment-wrong-moment')
    const recovery = await parts.credentials.recoveryOf(spaceId)
    // Asked before it is counted: who presses in vain keeps nobody from the letters of the day.
    if (recovery?.effectiveAt !== undefined) throw new Problem('conflict', 'recovery-over')
    await requireStaffCode(parts, person)
    const doer = { by: doerOf(visitor), channel: 'counter', detail: { how: 'letter', mandate: id } }
    return parts.database.transaction(async (connection) => {
      if (!(await parts.credentials.askRecovery(connection, spaceId, doer)))
        throw new Problem('conflict', 'recovery-over')
      const what = { origin: 'counter', purpose: 'recovery' } as const
      const [issued] = await parts.codes.issue(connection, [person.id], what)
      if (issued === undefined) throw new Problem('fault', 'unexpected-fault')
      return printLetter(parts, person, { ...issued, kind: 'recovery', reference: id })
    })
  },
  sendCode: async (visitor, id) => {
    const { person } = await useLiveMandate(parts, visitor, { id, deed: 'counter-code-message' })
    await requireCodeDue(parts, person, 'counter')
    const note = { visitor, channel: 'counter', how: 'message', mandate: id } as const
    await parts.database.transaction(async (connection) => {
      await noteCode(parts, connection, { person, note })
      await parts.queueCode(connection, person.id, 'counter')
    })
  },
})
