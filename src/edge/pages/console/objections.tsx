import type { VNode } from 'preact'
import { mayDo, staffDeeds } from '../../../areas/enrolment/index.ts'
import { objectionsFile, type Objection } from '../../../areas/objections/index.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { SelectField } from '../components/select-field.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { NumberTable } from '../components/number-table.tsx'
import { wordOf } from './word-of.ts'

/** The queue of what holders ask not to be listed. */
export const objectionDeskPath = '/console/objections'

const stateOf = (ask: StaffAsk, { outcome, dueOn = '', because }: Objection): string => {
  const { states } = ask.text.objectionDesk
  if (outcome === 'accepted') return states.accepted
  if (outcome === 'refused') return `${states.refused} : ${wordOf(ask.text.objections.refusals, because ?? '')}`
  return dueOn < ask.parts.staffRooms.today() ? states.late : states.open
}

const rowOf = (ask: StaffAsk, one: Objection) => ({
  key: one.id,
  cells: [
    <a href={`${objectionDeskPath}/${one.id}`}>{ask.words.date(one.askedAt)}</a>,
    one.partyName,
    ask.text.objectionDesk.scopes[one.scope],
    wordOf(ask.text.objections.reasons, one.reason),
    ask.words.date(one.dueOn ?? one.askedAt),
    stateOf(ask, one),
  ],
})

/** What waits for an answer, the most due first. */
export const showObjections = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.objectionDesk
  const asked = await ask.parts.objectionDesk.list(ask.visitor)
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, place: 'today', wide: true },
    asked.length === 0 ? (
      <p class="empty">{words.empty}</p>
    ) : (
      <NumberTable
        label={words.heading}
        columns={Object.values(words.columns)}
        rows={asked.map((one) => rowOf(ask, one))}
      />
    ),
  )
}

const Answer = ({ ask, one }: { ask: StaffAsk; one: Objection }): VNode | null => {
  const words = ask.text.objectionDesk
  if (one.outcome !== undefined || !mayDo(ask.roles, 'objection-answer', staffDeeds)) return null
  const refusals = objectionsFile.refusals.map((value) => ({
    value,
    label: `${words.refuse} : ${wordOf(ask.text.objections.refusals, value)}`,
  }))
  return (
    <form method="post" action={`${objectionDeskPath}/${one.id}`} class="stack">
      <SelectField
        name="answer"
        label={words.answerLabel}
        chosen=""
        options={[{ value: '', label: '—' }, { value: 'accepted', label: words.accept }, ...refusals]}
      />
      <p class="aside">{words.effect}</p>
      <p>
        <button class="button" type="submit">
          {words.answer}
        </button>
      </p>
    </form>
  )
}

/** One of them: who deposited, when, why it should not be listed; never whose space it is, nor what the document says. */
export const showObjection = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.objectionDesk
  const one = await ask.parts.objectionDesk.find(ask.visitor, pathPiece(ask.request, 'id'))
  return consolePage(
    ask,
    { title: words.oneTitle, heading: words.oneHeading, place: 'today' },
    <>
      <FactList
        facts={[
          { name: words.columns.party, says: one.partyName },
          { name: words.actOn, says: ask.words.date(one.actOn) },
          { name: words.columns.scope, says: words.scopes[one.scope] },
          { name: words.columns.why, says: wordOf(ask.text.objections.reasons, one.reason) },
          { name: words.columns.askedOn, says: ask.words.date(one.askedAt) },
          { name: words.columns.dueOn, says: ask.words.date(one.dueOn ?? one.askedAt) },
          { name: words.columns.state, says: stateOf(ask, one) },
        ]}
      />
      <Answer ask={ask} one={one} />
      <p>
        <a href={objectionDeskPath}>{words.see}</a>
      </p>
    </>,
  )
}

/** Takes the answer; the holder reads it in their space. */
export const answerObjection = async (ask: StaffAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  const answer = formFields(ask.request).get('answer') ?? ''
  await ask.parts.objectionDesk.answer(
    ask.visitor,
    id,
    answer === 'accepted' ? { outcome: 'accepted' } : { outcome: 'refused', because: answer },
  )
  return { to: `${objectionDeskPath}/${id}`, passing: { said: 'done' } }
}
