import { dayOf } from '../../../platform/calendar.ts'
import { Problem } from '../../../platform/problem.ts'
import { isDay } from '../../../reference/day-in-words.ts'
import { personName } from '../../identity/index.ts'
import type { WishLetter } from '../life/types.ts'
import type { EventRow } from '../register/store.ts'
import type { RegisterPerson } from '../register/types.ts'
import { instantOf, type DeskParts } from './desk-parts.ts'
import { findRepresentatives } from './find-representatives.ts'
import { letterDays } from './letter-rules.ts'
import { isChild } from './rules.ts'
import type { LetterFrame, ReadLetter } from './letter-types.ts'

/** The civil clock of the desk, now. */
export const civilDays = (parts: DeskParts): { today: string; dayOf(at: string): string } => {
  const civilDay = (at: string): string => dayOf(at, parts.zone(at))
  return { today: civilDay(instantOf(parts)), dayOf: civilDay }
}

const incorrect = (reason: string, field: string, details = {}): Problem =>
  new Problem('incorrect', reason, { details: { field, ...details } })

/** What a letter that decides this for a person must say: between which days it came, and by whom it may be signed. */
export const frameOf = async (
  parts: DeskParts,
  { person, events }: { person: RegisterPerson; events: readonly EventRow[] },
  deed: 'oppose' | 'close',
): Promise<LetterFrame> => {
  const civil = civilDays(parts)
  const isMinor = isChild(person, civil.today)
  const representatives = isMinor || person.protected ? await findRepresentatives(parts, person) : []
  return {
    ...letterDays(deed, { person, events }, civil),
    signers: [
      ...(isMinor ? [] : [{ id: 'self' }]),
      ...representatives.map(({ id, kind, identity }) => ({ id, kind, name: personName(identity.traits) })),
    ],
  }
}

const requireDay = ({ from, to }: LetterFrame, day: string): void => {
  if (!isDay(day)) throw incorrect('desk-day-unreadable', 'receivedOn')
  if (day > to) throw incorrect('desk-letter-too-late', 'receivedOn', { day: to })
  if (day < from) throw incorrect('desk-letter-too-early', 'receivedOn', { day: from })
}

const requireSigner = ({ signers }: LetterFrame, { signer, signed }: ReadLetter): string | undefined => {
  if (signers.length === 1 && signers[0]?.id === 'self') return undefined
  if (signers.length === 0) throw new Problem('refused', 'desk-representative-unknown')
  if (!signers.some(({ id }) => id === signer)) throw incorrect('desk-signer-missing', 'signer')
  if (!signed) throw incorrect('desk-signature-missing', 'signed')
  return signer === 'self' ? undefined : signer
}

/**
 * What of a letter stands with the decision: the day it came, and who signed for the person. Problem `incorrect`,
 * `desk-day-unreadable`, `desk-letter-too-late`, `desk-letter-too-early`, `desk-signer-missing`, `desk-signature-missing`; `refused`,
 * `desk-representative-unknown` where nobody could sign.
 */
export const requireLetter = (frame: LetterFrame, letter: ReadLetter): WishLetter => {
  requireDay(frame, letter.receivedOn)
  const representative = requireSigner(frame, letter)
  return { receivedOn: letter.receivedOn, ...(representative === undefined ? {} : { representative }) }
}
