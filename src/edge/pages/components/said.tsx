import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { Notice } from './notice.tsx'

/** What a page says of what was just done; nothing when it has no sentence for it. */
export const sayingOf = ({ passing }: Ask, sayings: Readonly<Record<string, string>>): string | undefined =>
  passing === undefined ? undefined : sayings[passing.said]

/** What was just done, told once at the top of the page it led to; nothing when the page has no sentence for it. */
export const Said = ({ ask, sayings }: { ask: Ask; sayings: Readonly<Record<string, string>> }): VNode | null => {
  const says = sayingOf(ask, sayings)
  if (says === undefined) return null
  return (
    <Notice kind="ok" focus>
      <p>{says}</p>
    </Notice>
  )
}
