import type { ComponentChildren, VNode } from 'preact'
import type { Measurement } from '../../../reference/measurement-entry.ts'
import type { Ask } from '../ask.ts'
import { Scroller } from '../components/scroller.tsx'
import { valueWords } from '../content/result-words.ts'
import { detailWords, measuredWords, standingWords, takenBy } from './measure-words.ts'
import type { MeasureRead } from './read-measures.ts'

interface Line {
  at: string
  value: string
  details: readonly string[]
  by: ComponentChildren
  measurement?: Measurement
}

const linesOf = (ask: Ask, read: MeasureRead, at: string): Line[] => {
  const { measurements, results } = read
  const measured = measurements.map((one): Line => {
    const line = {
      at: one.series?.day ?? one.at,
      value: measuredWords(ask, one),
      details: [...standingWords(ask, read, one), ...detailWords(ask, one)],
      by: takenBy(ask, one),
    }
    return { ...line, measurement: one }
  })
  const found = results.map(({ at: on, result, source }): Line => ({
    at: on,
    value: result.values.map((value) => valueWords(ask, value)).join(' ; '),
    details: result.standing === undefined ? [] : [ask.text.results.standing[result.standing]],
    by: (
      <a href={`${at}/documents/${source.line.documentId}`}>
        {source.author?.facility?.name ?? ask.text.record.document.content}
      </a>
    ),
  }))
  return [...measured, ...found].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

const whenWords = (ask: Ask, at: string): string =>
  at.length > 10 ? `${ask.words.date(ask.parts.dayOf(at))}, ${ask.words.time(at)}` : ask.words.date(at)

/** The same as the chart, line by line, newest first; `at`: the address of the record; `act`: what may be done with a measurement. */
export const MeasureTable = (props: {
  ask: Ask
  read: MeasureRead
  at: string
  act?: (measurement: Measurement) => VNode | null
}): VNode => {
  const { ask, read, at, act } = props
  const words = ask.text.measures.table
  const heads = [words.when, words.value, words.by, ...(act === undefined ? [] : [words.act])]
  return (
    <Scroller label={words.caption}>
      <table class="trend-table">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linesOf(ask, read, at).map((line, index) => (
            <tr key={index}>
              <th scope="row">{whenWords(ask, line.at)}</th>
              <td>
                {line.value}
                {line.details.map((detail) => (
                  <span key={detail} class="trend-standing">
                    {detail}
                  </span>
                ))}
              </td>
              <td>{line.by}</td>
              {act === undefined ? null : <td>{line.measurement === undefined ? null : act(line.measurement)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
