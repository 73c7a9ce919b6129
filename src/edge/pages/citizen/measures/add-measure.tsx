import type { VNode } from 'preact'
import type { Doubt } from '../../../../areas/observations/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import { measureDays, measureMoments, measures, type Measure } from '../../../../reference/measures.ts'
import { sentenceOf, type Page, type Redirect, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { figure, measureName } from '../../measures/measure-words.ts'
import { measurePath, measuresPath, requireKind } from '../../measures/measure-paths.ts'
import { recordAt } from '../../record-at.ts'
import { dayAsTyped } from '../../typed-date.ts'
import { readTyped, sayingOf, type TypedMeasure } from './typed-measure.ts'

/** D7, first: what was measured. */
export const chooseMeasure = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.measures.add
  const at = recordAt(ask)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={measuresPath(at)} says={ask.text.measures.heading} />
        <h1>{words.what}</h1>
        <h2 class="unseen">{ask.text.measures.heading}</h2>
        <ul class="rows">
          {measures
            .filter(({ derived, biology }) => derived !== true && biology !== true)
            .map((measure) => (
              <li key={measure.key} class="row">
                <div class="row-main">
                  <h3>
                    <a href={`${measurePath(at, measure.key)}/add`}>{measureName(ask, measure)}</a>
                  </h3>
                </div>
              </li>
            ))}
        </ul>
      </div>
    ),
  }
}

interface Drawn {
  measure: Measure
  typed: TypedMeasure
  faults: readonly FieldFault[]
  doubts: readonly Doubt[]
}

const faultAt = (faults: readonly FieldFault[], id: string): string | undefined =>
  faults.find(({ fieldId }) => fieldId === id)?.says

const Values = ({ ask, measure, typed, faults }: Drawn & { ask: SpaceAsk }): VNode => {
  const parts = measure.text ? [{ key: 'text', fr: measure.fr, en: measure.en }] : measure.parts
  const unit = measure.words[ask.lang]
  return (
    <>
      {parts
        .filter((part) => !('optional' in part) || part.optional !== true)
        .map((part) => (
          <TextField
            key={part.key}
            name={`value-${part.key}`}
            label={unit === '' ? part[ask.lang] : ask.text.measures.add.inUnit(part[ask.lang], unit)}
            autocomplete="off"
            maxlength={12}
            value={typed.values[part.key] ?? ''}
            fault={faultAt(faults, `value-${part.key}`)}
          />
        ))}
    </>
  )
}

/** What must be said with some measures: when in the day, or over how long. */
const Asked = ({ ask, measure, typed, faults }: Drawn & { ask: SpaceAsk }): VNode | null => {
  const name = measure.moment === undefined ? (measure.days === undefined ? undefined : 'days') : 'moment'
  if (name === undefined) return null
  const words = ask.text.measures.add
  const codes = name === 'moment' ? measureMoments : measureDays
  const options = codes.map((one) => ({ value: one.code, label: one[ask.lang] }))
  return (
    <SelectField
      name={name}
      label={words[name]}
      chosen={typed[name]}
      options={[{ value: '', label: words.choose }, ...options]}
      fault={faultAt(faults, name)}
    />
  )
}

/** Unlikely is asked, never refused: the same press again says that it is meant. */
const Question = ({ ask, measure, typed, doubts }: Drawn & { ask: SpaceAsk }): VNode | null => {
  if (doubts.length === 0) return null
  const words = ask.text.measures.add
  const unit = measure.words[ask.lang]
  return (
    <Notice kind="attention" focus>
      {doubts.map(({ field, min, max }) => (
        <p key={field}>
          {words.unlikely(
            `${typed.values[field] ?? ''}\u00A0${unit}`,
            figure(ask, min),
            `${figure(ask, max)}\u00A0${unit}`,
          )}
        </p>
      ))}
      <input type="hidden" name="meant" value="yes" />
    </Notice>
  )
}

const draw = (ask: SpaceAsk, drawn: Drawn): Page => {
  const { measure, typed, faults, doubts } = drawn
  const words = ask.text.measures.add
  const path = measurePath(recordAt(ask), measure.key)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <BackLink href={`${measuresPath(recordAt(ask))}/add`} says={words.what} />
        <h1>{measureName(ask, measure)}</h1>
        <form method="post" action={`${path}/add`} class="stack" novalidate>
          <Question ask={ask} {...drawn} />
          <Values ask={ask} {...drawn} />
          <Asked ask={ask} {...drawn} />
          <TextField
            name="day"
            label={words.day}
            hint={words.dayHint}
            autocomplete="off"
            maxlength={20}
            value={typed.day}
            fault={faultAt(faults, 'day')}
          />
          <TextField name="time" label={words.time} autocomplete="off" maxlength={8} value={typed.time} />
          <details open={typed.comment !== ''}>
            <summary>{words.more}</summary>
            <TextField
              name="comment"
              label={words.comment}
              autocomplete="off"
              maxlength={200}
              value={typed.comment}
              fault={faultAt(faults, 'comment')}
            />
          </details>
          <p class="button-row">
            <button class="button" type="submit">
              {doubts.length === 0 ? words.save : words.meant}
            </button>
            <a href={measuresPath(recordAt(ask))}>{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

const now = (ask: SpaceAsk): { day: string; time: string } => {
  const instant = ask.parts.clock.now().toISOString()
  return { day: dayAsTyped(ask.parts.dayOf(instant)), time: ask.words.time(instant) }
}

/** D7: one measurement, now unless something else is typed; four fields at most. */
export const addMeasure = async (ask: SpaceAsk): Promise<Page> => {
  const measure = requireKind(pathPiece(ask.request, 'measure'))
  if (measure.derived) throw new Problem('absent', 'page-not-found')
  const typed = { values: {}, ...now(ask), moment: '', days: '', comment: '', isMeant: false }
  return draw(ask, { measure, typed, faults: [], doubts: [] })
}

const fieldOf = (field: string): string => {
  if (field === 'at') return 'day'
  return ['moment', 'days', 'comment', 'kind'].includes(field) ? field : `value-${field}`
}

const faultOf = (ask: SpaceAsk, error: unknown): FieldFault => {
  if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
  const field = String(error.details['field'] ?? '')
  return { fieldId: fieldOf(field), says: sentenceOf(ask, error.reason, error.details) }
}

/** Keeps it; an unlikely number is asked about first, what is wrong is said beside its field, and nothing typed is lost. */
export const saveMeasure = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const measure = requireKind(pathPiece(ask.request, 'measure'))
  const typed = readTyped(measure, formFields(ask.request))
  const saying = sayingOf(measure, typed)
  const doubts = typed.isMeant ? [] : ask.parts.observations.doubtsAbout(saying)
  if (doubts.length > 0) return draw(ask, { measure, typed, faults: [], doubts })
  try {
    const [kept] = await ask.parts.observations.addMeasurements(ask.visitor, { spaceId: ask.spaceId }, [saying])
    const to = measurePath(recordAt(ask), measure.key)
    return { to, passing: { said: kept?.isNew ? 'measure-added' : 'measure-there' } }
  } catch (error) {
    return draw(ask, { measure, typed, faults: [faultOf(ask, error)], doubts: [] })
  }
}
