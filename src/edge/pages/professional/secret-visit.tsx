import { Problem } from '../../../platform/problem.ts'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { formFields, pathPiece } from '../form-fields.ts'

/** R24: what a visit to a minor alone means, and the button that begins or ends it. For an adult there is no such page. Law: L.1111-5. */
export const askForSecretVisit = async (ask: ProfessionalAsk): Promise<Page> => {
  const patient = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  if (!ask.parts.secretVisits.isFor(patient.traits.birthDate)) throw new Problem('absent', 'page-not-found')
  const words = ask.text.professional.secretVisit
  const isOn = patient.secretUntil !== undefined
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient,
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        {words.says(ask.parts.secretVisits.minutes()).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <form method="post" action={ask.path}>
          <p class="button-row">
            <button class="button" type="submit" name="visit" value={isOn ? 'end' : 'begin'}>
              {isOn ? words.end : words.begin}
            </button>
            <a href={`/pro/patients/${patient.spaceId}`}>{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** Begins or ends such a visit, for this patient and no other. */
export const setSecretVisit = async (ask: ProfessionalAsk): Promise<Redirect> => {
  const spaceId = pathPiece(ask.request, 'space')
  const { permissions } = ask.parts
  if (formFields(ask.request).get('visit') === 'begin') await permissions.beginSecretVisit(ask.visitor, spaceId)
  else await permissions.endSecretVisit(ask.visitor, spaceId)
  return { to: `/pro/patients/${spaceId}/documents` }
}
