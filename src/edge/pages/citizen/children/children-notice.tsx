import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'
import { Notice } from '../../components/notice.tsx'

/** On the first page: a child's space waits. */
export const ChildrenNotice = ({ ask }: { ask: SpaceAsk }): VNode => (
  <Notice kind="info">
    <p>{ask.text.children.waiting}</p>
    <a href="/my/children">{ask.text.children.waitingLink}</a>
  </Notice>
)
