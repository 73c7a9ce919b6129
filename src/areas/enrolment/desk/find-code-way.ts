import { maskContact } from '../../identity/index.ts'
import { openCandidates } from '../campaigns/population/open-candidates.ts'
import { selectAddressees } from '../campaigns/population/store.ts'
import { chooseWay } from '../campaigns/way-rules.ts'
import { todayOf, type DeskParts } from './desk-parts.ts'
import { codeContact } from '../register/code-contact.ts'
import type { CodeWay } from './code-types.ts'

/** The way that a code would take to somebody, by the rule that sends it, masked; nothing where it reaches nobody. */
export const findCodeWay = async (parts: DeskParts, personId: string): Promise<CodeWay | undefined> => {
  const rows = await selectAddressees(parts.database, [personId], todayOf(parts))
  const [person] = await openCandidates(parts.database, parts.register, rows)
  if (person === undefined) return undefined
  const to = codeContact({ contact: person.identity.contact, remarks: person.remarks }, parts.canSms)
  if (to !== undefined) return { by: to.channel === 'email' ? 'mail' : 'sms', to: maskContact(to) }
  return chooseWay(person, 'post-only').letters.length === 0 ? undefined : { by: 'letter' }
}
