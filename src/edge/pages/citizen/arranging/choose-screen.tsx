import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { AuthorLine } from '../../components/author-words.tsx'
import { BackLink } from '../../components/back-link.tsx'
import { DocumentFilter } from '../../components/document-filter.tsx'
import { DocumentPills } from '../../components/document-row.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { Pager } from '../../components/pager.tsx'
import { deletePath } from '../bin/bin-paths.ts'
import { filteredAddress, ownQuery, readDocumentFilters } from '../../document-filters.ts'

/** Where several documents are chosen. */
export const choosePath = '/my/documents/choose'

/** Where what was chosen is hidden or shown. */
export const hidePath = '/my/documents/hide'

const Choice = ({ ask, entry }: { ask: SpaceAsk; entry: DocumentEntry }): VNode => (
  <label class="choice">
    <input type="checkbox" name="id" value={entry.id} />
    <span class="choice-document">
      <span class="unseen">{`${ask.text.arranging.chooseThis} `}</span>
      <strong>
        <DocumentTitle ask={ask} entry={entry} />
      </strong>
      <span class="row-who">
        {`${ask.words.date(entry.createdAt)} · `}
        <AuthorLine ask={ask} entry={entry} />
      </span>
      <span class="pills">
        <DocumentPills ask={ask} entry={entry} />
      </span>
    </span>
  </label>
)

/** The holder's list with a box on each: a plain form, which leads to what would change before anything does. */
export const chooseScreen = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.arranging
  const filters = readDocumentFilters(ask.query)
  const { entries, next } = await ask.parts.documents.listOwn(ask.visitor, ownQuery(ask, filters))
  return {
    title: words.chooseTitle,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href="/my/documents" says={words.back} />
        <h1>{words.chooseHeading}</h1>
        <p class="lead">{words.chooseLead}</p>
        <DocumentFilter ask={ask} filters={filters} path={choosePath} byWords />
        {entries.length === 0 ? (
          <p class="empty">{ask.text.record.list.noneFound}</p>
        ) : (
          <form method="get" action={hidePath} class="stack">
            <fieldset class="choices">
              <legend class="unseen">{words.chooseHeading}</legend>
              {entries.map((entry) => (
                <Choice key={entry.id} ask={ask} entry={entry} />
              ))}
            </fieldset>
            <p class="button-row">
              <button class="button" type="submit">
                {words.nextStep}
              </button>
              <button class="button button-secondary" type="submit" formaction={deletePath}>
                {words.toDelete}
              </button>
            </p>
          </form>
        )}
        <Pager
          ask={ask}
          next={next === undefined ? undefined : filteredAddress(choosePath, { ...filters, after: next })}
          first={filters.after === '' ? undefined : filteredAddress(choosePath, { ...filters, after: '' })}
        />
      </div>
    ),
  }
}
