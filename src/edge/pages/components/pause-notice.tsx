import type { VNode } from 'preact'
import type { SpaceAsk } from '../ask.ts'
import { Notice } from './notice.tsx'

/** While a pause lasts: since when, what it means, and the one button that ends it. Nothing while there is none. */
export const PauseNotice = (props: { ask: SpaceAsk; since: string | undefined }): VNode | null => {
  const { ask, since } = props
  if (since === undefined) return null
  const words = ask.text.leaving.pause
  return (
    <Notice kind="attention" focus={ask.passing?.said === 'paused'}>
      <p>
        <strong>{words.since(ask.words.date(since))}</strong> {words.lasts}
      </p>
      <form method="post" action="/my/pause/end">
        <button class="button" type="submit">
          {words.end}
        </button>
      </form>
    </Notice>
  )
}
