import { deskParameters } from '../desk/parameters.ts'
import { isMinorOn, isRecoverable } from '../entry/rules.ts'
import { isPossible, mayHaveCode } from '../desk/rules.ts'
import type { RegisterPerson } from '../register/types.ts'
import type { MandateRow } from './mandate-row.ts'
import type { CounterTask, GivenBy, MandateEnd, MandateView } from './types.ts'
import { isLater } from '../../../platform/calendar.ts'

/** When a mandate ends if nothing more happens, ISO. */
export const idleEnd = ({ usedAt }: Pick<MandateRow, 'usedAt'>): string =>
  new Date(Date.parse(usedAt) + deskParameters.mandateIdleMinutes * 60_000).toISOString()

/** Where a mandate stands at an instant; the reason and the instant of its end when time has ended it. */
export const mandateAt = (
  row: MandateRow,
  now: string,
): { state: MandateView['state']; endedAt?: string; endedHow?: MandateEnd } => {
  if (row.endedAt !== null && row.endedHow !== null)
    return { state: 'ended', endedAt: row.endedAt, endedHow: row.endedHow }
  const idle = idleEnd(row)
  const [endedAt, endedHow] = isLater(row.endsAt, idle) ? ([idle, 'idle'] as const) : ([row.endsAt, 'day'] as const)
  if (!isLater(endedAt, now)) return { state: 'ended', endedAt, endedHow }
  return { state: row.signedAt === null ? 'unsigned' : 'live' }
}

/** Whether a letter back into their space may be handed over: to the person, whoever else may act for them. */
export const mayHandBack = (person: RegisterPerson, { today, givenBy }: { today: string; givenBy: GivenBy }): boolean =>
  givenBy === 'self' && isRecoverable(person, today)

/** Whether a way back may be stopped: by the person alone, for whom it was asked for. No guardian keeps them out of their space with it. */
export const mayStopRecovery = (givenBy: GivenBy): boolean => givenBy === 'self'

/** What can be done at the counter for somebody. A child's space is opened by a parent, from the parent's own. */
export const tasksFor = (
  person: RegisterPerson,
  under: { today: string; givenBy: GivenBy; recovery: { effectiveAt?: string } | undefined },
): CounterTask[] => {
  const { today, givenBy, recovery } = under
  const hasCode = mayHaveCode(person, today)
  return [
    ...(hasCode && !isMinorOn(person, today) ? (['open'] as const) : []),
    ...(isPossible('oppose', person, today) ? (['oppose'] as const) : []),
    ...(hasCode ? (['new-code'] as const) : []),
    ...(isPossible('close', person, today) ? (['close'] as const) : []),
    ...(mayHandBack(person, under) && recovery?.effectiveAt === undefined ? (['get-back-in'] as const) : []),
    ...(mayStopRecovery(givenBy) && recovery !== undefined ? (['stop-recovery'] as const) : []),
  ]
}
