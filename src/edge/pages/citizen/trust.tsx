import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { ConfirmChange } from '../components/confirm-change.tsx'
import { findParty } from './find-party.ts'

/** X3, before an administrator is named: what they will see and may do. */
export const askToTrust = async (ask: SpaceAsk): Promise<Page> => {
  const { line } = await findParty(ask)
  const words = ask.text.sharing.trust
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.heading(line.name)}
        says={words.effects}
        button={{ says: words.yes, isStop: false }}
      />
    ),
  }
}

/** Names them; it holds from their next request. */
export const trust = async (ask: SpaceAsk): Promise<Redirect> => {
  const { line } = await findParty(ask)
  await ask.parts.permissions.nameAdministrator(ask.visitor, ask.spaceId, line.partyId)
  return { to: '/my/access', passing: { said: 'named' } }
}

/** X3, before an administrator is dismissed. */
export const askToDismiss = async (ask: SpaceAsk): Promise<Page> => {
  const { line } = await findParty(ask)
  const words = ask.text.sharing.trust
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.dismissHeading(line.name)}
        says={[words.dismissEffect(line.name)]}
        button={{ says: words.dismissYes, isStop: true }}
      />
    ),
  }
}

/** Dismisses them; it holds from their next request. */
export const dismiss = async (ask: SpaceAsk): Promise<Redirect> => {
  const { line } = await findParty(ask)
  await ask.parts.permissions.dismissAdministrator(ask.visitor, ask.spaceId, line.partyId)
  return { to: '/my/access', passing: { said: 'dismissed' } }
}
