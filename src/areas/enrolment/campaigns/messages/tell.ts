import type { Mail } from '../../../../platform/mail/mail.ts'
import type { OutboxItem } from '../../../../platform/outbox.ts'
import { Problem } from '../../../../platform/problem.ts'
import { dayInWords } from '../../../../reference/day-in-words.ts'
import { dayOf } from '../../../../platform/calendar.ts'
import type { RegisterPerson } from '../../register/types.ts'
import { momentOf } from '../campaign-parts.ts'
import { insertExceptions } from '../exceptions/store.ts'
import { fallBackToPost } from '../fall-back.ts'
import { changeNotice, insertNotices, selectNotice, type NoticeRow } from '../letters/store.ts'
import { campaignParameters } from '../parameters.ts'
import { isToBeTold, letterInsteadOf, mailOf } from './mail-texts.ts'
import type { MessageParts } from './message-parts.ts'
import type { EnrolmentMessages } from '../types.ts'

/** Where a mail to somebody goes. */
interface Contact {
  email: string
  lang: 'fr' | 'en'
}

const insurersContact = async ({ register }: MessageParts, person: RegisterPerson): Promise<Contact | undefined> => {
  if (person.sealed === null || person.remarks.includes('line-contact-shared')) return undefined
  const { contact } = await register.openPerson(person)
  return contact.email === undefined ? undefined : { email: contact.email, lang: contact.lang }
}

/** The contact that the holder confirmed in their space; without one, the insurer's. */
const contactOf = async (parts: MessageParts, person: RegisterPerson): Promise<Contact | undefined> => {
  const own = person.spaceId === null ? undefined : await parts.persons.findContact(person.spaceId)
  if (own?.email) return { email: own.email, lang: own.lang ?? 'fr' }
  return insurersContact(parts, person)
}

const mailFor = (
  parts: MessageParts,
  { event, to, id, opensAt }: { event: string; to: Contact; id: string; opensAt: string | null },
): Mail | undefined => {
  const { zone } = momentOf(parts)
  const day = opensAt === null ? '' : dayInWords(dayOf(opensAt, zone), to.lang)
  const mail = mailOf(event, to.lang, { site: parts.publicUrl, phone: parts.phone, day })
  return mail && { id, to: to.email, ...mail }
}

/** An address that can never work, or one that did not in several tries: then a letter. */
const isLost = (error: unknown, item: OutboxItem): boolean =>
  (error instanceof Problem && error.kind === 'incorrect') || item.attempts >= campaignParameters.mailAttempts

const sendNotice = async (parts: MessageParts, item: OutboxItem, notice: NoticeRow): Promise<void> => {
  const { database, register } = parts
  const person = await register.findPerson(notice.personId)
  // Whoever decided meanwhile needs no mail that asks them to.
  if (person?.state !== 'noticed' || notice.state !== 'prepared') return
  const to = await register.findPerson(item.payload['mailTo'] ?? person.id)
  const contact = to && (await insurersContact(parts, to))
  const mail = contact && mailFor(parts, { event: 'noticed', to: contact, id: item.id, opensAt: person.windowEndsAt })
  try {
    if (mail === undefined) throw new Problem('incorrect', 'mail-address-wrong', { details: { field: 'email' } })
    await parts.mailer.send(mail)
  } catch (error) {
    if (!isLost(error, item)) throw error
    await database.transaction((connection) => fallBackToPost(parts, connection, notice))
    return
  }
  await changeNotice(database, notice, { from: ['prepared'], state: 'sent', at: momentOf(parts).at })
}

/** Somebody without a mail address: a letter that waits where there is one for the event; else a human, where they must be told. */
const tellOnPaper = async (parts: MessageParts, item: OutboxItem, person: RegisterPerson): Promise<void> => {
  const event = item.payload['event'] ?? ''
  const { at } = momentOf(parts)
  const kind = letterInsteadOf(event)
  if (kind !== undefined)
    await insertNotices(parts.database, { campaignId: null, waveN: null, batchId: null, at }, [
      { id: item.id, personId: person.id, channel: 'post', kind },
    ])
  else if (isToBeTold(event))
    await insertExceptions(parts.database, { campaignId: null, at }, [
      { id: item.id, personId: person.id, kind: 'untold' },
    ])
}

const tellEvent = async (parts: MessageParts, item: OutboxItem): Promise<void> => {
  const event = item.payload['event'] ?? ''
  const person = await parts.register.findPerson(item.payload['personId'] ?? '')
  if (person === undefined || person.state === 'deceased') return
  // Whoever opened it themselves has seen it.
  if (event === 'opened' && person.activatedAt !== null) return
  if (mailOf(event, 'fr', {}) === undefined) return
  const to = await contactOf(parts, person)
  const mail = to && mailFor(parts, { event, to, id: item.id, opensAt: person.windowEndsAt })
  if (mail === undefined) return tellOnPaper(parts, item, person)
  try {
    await parts.mailer.send(mail)
  } catch (error) {
    if (!isLost(error, item)) throw error
    await tellOnPaper(parts, item, person)
  }
}

/** Tells what happened: the first notice by mail, which falls back to post; anything else to the contact there is. */
export const createTell =
  (parts: MessageParts): EnrolmentMessages['tell'] =>
  async (item) => {
    const { noticeId, personId = '' } = item.payload
    if (noticeId === undefined) return tellEvent(parts, item)
    const notice = await selectNotice(parts.database, personId, noticeId)
    if (notice !== undefined) await sendNotice(parts, item, notice)
  }
