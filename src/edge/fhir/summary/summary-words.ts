import type { ValueSeries } from '../../../areas/documents/index.ts'
import type { StatedLine } from '../../../areas/profile/index.ts'
import type { Measurement } from '../../../reference/measurement-entry.ts'
import { findMeasure } from '../../../reference/measures.ts'
import type { ProfileLine } from '../../../reference/profile-entry.ts'
import { findProfileSection } from '../../../reference/profile-sections.ts'
import type { Quantity, ResultValue } from '../../../reference/result-entry.ts'
import type { LinePlace } from '../profile/profile-resource.ts'

type Lang = LinePlace['lang']

const joined = (pieces: readonly (string | undefined)[]): string =>
  pieces.filter((piece) => piece !== undefined && piece !== '').join(' · ')

/** A line of the profile in one: every answer, the choices in words. */
export const lineWords = ({ section: key, fields }: ProfileLine, lang: Lang): string =>
  joined(
    (findProfileSection(key)?.fields ?? []).map(({ key: field, options = [] }) => {
      const said = fields[field]
      return options.find(({ code }) => code === said)?.[lang] ?? said
    }),
  )

/** What a document says in one line: what, when, by whom. */
export const statedWords = ({ statement, author }: StatedLine): string =>
  joined([statement.label, statement.dosage, statement.since?.slice(0, 10), author])

/** A measurement in one line: what, how much, on which day. */
export const measurementWords = ({ kind, values, text, at }: Measurement, lang: Lang): string => {
  const measure = findMeasure(kind)
  const amount = (measure?.parts ?? []).flatMap(({ key }) => values[key] ?? []).join('/')
  return joined([measure?.[lang], text ?? `${amount} ${measure?.words[lang] ?? ''}`.trim(), at.slice(0, 10)])
}

const amountWords = ({ value, unit = '', comparator }: Quantity): string => `${comparator ?? ''}${value} ${unit}`.trim()

const valueWords = (value: ResultValue): string => {
  if (value.kind === 'quantity') return amountWords(value)
  if (value.kind === 'interval') return `${amountWords(value.low)} – ${amountWords(value.high)}`
  if (value.kind === 'text') return value.text
  return value.text ?? value.coding?.display ?? value.coding?.code ?? ''
}

/** The newest value of a series in one line. */
export const resultWords = ({ newest }: ValueSeries): string => {
  const { result, at } = newest
  const name = result.label ?? result.codes[0]?.display ?? result.codes[0]?.code
  return joined([name, result.values.map(valueWords).join(' ; '), at.slice(0, 10)])
}
