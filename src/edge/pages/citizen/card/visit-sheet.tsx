import type { VNode } from 'preact'
import type { ValueSeries } from '../../../../areas/documents/index.ts'
import { personName } from '../../../../areas/identity/index.ts'
import type { MedicalProfile } from '../../../../areas/profile/index.ts'
import { findMeasure } from '../../../../reference/measures.ts'
import { profileSections } from '../../../../reference/profile-sections.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { labelOf, valueWords } from '../../content/result-words.ts'
import { formFields } from '../../form-fields.ts'
import { measuredWords, measureName } from '../../measures/measure-words.ts'
import { profilePath } from '../../profile/profile-paths.ts'
import { lineTitle, lineWords } from '../../profile/profile-words.ts'
import { recordAt } from '../../record-at.ts'

/** Where the sheet for a visit stands, under the address of a record. */
export const sheetPath = (at: string): string => `${at}/visit-sheet`

/** What a doctor asks first: it fits on one page with the questions. */
const onSheet: readonly string[] = ['allergies', 'conditions', 'treatments']
const mostLines = 8
const mostValues = 8
const longestQuestions = 1_500

const Told = ({ ask, profile }: { ask: SpaceAsk; profile: MedicalProfile }): VNode => (
  <>
    {profileSections
      .filter(({ key }) => onSheet.includes(key))
      .map((section) => {
        const part = profile.parts.find((one) => one.section === section.key)
        const lines = (part?.lines ?? []).slice(0, mostLines)
        return (
          <section key={section.key}>
            <h2>{section[ask.lang]}</h2>
            {lines.length === 0 ? (
              <p>{part?.nothing === undefined ? ask.text.profile.empty : section.nothing?.[ask.lang]}</p>
            ) : (
              <ul>
                {lines.map((line) => (
                  <li key={line.id}>
                    <strong>{lineTitle(ask, section, line)}</strong> {lineWords(ask, section, line)}
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
      })}
  </>
)

const isOutside = ({ newest }: ValueSeries): boolean => {
  const { standing } = newest.result
  return standing !== undefined && standing !== 'inside'
}

/** The newest of each value, those outside of their laboratory's range first, and the newest measurements. */
const Values = ({
  ask,
  series,
  measured,
}: {
  ask: SpaceAsk
  series: readonly ValueSeries[]
  measured: readonly string[]
}): VNode => {
  const chosen = series.toSorted((one, other) => Number(isOutside(other)) - Number(isOutside(one))).slice(0, mostValues)
  const words = ask.text.card.sheet
  return (
    <section>
      <h2>{words.values}</h2>
      {chosen.length + measured.length === 0 ? <p>{words.noValues}</p> : null}
      <ul>
        {chosen.map(({ newest }) => (
          <li key={`${newest.source.line.documentId} ${newest.source.line.line}`}>
            {`${labelOf(newest.result)} : ${newest.result.values.map((value) => valueWords(ask, value)).join(' ; ')} (${ask.words.date(newest.at.slice(0, 10))})`}
            {newest.result.standing === undefined ? '' : ` – ${ask.text.results.standing[newest.result.standing]}`}
          </li>
        ))}
        {measured.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )
}

const Questions = ({ ask, questions }: { ask: SpaceAsk; questions: string }): VNode => {
  const words = ask.text.card.sheet
  return (
    <section>
      <h2>{words.questions}</h2>
      {questions === '' ? null : (
        <ul>
          {questions.split('\n').map((one, index) => (
            <li key={index}>{one}</li>
          ))}
        </ul>
      )}
      <form method="post" action={sheetPath(recordAt(ask))} class="stack">
        <div class="field">
          <label for="questions">{words.write}</label>
          <p class="hint" id="questions-hint">
            {words.hint}
          </p>
          <textarea
            id="questions"
            name="questions"
            rows={5}
            maxlength={longestQuestions}
            aria-describedby="questions-hint"
          >
            {questions}
          </textarea>
        </div>
        <p>
          <button class="button" type="submit">
            {words.put}
          </button>
        </p>
      </form>
    </section>
  )
}

const draw = async (ask: SpaceAsk, questions: string): Promise<Page> => {
  const space = { spaceId: ask.spaceId }
  const { profile: own, observations, documents, identity } = ask.parts
  const { traits } = await identity.readPerson(ask.visitor, space)
  const profile = await own.readProfile(ask.visitor, space)
  const { kinds } = await observations.surveyMeasurements(ask.visitor, space)
  const { series } = await documents.tabulateResults(ask.visitor, space, {})
  const words = ask.text.card.sheet
  const measured = kinds.slice(0, mostValues).flatMap(({ kind, last }) => {
    const measure = findMeasure(kind)
    return measure === undefined
      ? []
      : [`${measureName(ask, measure)} : ${measuredWords(ask, last)} (${ask.words.date(ask.parts.dayOf(last.at))})`]
  })
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column visit-sheet">
        <BackLink href={profilePath(recordAt(ask))} says={ask.text.profile.heading} />
        <h1>{words.heading}</h1>
        <p class="lead no-print">{words.lead}</p>
        <p>
          <strong>{personName(traits)}</strong> {ask.text.card.born(traits.birthDate.slice(0, 4))}
        </p>
        <Told ask={ask} profile={profile} />
        <Values ask={ask} series={series} measured={measured} />
        <Questions ask={ask} questions={questions} />
      </div>
    ),
  }
}

/** D24: one page to bring to a visit; printed, it leaves out all that is not for paper. */
export const visitSheet = (ask: SpaceAsk): Promise<Page> => draw(ask, '')

/** The same with questions to ask. Right: they stand on this page and are kept nowhere. */
export const visitSheetWithQuestions = (ask: SpaceAsk): Promise<Page> => {
  const typed = (formFields(ask.request).get('questions') ?? '').trim().slice(0, longestQuestions)
  return draw(ask, typed.replaceAll('\r\n', '\n'))
}
