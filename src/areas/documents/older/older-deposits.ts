import type { Opened } from '../../../access/door-opened.ts'
import type { Actor } from '../../../access/types.ts'
import { dayOf, spanOfDay } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import { uuidOf } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { ReadyDocument } from '../ready-document.ts'
import type { Submission } from '../types.ts'
import { findTooYoung } from './rules.ts'

/** What sets a deposit of older documents apart from one of today. */
export interface OlderDeposits {
  /** Does the work when it is this deposit's turn; Problem `busy`, to be sent again, while others of its kind are in hand. */
  inTurn<T>(submission: Submission, work: () => Promise<T>): Promise<T>
  /** Problem `incorrect` for a document that is not old enough to come in without the alarm of something new. */
  requireOld(submission: Submission, ready: readonly ReadyDocument[]): void
  /** The one notice of a depositor's day: everything older that comes from them till midnight is told by it, the morning after. */
  noticeOf(opened: Opened, actor: Actor): { id: string; dueAt: string }
}

const hourMs = 3_600_000

/** Live deposits go first: of older ones so few are in hand at once that they never fill a process. */
const createLane = (mostAtOnce: () => number) => {
  let inHand = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inHand >= mostAtOnce()) throw new Problem('busy', 'older-deposits-wait', { details: { retryAfterSeconds: 1 } })
    inHand += 1
    try {
      return await work()
    } finally {
      inHand -= 1
    }
  }
}

/** Builds what older deposits are taken with: their limits and their notice are data. */
export const createOlderDeposits = ({ clock, parameters }: { clock: Clock; parameters: Parameters }): OlderDeposits => {
  const now = (): string => clock.now().toISOString()
  const lane = createLane(() => parameters.parameterAt('olderDepositsAtOnce', now()))
  return {
    inTurn: async (submission, work) => {
      if (!submission.older) return work()
      const limit = parameters.parameterAt('olderDocumentsAMessage', now())
      if (submission.documents.length > limit)
        throw new Problem('incorrect', 'older-documents-too-many', { details: { field: 'Bundle.entry', limit } })
      return lane(work)
    },
    requireOld: (submission, ready) => {
      if (!submission.older) return
      // What stands in place of a document of today is of today
      const replacing = submission.documents.find(({ metadata }) =>
        metadata.relatesTo.some(({ code }) => code === 'replaces'),
      )
      if (replacing !== undefined || submission.supersedes.length > 0)
        throw new Problem('incorrect', 'older-replaces-nothing', {
          details: { field: replacing?.field ?? 'Bundle.entry' },
        })
      const days = parameters.parameterAt('olderDepositDays', now())
      const young = findTooYoung(ready, { now: now(), days })
      if (young === undefined) return
      const details = { field: `${young.document.field}.content[0].attachment.creation`, days }
      throw new Problem('incorrect', 'document-not-older', { details })
    },
    noticeOf: ({ standing }, actor) => {
      const zone = parameters.parameterAt('civilTimeZone', now())
      const day = dayOf(now(), zone)
      const party = ('facility' in actor ? actor.facility?.id : undefined) ?? actor.id
      const morning = Date.parse(spanOfDay(day, zone).to) + parameters.parameterAt('olderNoticeHour', now()) * hourMs
      // Keyed: the queue must not tell whoever reads it which facility knows whom.
      const id = uuidOf(standing.keys.indexHash(`older-deposits|${party}|${day}`).toString('hex'))
      return { id, dueAt: new Date(morning).toISOString() }
    },
  }
}
