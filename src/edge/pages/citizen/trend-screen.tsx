import type { VNode } from 'preact'
import type { FollowedResult, ResultPoint } from '../../../areas/documents/index.ts'
import type { MeasurementSurvey } from '../../../areas/observations/index.ts'
import { findMeasure, measures } from '../../../reference/measures.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { ComparedTrends, type TitledTrend } from '../content/compared-trends.tsx'
import { readTrend, TrendArticle } from '../content/read-trend.tsx'
import { labelOf } from '../content/result-words.ts'
import { drawnOf, sentenceOf, trendValuesOf } from '../content/trend-view.tsx'
import { chartValues, measureSentence } from '../measures/measure-chart.tsx'
import { findKind } from '../measures/measure-paths.ts'
import { measureName } from '../measures/measure-words.ts'
import { readPinned } from '../measures/pinned-values.tsx'
import { readMeasure } from '../measures/read-measures.ts'
import { recordAt } from '../record-at.ts'

/** What may stand beside a value: a kind that is measured, or another value that stands first. Numbers, so that no address tells what it is. */
interface Choice {
  with: string
  says: string
}

const choicesOf = (ask: SpaceAsk, survey: MeasurementSurvey, pinned: readonly ResultPoint[][]): Choice[] => [
  ...survey.kinds.flatMap(({ kind }) => {
    const measure = findMeasure(kind)
    const number = measures.findIndex(({ key }) => key === kind) + 1
    return measure === undefined ? [] : [{ with: String(number), says: measureName(ask, measure) }]
  }),
  ...pinned.flatMap((points, index) => {
    const last = points.at(-1)
    return last === undefined ? [] : [{ with: `v${index + 1}`, says: labelOf(last.result) }]
  }),
]

const ofPoints = (ask: SpaceAsk, points: readonly ResultPoint[]): TitledTrend => {
  const drawn = drawnOf(points)
  const last = points.at(-1)
  return {
    title: last === undefined ? '' : labelOf(last.result),
    sentence: sentenceOf(ask, drawn),
    values: trendValuesOf(drawn),
  }
}

/** What stands beside, as it was asked for; nothing for a number of nothing. */
const findBeside = async (
  ask: SpaceAsk,
  wanted: string,
  pinned: readonly ResultPoint[][],
): Promise<TitledTrend | undefined> => {
  const points = /^v\d{1,2}$/.test(wanted) ? pinned[Number(wanted.slice(1)) - 1] : undefined
  if (points !== undefined) return ofPoints(ask, points)
  const measure = findKind(wanted)
  if (measure === undefined) return undefined
  const read = await readMeasure(ask, { spaceId: ask.spaceId }, measure)
  return { title: measureName(ask, measure), sentence: measureSentence(ask, read), values: chartValues(read) }
}

const Compare = ({ ask, choices, wanted }: { ask: SpaceAsk; choices: readonly Choice[]; wanted: string }): VNode => {
  const words = ask.text.measures.compare
  return (
    <nav class="button-row no-print" aria-label={words.label}>
      <span>{words.label}</span>
      {choices.map((choice) =>
        choice.with === wanted ? (
          <strong key={choice.with} aria-current="page">
            {choice.says}
          </strong>
        ) : (
          <a key={choice.with} href={`${ask.path}?with=${choice.with}`}>
            {choice.says}
          </a>
        ),
      )}
      {choices.length === 0 ? <span>{words.nothing}</span> : <a href={ask.path}>{words.none}</a>}
    </nav>
  )
}

/** What a person does with a value: puts it first, takes it with them as a file, looks at it beside another. */
const Deeds = ({ ask, isPinned }: { ask: SpaceAsk; isPinned: boolean }): VNode => {
  const words = ask.text.measures
  return (
    <div class="button-row no-print">
      <form method="post" action={`${ask.path}/pin`}>
        <button class="button button-secondary" type="submit" name="pinned" value={isPinned ? 'no' : 'yes'}>
          {isPinned ? words.choices.unpin : words.choices.pin}
        </button>
      </form>
      <a href={`${ask.path}?with=0`}>{words.compare.start}</a>
      <a href={`${ask.path}/csv`}>{words.csv}</a>
    </div>
  )
}

const isSame = ([one]: readonly ResultPoint[], { points: [other] }: FollowedResult): boolean =>
  one !== undefined && other !== undefined && labelOf(one.result) === labelOf(other.result)

/** D5: one value over the years, as the documents that may be read have it; another beside it where it is asked for. */
export const trendScreen = async (ask: SpaceAsk): Promise<Page> => {
  const space = { spaceId: ask.spaceId }
  const followed = await readTrend(ask, ask.spaceId)
  const wanted = ask.query.get('with')
  const survey = await ask.parts.observations.surveyMeasurements(ask.visitor, space)
  const pinned = await readPinned(ask, space, survey.choices)
  const others = pinned.filter((points) => !isSame(points, followed))
  const beside = wanted === null ? undefined : await findBeside(ask, wanted, others)
  return {
    title: ask.text.results.trend.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <TrendArticle ask={ask} followed={followed} at={recordAt(ask)} />
        {beside === undefined ? null : <ComparedTrends ask={ask} trends={[ofPoints(ask, followed.points), beside]} />}
        {wanted === null ? null : <Compare ask={ask} choices={choicesOf(ask, survey, others)} wanted={wanted} />}
        <Deeds ask={ask} isPinned={others.length < pinned.length} />
      </div>
    ),
  }
}
