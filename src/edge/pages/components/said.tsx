import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { Notice } from './notice.tsx'

/** What was just done, told once at the top of the page it led to; nothing when the page has no sentence for it. */
export const Said = ({ ask, sayings }: { ask: Ask; sayings: Readonly<Record<string, string>> }): VNode | null => {
  const says = ask.passing === undefined ? undefined : sayings[ask.passing.said]
  if (says === undefined) return null
  return (
    <Notice kind="ok" focus>
      <p>{says}</p>
    </Notice>
  )
}
