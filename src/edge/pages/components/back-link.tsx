import type { VNode } from 'preact'
import { Icon } from './icon.tsx'

/** The way back to the page above this one. */
export const BackLink = ({ href, says }: { href: string; says: string }): VNode => (
  <p class="no-print">
    <a class="onward" href={href}>
      <Icon name="back" />
      {says}
    </a>
  </p>
)
