import type { NoticePress } from '../campaigns/ports.ts'
import { senderOf } from '../campaigns/notice-now.ts'
import { nameOf, recipientLines } from '../campaigns/rules.ts'
import type { Register } from '../register/register.ts'
import { requireRegistered } from '../register/require-registered.ts'
import { proofNotice } from './proof-of.ts'
import type { LifeProof } from './types.ts'

/** What proofs are printed with. `dayOf` gives the civil day (YYYY-MM-DD) of an instant. */
export interface ProofPress {
  register: Pick<Register, 'findPerson' | 'openPerson'>
  press: Pick<NoticePress, 'print'>
  dayOf(instant: string): string
  now(): string
}

/**
 * Prints the proof of a decision as PDF, in a language or in the person's own. Who has no address that fits an envelope is named
 * alone: the proof is handed over, or kept where it was asked for. Rules: ENR-7.
 */
export const createPrintProof =
  ({ register, press, dayOf, now }: ProofPress) =>
  async (proof: LifeProof, lang?: 'fr' | 'en'): Promise<Buffer> => {
    const person = await requireRegistered(register, proof.personId)
    const identity = await register.openPerson(person)
    const written = recipientLines(identity)
    return press.print({
      ...proofNotice(proof, dayOf),
      lang: lang ?? identity.contact.lang,
      recipient: 'lines' in written ? written.lines : [nameOf(identity).slice(0, 38)],
      sender: senderOf(person.scheme),
      madeOn: dayOf(now()),
      personName: nameOf(identity),
    })
  }
