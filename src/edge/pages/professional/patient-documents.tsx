import { personName } from '../../../areas/identity/index.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { documentQuery, filteredAddress, readDocumentFilters } from '../document-filters.ts'
import { pathPiece } from '../form-fields.ts'
import { DocumentPane } from './document-pane.tsx'

/** R6: the list of a patient's documents. */
export const patientDocuments = async (ask: ProfessionalAsk): Promise<Page> => {
  const spaceId = pathPiece(ask.request, 'space')
  const filters = readDocumentFilters(ask.query)
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  const found = await ask.parts.documents.listDocuments(ask.visitor, { spaceId }, documentQuery(ask, filters))
  const path = `/pro/patients/${spaceId}/documents`
  const newest = found.entries[0]
  const words = ask.text.professional
  return {
    title: words.list.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="panes panes-list">
        <h1 class="unseen">{`${words.list.heading} – ${personName(person.traits)}`}</h1>
        <DocumentPane ask={ask} content={{ path, filters, found }} />
        <section class="pane pane-empty">
          <Icon name="record" />
          <p>{words.list.choose}</p>
          {person.ground?.relation === 'treating-doctor' || person.ground?.relation === 'administrator' ? (
            <a href={`/pro/patients/${spaceId}/access`}>{ask.text.entering.others.link}</a>
          ) : null}
          {newest === undefined ? null : (
            <a class="button button-secondary" href={filteredAddress(`${path}/${newest.id}`, filters)}>
              {words.document.newest}
            </a>
          )}
        </section>
      </div>
    ),
  }
}
