import type { VNode } from 'preact'
import type { MeasuredKind, MeasurementSurvey } from '../../../areas/observations/index.ts'
import { findMeasure } from '../../../reference/measures.ts'
import type { Ask } from '../ask.ts'
import { Pill } from '../components/pill.tsx'
import { measuredWords, measureName } from './measure-words.ts'
import { measurePath } from './measure-paths.ts'

const Row = ({
  ask,
  one,
  at,
  isHidden,
}: {
  ask: Ask
  one: MeasuredKind
  at: string
  isHidden: boolean
}): VNode | null => {
  const measure = findMeasure(one.kind)
  if (measure === undefined) return null
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          <time datetime={one.last.at}>{ask.words.date(ask.parts.dayOf(one.last.at))}</time>
          {isHidden ? <Pill icon="hidden" tone="attention" says={ask.text.record.list.hidden} /> : null}
        </p>
        <h3>
          <a href={measurePath(at, one.kind)}>{measureName(ask, measure)}</a>
        </h3>
        <p class="row-who">
          <strong>{measuredWords(ask, one.last)}</strong> {ask.text.measures.count(one.total)}
        </p>
      </div>
    </li>
  )
}

/** D6: every kind of which something was measured, what is pinned first, with its last value. */
export const MeasureList = ({ ask, survey, at }: { ask: Ask; survey: MeasurementSurvey; at: string }): VNode => {
  const { kinds, choices } = survey
  const place = ({ kind }: MeasuredKind): number =>
    choices.pinned.includes(kind) ? choices.pinned.indexOf(kind) : choices.pinned.length
  return (
    <section aria-labelledby="measured">
      <h2 class="unseen" id="measured">
        {ask.text.measures.listed}
      </h2>
      <ul class="rows">
        {kinds
          .toSorted((a, b) => place(a) - place(b))
          .map((one) => (
            <Row key={one.kind} ask={ask} one={one} at={at} isHidden={choices.hidden.includes(one.kind)} />
          ))}
      </ul>
    </section>
  )
}
