import { dayOf } from '../../../../platform/calendar.ts'
import type { Connection } from '../../../../platform/database/database.ts'
import { timeOrderedId } from '../../../../platform/ids.ts'
import type { OutboxItem } from '../../../../platform/outbox.ts'
import { dayInWords } from '../../../../reference/day-in-words.ts'
import { codeParameters } from '../../codes/parameters.ts'
import { printedCode } from '../../codes/rules.ts'
import { momentOf } from '../campaign-parts.ts'
import { insertExceptions } from '../exceptions/store.ts'
import { insertNotices, selectNotice } from '../letters/store.ts'
import { openCandidates, type Candidate } from '../population/open-candidates.ts'
import { selectAddressees } from '../population/store.ts'
import type { EnrolmentMessages } from '../types.ts'
import { chooseWay } from '../way-rules.ts'
import { codeSms, mailOf } from './mail-texts.ts'
import type { MessageParts } from './message-parts.ts'

const unreachable: readonly string[] = ['deceased', 'merged']

/** A French mobile number in international form; nothing for any number that takes no short message. */
const mobileOf = (phone: string | undefined): string | undefined => {
  if (phone === undefined) return undefined
  if (phone.startsWith('+')) return phone
  return /^0[67]\d{8}$/.test(phone) ? `+33${phone.slice(1)}` : undefined
}

/** By which way a code reaches somebody. */
export type CodeSending = { by: 'mail'; to: string } | { by: 'sms'; to: string } | { by: 'letter' }

/** The way of a code. Rules: ENR-12, only the contact that the insurer knows; one that strangers share is not one. */
export const wayOf = ({ identity, remarks }: Candidate, canSms: boolean): CodeSending => {
  const { email, phone } = identity.contact
  if (remarks.includes('line-contact-shared')) return { by: 'letter' }
  if (email !== undefined) return { by: 'mail', to: email }
  const mobile = mobileOf(phone)
  return canSms && mobile !== undefined ? { by: 'sms', to: mobile } : { by: 'letter' }
}

const queueLetters = async (
  parts: MessageParts,
  connection: Connection,
  { item, person }: { item: OutboxItem; person: Candidate },
): Promise<void> => {
  const { at } = momentOf(parts)
  const { letters } = chooseWay(person, 'post-only')
  const nowMs = parts.clock.now().getTime()
  if (letters.length === 0) {
    const opened = { id: timeOrderedId(nowMs), personId: person.id, kind: 'no-address' as const }
    return insertExceptions(connection, { campaignId: null, at }, [opened])
  }
  // The first has the item's own id: an item that is done again finds it, and nothing is doubled.
  const notices = letters.map(({ recipientId }, index) => ({
    id: index === 0 ? item.id : timeOrderedId(nowMs),
    personId: person.id,
    channel: 'post' as const,
    kind: 'new-code',
    ...(recipientId === undefined ? {} : { recipientId }),
  }))
  const again = await isQueued(connection, { personId: person.id, id: item.id })
  if (!again) await insertNotices(connection, { campaignId: null, waveN: null, batchId: null, at }, notices)
}

const isQueued = async (connection: Connection, { personId, id }: { personId: string; id: string }): Promise<boolean> =>
  (await selectNotice(connection, personId, id)) !== undefined

/**
 * Sends a code that was asked for. Done again after a crash it sends the same code under the same id: a queued item has one code.
 * A letter gets its code when its file is written.
 */
export const createSendCode =
  (parts: MessageParts): EnrolmentMessages['sendCode'] =>
  async (item) => {
    const { database, register, codes } = parts
    const { personId = '', origin = 'request' } = item.payload
    const standing = await register.findPerson(personId)
    if (standing === undefined || standing.sealed === null || unreachable.includes(standing.state)) return
    const { today, zone } = momentOf(parts)
    const [person] = await openCandidates(database, register, await selectAddressees(database, [personId], today))
    if (person === undefined) return
    const way = wayOf(person, parts.sms !== undefined)
    if (way.by === 'letter')
      return database.transaction((connection) => queueLetters(parts, connection, { item, person }))
    const { code, expiresAt } = await codes.issueOnce(database, { id: item.id, personId, origin })
    const { lang } = person.identity.contact
    const lastDay = dayOf(new Date(Date.parse(expiresAt) - 1).toISOString(), zone)
    const day = dayInWords(lastDay, lang)
    const values = { site: parts.publicUrl, phone: parts.phone, day, code: printedCode(code, codeParameters) }
    const mail = mailOf('new-code', lang, values)
    if (way.by === 'mail' && mail !== undefined) await parts.mailer.send({ id: item.id, to: way.to, ...mail })
    if (way.by === 'sms') await parts.sms?.send({ id: item.id, to: way.to, text: codeSms(lang, values) })
  }
