import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import {
  boardSorts,
  owedLines,
  owingStates,
  qualityFile,
  type BoardQuery,
  type BoardRow,
  type FeedBoard,
} from '../../../../areas/feeding/index.ts'
import type { Page, StaffAsk } from '../../ask.ts'
import { Pager } from '../../components/pager.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { consolePage } from '../console-page.tsx'
import { Counts, sendCsv, type CountTable } from '../count-table.tsx'
import { countWords, lineName, shareWords } from '../../feeds/feed-words.ts'
import { facilityPath, feedsPath } from './feed-paths.ts'

const readQuery = ({ query }: StaffAsk): BoardQuery => {
  const sort = boardSorts.find((one) => one === query.get('sort')) ?? 'state'
  const state = owingStates.find((one) => one === query.get('state'))
  const line = owedLines.find(({ id }) => id === query.get('line'))
  const name = (query.get('name') ?? '').trim().slice(0, 100)
  return {
    sort,
    ...(state === undefined ? {} : { state }),
    ...(line === undefined ? {} : { lineId: line.id }),
    ...(name === '' ? {} : { name }),
  }
}

const addressOf = (path: string, { sort, state, lineId, name }: BoardQuery, page = 0): string => {
  const given = { sort: sort === 'state' ? '' : sort, state: state ?? '', line: lineId ?? '', name: name ?? '' }
  const all = Object.entries({ ...given, page: page === 0 ? '' : String(page) }).filter(([, value]) => value !== '')
  return all.length === 0 ? path : `${path}?${new URLSearchParams(all).toString()}`
}

const lastWords = (ask: StaffAsk, { lastMonth }: BoardRow): string =>
  lastMonth === undefined ? ask.text.feeds.months(qualityFile.monthsShown) : ask.words.month(lastMonth)

/** The rows of the board as their reader sees them. */
export const boardTable = (ask: StaffAsk, { months, rows }: FeedBoard): CountTable => {
  const { columns, states, heading, always } = ask.text.feeds
  const { facility, line, since, state, last, onTheDay, total } = columns
  return {
    label: heading,
    numbersFrom: 5,
    columns: [facility, line, state, since, last, onTheDay, total, ...months.map((month) => ask.words.month(month))],
    rows: rows.map((row) => ({
      key: `${row.facility.id} ${row.line.id}`,
      cells: [
        row.facility.name,
        lineName(ask, row.line),
        states[row.state],
        row.line.from === null ? always : ask.words.date(row.line.from),
        lastWords(ask, row),
        shareWords(ask, row.onTheDay),
        countWords(ask, row.total),
        ...row.months.map((told) => countWords(ask, told)),
      ],
    })),
  }
}

const Filter = ({ ask, query }: { ask: StaffAsk; query: BoardQuery }): VNode => {
  const { filter, states, sorts } = ask.text.feeds
  const any = { value: '', label: filter.any }
  return (
    <form method="get" action={feedsPath} class="stack">
      <div class="filter-line">
        <SelectField
          name="line"
          label={filter.line}
          chosen={query.lineId ?? ''}
          options={[any, ...owedLines.map((line) => ({ value: line.id, label: lineName(ask, line) }))]}
        />
        <SelectField
          name="state"
          label={filter.state}
          chosen={query.state ?? ''}
          options={[any, ...owingStates.map((value) => ({ value, label: states[value] }))]}
        />
        <SelectField
          name="sort"
          label={filter.sort}
          chosen={query.sort}
          options={boardSorts.map((value) => ({ value, label: sorts[value] }))}
        />
        <TextField name="name" label={filter.name} autocomplete="off" maxlength={100} value={query.name ?? ''} />
      </div>
      <p>
        <button class="button button-secondary" type="submit">
          {filter.show}
        </button>
      </p>
    </form>
  )
}

/** How many rows stand how, of those that the other choices leave; each leads to them. */
const Summary = ({ ask, query, rows }: { ask: StaffAsk; query: BoardQuery; rows: readonly BoardRow[] }): VNode => (
  <ul class="console-list">
    {owingStates
      .filter((state) => query.state === undefined || query.state === state)
      .map((state) => (
        <li key={state}>
          <a href={addressOf(feedsPath, { ...query, state })}>
            {ask.text.feeds.counts[state](rows.filter((row) => row.state === state).length)}
          </a>
        </li>
      ))}
  </ul>
)

/** Each facility against what it owes since when: who sends nothing first. */
export const showBoard = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.feeds
  const query = readQuery(ask)
  const board = await ask.parts.feedDesk.readBoard(ask.visitor, query)
  const { rowsAPage } = qualityFile
  const page = Number(/^\d{1,6}$/.exec(ask.query.get('page') ?? '')?.[0] ?? 0)
  const rows = board.rows.slice(page * rowsAPage, (page + 1) * rowsAPage)
  const ids = new Map(rows.map(({ facility, line }) => [`${facility.id} ${line.id}`, facility.id]))
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, place: 'today', wide: true },
    <>
      <Summary ask={ask} query={query} rows={board.rows} />
      <p>
        <a href={`${feedsPath}/software`}>{words.bySoftware}</a>
      </p>
      <Filter ask={ask} query={query} />
      <p class="aside">{words.masked(qualityFile.maskBelow)}</p>
      {rows.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <Counts
          ask={ask}
          table={boardTable(ask, { months: board.months, rows })}
          href={addressOf(`${feedsPath}/csv`, query)}
          first={(key, says) => <a href={facilityPath(ids.get(key) ?? '')}>{says}</a>}
        />
      )}
      <Pager
        ask={ask}
        labels={{ next: words.next, first: words.first }}
        next={board.rows.length > (page + 1) * rowsAPage ? addressOf(feedsPath, query, page + 1) : undefined}
        first={page > 0 ? addressOf(feedsPath, query) : undefined}
      />
    </>,
  )
}

/** All rows that are asked for, as a file. */
export const sendBoard = async (ask: StaffAsk): Promise<FastifyReply> => {
  const board = await ask.parts.feedDesk.readBoard(ask.visitor, readQuery(ask))
  return sendCsv(ask, boardTable(ask, board), ask.text.feeds.file)
}
