import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { Icon } from './icon.tsx'

/** The way to the next page of a list, and back to the first; nothing when there is only one page. */
export const Pager = (props: {
  ask: Ask
  next?: string
  first?: string
  labels?: { next: string; first: string }
}): VNode | null => {
  const words = props.labels ?? props.ask.text.shell
  if (props.next === undefined && props.first === undefined) return null
  return (
    <nav class="pager" aria-label={props.ask.text.shell.pages}>
      {props.first === undefined ? null : (
        <a class="onward" href={props.first}>
          <Icon name="back" />
          {words.first}
        </a>
      )}
      {props.next === undefined ? null : (
        <a class="onward" href={props.next}>
          {words.next}
          <Icon name="next" />
        </a>
      )}
    </nav>
  )
}
