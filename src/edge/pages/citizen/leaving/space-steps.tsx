import type { FastifyReply } from 'fastify'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { isProven, proveFirst } from '../../fresh-proof.ts'
import { sendProof } from '../../send-proof.ts'
import { takeStep } from '../../take-step.ts'
import { ErasureFacts } from './close-screens.tsx'
import { shutSpacePath } from './shut-space.ts'

/** Everything comes back at once. */
export const reopenSpace = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.ownSpace.reopenOwn(ask.visitor, ask.spaceId), {
    to: '/my',
    said: 'reopened',
    late: shutSpacePath,
  })

/** The space stays closed and archived. */
export const cancelErasure = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.ownSpace.cancelOwnErasure(ask.visitor, ask.spaceId), {
    to: shutSpacePath,
    said: 'erasure-cancelled',
    late: shutSpacePath,
  })

/** A suspended space waits for the operator's answer. */
export const objectToClosing = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.ownSpace.objectToClosing(ask.visitor, ask.spaceId), {
    to: shutSpacePath,
    said: 'objected',
    late: shutSpacePath,
  })

/** The proof of the closing, or of the request for erasure, as PDF. */
export const sendOwnProof = async (ask: SpaceAsk): Promise<FastifyReply> =>
  sendProof(ask, await ask.parts.ownSpace.findProof(ask.spaceId))

/** T10: what is erased, what is not, and when; an open space has the same at its closing. */
export const askForErasure = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const standing = await ask.parts.ownSpace.standingOf(ask.spaceId)
  if (standing === undefined || standing.state === 'open') return { to: '/my/close/erase' }
  if (standing.state === 'erasing') return { to: shutSpacePath }
  if (!isProven(ask)) return proveFirst(ask)
  const words = ask.text.leaving.erasure
  return {
    title: words.title,
    side: 'citizen',
    place: 'none',
    shut: true,
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <ErasureFacts ask={ask} />
        <form method="post" action={ask.path} class="button-row">
          <button class="button button-stop" type="submit">
            {words.button}
          </button>
          <a href={shutSpacePath}>{words.back}</a>
        </form>
      </div>
    ),
  }
}

/** Asks for the erasure of a space that is shut already. */
export const requestErasure = async (ask: SpaceAsk): Promise<Redirect> => {
  if (!isProven(ask)) return proveFirst(ask)
  return takeStep(() => ask.parts.ownSpace.requestOwnErasure(ask.visitor, ask.spaceId), {
    to: shutSpacePath,
    said: 'erasing',
    late: shutSpacePath,
  })
}
