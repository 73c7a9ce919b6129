import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../ask.ts'
import { DocumentCount } from '../components/document-count.tsx'
import { DocumentRow } from '../components/document-row.tsx'
import { Pager } from '../components/pager.tsx'
import { browseAddress, isNarrowed } from './browse-filters.ts'
import type { Browsed } from './browsed.ts'
import { ChosenFacets } from './facet-links.tsx'

/** R6: the documents a professional may read, as they chose them; the open one is marked. After a choice the first line has the focus. */
export const DocumentPane = ({
  ask,
  at,
  currentId,
}: {
  ask: ProfessionalAsk
  at: Browsed
  currentId?: string
}): VNode => {
  const { path, filters, found } = at
  const words = ask.text.professional.list
  const isFocused = currentId === undefined && isNarrowed(filters)
  return (
    <section class="pane pane-list" aria-labelledby="documents">
      <div class="heading-row">
        <h2 id="documents">{words.heading}</h2>
        <DocumentCount ask={ask} total={found.total} />
      </div>
      <ChosenFacets ask={ask} at={at} />
      {found.entries.length === 0 ? <p class="empty">{isNarrowed(filters) ? words.noneFound : words.none}</p> : null}
      <ul class="rows" data-rows>
        {found.entries.map((entry, index) => (
          <DocumentRow
            key={entry.id}
            ask={ask}
            entry={entry}
            at={{
              href: browseAddress(`${path}/${entry.id}`, filters, { after: filters.after }),
              current: entry.id === currentId,
              focus: isFocused && index === 0,
              ...(at.since === undefined ? {} : { since: at.since }),
            }}
          />
        ))}
      </ul>
      <Pager
        ask={ask}
        next={found.next === undefined ? undefined : browseAddress(path, filters, { after: found.next })}
        first={filters.after === '' ? undefined : browseAddress(path, filters)}
      />
    </section>
  )
}
