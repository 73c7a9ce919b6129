import { showsEverything } from '../../access/permission-scope.ts'
import type { PermissionRow, PermissionScope } from '../../access/policy.ts'
import { monthsAfter } from '../../platform/calendar.ts'
import type { EnteringParameters } from './entering-parameters.ts'
import type { Duration, Scope } from './types.ts'

type Shape = Pick<EnteringParameters, 'alphabet' | 'length' | 'group'>

/** A share code from chance: three random bytes for each character, so that none is likelier than another by more than one in 500 000. */
export const shareCodeFrom = (bytes: Buffer, { alphabet, length }: Shape): string =>
  Array.from({ length }, (_, index) => alphabet.charAt(bytes.readUIntBE(index * 3, 3) % alphabet.length)).join('')

/** The share code in what somebody typed, or nothing when it cannot be one: lower case, spaces and hyphens do not matter. */
export const readShareCode = (typed: string, { alphabet, length }: Shape): string | undefined => {
  const code = typed.replaceAll(/[\s.‐–—-]/g, '').toUpperCase()
  return code.length === length && code.split('').every((character) => alphabet.includes(character)) ? code : undefined
}

/** A share code as it is shown: `7K4P-Q2MD`. */
export const printedShareCode = (code: string, { group }: Shape): string =>
  (code.match(new RegExp(`.{1,${group}}`, 'g')) ?? []).join('-')

/** How long the durations of a permission last, in the version in force. */
export interface Lengths {
  shareShortHours: number
  shareDays: number
  shareLongMonths: number
}

const hourMs = 3_600_000

/** When a permission that is given now ends by itself, an ISO instant; null for one that lasts until it is stopped. */
export const endOf = (duration: Duration, now: Date, lengths: Lengths): string | null => {
  const after = (hours: number): string => new Date(now.getTime() + hours * hourMs).toISOString()
  if (duration === 'hour') return after(lengths.shareShortHours)
  if (duration === 'two-days') return after(lengths.shareDays * 24)
  return duration === 'three-months' ? monthsAfter(now, lengths.shareLongMonths).toISOString() : null
}

/** A scope as a permission's row has it. */
export const scopeRow = (scope: Scope): PermissionScope => ({
  typeCodes: scope.kind === 'types' ? scope.typeCodes : [],
  documentIds: scope.kind === 'document' ? [scope.documentId] : [],
})

/** Of a party's permissions those that a wider, later one takes the place of, so that a consent noted each month is one row. */
export const replacedBy = (
  rows: readonly PermissionRow[],
  later: { partyId: string; until: string },
): PermissionRow[] =>
  rows.filter(
    ({ partyId, sharedBy, until, ...scope }) =>
      partyId === later.partyId &&
      sharedBy === null &&
      showsEverything(scope) &&
      until !== null &&
      Date.parse(until) <= Date.parse(later.until),
  )
