import { personName } from '../../../areas/identity/index.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Said } from '../components/said.tsx'
import { pathPiece } from '../form-fields.ts'
import { readBrowseFilters } from './browse-filters.ts'
import { readBrowsed, type Browsed } from './browsed.ts'
import { DocumentPane } from './document-pane.tsx'
import { FacetField, type TypedFacet } from './facet-field.tsx'
import { FacetLinks } from './facet-links.tsx'
import { KeyHelp } from './key-help.tsx'
import { DepositHere, Summary } from './summary.tsx'

/** Draws R5 and R6: the summary and the facets, then the list. */
export const drawDocuments = (ask: ProfessionalAsk, at: Browsed, typed: TypedFacet): Page => {
  const words = ask.text.professional
  return {
    title: words.list.title,
    side: 'professional',
    place: 'patients',
    patient: at.person,
    island: 'workplace',
    status: typed.fault === undefined ? 200 : 422,
    body: (
      <div class="panes panes-list">
        <h1 class="unseen">{`${words.list.heading} – ${personName(at.person.traits)}`}</h1>
        <div class="pane pane-summary">
          <Said ask={ask} sayings={ask.text.deposit.said} />
          <ErrorSummary ask={ask} faults={typed.fault === undefined ? [] : [{ fieldId: 'find', says: typed.fault }]} />
          <Summary ask={ask} at={at} />
          <FacetField ask={ask} at={at} typed={typed} />
          <FacetLinks ask={ask} at={at} />
          <DepositHere ask={ask} spaceId={at.person.spaceId} />
          <KeyHelp ask={ask} />
        </div>
        <DocumentPane ask={ask} at={at} />
      </div>
    ),
  }
}

/** R5, R6: what is new, and the documents with their facets. */
export const patientDocuments = async (ask: ProfessionalAsk): Promise<Page> =>
  drawDocuments(ask, await readBrowsed(ask, pathPiece(ask.request, 'space'), readBrowseFilters(ask.query)), {
    typed: '',
  })
