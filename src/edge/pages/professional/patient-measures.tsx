import type { FastifyReply } from 'fastify'
import { personName } from '../../../areas/identity/index.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { BackLink } from '../components/back-link.tsx'
import { pathPiece } from '../form-fields.ts'
import { MeasureArticle } from '../measures/measure-article.tsx'
import { MeasureList } from '../measures/measure-list.tsx'
import { findKind, measuresPath, requireKind } from '../measures/measure-paths.ts'
import { readMeasure } from '../measures/read-measures.ts'
import { sendMeasures } from '../measures/send-measures.ts'

const readPatient = async (ask: ProfessionalAsk) => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  return { person, space: { spaceId: person.spaceId }, at: `/pro/patients/${person.spaceId}` }
}

/** What was measured about a patient, as far as this professional may see it. */
export const patientMeasures = async (ask: ProfessionalAsk): Promise<Page> => {
  const { person, space, at } = await readPatient(ask)
  const survey = await ask.parts.observations.surveyMeasurements(ask.visitor, space)
  const words = ask.text.measures
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
        {survey.kinds.length === 0 ? (
          <p class="empty">{words.noneOfPatient}</p>
        ) : (
          <MeasureList ask={ask} survey={survey} at={at} />
        )}
      </div>
    ),
  }
}

/** One kind over time, another beside it. */
export const patientMeasure = async (ask: ProfessionalAsk): Promise<Page> => {
  const measure = requireKind(pathPiece(ask.request, 'measure'))
  const { person, space, at } = await readPatient(ask)
  const read = await readMeasure(ask, space, measure)
  const other = findKind(ask.query.get('with'))
  const beside = other && other.key !== measure.key ? await readMeasure(ask, space, other) : undefined
  return {
    title: ask.text.measures.oneTitle,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="column">
        <BackLink href={measuresPath(at)} says={ask.text.measures.heading} />
        <MeasureArticle ask={ask} read={read} beside={beside} at={at} />
      </div>
    ),
  }
}

/** The same as a file. */
export const sendPatientMeasure = async (ask: ProfessionalAsk): Promise<FastifyReply> => {
  const measure = requireKind(pathPiece(ask.request, 'measure'))
  const { space } = await readPatient(ask)
  return sendMeasures(ask, await readMeasure(ask, space, measure))
}
