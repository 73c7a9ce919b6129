import type { VNode } from 'preact'
import { mayDo, staffDeeds } from '../../../areas/enrolment/index.ts'
import type { ReviewLine } from '../../../areas/emergencies/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { Pill } from '../components/pill.tsx'
import { formFields } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { NumberTable } from '../components/number-table.tsx'

/** The queue of openings in an emergency. */
export const emergenciesPath = '/console/emergencies'

const Who = ({ ask, line }: { ask: StaffAsk; line: ReviewLine }): VNode => {
  const { name, profession, facility } = line.by
  const role = profession === undefined ? undefined : ask.parts.labels.professionLabel(profession, ask.lang)
  return (
    <>
      {[name, role, facility].filter((part) => part !== undefined).join(' · ')}
      {line.secondBy === undefined ? null : <p class="quiet">{ask.text.emergency.review.second(line.secondBy)}</p>}
    </>
  )
}

const Outcome = ({ ask, line }: { ask: StaffAsk; line: ReviewLine }): VNode => {
  const words = ask.text.emergency.review
  const isFollowed = line.outcome === 'follow-up'
  if (!mayDo(ask.roles, 'emergency-review', staffDeeds)) return <>{isFollowed ? words.followUp : null}</>
  const button = (outcome: 'regular' | 'follow-up') => (
    <button
      class="button button-quiet"
      type="submit"
      name="outcome"
      value={outcome}
      aria-label={words.outcomeOf(words.outcomes[outcome], line.by.name)}
    >
      {words.outcomes[outcome]}
    </button>
  )
  return (
    <form method="post" action={emergenciesPath} class="button-row">
      <input type="hidden" name="id" value={line.id} />
      {isFollowed ? <Pill icon="alert" tone="attention" says={words.followUp} /> : null}
      {button('regular')}
      {isFollowed ? null : button('follow-up')}
    </form>
  )
}

const rowOf = (ask: StaffAsk, line: ReviewLine) => {
  const words = ask.text.emergency.review
  const when = (at: string): string => `${ask.words.date(at)}, ${ask.words.time(at)}`
  return {
    key: line.id,
    cells: [
      when(line.openedAt),
      <Who ask={ask} line={line} />,
      words.kinds[line.kind],
      line.reason === undefined ? '–' : ask.parts.labels.emergencyReason(line.reason, ask.lang),
      line.noted ? words.noted : words.notNoted,
      <>
        {when(line.dueAt)} {line.isOverdue ? <Pill icon="alert" tone="stop" says={words.overdue} /> : null}
      </>,
      <Outcome ask={ask} line={line} />,
    ],
  }
}

/** O20: every opening in an emergency that waits for its review, the longest first, then what must be followed up. */
export const showEmergencies = async (ask: StaffAsk): Promise<Page> => {
  const lines = await ask.parts.emergencies.listReviews(ask.visitor)
  const words = ask.text.emergency.review
  const { opened, who, kind, why, note, due, outcome } = words.columns
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead(ask.parts.emergencies.reviewHours()),
      place: 'today',
      wide: true,
    },
    lines.length === 0 ? (
      <p class="empty">{words.none}</p>
    ) : (
      <NumberTable
        label={words.table}
        columns={[opened, who, kind, why, note, due, outcome]}
        rows={lines.map((line) => rowOf(ask, line))}
      />
    ),
  )
}

/** Notes what a reviewer found. */
export const reviewEmergency = async (ask: StaffAsk): Promise<Redirect> => {
  const typed = formFields(ask.request)
  const outcome = (['regular', 'follow-up'] as const).find((each) => each === typed.get('outcome'))
  if (outcome === undefined) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'outcome' } })
  await ask.parts.emergencies.review(ask.visitor, { id: typed.get('id') ?? '', outcome })
  return { to: emergenciesPath, passing: { said: 'done' } }
}
