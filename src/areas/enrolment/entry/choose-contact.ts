import { Problem } from '../../../platform/problem.ts'
import { maskContact, readContact, type ChannelAddress } from '../../identity/index.ts'
import type { EntryParts } from './entry-parts.ts'
import type { Entries } from './types.ts'

/** How somebody on the way is to be reached: proved by a one-time code before it is believed, or letters only. Rules: ENR-18. */
export const createContactChoice = ({
  passes,
  credentials,
}: EntryParts): Pick<Entries, 'sendContactCode' | 'resendContactCode' | 'confirmContact' | 'choosePost'> => ({
  sendContactCode: async (secret, typed, lang) => {
    const { subject } = await passes.get(secret)
    const pending: ChannelAddress | undefined = readContact(typed)
    if (pending === undefined) throw new Problem('incorrect', 'contact-unreadable', { details: { field: 'contact' } })
    await credentials.sendContactCode(subject, { ...pending, lang })
    await passes.change(secret, { pending, contact: undefined })
    return maskContact(pending)
  },
  resendContactCode: async (secret, lang) => {
    const { subject, pending } = await passes.get(secret)
    if (pending !== undefined) await credentials.sendContactCode(subject, { ...pending, lang })
  },
  confirmContact: async (secret, code) => {
    const { subject, pending } = await passes.get(secret)
    // No code was asked for.
    if (pending === undefined) throw new Problem('incorrect', 'one-time-code-wrong', { details: { field: 'code' } })
    await credentials.confirmContact(subject, { ...pending, code })
    await passes.change(secret, { contact: pending })
  },
  choosePost: (secret) => passes.change(secret, { contact: 'post' }),
})
