import type { VNode } from 'preact'
import { countedAtMost } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'

/** How many documents a list holds: exactly, or more than are counted. */
export const DocumentCount = ({ ask, total }: { ask: Ask; total: number | undefined }): VNode => {
  const words = ask.text.record.list
  return <p class="quiet">{total === undefined ? words.more(countedAtMost) : words.count(total)}</p>
}
