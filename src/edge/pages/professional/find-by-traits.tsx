import type { PivotIdentity } from '../../../areas/identity/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { sourceOf } from '../../sign-in/source-of.ts'
import { sentenceOf, type Page, type ProfessionalAsk, type Redirect } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import { DateField } from '../components/date-field.tsx'
import { ErrorSummary, type FieldFault } from '../components/error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { formFields } from '../form-fields.ts'
import { findDay, isDateMissing, typedDate } from '../typed-date.ts'
import { FormFoot } from './form-foot.tsx'

const genders = ['female', 'male'] as const

const text = (typed: URLSearchParams, name: string): string => (typed.get(name) ?? '').trim().slice(0, 100)

const draw = (ask: ProfessionalAsk, typed: URLSearchParams, faults: readonly FieldFault[] = []): Page => {
  const words = ask.text.workplace.traits
  const fieldOf = (name: string) => ({
    name,
    autocomplete: 'off',
    maxlength: 100,
    value: text(typed, name),
    fault: faults.find(({ fieldId }) => fieldId === name)?.says,
  })
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action="/pro/traits" class="stack" novalidate>
          <TextField {...fieldOf('family')} label={words.family} />
          <TextField {...fieldOf('given')} label={words.given} hint={words.givenHint} />
          <DateField
            ask={ask}
            typed={typedDate(typed)}
            fault={faults.find(({ fieldId }) => fieldId === 'birth-day')?.says}
          />
          <ChoiceList
            name="gender"
            legend={words.gender}
            chosen={typed.get('gender') ?? 'female'}
            choices={genders.map((value) => ({ value, label: words.genders[value] }))}
          />
          <TextField {...fieldOf('place')} kind="letters" label={words.place} hint={words.placeHint} />
          <FormFoot ask={ask} button={words.button} />
        </form>
      </div>
    ),
  }
}

/** R2: all the traits of a person whose number is not at hand. */
export const askForTraits = (ask: ProfessionalAsk): Page => draw(ask, new URLSearchParams())

/** The traits typed, as an identity provider would write them; what to correct where one is missing. */
const readTraits = (ask: ProfessionalAsk, typed: URLSearchParams): PivotIdentity | FieldFault[] => {
  const words = ask.text.workplace.traits
  const place = text(typed, 'place').toUpperCase()
  const date = typedDate(typed)
  const day = findDay(date, ask.parts.dayOf(ask.parts.clock.now().toISOString()))
  const { birthMissing, birthWrong } = ask.text.emergency.form
  const faults = [
    ...(['family', 'given'] as const)
      .filter((name) => text(typed, name) === '')
      .map((fieldId) => ({ fieldId, says: words.missing[fieldId] })),
    ...(day === undefined ? [{ fieldId: 'birth-day', says: isDateMissing(date) ? birthMissing : birthWrong }] : []),
    ...(/^[0-9AB]{5}$/.test(place) ? [] : [{ fieldId: 'place', says: words.placeWrong }]),
  ]
  if (day === undefined || faults.length > 0) return faults
  const isAbroad = place.startsWith('99')
  return {
    family_name: text(typed, 'family'),
    given_name: text(typed, 'given'),
    birthdate: day,
    gender: genders.find((known) => known === typed.get('gender')) ?? 'unknown',
    birthplace: isAbroad ? '' : place,
    birthcountry: isAbroad ? place : '',
  }
}

/** Leads to the right-person check of whoever has these traits; the answer for anybody else is the page of refusals, whatever the reason. */
export const findByTraits = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const traits = readTraits(ask, typed)
  if (Array.isArray(traits)) return draw(ask, typed, traits)
  try {
    const { spaceId } = await ask.parts.permissions.findByTraits(ask.visitor, { traits, source: sourceOf(ask.request) })
    return { to: `/pro/patients/${spaceId}` }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'busy') throw error
    return draw(ask, typed, [{ fieldId: 'family', says: sentenceOf(ask, error.reason, error.details) }])
  }
}
