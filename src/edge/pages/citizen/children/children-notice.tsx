import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'
import { Notice } from '../../components/notice.tsx'

/** On the first page: another parent asks. */
export const RequestNotice = ({ ask }: { ask: SpaceAsk }): VNode => (
  <Notice kind="info">
    <p>{ask.text.parents.waiting}</p>
    <a href="/my/children">{ask.text.parents.waitingLink}</a>
  </Notice>
)

/** On the first page: a child's space waits. */
export const ChildrenNotice = ({ ask }: { ask: SpaceAsk }): VNode => (
  <Notice kind="info">
    <p>{ask.text.children.waiting}</p>
    <a href="/my/children">{ask.text.children.waitingLink}</a>
  </Notice>
)
