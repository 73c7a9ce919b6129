import type { ComponentChildren, VNode } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** How weighty a notice is: its word and icon say so, not its colour alone. */
export type NoticeKind = 'info' | 'attention' | 'stop' | 'ok'

const icons: Record<NoticeKind, IconName> = { info: 'info', attention: 'alert', stop: 'alert', ok: 'check' }

/** A notice in the page. With `focus`, it takes the focus when the page opens: what was just done is heard first. */
export const Notice = (props: { kind: NoticeKind; focus?: boolean; children: ComponentChildren }): VNode => (
  <div
    class={`notice notice-${props.kind}`}
    role={props.focus ? 'status' : undefined}
    tabindex={props.focus ? -1 : undefined}
    autofocus={props.focus}
  >
    <Icon name={icons[props.kind]} />
    <div>{props.children}</div>
  </div>
)
