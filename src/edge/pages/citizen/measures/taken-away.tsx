import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'
import { Notice } from '../../components/notice.tsx'

/** After one was deleted: the button that puts it back. What it said travels in the form of that button alone. */
export const TakenAway = ({ ask, path }: { ask: SpaceAsk; path: string }): VNode | null => {
  const { passing, text } = ask
  if (passing?.said !== 'measure-deleted') return null
  return (
    <Notice kind="ok" focus>
      <p>{text.measures.deleted}</p>
      {passing.about === undefined ? null : (
        <form method="post" action={`${path}/restore`}>
          <input type="hidden" name="id" value={passing.about} />
          <button class="button button-quiet" type="submit">
            {text.shell.undo}
          </button>
        </form>
      )}
    </Notice>
  )
}
