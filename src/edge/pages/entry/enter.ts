import type { Recognised } from '../../../areas/identity/index.ts'
import type { Redirect } from '../ask.ts'
import type { EntryAsk } from './with-entry.ts'

/** Where somebody arrives who has just opened their space. */
export const arrival = '/my?welcome=1'

/** Ends the way: a session of substantial level begins in this browser, the pass is over. The space must be open. */
export const enter = async (ask: EntryAsk, opened: Recognised): Promise<Redirect> => {
  const { parts, request, reply, view } = ask
  const actor = { kind: 'holder', id: opened.spaceId, name: view.name } as const
  await parts.startSession(request, reply, { actor, ...opened, authLevel: 'substantial' })
  await parts.entries.end(ask.secret)
  parts.entryCookie.drop(reply)
  return { to: arrival }
}
