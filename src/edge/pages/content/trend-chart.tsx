import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { layTrend, type TrendFrame, type TrendLayout, type TrendValue } from './trend-layout.ts'

const Levels = ({ ask, layout }: { ask: Ask; layout: TrendLayout }): VNode => (
  <>
    {layout.levels.map(({ y, value }) => (
      <g key={y}>
        <path class="trend-level" d={`M${layout.plot.x} ${y}H${layout.plot.x + layout.plot.width}`} />
        <text class="trend-word" x={layout.plot.x - 8} y={y + 5} text-anchor="end">
          {ask.lang === 'fr' ? value.replace('.', ',') : value}
        </text>
      </g>
    ))}
  </>
)

const Years = ({ layout }: { layout: TrendLayout }): VNode => (
  <>
    {layout.years.map(({ x, year }) => (
      <text key={year} class="trend-word" x={x} y={layout.height - 8} text-anchor="middle">
        {year}
      </text>
    ))}
  </>
)

const Mark = ({ mark: { x, y, inside, by } }: { mark: TrendLayout['marks'][number] }): VNode =>
  by === 'person' ? (
    <rect class="line-own" x={x - 5} y={y - 5} width="10" height="10" />
  ) : by === 'device' ? (
    <circle class="line-device" cx={x} cy={y} r="3" />
  ) : inside === false ? (
    <path class="line-outside" d={`M${x} ${y - 7}l7 7-7 7-7-7z`} />
  ) : (
    <circle class={inside === true ? 'line-inside' : 'line-unknown'} cx={x} cy={y} r="5.5" />
  )

/**
 * Values of one unit over time, drawn by the server. Everything in it stands in the sentence above and the table below too: read aloud it
 * is one picture with that sentence as its name.
 */
export const TrendChart = (props: {
  ask: Ask
  values: readonly TrendValue[]
  name: string
  frame?: TrendFrame
}): VNode | null => {
  const layout = layTrend(props.values, props.frame)
  if (layout === undefined) return null
  return (
    <svg class="trend" viewBox={`0 0 ${layout.width} ${layout.height}`} role="img" aria-label={props.name}>
      {layout.bands.map((band, index) => (
        <rect key={index} class="trend-band" {...band} />
      ))}
      <Levels ask={props.ask} layout={layout} />
      {layout.curves.map(({ d, label, isMiddle, x, y }) => (
        <g key={label}>
          <path class={isMiddle ? 'trend-curve trend-middle' : 'trend-curve'} d={d} />
          <text class="trend-word trend-curve-word" x={x + 2} y={y + 4}>
            {label}
          </text>
        </g>
      ))}
      {layout.target === undefined ? null : (
        <path class="trend-target" d={`M${layout.plot.x} ${layout.target}H${layout.plot.x + layout.plot.width}`} />
      )}
      {layout.lines.map((line, index) => (
        <line key={index} class="trend-line" {...line} />
      ))}
      {layout.marks.map((mark, index) => (
        <Mark key={index} mark={mark} />
      ))}
      <Years layout={layout} />
    </svg>
  )
}
