import type { VNode } from 'preact'
import type { AccessLine } from '../../../areas/permissions/types.ts'
import type { SpaceAsk } from '../ask.ts'
import { partyToken } from '../party-token.ts'
import { Notice } from './notice.tsx'

/** What was just blocked or unblocked, by name, with the way back. */
export const BlockDone = ({ ask, lines }: { ask: SpaceAsk; lines: readonly AccessLine[] }): VNode | null => {
  const { passing, text } = ask
  if (passing?.about === undefined || (passing.said !== 'blocked' && passing.said !== 'unblocked')) return null
  const about = passing.about
  const name = lines.find((line) => partyToken(ask.spaceId, line.partyId) === about)?.name ?? text.access.done.someone
  const undo = passing.said === 'blocked' ? 'unblock' : 'block'
  return (
    <Notice kind="ok" focus>
      <p>{text.access.done[passing.said](name)}</p>
      <form method="post" action={`/my/access/professionals/${about}/${undo}`}>
        <button class="button button-quiet" type="submit">
          {text.shell.undo}
        </button>
      </form>
    </Notice>
  )
}
