import type { VNode } from 'preact'
import type { WeighedResult } from '../../../areas/documents/index.ts'
import type { EarlierResult } from '../../../reference/result-entry.ts'
import type { Ask } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { InLanguage } from '../components/in-language.tsx'
import { Notice } from '../components/notice.tsx'
import { NumberLine } from './number-line.tsx'
import { labelOf, rangeWords, valueWords } from './result-words.ts'

/** A result with its place among those of its document, which its address has. */
interface Numbered {
  result: WeighedResult
  line: number
}

interface ResultsProps {
  ask: Ask
  /** the address of the document */
  at: string
  /** whether whoever reads is told what to do now: the patient, not a professional */
  advised: boolean
  results: readonly Numbered[]
  /** the language of the document's own words where it is not the page's */
  lang: string | undefined
}

type LineProps = Omit<ResultsProps, 'results'> & Numbered

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
          { name: words.facts.remark, says: inOwn(result.remarks.join(' ')) },
          { name: words.facts.earlier, says: result.earlier.length === 0 ? undefined : <Earlier {...props} /> },
          { name: words.facts.method, says: inOwn(result.method) },
          { name: words.facts.laboratory, says: result.laboratory },
        ]}
      />
      {result.codes.length > 0 && result.status === 'final' ? (
        <p class="no-print">
          <a href={`${props.at}/values/${props.line}`}>
            <span aria-hidden="true">{words.trend.link}</span>
            <span class="unseen">{words.trend.linkName(labelOf(result))}</span>
          </a>
        </p>
      ) : null}
    </li>
  )
}

interface Group {
  title: string
  results: Numbered[]
}

const titleOf = ({ headings, isolate, panel }: WeighedResult): string =>
  [headings.at(-1), isolate, panel].filter((part) => part !== undefined).join(' – ')

/** Lines one after the other that stand under the same titles. */
const groupsOf = (results: readonly Numbered[]): Group[] => {
  const groups: Group[] = []
  for (const one of results) {
    const title = titleOf(one.result)
    const last = groups.at(-1)
    if (last?.title === title) last.results.push(one)
    else groups.push({ title, results: [one] })
  }
  return groups
}

const isOutside = ({ result: { standing, status } }: Numbered): boolean =>
  status === 'final' && standing !== undefined && standing !== 'inside'

const Counts = ({ ask, results }: { ask: Ask; results: readonly WeighedResult[] }): VNode => {
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

const Lines = ({ results, ...around }: ResultsProps): VNode => (
  <ul class="results-list">
    {results.map((one) => (
      <Line key={one.line} {...around} {...one} />
    ))}
  </ul>
)

const Outside = (props: ResultsProps): VNode | null => {
  const words = props.ask.text.results
  if (props.results.length === 0) return null
  return (
    <>
      <h3>{words.outside}</h3>
      <Lines {...props} />
      {props.advised ? (
        <Notice kind="info">
          <h4>{words.todo.title}</h4>
          <p>{words.todo.first}</p>
          <p>{words.todo.urgent}</p>
        </Notice>
      ) : null}
    </>
  )
}

/**
 * D4: the results of a report: how many are inside the laboratory's ranges, those that are not first, then the others in the laboratory's
 * order. Nothing where the report has none.
 */
export const ResultsView = (
  props: Omit<ResultsProps, 'results'> & { results: readonly WeighedResult[] },
): VNode | null => {
  const { results, ...around } = props
  const { ask, lang } = around
  if (results.length === 0) return null
  const numbered = results.map((result, line) => ({ result, line }))
  const rest = groupsOf(numbered.filter((one) => !isOutside(one)))
  return (
    <section class="results" aria-labelledby="results">
      <h2 id="results">{ask.text.results.title}</h2>
      <Counts ask={ask} results={results} />
      <Outside {...around} results={numbered.filter(isOutside)} />
      {rest.map(({ title, results: lines }, index) => (
        <section key={index}>
          <h3>{title === '' ? ask.text.results.others : <InLanguage lang={lang}>{title}</InLanguage>}</h3>
          <Lines {...around} results={lines} />
        </section>
      ))}
      <p class="result-source">{ask.text.results.source}</p>
    </section>
  )
}
