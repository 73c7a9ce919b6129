import type { VNode } from 'preact'
import { qrSquares } from '../../letters/qr-squares.ts'

/** White around the square, in modules. Spec: ISO/IEC 18004 §9.1. */
const margin = 4

/** A code as a square that a device reads: the code and nothing else, never an address. The words beside it say the same. */
export const QrSquare = ({ text, says }: { text: string; says: string }): VNode => {
  const { modules, rows } = qrSquares(text)
  const side = modules + 2 * margin
  const path = rows.map(({ x, y, length }) => `M${x + margin} ${y + margin}h${length}v1h-${length}z`).join('')
  return (
    <figure class="square">
      <figcaption>{says}</figcaption>
      <div aria-hidden="true">
        <svg viewBox={`0 0 ${side} ${side}`} focusable="false">
          <path d={path} />
        </svg>
      </div>
    </figure>
  )
}
