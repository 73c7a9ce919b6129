import { dayOf } from '../../../../platform/calendar.ts'
import { isOutOfReach, isRecoverableByPost } from '../../entry/rules.ts'
import { invitationTo } from '../../life/majority-rules.ts'
import { findProof, proofNotice } from '../../life/proof-of.ts'
import { isBeforeMajority } from '../../register/majority-rules.ts'
import type { PersonIdentity, RegisterPerson } from '../../register/types.ts'
import type { CampaignParts, Moment } from '../campaign-parts.ts'
import { mayReceive } from '../may-receive.ts'
import { remindedNow } from '../notice-clock.ts'
import { noticeNow, senderOf } from '../notice-now.ts'
import type { MajorityKind } from '../ports.ts'
import { nameOf, recipientLines } from '../rules.ts'
import type { ExceptionKind } from '../types.ts'
import { openingKinds, tellsOfStanding, type WaitingLetter } from './store.ts'
import { findPrintFlaw, type Outgoing } from './write-letters.ts'

/** A waiting letter that can be written. */
export interface ReadyLetter {
  waiting: WaitingLetter
  out: Outgoing
}

/** A waiting letter that never will be, and what a human should look at; nothing where the person decided meanwhile. */
export interface LostLetter {
  waiting: WaitingLetter
  exception?: ExceptionKind
}

/** The kind of letter that tells somebody for the first time; nothing for any other. */
export const openingKind = (kind: string): (typeof openingKinds)[number] | undefined =>
  openingKinds.find((known) => known === kind)

type Base = Pick<Outgoing, 'personId' | 'lines' | 'lang' | 'sender' | 'personName'>

/** The proof that a letter was queued for, as long as it is the last one and nothing took it back. */
const proofOut = async (parts: CampaignParts, base: Base, kind: string): Promise<Outgoing | undefined> => {
  const proof = await findProof(parts.register, base.personId)
  const words = proof && proofNotice(proof, (at) => dayOf(at, parts.parameters.parameterAt('civilTimeZone', at)))
  return words?.kind === kind ? { ...base, ...words } : undefined
}

const majorityKinds: readonly MajorityKind[] = ['majority', 'majority-choice', 'majority-guardian']

/** Whoever entered, opened or closed since has decided; a guardian's letter holds for either. */
const isStillInvited = (kind: MajorityKind, person: RegisterPerson, zone: string): boolean => {
  const invitation = invitationTo(person, (at) => dayOf(at, zone))
  if (kind === 'majority-guardian') return invitation === 'majority' || invitation === 'majority-choice'
  return invitation === kind
}

/** Stopped, or with a means that waits already: its code would lead nowhere, and a letter would say that it does. */
const leadsBack = async ({ recoveries }: CampaignParts, person: RegisterPerson, today: string): Promise<boolean> => {
  if (person.spaceId === null || !isRecoverableByPost(person, today)) return false
  const recovery = await recoveries.recoveryOf(person.spaceId)
  return recovery !== undefined && recovery.effectiveAt === undefined
}

/** A letter that told somebody where they stand and may not go to whoever acted for them: a human looks, unless their majority tells anew. */
const lostWith = (waiting: WaitingLetter, person: RegisterPerson, { today, zone }: Moment): LostLetter =>
  tellsOfStanding(waiting.kind) && !isBeforeMajority(dayOf(waiting.preparedAt, zone), person, today)
    ? { waiting, exception: 'untold' }
    : { waiting }

const outOf = async (
  parts: CampaignParts,
  { waiting, person, base }: { waiting: WaitingLetter; person: RegisterPerson; base: Base },
  { at, zone, today }: Moment,
): Promise<Outgoing | undefined> => {
  const { kind } = waiting
  if (kind === 'new-code') return { ...base, kind }
  if (kind === 'recovery') return (await leadsBack(parts, person, today)) ? { ...base, kind } : undefined
  const majority = majorityKinds.find((known) => known === kind)
  if (majority !== undefined) return isStillInvited(majority, person, zone) ? { ...base, kind: majority } : undefined
  if (kind === 'reminder') {
    const ends = remindedNow(parts, person)?.windowEndsAt
    return ends ? { ...base, kind, opensOn: dayOf(ends, zone) } : undefined
  }
  const opening = openingKind(kind)
  if (opening === undefined) return proofOut(parts, base, kind)
  // Whoever decided meanwhile needs no letter that asks them to.
  if (person.state !== 'noticed') return undefined
  return { ...base, kind: opening, opensOn: dayOf(noticeNow(parts, at).windowEndsAt ?? at, zone) }
}

/** Makes a waiting letter ready, with the address that is known now. */
export const readyLetter = async (
  parts: CampaignParts,
  waiting: WaitingLetter,
  moment: Moment,
): Promise<ReadyLetter | LostLetter> => {
  const { register } = parts
  const person = await register.findPerson(waiting.personId)
  const to = waiting.recipientId === null ? person : await register.findPerson(waiting.recipientId)
  if (person === undefined || to === undefined || person.sealed === null || to.sealed === null) return { waiting }
  if (isOutOfReach(person.state)) return { waiting }
  if (!(await mayReceive(parts, { person, to }, moment.today))) return lostWith(waiting, person, moment)
  const identity: PersonIdentity = await register.openPerson(person)
  const recipient = to === person ? identity : await register.openPerson(to)
  const written = recipientLines(recipient)
  if ('exception' in written) return { waiting, exception: written.exception }
  const base: Base = {
    personId: person.id,
    lines: written.lines,
    lang: recipient.contact.lang,
    sender: senderOf(person.scheme),
    personName: nameOf(identity),
  }
  const out = await outOf(parts, { waiting, person, base }, moment)
  if (out === undefined) return { waiting }
  return findPrintFlaw(parts, out, moment.today) === undefined
    ? { waiting, out }
    : { waiting, exception: 'unprintable' }
}
