import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ConfirmChange } from '../../components/confirm-change.tsx'
import { PauseNotice } from '../../components/pause-notice.tsx'

/** Before a pause, what it means; while it lasts, the way to end it. */
export const askToPause = async (ask: SpaceAsk): Promise<Page> => {
  const { pausedSince } = await ask.parts.history.readHistory(ask.visitor, ask.spaceId, { who: 'others', count: 1 })
  const words = ask.text.leaving.pause
  const page = { title: words.title, side: 'citizen', place: 'more' } as const
  if (pausedSince !== undefined)
    return {
      ...page,
      body: (
        <div class="column">
          <h1>{words.paused}</h1>
          <PauseNotice ask={ask} since={pausedSince} />
        </div>
      ),
    }
  return {
    ...page,
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.heading}
        says={words.says}
        button={{ says: words.button, isStop: true }}
        back="/my/close"
      />
    ),
  }
}

/** Shuts everybody else out; it holds from the very next request. Doing it twice changes nothing more. */
export const pause = async (ask: SpaceAsk): Promise<Redirect> => {
  await ask.parts.permissions.pauseSpace(ask.visitor, ask.spaceId)
  return { to: '/my/pause', passing: { said: 'paused' } }
}

/** Lets everybody in again as before, and leads to who they are. */
export const endPause = async (ask: SpaceAsk): Promise<Redirect> => {
  await ask.parts.permissions.unpauseSpace(ask.visitor, ask.spaceId)
  return { to: '/my/access', passing: { said: 'pause-ended' } }
}
