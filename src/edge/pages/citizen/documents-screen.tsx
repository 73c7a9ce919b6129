import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { DocumentCount } from '../components/document-count.tsx'
import { DocumentFilter } from '../components/document-filter.tsx'
import { DocumentRow } from '../components/document-row.tsx'
import { EmptyRecord } from '../components/empty-record.tsx'
import { Pager } from '../components/pager.tsx'
import { SearchForm } from '../components/search-form.tsx'
import {
  documentQuery,
  filteredAddress,
  isFiltered,
  readDocumentFilters,
  type DocumentFilters,
} from '../document-filters.ts'
import { recordAt } from '../record-at.ts'
import { ChildLinks, RepresentativeNotice } from './children/child-record.tsx'

const pathOf = (ask: SpaceAsk): string => `${recordAt(ask)}/documents`

/** Documents by month of their content, in the order of the list. */
const byMonth = (entries: readonly DocumentEntry[]): { month: string; entries: DocumentEntry[] }[] => {
  const months: { month: string; entries: DocumentEntry[] }[] = []
  for (const entry of entries) {
    const month = entry.createdAt.slice(0, 7)
    const last = months.at(-1)
    if (last?.month === month) last.entries.push(entry)
    else months.push({ month, entries: [entry] })
  }
  return months
}

const Months = ({ ask, entries }: { ask: SpaceAsk; entries: readonly DocumentEntry[] }): VNode => (
  <>
    {byMonth(entries).map((group) => (
      <section key={group.month} class="month">
        <h2>{ask.words.month(group.month)}</h2>
        <ul class="rows">
          {group.entries.map((entry) => (
            <DocumentRow
              key={entry.id}
              ask={ask}
              entry={entry}
              at={{ href: `${pathOf(ask)}/${entry.id}`, eye: ask.child === undefined }}
            />
          ))}
        </ul>
      </section>
    ))}
  </>
)

/** What is said to a holder of where documents come from is theirs to act on: to whoever looks in it says that there is none. */
const NothingYet = ({ ask }: { ask: SpaceAsk }): VNode =>
  ask.child === undefined ? <EmptyRecord ask={ask} /> : <p class="empty">{ask.text.record.empty.heading}</p>

const Nothing = ({ ask, filters }: { ask: SpaceAsk; filters: DocumentFilters }): VNode =>
  isFiltered(filters) ? (
    <section class="empty">
      <p>{ask.text.record.list.noneFound}</p>
      <p>
        <a class="onward" href={pathOf(ask)}>
          {ask.text.record.list.clear}
        </a>
      </p>
    </section>
  ) : (
    <NothingYet ask={ask} />
  )

/** D1, D2: the holder's documents by month, with filters, 50 a page; the eye of each leads to who sees it. */
export const documentsScreen = async (ask: SpaceAsk): Promise<Page> => {
  const path = pathOf(ask)
  const filters = readDocumentFilters(ask.query)
  const found = await ask.parts.documents.listDocuments(
    ask.visitor,
    { spaceId: ask.spaceId },
    documentQuery(ask, filters),
  )
  const words = ask.text.record.list
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <ChildLinks ask={ask} here="documents" />
        <div class="heading-row">
          <h1>{ask.child === undefined ? words.heading : ask.text.children.record.heading(ask.child.name)}</h1>
          <DocumentCount ask={ask} total={found.total} />
        </div>
        <RepresentativeNotice ask={ask} />
        <SearchForm ask={ask} at={{ path: `${recordAt(ask)}/search` }} brief />
        <DocumentFilter ask={ask} filters={filters} path={path} />
        {found.entries.length === 0 ? (
          <Nothing ask={ask} filters={filters} />
        ) : (
          <Months ask={ask} entries={found.entries} />
        )}
        <Pager
          ask={ask}
          next={found.next === undefined ? undefined : filteredAddress(path, { ...filters, after: found.next })}
          first={filters.after === '' ? undefined : filteredAddress(path, { ...filters, after: '' })}
        />
      </div>
    ),
  }
}
