import type { VNode } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** A small state: a word and an icon in a tint. */
export const Pill = (props: {
  icon: IconName
  tone: 'info' | 'attention' | 'stop' | 'ok' | 'voice' | 'plain'
  says: string
}): VNode => (
  <span class={`pill pill-${props.tone}`}>
    <Icon name={props.icon} />
    {props.says}
  </span>
)
