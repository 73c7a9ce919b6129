import type { VNode } from 'preact'
import { standingOf } from '../../../../areas/observations/index.ts'
import { findMeasure } from '../../../../reference/measures.ts'
import type { SpaceAsk } from '../../ask.ts'
import { Icon } from '../../components/icon.tsx'
import { MeasureCharts } from '../../measures/measure-chart.tsx'
import { measurePath, measuresPath } from '../../measures/measure-paths.ts'
import { measureName } from '../../measures/measure-words.ts'
import { codesOf, type MeasureRead } from '../../measures/read-measures.ts'
import { recordAt } from '../../record-at.ts'

/** Reads how a child grew: what was measured, and what documents say of the same, in the ages that the reference knows. */
export const readGrowth = async (ask: SpaceAsk): Promise<MeasureRead[]> => {
  const space = { spaceId: ask.spaceId }
  const pages = await ask.parts.observations.readGrowth(ask.visitor, space)
  const drawn = pages.flatMap((page) => {
    const measure = findMeasure(page.kind)
    return measure === undefined ? [] : [{ measure, ...page }]
  })
  const each = drawn.map(({ measure }) => (measure.derived ? [] : codesOf(measure)))
  const found = await ask.parts.documents.followEach(ask.visitor, space, each)
  return drawn.flatMap(({ measure, measurements, growth }, index): MeasureRead[] => {
    const isYoung = ({ at }: { at: string }): boolean => standingOf(growth, { at, value: 1 }) !== undefined
    const [own, results] = [measurements.filter(isYoung), (found[index] ?? []).filter(isYoung)]
    if (own.length + results.length === 0) return []
    const choice = { isPinned: false, isHidden: false }
    const shown = { measurements: own, total: own.length, results, others: [] }
    return [{ measure, span: 'all', ...shown, choice, growth: { frame: growth, lines: 'centiles' } }]
  })
}

/** How the child grew: a curve for each kind that was measured, and the way to its page with its table and its file. */
export const Growth = ({ ask, reads }: { ask: SpaceAsk; reads: readonly MeasureRead[] }): VNode => {
  const words = ask.text.booklet
  const at = recordAt(ask)
  return (
    <section>
      <h2>{words.growth}</h2>
      {reads.length === 0 ? <p class="empty">{words.noGrowth}</p> : null}
      {reads.map((read) => (
        <section key={read.measure.key}>
          <h3>
            <a href={`${measurePath(at, read.measure.key)}?years=all`}>{measureName(ask, read.measure)}</a>
          </h3>
          <MeasureCharts ask={ask} reads={[read]} at={at} />
        </section>
      ))}
      <p>
        <a class="onward" href={measuresPath(at)}>
          {words.measures}
          <Icon name="next" />
        </a>
      </p>
    </section>
  )
}
