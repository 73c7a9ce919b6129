import type { VNode } from 'preact'
import type { ConsentDuration } from '../../../../areas/permissions/types.ts'
import { Problem } from '../../../../platform/problem.ts'
import { measurementType } from '../../../../reference/measures.ts'
import type { AppAsk } from '../../../oauth/app-asks.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { formFields } from '../../form-fields.ts'
import { appCategories } from './app-words.ts'

const durations: readonly ConsentDuration[] = ['some-months', 'a-year']

interface Shown {
  asked: AppAsk
  typed: URLSearchParams
  faults: readonly FieldFault[]
}

const Tick = ({
  label,
  isChosen,
  ...box
}: {
  name: string
  value: string
  label: string
  isChosen: boolean
}): VNode => (
  <label class="choice">
    <input type="checkbox" {...box} checked={isChosen} />
    <span>{label}</span>
  </label>
)

const Kinds = ({ ask, typed }: { ask: SpaceAsk; typed: URLSearchParams }): VNode => {
  const words = ask.text.apps.ask
  const chosen = typed.getAll('category')
  return (
    <fieldset class="choices" id="category" tabindex={-1} aria-describedby="category-hint">
      <legend>{words.what}</legend>
      <p class="quiet" id="category-hint">
        {words.whatHint}
      </p>
      {appCategories(ask).map(({ code, label }) => (
        <Tick key={code} name="category" value={code} label={label} isChosen={chosen.includes(code)} />
      ))}
    </fieldset>
  )
}

const Measures = ({ ask, shown: { asked, typed } }: { ask: SpaceAsk; shown: Shown }): VNode | null => {
  const words = ask.text.apps.ask.measurements
  const { readingMeasurements, addingMeasurements } = asked.asks
  if (!readingMeasurements && !addingMeasurements) return null
  const chosen = typed.getAll('measurements')
  return (
    <fieldset class="choices" id="measurements" tabindex={-1}>
      <legend>{words.what}</legend>
      {readingMeasurements ? (
        <Tick name="measurements" value="read" label={words.read} isChosen={chosen.includes('read')} />
      ) : null}
      {addingMeasurements ? (
        <Tick name="measurements" value="add" label={words.add} isChosen={chosen.includes('add')} />
      ) : null}
    </fieldset>
  )
}

const Know = ({ ask, asked }: { ask: SpaceAsk; asked: AppAsk }): VNode => {
  const words = ask.text.apps.ask
  const { documents, identity, readingMeasurements, addingMeasurements } = asked.asks
  const sentences = [
    documents ? words.reads : undefined,
    documents ? words.bears : undefined,
    readingMeasurements ? words.measurements.reads : undefined,
    identity ? words.identity : undefined,
    words.never,
    addingMeasurements ? words.measurements.adds : words.writes,
  ]
  return (
    <section class="card" aria-labelledby="know">
      <h2 id="know">{words.know}</h2>
      {[...sentences, words.stops, words.keeps].map((each) => (each === undefined ? null : <p key={each}>{each}</p>))}
    </section>
  )
}

const Form = ({ ask, shown }: { ask: SpaceAsk; shown: Shown }): VNode => {
  const words = ask.text.apps.ask
  const { asked, typed } = shown
  const ends = ask.parts.permissions.consentEnds()
  return (
    <form method="post" action={ask.path} class="stack">
      {asked.asks.documents ? <Kinds ask={ask} typed={typed} /> : null}
      <Measures ask={ask} shown={shown} />
      <div id="duration" tabindex={-1}>
        <ChoiceList
          name="duration"
          legend={words.ends}
          chosen={typed.get('duration') ?? 'some-months'}
          choices={durations.map((value) => ({ value, label: words.until(ask.words.day(ends[value])) }))}
        />
      </div>
      <Know ask={ask} asked={asked} />
      <p class="button-row">
        <button class="button" type="submit" name="answer" value="allow">
          {words.allow}
        </button>
        <button class="button" type="submit" name="answer" value="deny">
          {words.deny}
        </button>
      </p>
    </form>
  )
}

const draw = (ask: SpaceAsk, shown: Shown): Page => {
  const words = ask.text.apps
  const { asked, faults } = shown
  return {
    title: words.ask.title,
    side: 'citizen',
    place: 'access',
    status: faults.length === 0 ? 200 : 422,
    answersTo: asked.answersTo,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.ask.heading(asked.app.name)}</h1>
        <p class="lead">{words.list.by(asked.app.publisher)}</p>
        <Form ask={ask} shown={shown} />
      </div>
    ),
  }
}

const drawOver = (ask: SpaceAsk): Page => {
  const words = ask.text.apps.ask
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    status: 404,
    body: (
      <div class="column">
        <h1>{words.overHeading}</h1>
        <p>{words.overSays}</p>
      </div>
    ),
  }
}

/** K3: who the app is, what it asks, which kinds of documents, until when; two buttons alike. Right: nothing is ticked beforehand. */
export const askAboutApp = async (ask: SpaceAsk): Promise<Page> => {
  const asked = await ask.parts.appAsks.find(ask.request, ask.reply)
  if (asked === undefined) return drawOver(ask)
  if (await ask.parts.families.isMinor(ask.spaceId)) throw new Problem('refused', 'app-adults-only')
  return draw(ask, { asked, typed: new URLSearchParams(), faults: [] })
}

/** What was ticked of what was asked: what the app does not ask for is not given, whatever a form says. */
const chosenOf = (ask: SpaceAsk, { asks }: AppAsk, typed: URLSearchParams) => {
  const ticked = new Set(typed.getAll('category'))
  const kinds = asks.documents ? appCategories(ask).filter(({ code }) => ticked.has(code)) : []
  const measurements = new Set(typed.getAll('measurements'))
  const reads = asks.readingMeasurements && measurements.has('read')
  return {
    typeCodes: [...kinds.flatMap((kind) => kind.typeCodes), ...(reads ? [measurementType] : [])],
    addsMeasurements: asks.addingMeasurements && measurements.has('add'),
  }
}

/** Takes the holder's answer and sends the browser back to the app with it. */
export const answerApp = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const { appAsks, permissions } = ask.parts
  const asked = await appAsks.find(ask.request, ask.reply)
  if (asked === undefined) return drawOver(ask)
  const typed = formFields(ask.request)
  if (typed.get('answer') !== 'allow') return { to: await appAsks.deny(ask.request, ask.reply) }
  const chosen = chosenOf(ask, asked, typed)
  const duration = durations.find((one) => one === typed.get('duration'))
  const faults: FieldFault[] = []
  if (chosen.typeCodes.length === 0 && !chosen.addsMeasurements)
    faults.push({ fieldId: asked.asks.documents ? 'category' : 'measurements', says: ask.text.apps.ask.kindMissing })
  if (duration === undefined) faults.push({ fieldId: 'duration', says: ask.text.apps.ask.endMissing })
  if (duration === undefined || faults.length > 0) return draw(ask, { asked, typed, faults })
  const consent = { ...chosen, clientId: asked.app.clientId, duration }
  const { id, until } = await permissions.consentToApp(ask.visitor, ask.spaceId, consent)
  return { to: await appAsks.allow(ask.request, ask.reply, { spaceId: ask.spaceId, consentId: id, until }) }
}
