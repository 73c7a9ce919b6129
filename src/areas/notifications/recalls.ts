import type { Opened } from '../../access/door-opened.ts'
import { monthsAfter } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { uuidOf } from '../../platform/ids.ts'
import { dropQueued, enqueue } from '../../platform/outbox.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import { profileSections } from '../../reference/profile-sections.ts'
import type { Notice } from './send-notice.ts'
import { selectState } from './store.ts'

const recalled = profileSections.filter((section) => section.recalled)

const sections: ReadonlySet<string> = new Set(recalled.map(({ key }) => key))
const types: ReadonlySet<string> = new Set(
  recalled.flatMap(({ papers }) => (papers === undefined ? [] : [papers.adds])),
)

// nothing in the queue says of what somebody is reminded
const kind = 'notice-recall'

const everything = { partyIds: [], seesHidden: true, seesSecret: true, seesQuarantined: true }

interface Law {
  clock: Clock
  parameters: Pick<Parameters, 'parameterAt'>
}

const recallAfter = ({ clock, parameters }: Law, from: Date): Date =>
  monthsAfter(from, parameters.parameterAt('wishesRecallMonths', clock.now().toISOString()))

const nextOf = (law: Law): string => recallAfter(law, law.clock.now()).toISOString()

/** Whether a line of a profile is one to read again: of such a section, and what it says was said long ago (ISO instant). */
export const isToReread = (law: Law, { section, changedAt }: { section: string; changedAt: string }): boolean =>
  sections.has(section) && recallAfter(law, new Date(changedAt)) <= law.clock.now()

/**
 * Part of a visit that changed a section of the profile (by its key), or a document (by its type): where people are reminded of such, they are from
 * now on, or no more where nothing of it is left.
 */
export type KeepRecall = (opened: Opened, changed: string) => Promise<void>

/** Builds it. Law: R.1111-19; rules PML-26. */
export const createKeepRecall =
  (law: Law): KeepRecall =>
  async ({ vault, alongside, spaceId }, changed) => {
    if (!sections.has(changed) && !types.has(changed)) return
    const lines = await vault.listLines()
    const filter = { prefilter: everything, typeCodes: [...types], status: ['current'] }
    const documents = await vault.listDocuments(filter, { sort: 'created_at', descending: true, limit: 1 })
    const isThere = documents.length > 0 || lines.some(({ section }) => sections.has(section.key))
    const dueAt = nextOf(law)
    await alongside(async (connection) => {
      await dropQueued(connection, { spaceId, kind })
      const id = uuidOf(`${spaceId}/recall/${dueAt}`)
      if (isThere) await enqueue(connection, { spaceId, id, kind, payload: {}, dueAt })
    })
  }

/** Builds queueing the next time, before anybody is told of this one. Gives whether they are told now: in a closed space nobody is. */
export const createRecallAgain =
  ({ database, ...law }: Law & { database: Database }) =>
  async ({ id, spaceId }: Notice): Promise<boolean> =>
    database.transaction(async (connection) => {
      const state = await selectState(connection, spaceId)
      if (state === undefined || state === 'erased') return false
      await enqueue(connection, { spaceId, id: uuidOf(`${id}/next`), kind, payload: {}, dueAt: nextOf(law) })
      return state === 'open'
    })
