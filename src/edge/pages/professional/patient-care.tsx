import { personName } from '../../../areas/identity/index.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { CareFilter } from '../care/care-filter.tsx'
import { CareLines, CareSources } from '../care/care-lines.tsx'
import { careAddress, carePath, careQuery, readCareSight } from '../care/care-paths.ts'
import { BackLink } from '../components/back-link.tsx'
import { Pager } from '../components/pager.tsx'
import { pathPiece } from '../form-fields.ts'

/** What insurers and networks tell of a patient's care, as far as this professional may see it: never mixed with what colleagues wrote. */
export const patientCare = async (ask: ProfessionalAsk): Promise<Page> => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  const { spaceId } = person
  const at = `/pro/patients/${spaceId}`
  const path = carePath(at)
  const sight = readCareSight(ask.query)
  const { lines, counts, next } = await ask.parts.careHistory.readCare(ask.visitor, { spaceId }, careQuery(sight))
  const words = ask.text.care
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="column">
        <BackLink href={`${at}/documents`} says={ask.text.professional.list.back} />
        <h1>
          {words.heading}
          <span class="unseen">{` – ${personName(person.traits)}`}</span>
        </h1>
        <p class="lead">{words.leadOfPatient}</p>
        <CareFilter ask={ask} path={path} sight={sight} counts={counts} />
        {lines.length === 0 ? <p class="empty">{words.noneOfPatient}</p> : null}
        <CareLines ask={ask} path={path} sight={sight} lines={lines} isOfPatient />
        <Pager
          ask={ask}
          next={next === undefined ? undefined : careAddress(path, { ...sight, after: next })}
          first={sight.after === '' ? undefined : careAddress(path, { ...sight, after: '' })}
        />
        <CareSources ask={ask} />
      </div>
    ),
  }
}
