import { Problem } from '../../../platform/problem.ts'
import { maskContact, readContact, type ChannelAddress } from '../../identity/index.ts'
import type { EntryParts } from './entry-parts.ts'
import type { Pass } from './passes.ts'
import type { Entries } from './types.ts'

/** A pass that can still use a contact: not one that has left its means to wait. */
const unsettled = async ({ passes }: EntryParts, secret: string): Promise<Pass> => {
  const pass = await passes.get(secret)
  if (pass.recovery?.effectiveAt !== undefined) throw new Problem('unauthenticated', 'entry-ended')
  return pass
}

/** How somebody on the way is to be reached: proved by a one-time code before it is believed, or letters only. Rules: ENR-18. */
export const createContactChoice = (
  parts: EntryParts,
): Pick<Entries, 'sendContactCode' | 'resendContactCode' | 'confirmContact' | 'choosePost'> => ({
  sendContactCode: async (secret, typed, lang) => {
    const { subject } = await unsettled(parts, secret)
    const pending: ChannelAddress | undefined = readContact(typed)
    if (pending === undefined) throw new Problem('incorrect', 'contact-unreadable', { details: { field: 'contact' } })
    await parts.credentials.sendContactCode(subject, { ...pending, lang })
    await parts.passes.change(secret, { pending, contact: undefined })
    return maskContact(pending)
  },
  resendContactCode: async (secret, lang) => {
    const { subject, pending } = await unsettled(parts, secret)
    if (pending !== undefined) await parts.credentials.sendContactCode(subject, { ...pending, lang })
  },
  confirmContact: async (secret, code) => {
    const { subject, pending } = await unsettled(parts, secret)
    // No code was asked for.
    if (pending === undefined) throw new Problem('incorrect', 'one-time-code-wrong', { details: { field: 'code' } })
    await parts.credentials.confirmContact(subject, { ...pending, code })
    await parts.passes.change(secret, { contact: pending })
  },
  choosePost: async (secret) => {
    await unsettled(parts, secret)
    await parts.passes.change(secret, { contact: 'post' })
  },
})
