import type { Page, ProfessionalAsk } from '../ask.ts'
import { readTrend, TrendArticle } from '../content/read-trend.tsx'
import { TrendQuote } from '../content/result-quote.tsx'
import { pathPiece } from '../form-fields.ts'

/** R9: one value of a patient over the years. */
export const patientTrend = async (ask: ProfessionalAsk): Promise<Page> => {
  const spaceId = pathPiece(ask.request, 'space')
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  const followed = await readTrend(ask, person.spaceId)
  return {
    title: ask.text.results.trend.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    body: (
      <div class="column">
        <TrendArticle ask={ask} followed={followed} at={`/pro/patients/${person.spaceId}`} />
        <TrendQuote ask={ask} points={followed.points} />
      </div>
    ),
  }
}
