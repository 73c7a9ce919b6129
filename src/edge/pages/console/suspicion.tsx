import type { VNode } from 'preact'
import { mayDo, staffDeeds } from '../../../areas/enrolment/index.ts'
import { suspicionsFile, type SuspicionDesk } from '../../../areas/suspicions/index.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { SelectField } from '../components/select-field.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { partyName } from './suspicions.tsx'
import { wordOf } from './word-of.ts'

type Found = Awaited<ReturnType<SuspicionDesk['find']>>

const caseAddress = ({ id }: Pick<Found, 'id'>): string => `/console/accesses/${id}`

const Facts = ({ ask, found }: { ask: StaffAsk; found: Found }): VNode => {
  const words = ask.text.suspicionDesk
  const { party, seenAt, reason } = found
  return (
    <FactList
      facts={[
        { name: words.columns.party, says: partyName(ask, found) },
        { name: words.id, says: party.id },
        {
          name: words.profession,
          says: party.profession && ask.parts.labels.professionLabel(party.profession, ask.lang),
        },
        { name: words.facility, says: party.facility },
        { name: words.columns.source, says: wordOf(words.sources, found.source) },
        { name: words.seenAt, says: seenAt && `${ask.words.date(seenAt)}, ${ask.words.time(seenAt)}` },
        { name: words.givenReason, says: reason && wordOf(ask.text.suspicions.reasons, reason) },
        { name: words.counted, says: found.counted },
        { name: words.columns.openedAt, says: ask.words.date(found.openedAt) },
        { name: words.columns.dueOn, says: ask.words.date(found.dueOn) },
      ]}
    />
  )
}

const Answer = ({ ask, found }: { ask: StaffAsk; found: Found }): VNode => {
  const words = ask.text.suspicionDesk
  const { outcome, answeredAt } = found
  if (outcome !== undefined && answeredAt !== undefined)
    return <p>{words.answered(ask.words.date(answeredAt), wordOf(words.outcomes, outcome))}</p>
  return (
    <form method="post" action={`${caseAddress(found)}/answer`} class="stack">
      <SelectField
        name="outcome"
        label={words.outcome}
        chosen=""
        options={[
          { value: '', label: '—' },
          ...suspicionsFile.outcomes.map((value) => ({ value, label: wordOf(words.outcomes, value) })),
        ]}
      />
      {found.source === 'holder' ? <p class="aside">{words.answerSays}</p> : null}
      <p>
        <button class="button" type="submit">
          {words.answer}
        </button>
      </p>
    </form>
  )
}

const Step = (props: { to: string; button: string; says: string }): VNode => (
  <form method="post" action={props.to}>
    <p>{props.says}</p>
    <p>
      <button class="button button-secondary" type="submit">
        {props.button}
      </button>
    </p>
  </form>
)

const Hold = ({ ask, found }: { ask: StaffAsk; found: Found }): VNode | null => {
  const words = ask.text.suspicionDesk
  const at = caseAddress(found)
  if (!found.held)
    return mayDo(ask.roles, 'suspicion-hold', staffDeeds) ? (
      <Step to={`${at}/hold`} button={words.hold} says={words.holdSays} />
    ) : null
  return (
    <>
      <Notice kind="attention">
        <p>{words.held}</p>
        {found.liftAsked ? <p>{words.liftAsked}</p> : null}
      </Notice>
      {found.liftAsked ? null : <Step to={`${at}/lift`} button={words.lift} says={words.liftSays} />}
    </>
  )
}

/** O19: one case: who, when, why it is here; its answer, and the hold on whoever it is about. */
export const showSuspicion = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.suspicionDesk
  const found = await ask.parts.suspicionDesk.find(ask.visitor, pathPiece(ask.request, 'id'))
  const answers = found.outcome !== undefined || mayDo(ask.roles, 'suspicion-answer', staffDeeds)
  return consolePage(
    ask,
    { title: words.caseTitle, heading: words.caseHeading(found.number), place: 'today' },
    <>
      <Facts ask={ask} found={found} />
      <Hold ask={ask} found={found} />
      {answers ? <Answer ask={ask} found={found} /> : null}
      <p>
        <a href="/console/accesses">{words.see}</a>
      </p>
    </>,
  )
}

/** Takes the answer; a holder who reported reads it in their space. */
export const answerSuspicion = async (ask: StaffAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  await ask.parts.suspicionDesk.answer(ask.visitor, id, formFields(ask.request).get('outcome') ?? '')
  return { to: caseAddress({ id }), passing: { said: 'done' } }
}

/** Holds somebody back: one person may, because nobody who is cared for loses anything by it. */
export const holdBack = async (ask: StaffAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  await ask.parts.suspicionDesk.hold(ask.visitor, id)
  return { to: caseAddress({ id }), passing: { said: 'done' } }
}

/** Asks a second person to lift the hold. */
export const askToLift = async (ask: StaffAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  await ask.parts.suspicionDesk.askToLift(ask.visitor, id)
  return { to: caseAddress({ id }), passing: { said: 'asked' } }
}
