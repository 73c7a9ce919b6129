import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { ConfirmChange } from '../components/confirm-change.tsx'
import { findParty } from './find-party.ts'

/** X3, before unblocking: what comes back. */
export const askToUnblock = async (ask: SpaceAsk): Promise<Page> => {
  const { line } = await findParty(ask)
  const words = ask.text.access.confirm
  return {
    title: words.unblockTitle,
    side: 'citizen',
    place: 'access',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.unblockHeading(line.name)}
        says={[words.unblockEffect(line.name)]}
        button={{ says: words.yesUnblock, isStop: false }}
      />
    ),
  }
}

/** Lets a professional in again as far as their ties of care go. */
export const unblock = async (ask: SpaceAsk): Promise<Redirect> => {
  const { line, token } = await findParty(ask)
  await ask.parts.permissions.unblockProfessional(ask.visitor, ask.spaceId, line.partyId)
  return { to: '/my/access', passing: { said: 'unblocked', about: token } }
}
