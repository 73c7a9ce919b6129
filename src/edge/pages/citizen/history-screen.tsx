import type { VNode } from 'preact'
import type { HistoryPage } from '../../../areas/history/types.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { OlderLines } from '../components/older-lines.tsx'
import { Pager } from '../components/pager.tsx'
import { PassageRow } from '../components/passage-row.tsx'
import { SelectField } from '../components/select-field.tsx'
import { groupPassages, type Passage } from '../group-passages.ts'

const path = '/my/access/history'

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
            <PassageRow key={passage.key} ask={ask} passage={passage} inDay reportable />
          ))}
        </ul>
      </section>
    ))}
  </>
)

const WhoFilter = ({ ask, who }: { ask: SpaceAsk; who: 'others' | 'all' }): VNode => {
  const words = ask.text.access.history
  return (
    <form method="get" action={path} class="filter-line">
      <SelectField
        name="who"
        label={words.who}
        chosen={who}
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

const address = (who: 'others' | 'all', before: string | undefined): string =>
  `${path}?${new URLSearchParams({ who, ...(before === undefined ? {} : { before }) }).toString()}`

/** X2: every passage by day, refusals included, own ones on request; a hundred lines a page. */
export const historyScreen = async (ask: SpaceAsk): Promise<Page> => {
  const who = ask.query.get('who') === 'all' ? 'all' : 'others'
  const before = /^\d{1,18}$/.exec(ask.query.get('before') ?? '')?.[0]
  const history = await ask.parts.history.readHistory(ask.visitor, ask.spaceId, {
    who,
    count: 100,
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
        <p>
          <a class="onward" href="/my/access">
            <Icon name="back" />
            {ask.text.access.home.heading}
          </a>
        </p>
        <h1>{words.heading}</h1>
        <Gaps ask={ask} gaps={history.gaps ?? []} />
        <p class="lead">{words.lead(ask.parts.journalYears())}</p>
        <p>
          <a class="onward" href="/my/access/check">
            {ask.text.verifier.steps.link}
            <Icon name="next" />
          </a>
        </p>
        <WhoFilter ask={ask} who={who} />
        {history.lines.length === 0 ? <p class="empty">{words.none}</p> : null}
        <Days ask={ask} passages={groupPassages(history.lines)} />
        {older === undefined || older.lines.length === 0 ? null : <OlderLines ask={ask} older={older} />}
        <Pager
          ask={ask}
          labels={{ next: words.older, first: words.newest }}
          next={history.next === undefined ? undefined : address(who, history.next)}
          first={before === undefined ? undefined : address(who, undefined)}
        />
      </div>
    ),
  }
}
