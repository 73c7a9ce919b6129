import type { FastifyReply } from 'fastify'
import { csvLine, plainCell } from '../../../platform/csv-line.ts'
import type { Ask } from '../ask.ts'
import { detailWords, standingWords, takenBy } from './measure-words.ts'
import type { MeasureRead } from './read-measures.ts'

/** One kind as a file: an instant, each number with its unit, who says so. Named by the day alone. */
export const sendMeasures = (ask: Ask, read: MeasureRead): FastifyReply => {
  const { measure, measurements, results } = read
  const words = ask.text.measures.table
  const parts = measure.parts.map((part) => part[ask.lang])
  const heads = [words.when, ...(measure.text ? [words.value] : parts), words.unit, words.by, words.more]
  const measured = measurements.map((one) => [
    one.series?.day ?? one.at,
    ...(measure.text ? [one.text ?? ''] : measure.parts.map(({ key }) => one.values[key] ?? '')),
    measure.unit,
    takenBy(ask, one),
    [...standingWords(ask, read, one), ...detailWords(ask, one)].join(' ; '),
  ])
  const found = results.flatMap(({ at, result, source }) =>
    result.values.flatMap((value) =>
      value.kind === 'quantity'
        ? [
            [
              at,
              value.value,
              ...parts.slice(1).map(() => ''),
              value.unit ?? '',
              source.author?.facility?.name ?? '',
              result.method ?? '',
            ],
          ]
        : [],
    ),
  )
  const lines = [heads, ...[...measured, ...found].map((cells) => cells.map(plainCell))]
  const day = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  return ask.reply
    .header('content-disposition', `attachment; filename="carnet-${day}.csv"`)
    .header('cache-control', 'no-store')
    .type('text/csv; charset=utf-8')
    .send(`\uFEFF${lines.map(csvLine).join('')}`)
}
