import { Problem } from '../../../../platform/problem.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { momentOf, type CampaignParts } from '../campaign-parts.ts'
import { campaignParameters } from '../parameters.ts'
import type { Campaigns, ExceptionView } from '../types.ts'
import { selectException, selectExceptions, settle, type ExceptionRow } from './store.ts'

/** How many exceptions a page of the queue shows at most. */
export const exceptionsListed = 200

const viewOf = (row: ExceptionRow): ExceptionView => ({ ...row, notes: campaignParameters.exceptions[row.kind].notes })

/** The queue of exceptions, the oldest first. */
export const createListExceptions =
  (parts: CampaignParts): Campaigns['listExceptions'] =>
  async (visitor, kind, after) => {
    await parts.desk.enter(visitor, 'exceptions-view', kind === undefined ? {} : { kind })
    const behind = after !== undefined && isUuid(after) ? after : null
    return (await selectExceptions(parts.database, kind, { behind, limit: exceptionsListed })).map(viewOf)
  }

/** One exception that is still open, however many wait. */
export const createFindException =
  (parts: CampaignParts): Campaigns['findException'] =>
  async (visitor, exceptionId) => {
    await parts.desk.enter(visitor, 'exceptions-view', { exception: exceptionId })
    const row = isUuid(exceptionId) ? await selectException(parts.database, exceptionId) : undefined
    if (row?.state !== 'open') throw new Problem('absent', 'exception-unknown')
    return viewOf(row)
  }

/** Settles an exception with one of its notes. A person kept back is told when their campaign is resumed, or by the next one. */
export const createSettleException =
  (parts: CampaignParts): Campaigns['settleException'] =>
  async (visitor, exceptionId, note) => {
    const by = await parts.desk.enter(visitor, 'exception-settle', { exception: exceptionId, note })
    const row = isUuid(exceptionId) ? await selectException(parts.database, exceptionId) : undefined
    if (row === undefined) throw new Problem('absent', 'exception-unknown')
    const { notes } = viewOf(row)
    if (!notes.includes(note))
      throw new Problem('incorrect', 'exception-note-unknown', {
        details: { field: 'note', allowed: notes.join(', ') },
      })
    if (!(await settle(parts.database, exceptionId, { by, at: momentOf(parts).at, note })))
      throw new Problem('conflict', 'exception-settled')
  }
