import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { ConfirmChange } from '../components/confirm-change.tsx'
import { findParty } from './find-party.ts'

/** X3, before blocking: the effect in one sentence; for the treating doctor, what it means. */
export const askToBlock = async (ask: SpaceAsk): Promise<Page> => {
  const { line } = await findParty(ask)
  const words = ask.text.access.confirm
  const isTreatingDoctor = line.relations.includes('treating-doctor')
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.heading(line.name)}
        says={[words.effect(line.name), words.now, words.untold]}
        warning={isTreatingDoctor ? words.doctor(line.name) : undefined}
        button={{ says: words.yes, isStop: true }}
      />
    ),
  }
}

/** Blocks; it holds from the very next request. Doing it twice changes nothing more. */
export const block = async (ask: SpaceAsk): Promise<Redirect> => {
  const { line, token } = await findParty(ask)
  await ask.parts.permissions.blockProfessional(ask.visitor, ask.spaceId, line.partyId)
  return { to: '/my/access', passing: { said: 'blocked', about: token } }
}
