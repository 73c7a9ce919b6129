import type { ComponentChildren, VNode } from 'preact'
import type { LinkedItem } from '../../../areas/profile/index.ts'
import type { Ask } from '../ask.ts'
import { linkedName, linkedPath, linkedSort } from './link-words.ts'

/** What a line is linked with: each by its name, leading there where there is a page. */
export const LinkedList = (props: {
  ask: Ask
  linked: readonly LinkedItem[]
  /** the address of the record */
  at: string
  /** whether somebody else's record is read */
  isPatient?: boolean
  beside?: (item: LinkedItem) => ComponentChildren
}): VNode | null => {
  const { ask, linked, at, isPatient = false, beside } = props
  if (linked.length === 0) return null
  return (
    <ul class="plain-list linked-list">
      {linked.map((item) => {
        const path = linkedPath(item, at, isPatient)
        const name = linkedName(ask, item)
        return (
          <li key={`${item.kind} ${item.id}`}>
            {path === undefined ? name : <a href={path}>{name}</a>} <span class="row-who">{linkedSort(ask, item)}</span>
            {beside?.(item)}
          </li>
        )
      })}
    </ul>
  )
}
