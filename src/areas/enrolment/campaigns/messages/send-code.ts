import { lastDayBefore } from '../../../../platform/calendar.ts'
import type { OutboxItem } from '../../../../platform/outbox.ts'
import { dayInWords } from '../../../../reference/day-in-words.ts'
import type { ChannelAddress } from '../../../identity/index.ts'
import { codeParameters } from '../../codes/parameters.ts'
import { printedCode } from '../../codes/rules.ts'
import { isMinorOn } from '../../entry/rules.ts'
import { codeContact } from '../../register/code-contact.ts'
import { ownContact } from '../../register/majority-rules.ts'
import type { PersonIdentity, RegisterPerson } from '../../register/types.ts'
import { momentOf } from '../campaign-parts.ts'
import { campaignParameters } from '../parameters.ts'
import { queueLetters } from '../queue-letters.ts'
import type { EnrolmentMessages } from '../types.ts'
import { hasHints, raiseHints } from './raise-hints.ts'
import { isRefused } from './is-refused.ts'
import { codeSms, mailOf } from './mail-texts.ts'
import type { MessageParts } from './message-parts.ts'

const unreachable: readonly string[] = ['deceased', 'merged']

/** Sends a code; gives whether what is on record hints at a fraud. It is looked for first: what fails then sends nothing twice. */
const send = async (
  parts: MessageParts,
  item: OutboxItem,
  { person, to, lang }: { person: RegisterPerson; to: ChannelAddress; lang: PersonIdentity['contact']['lang'] },
): Promise<boolean> => {
  const { personId = '', origin = 'request' } = item.payload
  const { code, expiresAt } = await parts.codes.issueOnce(parts.database, {
    id: item.id,
    personId,
    origin,
    channel: to.channel === 'email' ? 'mail' : 'sms',
  })
  const isHinted = await hasHints(parts, person, { goesTo: 'contact' })
  const { today, zone } = momentOf(parts)
  const edition = { lang, day: today }
  const day = dayInWords(lastDayBefore(expiresAt, zone), lang)
  const values = { site: parts.publicUrl, phone: parts.phone, day, code: printedCode(code, codeParameters) }
  const mail = mailOf('new-code', edition, values)
  if (to.channel === 'email' && mail !== undefined) await parts.mailer.send({ id: item.id, to: to.address, ...mail })
  if (to.channel === 'phone') await parts.sms?.send({ id: item.id, to: to.address, text: codeSms(edition, values) })
  return isHinted
}

/** An address that was refused; a number too, which a gateway that takes no message does not tell from a fault of its own. */
const isLost = (error: unknown, item: OutboxItem, { channel }: ChannelAddress): boolean =>
  isRefused(error) || (channel === 'phone' && item.attempts >= campaignParameters.smsAttempts)

/** Sends or queues a code; gives whether what is on record hints at a fraud. */
const sendOrQueue = async (parts: MessageParts, item: OutboxItem, person: RegisterPerson): Promise<boolean> => {
  const identity = await parts.register.openPerson(person)
  const isMinor = isMinorOn(person, momentOf(parts).today)
  const contact = ownContact(identity.contact, { ...person, isMinor })
  const to = codeContact({ contact, remarks: person.remarks }, parts.sms !== undefined)
  try {
    if (to !== undefined) return await send(parts, item, { person, to, lang: contact.lang })
  } catch (error) {
    if (to === undefined || !isLost(error, item, to)) throw error
  }
  const letters = { id: item.id, personId: person.id, kind: 'new-code' }
  await parts.database.transaction(async (connection) => void (await queueLetters(parts, connection, letters)))
  return hasHints(parts, person, { goesTo: 'post' })
}

/**
 * Sends a code that was asked for, to the contact that the insurer knows; without one, or where it takes nothing, by a letter, which
 * gets its code when its file is written. Done again after a crash it sends the same code under the same id: a queued item has one
 * code.
 */
export const createSendCode =
  (parts: MessageParts): EnrolmentMessages['sendCode'] =>
  async (item) => {
    const { personId = '' } = item.payload
    const person = await parts.register.findPerson(personId)
    if (person === undefined || person.sealed === null || unreachable.includes(person.state)) return
    if (await sendOrQueue(parts, item, person)) await raiseHints(parts, person)
  }
