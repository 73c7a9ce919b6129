import type { VNode } from 'preact'
import type { PrintedCard } from '../../../letters/print-card.ts'

/** The card itself, as whoever helps reads it. */
export const CardBody = ({ card, label }: { card: PrintedCard; label: string }): VNode => (
  <article class="emergency-card" aria-label={label}>
    <p class="emergency-card-title">{card.call}</p>
    <p class="emergency-card-name">
      <strong>{card.name}</strong> {card.born}
    </p>
    {card.kinds.map(({ heading, lines }) => (
      <div key={heading}>
        <p class="emergency-card-kind">{heading}</p>
        <ul>
          {lines.map(({ title, words }, index) => (
            <li key={index}>
              <strong>{title}</strong> {words}
            </li>
          ))}
        </ul>
      </div>
    ))}
    <p class="emergency-card-foot">{card.foot}</p>
  </article>
)
