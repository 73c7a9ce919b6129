import type { VNode } from 'preact'
import type { OwnPage } from '../../../areas/documents/index.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { carePath } from '../care/care-paths.ts'
import { DocumentCount } from '../components/document-count.tsx'
import { DocumentFilter } from '../components/document-filter.tsx'
import { DocumentRows } from '../components/document-rows.tsx'
import { EmptyRecord } from '../components/empty-record.tsx'
import { Icon } from '../components/icon.tsx'
import { Pager } from '../components/pager.tsx'
import { SearchForm } from '../components/search-form.tsx'
import {
  documentQuery,
  filteredAddress,
  isByDate,
  ownQuery,
  isFiltered,
  readDocumentFilters,
  type DocumentFilters,
} from '../document-filters.ts'
import { measuresPath } from '../measures/measure-paths.ts'
import { profilePath } from '../profile/profile-paths.ts'
import { recordAt } from '../record-at.ts'
import { addingPath } from './adding/adding-path.ts'
import { binAt, binPath } from './bin/bin-paths.ts'
import { choosePath } from './arranging/choose-screen.tsx'
import { foldersPath } from './arranging/folder-paths.ts'
import { FolderLinks } from './arranging/folders-screen.tsx'
import { askPath } from './requests/requests-path.ts'
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
        <DocumentRows ask={ask} entries={group.entries} eye />
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

const Pinned = ({ ask, pinned }: { ask: SpaceAsk; pinned: readonly DocumentEntry[] }): VNode | null =>
  pinned.length === 0 ? null : (
    <section class="month" aria-labelledby="pinned">
      <h2 id="pinned">{ask.text.arranging.pinned}</h2>
      <DocumentRows ask={ask} entries={pinned} eye />
    </section>
  )

/** The way to the holder's folders, and to choosing several documents: theirs alone, whoever looks in for them. */
const Tools = ({ ask, found }: { ask: SpaceAsk; found: OwnPage }): VNode | null =>
  ask.child === undefined ? (
    <nav aria-label={ask.text.arranging.folders}>
      <FolderLinks folders={found.folders} />
      <p class="button-row">
        <a href={foldersPath}>
          {found.folders.length === 0 ? ask.text.arranging.newFolder : ask.text.arranging.allFolders}
        </a>
        <a href={choosePath}>{ask.text.arranging.choose}</a>
        <a href={binPath}>{ask.text.bin.link}</a>
        <a href={askPath}>{ask.text.requests.link}</a>
      </p>
    </nav>
  ) : null

/** Whoever represents somebody sees neither folders nor pins: what a child calls a folder is the child's (rules DOC-13). */
const readList = async (ask: SpaceAsk, filters: DocumentFilters): Promise<OwnPage> => {
  if (ask.child === undefined) return ask.parts.documents.listOwn(ask.visitor, ownQuery(ask, filters))
  const query = documentQuery(ask, filters)
  const page = await ask.parts.documents.listDocuments(ask.visitor, { spaceId: ask.spaceId }, query)
  return { ...page, folders: [], pinned: [] }
}

/** The ways to what is not a document: values, profile, care history, measurements. */
const Doors = ({ ask }: { ask: SpaceAsk }): VNode => {
  const at = recordAt(ask)
  const doors = [
    { href: `${at}/values`, says: ask.text.results.table.link },
    { href: profilePath(at), says: ask.text.profile.heading },
    { href: carePath(at), says: ask.text.care.heading },
    { href: measuresPath(at), says: ask.text.measures.heading },
  ]
  return (
    <p class="button-row">
      {doors.map(({ href, says }) => (
        <a key={href} class="onward" href={href}>
          {says}
          <Icon name="next" />
        </a>
      ))}
    </p>
  )
}

/** D1, D2: the holder's documents by month, with filters, 50 a page; the eye of each leads to who sees it. */
export const documentsScreen = async (ask: SpaceAsk): Promise<Page> => {
  const path = pathOf(ask)
  const filters = readDocumentFilters(ask.query)
  const found = await readList(ask, filters)
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
        <p>
          <a class="button button-secondary" href={addingPath(ask)}>
            {ask.text.adding.add}
          </a>
        </p>
        {ask.child === undefined ? null : (
          <p>
            <a href={binAt(ask)}>{ask.text.bin.link}</a>
          </p>
        )}
        <SearchForm ask={ask} at={{ path: `${recordAt(ask)}/search` }} brief />
        <Doors ask={ask} />
        <DocumentFilter ask={ask} filters={filters} path={path} byWords={ask.child === undefined} />
        <Tools ask={ask} found={found} />
        <Pinned ask={ask} pinned={found.pinned} />
        {found.entries.length === 0 ? (
          <Nothing ask={ask} filters={filters} />
        ) : isByDate(filters.sort) ? (
          <Months ask={ask} entries={found.entries} />
        ) : (
          <DocumentRows ask={ask} entries={found.entries} eye />
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
