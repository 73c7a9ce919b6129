import type { VNode } from 'preact'
import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { ResultPoint } from '../../../areas/documents/index.ts'
import type { MeasurementChoices } from '../../../areas/observations/index.ts'
import type { Ask } from '../ask.ts'
import { labelOf, valueWords } from '../content/result-words.ts'
import { TrendSpark } from '../content/trend-spark.tsx'
import { drawnOf, trendValuesOf } from '../content/trend-view.tsx'

/** The values of laboratories that stand first, each as far as the visitor may see it; one of which they see nothing is left out. */
export const readPinned = async (
  ask: Ask & { visitor: Visitor },
  space: SpaceAddress,
  { values = [] }: Pick<MeasurementChoices, 'values'>,
): Promise<ResultPoint[][]> => {
  if (values.length === 0) return []
  const found = await ask.parts.documents.followEach(ask.visitor, space, values)
  return found.filter((points) => points.length > 0)
}

/** Where a value of a laboratory leads: to its way over the years. */
export const valuePath = (at: string, { source }: ResultPoint): string =>
  `${at}/documents/${source.line.documentId}/values/${source.line.line}`

const Row = ({ ask, points, at }: { ask: Ask; points: readonly ResultPoint[]; at: string }): VNode | null => {
  const last = points.at(-1)
  if (last === undefined) return null
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          <time datetime={last.at}>{ask.words.date(last.at.slice(0, 10))}</time>
        </p>
        <h3>
          <a href={valuePath(at, last)}>{labelOf(last.result)}</a>
        </h3>
        <p class="row-who">
          <strong>{last.result.values.map((value) => valueWords(ask, value)).join(' ; ')}</strong>
        </p>
      </div>
      <TrendSpark values={trendValuesOf(drawnOf(points))} />
    </li>
  )
}

/** D6: what of laboratories stands first, with its newest value and its way in small. */
export const PinnedValues = (props: {
  ask: Ask
  pinned: readonly (readonly ResultPoint[])[]
  at: string
}): VNode | null =>
  props.pinned.length === 0 ? null : (
    <section aria-labelledby="pinned">
      <h2 id="pinned">{props.ask.text.measures.pinnedValues}</h2>
      <ul class="rows">
        {props.pinned.map((points, index) => (
          <Row key={index} ask={props.ask} points={points} at={props.at} />
        ))}
      </ul>
    </section>
  )
