import type { VNode } from 'preact'
import type { WeighedResult } from '../../../areas/documents/index.ts'
import type { EarlierResult } from '../../../reference/result-entry.ts'
import type { Ask } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { InLanguage } from '../components/in-language.tsx'
import { Notice } from '../components/notice.tsx'
import { NumberLine } from './number-line.tsx'
import { rangeWords, valueWords } from './result-words.ts'

interface ResultsProps {
  ask: Ask
  results: readonly WeighedResult[]
  /** the language of the document's own words where it is not the page's */
  lang: string | undefined
}

type LineProps = Omit<ResultsProps, 'results'> & { result: WeighedResult }

const labelOf = ({ label, codes }: WeighedResult): string => label ?? codes[0]?.display ?? codes[0]?.code ?? ''

const Value = ({ ask, result, lang }: LineProps): VNode => {
  const { status, values, standing, far } = result
  const words = ask.text.results
  if (status === 'pending') return <p class="result-value">{words.pending}</p>
  if (status === 'cancelled') return <p class="result-value">{words.cancelled}</p>
  const written = values.map((value) => valueWords(ask, value)).join(' ; ')
  return (
    <p class="result-value">
      <strong>{written === '' ? words.none : <InLanguage lang={lang}>{written}</InLanguage>}</strong>
      {standing === undefined ? null : (
        <span class={standing === 'inside' ? 'result-inside' : 'result-outside'}>
          {far ? words.far[standing] : words.standing[standing]}
        </span>
      )}
    </p>
  )
}

const Range = ({ ask, result, lang }: LineProps): VNode | null => {
  const words = ask.text.results
  const written = result.ranges.map((range) => [rangeWords(ask, range), range.text].filter(Boolean).join(' — '))
  if (written.length > 0)
    return (
      <p class="result-range">
        {words.range.name} <InLanguage lang={lang}>{written.join(' ; ')}</InLanguage>
      </p>
    )
  return result.values[0]?.kind === 'quantity' ? <p class="result-range">{words.range.none}</p> : null
}

const earlierWords = (ask: Ask, { at, values }: EarlierResult): string =>
  [at && ask.words.date(at.slice(0, 10)), values.map((value) => valueWords(ask, value)).join(' ; ')]
    .filter(Boolean)
    .join(ask.text.results.colon)

const Earlier = ({ ask, result, lang }: LineProps): VNode | null =>
  result.earlier.length === 0 ? null : (
    <ul class="result-earlier">
      {result.earlier.map((one, index) => (
        <li key={index}>
          <InLanguage lang={lang}>{earlierWords(ask, one)}</InLanguage>
        </li>
      ))}
    </ul>
  )

/** The laboratory's flag in words, where it says something else than where the value stands against its range. */
const flagOf = ({ standing, interpretations }: WeighedResult): string | undefined =>
  standing === undefined ? interpretations.map(({ display, code }) => display ?? code).join(', ') : undefined

const Line = (props: LineProps): VNode => {
  const { ask, result, lang } = props
  const words = ask.text.results
  const inOwn = (text: string | undefined) => text && <InLanguage lang={lang}>{text}</InLanguage>
  return (
    <li class="result">
      <p class="result-name">
        <InLanguage lang={lang}>{labelOf(result)}</InLanguage>
      </p>
      <Value {...props} />
      <NumberLine result={result} />
      <Range {...props} />
      <FactList
        facts={[
          { name: words.facts.flag, says: inOwn(flagOf(result)) },
          { name: words.facts.comment, says: inOwn(result.comments.join(' ')) },
          { name: words.facts.earlier, says: result.earlier.length === 0 ? undefined : <Earlier {...props} /> },
          { name: words.facts.method, says: inOwn(result.method) },
          { name: words.facts.laboratory, says: result.laboratory },
        ]}
      />
    </li>
  )
}

interface Group {
  title: string
  remarks: readonly string[]
  results: WeighedResult[]
}

const titleOf = ({ headings, isolate, panel }: WeighedResult): string =>
  [headings.at(-1), isolate, panel].filter((part) => part !== undefined).join(' – ')

/** Lines one after the other that stand under the same titles. */
const groupsOf = (results: readonly WeighedResult[]): Group[] => {
  const groups: Group[] = []
  for (const result of results) {
    const title = titleOf(result)
    const last = groups.at(-1)
    if (last?.title === title) last.results.push(result)
    else groups.push({ title, remarks: result.remarks, results: [result] })
  }
  return groups
}

const isOutside = ({ standing, status }: WeighedResult): boolean =>
  status === 'final' && standing !== undefined && standing !== 'inside'

const Counts = ({ ask, results }: Omit<ResultsProps, 'lang'>): VNode => {
  const words = ask.text.results
  const weighed = results.filter(({ standing, status }) => status === 'final' && standing !== undefined)
  const pending = results.filter(({ status }) => status === 'pending').length
  const inside = weighed.filter(({ standing }) => standing === 'inside').length
  return (
    <>
      {weighed.length === 0 ? null : <p>{words.inside(inside, weighed.length)}</p>}
      {pending === 0 ? null : <p>{words.awaited(pending)}</p>}
    </>
  )
}

const Outside = ({ ask, results, lang }: ResultsProps): VNode | null => {
  const words = ask.text.results
  if (results.length === 0) return null
  return (
    <>
      <h3>{words.outside}</h3>
      <ul class="results-list">
        {results.map((result, index) => (
          <Line key={index} ask={ask} lang={lang} result={result} />
        ))}
      </ul>
      <Notice kind="info">
        <h4>{words.todo.title}</h4>
        <p>{words.todo.first}</p>
        <p>{words.todo.urgent}</p>
      </Notice>
    </>
  )
}

/**
 * D4: the results of a report: how many are inside the laboratory's ranges, those that are not first, then the others in the laboratory's
 * order. Nothing where the report has none.
 */
export const ResultsView = ({ ask, results, lang }: ResultsProps): VNode | null => {
  if (results.length === 0) return null
  const outside = results.filter(isOutside)
  const rest = groupsOf(results.filter((result) => !isOutside(result)))
  return (
    <section class="results" aria-labelledby="results">
      <h2 id="results">{ask.text.results.title}</h2>
      <Counts ask={ask} results={results} />
      <Outside ask={ask} results={outside} lang={lang} />
      {rest.map(({ title, remarks, results: lines }, index) => (
        <section key={index}>
          <h3>{title === '' ? ask.text.results.others : <InLanguage lang={lang}>{title}</InLanguage>}</h3>
          <ul class="results-list">
            {lines.map((result, at) => (
              <Line key={at} ask={ask} lang={lang} result={result} />
            ))}
          </ul>
          {remarks.map((remark, at) => (
            <p key={at} class="result-remark">
              <InLanguage lang={lang}>{remark}</InLanguage>
            </p>
          ))}
        </section>
      ))}
      <p class="result-source">{ask.text.results.source}</p>
    </section>
  )
}
