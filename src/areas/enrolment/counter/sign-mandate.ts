import { Problem } from '../../../platform/problem.ts'
import { maskContact } from '../../identity/index.ts'
import { instantOf, type DeskParts } from '../desk/desk-parts.ts'
import { codeContact } from '../register/code-contact.ts'
import { useLiveMandate, type HeldMandate } from './hold-mandate.ts'
import { signMandate } from './store.ts'
import type { Counter } from './types.ts'

const purpose = 'sign-mandate'

type Signer = Parameters<typeof codeContact>[0]

/** Whoever gives the mandate signs it: the representative where there is one. */
const signerOf = async ({ register }: DeskParts, { row, person }: HeldMandate): Promise<Signer> => {
  const signer = row.representativeId === null ? person : await register.findPerson(row.representativeId)
  if (signer === undefined) throw new Problem('absent', 'mandate-unknown')
  const { contact } = await register.openPerson(signer)
  return { contact, remarks: signer.remarks }
}

/** Signing a mandate: on paper, or with a one-time code to the contact that the insurer knows (screen O14). */
export const createSigning = (parts: DeskParts): Pick<Counter, 'sendSigningCode' | 'sign'> => ({
  sendSigningCode: async (visitor, id) => {
    const held = await useLiveMandate(parts, visitor, { id, deed: 'counter-sign', state: 'unsigned' })
    const signer = await signerOf(parts, held)
    const contact = codeContact(signer, parts.canSms)
    if (contact === undefined) throw new Problem('conflict', 'contact-missing')
    await parts.credentials.sendOneTimeCode({ subject: id, purpose }, { ...contact, lang: signer.contact.lang })
    return maskContact(contact)
  },
  sign: async (visitor, id, signing) => {
    await useLiveMandate(parts, visitor, { id, deed: 'counter-sign', state: 'unsigned' })
    const { how } = signing
    const taken =
      how === 'paper' || (await parts.credentials.takeOneTimeCode({ subject: id, purpose, code: signing.code }))
    if (!taken) throw new Problem('incorrect', 'one-time-code-wrong', { details: { field: 'code' } })
    await signMandate(parts.database, id, { now: instantOf(parts), how })
  },
})
