import type { VNode } from 'preact'
import type { DocumentPage } from '../../../areas/documents/types.ts'
import type { ProfessionalAsk } from '../ask.ts'
import { DocumentCount } from '../components/document-count.tsx'
import { DocumentFilter } from '../components/document-filter.tsx'
import { DocumentRow } from '../components/document-row.tsx'
import { Pager } from '../components/pager.tsx'
import { filteredAddress, isFiltered, type DocumentFilters } from '../document-filters.ts'

/** What the list pane shows and where its links lead. */
export interface DocumentPaneContent {
  /** address of the list, `/pro/patients/<space>/documents` */
  path: string
  filters: DocumentFilters
  found: DocumentPage
  currentId?: string
}

/** R6, left pane: the documents a professional may read, with filters; the open one is marked. */
export const DocumentPane = ({ ask, content }: { ask: ProfessionalAsk; content: DocumentPaneContent }): VNode => {
  const { path, filters, found } = content
  const words = ask.text.professional.list
  return (
    <section class="pane pane-list" aria-labelledby="documents">
      <div class="heading-row">
        <h2 id="documents">{words.heading}</h2>
        <DocumentCount ask={ask} total={found.total} />
      </div>
      <DocumentFilter ask={ask} filters={filters} at={{ path, withAuthor: true }} />
      {found.entries.length === 0 ? <p class="empty">{isFiltered(filters) ? words.noneFound : words.none}</p> : null}
      <ul class="rows">
        {found.entries.map((entry) => (
          <DocumentRow
            key={entry.id}
            ask={ask}
            entry={entry}
            at={{ href: filteredAddress(`${path}/${entry.id}`, filters), current: entry.id === content.currentId }}
          />
        ))}
      </ul>
      <Pager
        ask={ask}
        next={found.next === undefined ? undefined : filteredAddress(path, { ...filters, after: found.next })}
        first={filters.after === '' ? undefined : filteredAddress(path, { ...filters, after: '' })}
      />
    </section>
  )
}
