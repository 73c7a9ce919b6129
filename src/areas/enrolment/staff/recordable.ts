import { isUuid } from '../../../platform/ids.ts'
import { letterKinds } from '../../../reference/letter-shapes.ts'
import { messageVersions } from '../campaigns/messages/mail-texts.ts'
import { campaignParameters } from '../campaigns/parameters.ts'
import { approvalKinds } from '../corrections/rules.ts'
import { deskParameters } from '../desk/parameters.ts'
import { staffDeeds } from './staff-deeds.ts'

/** Ids and codes of what a deed is about; never a name. */
export type DeedSubject = Readonly<Record<string, string | number | boolean>>

const { exceptions } = campaignParameters
const { findReasons, registerReasons, identityDocuments } = deskParameters

const wishes = Object.keys(approvalKinds)

/** Codes of our own tables, by the member of a subject that may hold one. */
const codes: Readonly<Record<string, readonly string[]>> = {
  reason: [...findReasons, ...registerReasons],
  channel: ['phone', 'post'],
  identityDocument: identityDocuments,
  givenBy: ['self', 'representative'],
  kind: [
    ...Object.keys(exceptions),
    ...staffDeeds.twoPersons,
    'start-campaign',
    ...wishes,
    ...Object.values(approvalKinds),
  ],
  as: ['data', 'pdf'],
  letter: [...letterKinds, ...messageVersions.map(({ kind }) => kind)],
  form: Object.keys(staffDeeds.deeds),
  note: Object.values(exceptions).flatMap(({ notes }) => notes),
}

const dayShape = /^\d{4}-\d{2}-\d{2}$/

const stands = (name: string, value: string): boolean =>
  isUuid(value) || dayShape.test(value) || (codes[name] ?? []).includes(value)

/**
 * What of a deed's subject may stand in a record that nobody can correct: marks, numbers, ids, days, and codes of our own tables.
 * Whatever else an address or a form held, a name perhaps, is left out. Pure.
 */
export const mayStand = (subject: DeedSubject): DeedSubject =>
  Object.fromEntries(
    Object.entries(subject).filter(([name, value]) => typeof value !== 'string' || stands(name, value)),
  )
