import type { VNode } from 'preact'
import type { HistoryPage, HistoryQuery } from '../../../areas/history/types.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { OlderLines } from '../components/older-lines.tsx'
import { Pager } from '../components/pager.tsx'
import { PassageRow } from '../components/passage-row.tsx'
import { SelectField } from '../components/select-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { groupPassages, type Passage } from '../group-passages.ts'
import { partyToken } from '../party-token.ts'
import { typedDay } from '../typed-date.ts'
import { ChildLinks, RepresentativeNotice } from './children/child-record.tsx'

const pathOf = (ask: SpaceAsk): string => (ask.child === undefined ? '/my/access/history' : `${ask.child.at}/history`)

const byDay = (ask: SpaceAsk, passages: readonly Passage[]): { day: string; passages: Passage[] }[] => {
  const days: { day: string; passages: Passage[] }[] = []
  for (const passage of passages) {
    const day = ask.words.day(passage.to)
    const last = days.at(-1)
    if (last?.day === day) last.passages.push(passage)
    else days.push({ day, passages: [passage] })
  }
  return days
}

const Days = ({ ask, passages }: { ask: SpaceAsk; passages: readonly Passage[] }): VNode => (
  <>
    {byDay(ask, passages).map((group) => (
      <section key={group.day} class="month">
        <h2>{group.day}</h2>
        <ul class="rows">
          {group.passages.map((passage) => (
            <PassageRow key={passage.key} ask={ask} passage={passage} inDay reportable={ask.child === undefined} />
          ))}
        </ul>
      </section>
    ))}
  </>
)

/** Which lines are asked for, as the form and the address carry them. */
interface Asked {
  who: 'others' | 'all'
  /** name of a professional or facility in addresses of this space */
  person: string
  day: string
}

const askedIn = ({ query }: SpaceAsk): Asked => ({
  who: query.get('who') === 'all' ? 'all' : 'others',
  person: /^[\w-]{22}$/.exec(query.get('person') ?? '')?.[0] ?? '',
  day: (query.get('day') ?? '').trim().slice(0, 10),
})

const HistoryFilter = ({ ask, asked, lines }: { ask: SpaceAsk; asked: Asked; lines: HistoryPage['lines'] }): VNode => {
  const words = ask.text.access.history
  const { filter, past } = ask.text.sight
  const tokens = new Map(
    lines
      .filter(({ actor }) => actor.kind === 'professional')
      .map(({ actor }) => [partyToken(ask.spaceId, actor.id), actor.name]),
  )
  const isDayWrong = asked.day !== '' && typedDay(asked.day) === undefined
  return (
    <form method="get" action={pathOf(ask)} class="filter-line">
      <SelectField
        name="person"
        label={filter.person}
        chosen={asked.person}
        options={[{ value: '', label: filter.everybody }, ...[...tokens].map(([value, label]) => ({ value, label }))]}
      />
      <TextField
        name="day"
        label={filter.day}
        hint={filter.dayHint}
        autocomplete="off"
        maxlength={10}
        value={asked.day}
        fault={isDayWrong ? past.dayWrong : undefined}
      />
      <SelectField
        name="who"
        label={words.who}
        chosen={asked.who}
        options={[
          { value: 'others', label: words.others },
          { value: 'all', label: words.all },
        ]}
      />
      <button class="button button-secondary" type="submit">
        {words.apply}
      </button>
    </form>
  )
}

const OwnLinks = ({ ask }: { ask: SpaceAsk }): VNode => (
  <p>
    <a class="onward" href="/my/access">
      <Icon name="back" />
      {ask.text.access.home.heading}
    </a>
  </p>
)

/** Right: where the journal was late or something is missing in it, the history says so itself. */
const Gaps = ({ ask, gaps }: { ask: SpaceAsk; gaps: NonNullable<HistoryPage['gaps']> }): VNode | null => {
  if (gaps.length === 0) return null
  const lasting = ask.parts.clock.now().toISOString()
  const when = ({ kind, from, to = kind === 'log-late' ? lasting : from }: (typeof gaps)[number]): string =>
    ask.text.access.between(ask.words.day(from), ask.words.day(to))
  return (
    <Notice kind="attention">
      {gaps.map((gap) => (
        <p key={`${gap.kind} ${gap.from}`}>{ask.text.access.history.gaps[gap.kind](when(gap))}</p>
      ))}
    </Notice>
  )
}

const address = (path: string, asked: Asked, before: string | undefined): string => {
  const kept = Object.entries({ ...asked, before: before ?? '' }).filter(([, value]) => value !== '')
  return `${path}?${new URLSearchParams(kept).toString()}`
}

const queryOf = (ask: SpaceAsk, { who, person, day }: Asked): HistoryQuery => {
  const asked = typedDay(day)
  return {
    who,
    count: 100,
    ...(person === '' ? {} : { by: (id: string) => partyToken(ask.spaceId, id) === person }),
    ...(asked === undefined ? {} : { span: ask.parts.spanOf(asked) }),
  }
}

/** X2: every passage by day, refusals included, own ones, one person's or one day's on request; a hundred lines a page. */
export const historyScreen = async (ask: SpaceAsk): Promise<Page> => {
  const asked = askedIn(ask)
  const before = /^\d{0,18}(-\d{0,18}){0,2}$/.exec(ask.query.get('before') ?? '')?.[0] || undefined
  const history = await ask.parts.history.readHistory(ask.visitor, ask.spaceId, {
    ...queryOf(ask, asked),
    ...(before === undefined ? {} : { before }),
  })
  const older = history.hasOlder ? await ask.parts.history.readOlderHistory(ask.visitor, ask.spaceId) : undefined
  const words = ask.text.access.history
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        {ask.child === undefined ? <OwnLinks ask={ask} /> : null}
        <ChildLinks ask={ask} here="history" />
        <h1>{ask.child === undefined ? words.heading : ask.text.children.record.history(ask.child.name)}</h1>
        <Gaps ask={ask} gaps={history.gaps ?? []} />
        <p class="lead">{words.lead(ask.parts.journalYears())}</p>
        <p>
          <a class="onward" href={ask.child === undefined ? '/my/access/check' : `${ask.child.at}/check`}>
            {ask.text.verifier.steps.link}
            <Icon name="next" />
          </a>
        </p>
        <RepresentativeNotice ask={ask} />
        <HistoryFilter ask={ask} asked={asked} lines={history.lines} />
        {history.lines.length === 0 ? <p class="empty">{words.none}</p> : null}
        <Days ask={ask} passages={groupPassages(history.lines)} />
        {older === undefined || older.lines.length === 0 ? null : <OlderLines ask={ask} older={older} />}
        <Pager
          ask={ask}
          labels={{ next: words.older, first: words.newest }}
          next={history.next === undefined ? undefined : address(pathOf(ask), asked, history.next)}
          first={before === undefined ? undefined : address(pathOf(ask), asked, undefined)}
        />
      </div>
    ),
  }
}
