import type { VNode } from 'preact'
import { requestsFile, type Place } from '../../../../areas/requests/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { FaultBeside } from '../../components/fault-beside.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { formFault, type FormFault } from '../../form-fault.ts'
import { formFields } from '../../form-fields.ts'
import { partyToken } from '../../party-token.ts'
import { knownPlaces } from './known-places.ts'
import { askPath, requestsPath } from './requests-path.ts'

interface Shown {
  places: readonly Place[]
  /** the name that was searched for; empty where the known ones are shown */
  sought: string
  typed: URLSearchParams
  fault?: FormFault & { fieldId: string }
}

/** Whom to ask: one of those shown, or others by their name. It is a button of the same form, so that what was filled in below stays. */
const Whom = ({ ask, shown, fault }: { ask: SpaceAsk; shown: Shown; fault: string | undefined }): VNode => {
  const words = ask.text.requests.ask
  const { typed, places, sought } = shown
  const only = places.length === 1 ? places[0] : undefined
  const chosen = typed.get('facility') ?? (only === undefined ? '' : partyToken(ask.spaceId, only.id))
  return (
    <>
      <input type="hidden" name="sought" value={sought} />
      <FaultBeside id="facility" fault={fault}>
        {places.length === 0 ? (
          <p class="empty">{sought === '' ? words.knownNone : words.foundNone}</p>
        ) : (
          <ChoiceList
            name="facility"
            legend={sought === '' ? words.known : words.found}
            chosen={chosen}
            choices={places.map(({ id, name }) => ({ value: partyToken(ask.spaceId, id), label: name }))}
          />
        )}
      </FaultBeside>
      <TextField
        name="name"
        label={words.other}
        value={typed.get('name') ?? sought}
        autocomplete="off"
        maxlength={100}
      />
      <p>
        <button class="button button-secondary" type="submit" name="search" value="1">
          {words.search}
        </button>
      </p>
    </>
  )
}

const Wish = ({ ask, shown }: { ask: SpaceAsk; shown: Shown }): VNode => {
  const words = ask.text.requests.ask
  const { typed, fault } = shown
  const faultOf = (field: string): string | undefined => (fault?.fieldId === field ? fault.says : undefined)
  const categories = ask.parts.labels.documentCategories(ask.lang).map(({ code, label }) => ({ value: code, label }))
  return (
    <form method="post" action={askPath} class="stack">
      <Whom ask={ask} shown={shown} fault={faultOf('facility')} />
      <SelectField
        name="category"
        label={words.category}
        chosen={typed.get('category') ?? ''}
        options={[{ value: '', label: words.any }, ...categories]}
      />
      <TextField
        name="year"
        label={words.year}
        hint={words.yearHint}
        value={typed.get('year') ?? ''}
        autocomplete="off"
        maxlength={4}
        fault={faultOf('year')}
      />
      <div class="field">
        <label for="note">{words.note}</label>
        <p class="hint" id="note-hint">
          {words.noteHint}
        </p>
        <textarea id="note" name="note" rows={2} maxlength={requestsFile.longestNote} aria-describedby="note-hint">
          {typed.get('note') ?? ''}
        </textarea>
      </div>
      <PlainList says={words.steps(requestsFile.answerDays)} />
      <p class="button-row">
        <button class="button" type="submit">
          {words.send}
        </button>
        <a href="/my/documents">{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

const draw = (ask: SpaceAsk, shown: Shown): Page => {
  const words = ask.text.requests.ask
  const { fault } = shown
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [fault]} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <Wish ask={ask} shown={shown} />
      </div>
    ),
  }
}

const placesFor = (ask: SpaceAsk, sought: string): Promise<Place[]> =>
  sought === '' ? knownPlaces(ask) : ask.parts.requests.searchPlaces(sought)

/** D8: whom to ask, of those the holder knows or finds by name, and for what. */
export const askForDocument = async (ask: SpaceAsk): Promise<Page> =>
  draw(ask, { places: await knownPlaces(ask), sought: '', typed: new URLSearchParams() })

const fieldOf = (error: unknown): string =>
  error instanceof Problem && typeof error.details.field === 'string' ? error.details.field : 'facility'

/** Sends the request; or shows the places of the name that was typed, with all that was filled in. Trust: a name of a place may tell of an illness, so it stands in no address. */
export const sendRequest = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const said = (field: string): string => typed.get(field) ?? ''
  if (typed.has('search')) {
    const sought = said('name').trim()
    typed.delete('facility')
    return draw(ask, { places: await placesFor(ask, sought), sought, typed })
  }
  const sought = said('sought').trim()
  const places = await placesFor(ask, sought)
  const place = places.find(({ id }) => partyToken(ask.spaceId, id) === said('facility'))
  const asked = { facilityId: place?.id ?? '', category: said('category'), year: said('year'), note: said('note') }
  try {
    await ask.parts.requests.ask(ask.visitor, asked)
  } catch (error) {
    const fieldId = fieldOf(error)
    return draw(ask, { places, sought, typed, fault: { ...formFault(ask, error), fieldId } })
  }
  return { to: requestsPath, passing: { said: 'request-sent' } }
}
