import type { VNode } from 'preact'
import type { PermissionLine } from '../../../areas/permissions/types.ts'
import type { SpaceAsk } from '../ask.ts'
import { scopeWords, untilWords } from '../sharing-words.ts'

const usedWords = ({ text, words }: SpaceAsk, { users, party, evidence }: PermissionLine): string => {
  if (party !== undefined) return text.sharing.list.noted[evidence]
  const used = users.map(({ name, since }) => text.sharing.list.usedBy(name, words.date(since)))
  return used.length === 0 ? text.sharing.list.unused : used.join(' · ')
}

/** One share: with whom, what, until when, who entered by it; one press stops it. */
export const ShareRow = ({ ask, share }: { ask: SpaceAsk; share: PermissionLine }): VNode => {
  const words = ask.text.sharing.list
  const name = share.party?.name ?? words.code
  return (
    <li class="row">
      <div class="row-main">
        <h3>
          <a href={`/my/share/${share.id}`}>{name}</a>
        </h3>
        <p class="row-who">{`${scopeWords(ask, share)} – ${untilWords(ask, share.until)}`}</p>
        <p class="quiet">{usedWords(ask, share)}</p>
      </div>
      <form method="post" action={`/my/share/${share.id}/stop`}>
        <button class="button button-quiet" type="submit">
          <span aria-hidden="true">{words.stop}</span>
          <span class="unseen">{words.stopName(name)}</span>
        </button>
      </form>
    </li>
  )
}
