import { dayOf } from '../../../platform/calendar.ts'
import { isUuid } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ProofNotice } from '../campaigns/ports.ts'
import { nameOf, recipientLines } from '../campaigns/rules.ts'
import { senderOf } from '../campaigns/notice-now.ts'
import type { RegisterPerson } from '../register/types.ts'
import { instantOf, type DeskParts } from './desk-parts.ts'
import { holdCase } from './open-case.ts'
import { deskParameters } from './parameters.ts'
import type { PersonsDesk, PrintedProof } from './types.ts'

const kinds: Readonly<Record<string, ProofNotice['kind']>> = {
  opposed: 'proof-opposition',
  closed: 'proof-closure',
  'erasure-requested': 'proof-erasure',
}

const channels: readonly ProofNotice['channel'][] = ['online', 'phone', 'counter', 'post']

const missing = (): Problem => new Problem('absent', 'proof-missing')

/**
 * Prints the proof of a decision: the one with this event's id, or the last that can be proved. Who has no address that fits an
 * envelope is named alone: the proof is handed over. Rules: ENR-7.
 */
export const printProofOf = async (
  parts: DeskParts,
  person: RegisterPerson,
  eventId?: string,
): Promise<PrintedProof> => {
  const events = (await parts.register.listEvents(person.id)).filter(({ kind }) => kinds[kind] !== undefined)
  const event = eventId === undefined ? events.at(-1) : events.find(({ id }) => id === eventId)
  const kind = event && kinds[event.kind]
  if (event === undefined || kind === undefined) throw missing()
  const identity = await parts.register.openPerson(person)
  const written = recipientLines(identity)
  const day = dayOf(event.at, parts.zone(event.at))
  const now = instantOf(parts)
  const pdf = await parts.press.print({
    kind,
    lang: identity.contact.lang,
    recipient: 'lines' in written ? written.lines : [nameOf(identity).slice(0, 38)],
    sender: senderOf(person.scheme),
    madeOn: dayOf(now, parts.zone(now)),
    reference: event.id,
    personName: nameOf(identity),
    decidedOn: day,
    channel: channels.find((known) => known === event.channel) ?? 'post',
  })
  return { pdf, day }
}

/** Prints the proof of the person of a case. */
export const createPrintProof =
  (parts: DeskParts): PersonsDesk['printProof'] =>
  async (visitor, caseId) => {
    const { person } = await holdCase(parts, visitor, { caseId, deed: 'desk-proof' })
    return printProofOf(parts, person)
  }

/** Prints the proof of a line of the register of refusals, for a reason. */
export const createPrintRefusal =
  (parts: DeskParts): PersonsDesk['printRefusal'] =>
  async (visitor, { personId, eventId }, reason) => {
    await parts.desk.enter(visitor, 'refusal-proof', { person: personId, event: eventId, reason })
    if (!deskParameters.registerReasons.includes(reason))
      throw new Problem('incorrect', 'desk-reason-missing', { details: { field: 'reason' } })
    const person = isUuid(personId) ? await parts.register.findPerson(personId) : undefined
    if (person === undefined) throw missing()
    return printProofOf(parts, person, eventId)
  }
