import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../ask.ts'
import { DocumentCount } from '../components/document-count.tsx'
import { DocumentRow } from '../components/document-row.tsx'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import { groupCopies } from '../group-copies.ts'
import { Pager } from '../components/pager.tsx'
import { browseAddress, isNarrowed } from './browse-filters.ts'
import type { Browsed } from './browsed.ts'
import { ChosenFacets } from './facet-links.tsx'

interface CopiesProps {
  ask: ProfessionalAsk
  copies: readonly DocumentEntry[]
  hrefOf: (entry: DocumentEntry) => string
  currentId: string | undefined
}

/** The same document deposited again: folded behind the first, each in reach, told apart by when it came and who brought it. */
const Copies = ({ ask, copies, hrefOf, currentId }: CopiesProps): VNode | null => {
  const words = ask.text.workplace.copies
  if (copies.length === 0) return null
  return (
    <details class="copies" open={copies.some(({ id }) => id === currentId)}>
      <summary>{words.fold(copies.length)}</summary>
      <ul class="plain-list">
        {copies.map((copy) => (
          <li key={copy.id}>
            <a href={hrefOf(copy)} aria-current={copy.id === currentId ? 'page' : undefined}>
              {words.one(ask.words.date(copy.depositedAt), ask.words.time(copy.depositedAt), copy.depositedBy.name)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

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
  const hrefOf = ({ id }: DocumentEntry): string => browseAddress(`${path}/${id}`, filters, { after: filters.after })
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
        {groupCopies(found.entries, at.since).map(({ entry, copies }, index) => (
          <DocumentRow
            key={entry.id}
            ask={ask}
            entry={entry}
            at={{
              href: hrefOf(entry),
              current: entry.id === currentId,
              focus: isFocused && index === 0,
              ...(at.since === undefined ? {} : { since: at.since }),
            }}
          >
            <Copies ask={ask} copies={copies} hrefOf={hrefOf} currentId={currentId} />
          </DocumentRow>
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
