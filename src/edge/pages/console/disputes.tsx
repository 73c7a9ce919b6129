import type { VNode } from 'preact'
import type { Dispute } from '../../../areas/disputes/index.ts'
import { mayDo, staffDeeds } from '../../../areas/enrolment/index.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Openers } from '../components/openers.tsx'
import { SelectField } from '../components/select-field.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { Problem } from '../../../platform/problem.ts'
import { consolePage } from './console-page.tsx'
import { NumberTable } from '../components/number-table.tsx'

/** The queue of documents that are not their holder's, or wrong. */
export const disputeDeskPath = '/console/disputes'

const stateOf = (ask: StaffAsk, { state, dueOn }: Dispute): string => {
  const { states } = ask.text.disputeDesk
  return state === 'asked' && dueOn < ask.parts.staffRooms.today() ? states.late : states[state]
}

/** What waits, the most due first. */
export const showDisputes = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.disputeDesk
  const listed = await ask.parts.disputeDesk.list(ask.visitor)
  const rows = listed.map((one) => ({
    key: one.id,
    cells: [
      <a href={`${disputeDeskPath}/${one.id}`}>{one.number}</a>,
      one.partyName,
      ask.text.disputes.kinds[one.kind],
      ask.words.date(one.openedAt),
      ask.words.date(one.dueOn),
      stateOf(ask, one),
    ],
  }))
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, place: 'today', wide: true },
    rows.length === 0 ? (
      <p class="empty">{words.empty}</p>
    ) : (
      <NumberTable label={words.heading} columns={Object.values(words.columns)} rows={rows} />
    ),
  )
}

const Decide = ({ ask, one }: { ask: StaffAsk; one: Dispute }): VNode | null => {
  const words = ask.text.disputeDesk
  if (one.closedAt !== undefined || !mayDo(ask.roles, 'dispute-decide', staffDeeds)) return null
  return (
    <form method="post" action={`${disputeDeskPath}/${one.id}`} class="stack">
      <SelectField
        name="outcome"
        label={words.decideLabel}
        chosen=""
        options={[
          { value: '', label: '—' },
          { value: 'withdrawn', label: words.withdrawn },
          { value: 'kept', label: words.kept },
        ]}
      />
      <p class="aside">{words.effect}</p>
      <p>
        <button class="button" type="submit">
          {words.decide}
        </button>
      </p>
    </form>
  )
}

/** One of them: who deposited, when, what is said and answered; never whose space it is, nor what the document says. */
export const showDispute = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.disputeDesk
  const one = await ask.parts.disputeDesk.find(ask.visitor, pathPiece(ask.request, 'id'))
  return consolePage(
    ask,
    { title: words.oneTitle, heading: words.oneHeading(one.number), place: 'today' },
    <>
      <FactList
        facts={[
          { name: words.columns.party, says: one.partyName },
          { name: words.deposited, says: ask.words.date(one.depositedAt) },
          { name: words.columns.what, says: ask.text.disputes.kinds[one.kind] },
          { name: words.columns.openedOn, says: ask.words.date(one.openedAt) },
          { name: words.columns.dueOn, says: ask.words.date(one.dueOn) },
          { name: words.columns.state, says: stateOf(ask, one) },
        ]}
      />
      <Decide ask={ask} one={one} />
      {one.state === 'withdrawn' ? <Openers ask={ask} openers={one.openers} /> : null}
      <p>
        <a href={disputeDeskPath}>{words.see}</a>
      </p>
    </>,
  )
}

/** Takes the decision; the holder reads it in their space. */
export const decideDispute = async (ask: StaffAsk): Promise<Redirect> => {
  const id = pathPiece(ask.request, 'id')
  const outcome = formFields(ask.request).get('outcome')
  if (outcome !== 'kept' && outcome !== 'withdrawn')
    throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'outcome' } })
  await ask.parts.disputeDesk.decide(ask.visitor, id, outcome)
  return { to: `${disputeDeskPath}/${id}`, passing: { said: 'done' } }
}
