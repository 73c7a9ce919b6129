import type { Measurement } from '../../../reference/measurement-entry.ts'
import { findMeasure, measureDays, measureMoments, type Measure } from '../../../reference/measures.ts'
import { standingOf } from '../../../areas/observations/index.ts'
import type { Ask } from '../ask.ts'
import type { MeasureRead } from './read-measures.ts'

/** The name of a measure. */
export const measureName = ({ lang }: Ask, measure: Measure): string => measure[lang]

/** A number with the comma of the page's language. */
export const figure = ({ lang }: Ask, value: string): string => (lang === 'fr' ? value.replace('.', ',') : value)

/** What was measured, as people read it: `72,5 kg`, `120/80 mmHg`. */
export const measuredWords = (
  ask: Ask,
  { kind, values, text }: Pick<Measurement, 'kind' | 'values' | 'text'>,
): string => {
  const measure = findMeasure(kind)
  if (measure === undefined || text !== undefined) return text ?? ''
  const numbers = measure.parts.filter(({ optional }) => !optional).map(({ key }) => figure(ask, values[key] ?? ''))
  return [numbers.join('/'), measure.words[ask.lang]].filter((word) => word !== '').join('\u00A0')
}

/** Who says so, or what took it. */
export const takenBy = (ask: Ask, { kind, author, source }: Measurement): string => {
  const words = ask.text.measures.by
  if (findMeasure(kind)?.derived) return words.computed
  if (source?.device !== undefined || source?.by !== undefined) return words.device(source.device ?? source.by ?? '')
  if (author.as === 'holder') return ask.session?.actor.id === author.id ? words.you : words.patient
  return author.as === 'representative' ? words.related : author.name
}

/** Where a child's value stands among others of their age; nothing where nothing is known of it. */
export const standingWords = (ask: Ask, { growth }: Pick<MeasureRead, 'growth'>, one: Measurement): string[] => {
  const standing = growth && standingOf(growth.frame, { at: one.at, value: Number(one.values['value']) })
  if (standing === undefined) return []
  const z = figure(ask, Math.abs(standing.z).toFixed(1))
  const words = ask.text.measures.growth
  return [words.standing(words.centile(Math.round(standing.centile)), `${standing.z < 0 ? '−' : '+'}${z}`)]
}

/** When it was taken within the day, over how long, and what was noted with it. */
export const detailWords = (ask: Ask, { moment, days, comment, series }: Measurement): string[] => {
  const { lang, text } = ask
  return [
    ...(series === undefined
      ? []
      : [text.measures.series(series.count, figure(ask, series.min), figure(ask, series.max))]),
    ...measureMoments.flatMap((one) => (one.code === moment ? one[lang] : [])),
    ...measureDays.flatMap((one) => (one.code === days ? one[lang] : [])),
    ...(comment === undefined ? [] : [comment]),
  ]
}
