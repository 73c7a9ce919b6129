import { parseInstant } from '../../platform/clock.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { DocumentPage, DocumentSort } from './types.ts'

/** How many documents a page shows when nobody asks for another number, and at most (Spec: interop 1a). */
export const defaultCount = 50

/** The most documents a page may hold. */
export const maximumCount = 100

/** A place in the order, with the entry that stands there where the visitor may read it. */
export interface Placed {
  sortKey: string
  entry?: DocumentEntry
}

const orders = {
  '-created': { sort: 'created_at', descending: true },
  created: { sort: 'created_at', descending: false },
  '-date': { sort: 'dated_at', descending: true },
  date: { sort: 'dated_at', descending: false },
} as const

/** The column and direction of an order; newest content first when none is asked for. */
export const orderOf = (sort: DocumentSort = '-created') => orders[sort]

/** The number of documents on a page, within bounds. */
export const countOf = (count = defaultCount): number => Math.min(Math.max(count, 0), maximumCount)

/** An opaque cursor for the page after a document. */
export const cursorAfter = (placed: Placed): string => Buffer.from(placed.sortKey).toString('base64url')

const instantShape = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/

/** Whether a text is an instant as the database writes it, of a day that the calendar has. */
const isInstant = (text: string): boolean => {
  const iso = `${text.slice(0, 10)}T${text.slice(11, 19)}`
  return instantShape.test(text) && parseInstant(`${iso}Z`)?.toISOString().slice(0, 19) === iso
}

/** The sort key inside a cursor; undefined where the text is not one of ours. */
export const sortKeyOf = (cursor: string): string | undefined => {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [at = '', id = '', ...more] = text.split('/')
  return more.length === 0 && isInstant(at) && isUuid(id) ? text : undefined
}

/** Where a page begins, for the vault; Problem `incorrect` where the text is not one of our cursors. */
export const cursorOf = (after: string | undefined): { after?: string } => {
  if (after === undefined) return {}
  const sortKey = sortKeyOf(after)
  if (!sortKey) throw new Problem('incorrect', 'page-cursor-wrong', { details: { field: 'page' } })
  return { after: sortKey }
}

/** The first `count` of the places at hand; the cursor when there are more, readable or not, so that no page is the last too soon. */
export const pageOf = (placed: Placed[], count: number, total: number | undefined): DocumentPage => {
  const shown = placed.slice(0, count)
  const last = shown.at(-1)
  const next = last && placed.length > count ? { next: cursorAfter(last) } : {}
  return { entries: shown.flatMap(({ entry }) => entry ?? []), ...(total === undefined ? {} : { total }), ...next }
}
