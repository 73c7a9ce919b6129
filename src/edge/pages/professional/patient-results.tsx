import { personName } from '../../../areas/identity/index.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { readResultTable, ResultTableArticle } from '../content/read-result-table.tsx'
import { pathPiece } from '../form-fields.ts'

/** R8: the values of a patient by day, as the documents that the professional may read have them. */
export const patientResults = async (ask: ProfessionalAsk): Promise<Page> => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  const read = await readResultTable(ask, person.spaceId)
  const at = `/pro/patients/${person.spaceId}`
  const words = ask.text.results.table
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="column">
        <p class="no-print">
          <a class="onward" href={`${at}/documents`}>
            <Icon name="back" />
            {ask.text.professional.list.back}
          </a>
        </p>
        <h1>
          {words.heading}
          <span class="unseen">{` – ${personName(person.traits)}`}</span>
        </h1>
        <ResultTableArticle ask={ask} read={read} at={at} />
      </div>
    ),
  }
}
