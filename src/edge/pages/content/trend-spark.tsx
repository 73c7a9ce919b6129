import type { VNode } from 'preact'
import { layTrend, type TrendValue } from './trend-layout.ts'

/** The plot of a chart alone, small enough for a line of a table: beside words that say the same, so nobody is read it aloud. */
export const TrendSpark = ({ values }: { values: readonly TrendValue[] }): VNode | null => {
  const layout = layTrend(values)
  if (layout === undefined) return null
  const { x, y, width, height } = layout.plot
  return (
    <svg class="spark" viewBox={`${x} ${y} ${width} ${height}`} aria-hidden="true">
      {layout.bands.map((band, index) => (
        <rect key={index} class="trend-band" {...band} />
      ))}
      {layout.lines.map((line, index) => (
        <line key={index} class="trend-line" {...line} />
      ))}
      {layout.marks.map((mark, index) =>
        mark.inside === false ? (
          <path key={index} class="line-outside" d={`M${mark.x} ${mark.y - 22}l22 22-22 22-22-22z`} />
        ) : (
          <circle key={index} class={mark.inside ? 'line-inside' : 'line-unknown'} cx={mark.x} cy={mark.y} r="16" />
        ),
      )}
    </svg>
  )
}
