import { Problem } from '../../../platform/problem.ts'
import type { TotpSetup } from '../../../areas/identity/index.ts'
import type { Redirect } from '../ask.ts'
import { enter } from './enter.ts'
import type { EntryAsk } from './with-entry.ts'

/** How somebody on the way gets a means to come in. */
export interface NewMeans {
  offerPasskey(): Promise<unknown>
  keepPasskey(response: unknown, name: string): Promise<void>
  hasApp(): Promise<boolean>
  beginApp(): Promise<TotpSetup>
  confirmApp(code: string): Promise<void>
  keepPassword(chosen: { login: string; password: string }): Promise<void>
  /** Where it leads. */
  goOn(): Promise<Redirect>
}

/** For a space that has just been opened: the means is there at once, and its holder goes in. */
const forOpened = (ask: EntryAsk): NewMeans => {
  const { credentials } = ask.parts
  const { opened, name } = ask.view
  if (opened === undefined) throw new Problem('unauthenticated', 'entry-ended')
  const { spaceId, meansEpoch } = opened
  return {
    offerPasskey: () => credentials.beginPasskeyRegistration(spaceId, name),
    keepPasskey: async (response, label) =>
      void (await credentials.finishPasskeyRegistration(spaceId, response, label)),
    hasApp: () => credentials.hasTotp(spaceId),
    beginApp: () => credentials.beginTotp(spaceId, name),
    confirmApp: (code) => credentials.confirmTotp(spaceId, code),
    keepPassword: (chosen) => credentials.choosePassword(spaceId, { ...chosen, meansEpoch }),
    goOn: () => enter(ask, opened),
  }
}

/** On the way back: the means waits, and nobody goes in. Law: security T10. */
const forLost = ({ parts: { entries }, secret, view }: EntryAsk): NewMeans => ({
  offerPasskey: () => entries.offerWaitingPasskey(secret),
  keepPasskey: (response, label) => entries.keepWaitingPasskey(secret, response, label),
  hasApp: async () => view.recovery?.hasApp === true,
  beginApp: () => entries.beginWaitingApp(secret),
  confirmApp: (code) => entries.confirmWaitingApp(secret, code),
  keepPassword: (chosen) => entries.keepWaitingPassword(secret, chosen),
  goOn: async () => ({ to: '/open/waits' }),
})

/** The means of somebody at this place: `atPlace('means', …)` lets nobody else come here. */
export const newMeans = (ask: EntryAsk): NewMeans => (ask.view.recovery === undefined ? forOpened(ask) : forLost(ask))
