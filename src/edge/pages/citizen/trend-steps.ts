import type { FastifyReply } from 'fastify'
import { csvLine, plainCell } from '../../../platform/csv-line.ts'
import type { Redirect, SpaceAsk } from '../ask.ts'
import { readTrend } from '../content/read-trend.tsx'
import { rangeWords } from '../content/result-words.ts'
import { formFields } from '../form-fields.ts'

/** A form that is asked for again leads to the page that it stands on. */
export const backUp = async ({ path }: SpaceAsk): Promise<Redirect> => ({ to: path.slice(0, path.lastIndexOf('/')) })

/** Puts a value of a laboratory first among what is followed, or no longer. */
export const pinTrend = async (ask: SpaceAsk): Promise<Redirect> => {
  const { result } = await readTrend(ask, ask.spaceId)
  const pinned = formFields(ask.request).get('pinned') === 'yes'
  const change = { codes: result.codes, pinned }
  await ask.parts.observations.chooseMeasurements(ask.visitor, { spaceId: ask.spaceId }, change)
  return { to: ask.path.slice(0, ask.path.lastIndexOf('/')), passing: { said: 'measure-chosen' } }
}

/** The way of one value as a file: what each laboratory wrote, in its own unit. Named by the day alone. */
export const sendTrend = async (ask: SpaceAsk): Promise<FastifyReply> => {
  const { points } = await readTrend(ask, ask.spaceId)
  const { date, value, range, method, source } = ask.text.results.trend.columns
  const lines = points
    .toReversed()
    .flatMap(({ at, result, source: from }) =>
      result.values.map((one) => [
        at,
        one.kind === 'quantity' ? `${one.comparator ?? ''}${one.value}` : 'text' in one ? (one.text ?? '') : '',
        one.kind === 'quantity' ? (one.unit ?? '') : '',
        result.range === undefined ? '' : rangeWords(ask, result.range),
        result.method ?? '',
        from.author?.facility?.name ?? '',
      ]),
    )
  const heads = [date, value, ask.text.measures.table.unit, range, method, source]
  const day = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  return ask.reply
    .header('content-disposition', `attachment; filename="carnet-${day}.csv"`)
    .header('cache-control', 'no-store')
    .type('text/csv; charset=utf-8')
    .send(`\uFEFF${[heads, ...lines.map((cells) => cells.map(plainCell))].map(csvLine).join('')}`)
}
