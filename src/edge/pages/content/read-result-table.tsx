import type { VNode } from 'preact'
import type { Visitor } from '../../../access/types.ts'
import type { ResultTable } from '../../../areas/documents/index.ts'
import { monthsBefore } from '../../../platform/calendar.ts'
import type { Ask } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { Pager } from '../components/pager.tsx'
import { SelectField } from '../components/select-field.tsx'
import { ResultTableView } from './result-table.tsx'

/** What the reader chose; empty where they did not. */
interface Choice {
  kind: string
  period: string
  before: string
}

/** The table of a record's values, with what was chosen of it. */
export interface TableRead {
  table: ResultTable
  choice: Choice
}

const months: Readonly<Record<string, number>> = { '1': 12, '5': 60 }

const fitting = (value: string | null, pattern: RegExp): string => (value !== null && pattern.test(value) ? value : '')

/** Reads what the query of an address chose of a space's values; what is none of the choices chooses nothing. */
export const readResultTable = async (ask: Ask & { visitor: Visitor }, spaceId: string): Promise<TableRead> => {
  const choice = {
    kind: fitting(ask.query.get('kind'), /^[\w-]{16}$/),
    period: fitting(ask.query.get('period'), /^[15]$/),
    before: fitting(ask.query.get('before'), /^\d{4}-\d{2}-\d{2}$/),
  }
  const back = months[choice.period]
  const table = await ask.parts.documents.tabulateResults(
    ask.visitor,
    { spaceId },
    {
      ...(choice.kind === '' ? {} : { kind: choice.kind }),
      ...(choice.before === '' ? {} : { before: choice.before }),
      ...(back === undefined ? {} : { since: monthsBefore(ask.parts.clock.now(), back).toISOString().slice(0, 10) }),
    },
  )
  return { table, choice }
}

const addressOf = (path: string, choice: Choice): string => {
  const query = new URLSearchParams(Object.entries(choice).filter(([, value]) => value !== ''))
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

const Choices = ({ ask, read: { table, choice }, path }: { ask: Ask; read: TableRead; path: string }): VNode => {
  const words = ask.text.results.table
  const kinds = table.kinds.map(({ key, title }) => ({ value: key, label: title }))
  return (
    <form method="get" action={path} class="filter-form">
      <SelectField
        name="kind"
        label={words.kind}
        chosen={choice.kind}
        options={[{ value: '', label: words.allKinds }, ...kinds]}
      />
      <SelectField
        name="period"
        label={words.period}
        chosen={choice.period}
        options={[
          { value: '', label: words.periods.all },
          { value: '1', label: words.periods.year },
          { value: '5', label: words.periods.years },
        ]}
      />
      <p class="button-row">
        <button class="button button-secondary" type="submit">
          {ask.text.record.list.apply}
        </button>
      </p>
    </form>
  )
}

const isChosen = ({ kind, period, before }: Choice): boolean => [kind, period, before].some((one) => one !== '')

/** The values of a record under the address `at`: choices, table, and the way to older days. */
export const ResultTableArticle = ({ ask, read, at }: { ask: Ask; read: TableRead; at: string }): VNode => {
  const words = ask.text.results.table
  const { table, choice } = read
  const path = `${at}/values`
  const isEmpty = table.series.length === 0
  return (
    <>
      <p>{words.lead}</p>
      {table.isWhole ? null : (
        <Notice kind="info">
          <p>{words.cut}</p>
        </Notice>
      )}
      {table.awaiting === 0 ? null : (
        <Notice kind="info">
          <p>
            {ask.text.talkFirst.inTable(table.awaiting)}{' '}
            <a href={`${at}/documents`}>{ask.text.talkFirst.toDocuments}</a>
          </p>
        </Notice>
      )}
      {isEmpty && !isChosen(choice) ? null : <Choices ask={ask} read={read} path={path} />}
      {isEmpty ? (
        <p class="empty">{isChosen(choice) ? words.noneFound : words.none}</p>
      ) : (
        <ResultTableView ask={ask} table={table} at={at} />
      )}
      <Pager
        ask={ask}
        labels={{ next: words.older, first: words.newest }}
        {...(table.next === undefined ? {} : { next: addressOf(path, { ...choice, before: table.next }) })}
        {...(choice.before === '' ? {} : { first: addressOf(path, { ...choice, before: '' }) })}
      />
    </>
  )
}
