import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { DocumentFacts } from '../components/document-facts.tsx'
import { DocumentPills } from '../components/document-row.tsx'
import { DocumentTitle } from '../components/document-title.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { DocumentContentView } from '../content/document-content-view.tsx'
import { documentQuery, filteredAddress, readDocumentFilters } from '../document-filters.ts'
import { pathPiece } from '../form-fields.ts'
import { DocumentPane } from './document-pane.tsx'
import { OpenLink } from './open-document.tsx'

const Facts = ({ ask, at, entry }: { ask: ProfessionalAsk; at: string; entry: DocumentEntry }): VNode => (
  <aside class="pane pane-facts" aria-label={ask.text.record.document.facts}>
    <DocumentFacts ask={ask} entry={entry} />
    <p class="no-print">
      <a class="button button-secondary" href={`${at}/original`} download>
        <Icon name="down" />
        {ask.text.record.document.original}
      </a>
    </p>
    <OpenLink ask={ask} at={at} entry={entry} />
  </aside>
)

/** R7: the reading pane between the list and the facts; one column below 1100 pixels. */
export const patientDocument = async (ask: ProfessionalAsk): Promise<Page> => {
  const spaceId = pathPiece(ask.request, 'space')
  const filters = readDocumentFilters(ask.query)
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  const { entry, body } = await ask.parts.documents.readDocumentBody(ask.visitor, pathPiece(ask.request, 'id'))
  const found = await ask.parts.documents.listDocuments(ask.visitor, { spaceId }, documentQuery(ask, filters))
  const path = `/pro/patients/${spaceId}/documents`
  const words = ask.text.professional
  return {
    title: words.document.title(ask.words.shortDate(entry.createdAt)),
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="panes panes-reading">
        <DocumentPane ask={ask} content={{ path, filters, found, currentId: entry.id }} />
        <article class="pane pane-reading">
          <p class="pane-back no-print">
            <a class="onward" href={filteredAddress(path, filters)}>
              <Icon name="back" />
              {words.list.back}
            </a>
          </p>
          <h1>
            <DocumentTitle ask={ask} entry={entry} />
          </h1>
          <p class="pills">
            <DocumentPills ask={ask} entry={entry} />
          </p>
          {entry.visibility.hiddenFromRepresentatives ? (
            <Notice kind="attention">
              <p>{ask.text.emergency.secret}</p>
            </Notice>
          ) : null}
          <DocumentContentView ask={ask} at={`${path}/${entry.id}`} body={body} language={entry.language} />
        </article>
        <Facts ask={ask} at={`${path}/${entry.id}`} entry={entry} />
      </div>
    ),
  }
}
