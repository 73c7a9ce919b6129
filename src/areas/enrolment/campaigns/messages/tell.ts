import type { Mail } from '../../../../platform/mail/mail.ts'
import { HeldBack, type OutboxItem } from '../../../../platform/outbox.ts'
import { Problem } from '../../../../platform/problem.ts'
import { dayInWords } from '../../../../reference/day-in-words.ts'
import { dayOf } from '../../../../platform/calendar.ts'
import type { RegisterPerson } from '../../register/types.ts'
import { isMinorOn } from '../../entry/rules.ts'
import { isBeforeMajority, ownContact } from '../../register/majority-rules.ts'
import { momentOf, type Moment } from '../campaign-parts.ts'
import { insertExceptions } from '../exceptions/store.ts'
import { fallBackToPost } from '../fall-back.ts'
import { changeNotice, selectNotice, type NoticeRow } from '../letters/store.ts'
import { mayReceive } from '../may-receive.ts'
import { restartWindow } from '../notice-clock.ts'
import { noticeNow, type Noticed } from '../notice-now.ts'
import { queueLetters } from '../queue-letters.ts'
import { createRecallUnapproved } from '../../texts/recall-unapproved.ts'
import type { TextVersion } from '../../texts/types.ts'
import { isRefused } from './is-refused.ts'
import { isMail, isToBeTold, letterInsteadOf, mailOf, messageOf } from './mail-texts.ts'
import type { MessageParts } from './message-parts.ts'
import type { EnrolmentMessages } from '../types.ts'

/** Where a mail to somebody goes. */
interface Contact {
  email: string
  lang: 'fr' | 'en'
}

const insurersContact = async (parts: MessageParts, person: RegisterPerson): Promise<Contact | undefined> => {
  const { register } = parts
  if (person.sealed === null || person.remarks.includes('line-contact-shared')) return undefined
  const identity = await register.openPerson(person)
  const isMinor = isMinorOn(person, momentOf(parts).today)
  const contact = ownContact(identity.contact, { ...person, isMinor })
  return contact.email === undefined ? undefined : { email: contact.email, lang: contact.lang }
}

/** The contact that the holder confirmed in their space; without one, the insurer's. */
const contactOf = async (parts: MessageParts, person: RegisterPerson): Promise<Contact | undefined> => {
  const own = person.spaceId === null ? undefined : await parts.persons.findContact(person.spaceId)
  if (own?.email && own.confirmed?.includes('email')) return { email: own.email, lang: own.lang ?? 'fr' }
  return insurersContact(parts, person)
}

const mailFor = (
  parts: MessageParts,
  { message, to, id, opensAt }: { message: string; to: Contact; id: string; opensAt: string | null },
  { at, today, zone }: Moment,
): Mail | undefined => {
  const lawful = (name: 'archiveYears' | 'erasureMonthsAtMost' | 'suspensionWeeks'): string =>
    String(parts.parameters.parameterAt(name, at))
  const mail = mailOf(
    message,
    { lang: to.lang, day: today },
    {
      site: parts.publicUrl,
      phone: parts.phone,
      day: opensAt === null ? '' : dayInWords(dayOf(opensAt, zone), to.lang),
      archiveYears: lawful('archiveYears'),
      erasureMonths: lawful('erasureMonthsAtMost'),
      suspensionWeeks: lawful('suspensionWeeks'),
    },
  )
  return mail && { id, to: to.email, ...mail }
}

/** What a notice that leaves on a later day than its batch changes: the six weeks run from its sending. Law: R.1111-28. */
const lateChange = (
  parts: MessageParts,
  { noticedAt, windowEndsAt }: RegisterPerson,
  { at, today, zone }: Moment,
): Noticed | undefined => {
  const isOnTime = noticedAt !== null && windowEndsAt !== null && dayOf(noticedAt, zone) >= today
  return isOnTime ? undefined : noticeNow(parts, at)
}

interface NoticeParts extends MessageParts {
  recallUnapproved(day: string): Promise<TextVersion[]>
}

/** Whoever decided meanwhile needs no mail that asks them to; one for parents is none for a new adult, who is told anew (come-of-age.ts). */
const isStillAsked = (person: RegisterPerson, notice: NoticeRow, { today, zone }: Moment): boolean =>
  person.state === 'noticed' && !isBeforeMajority(dayOf(notice.preparedAt, zone), person, today)

/** A campaign's mail whose wording is not approved waits in the queue: nothing is lost. */
const sendNotice = async (parts: NoticeParts, item: OutboxItem, notice: NoticeRow): Promise<void> => {
  const { database, register } = parts
  const person = await register.findPerson(notice.personId)
  const moment = momentOf(parts)
  if (notice.state !== 'prepared') return
  if (person === undefined || !isStillAsked(person, notice, moment))
    return void (await changeNotice(database, notice, { from: ['prepared'], state: 'failed', at: moment.at }))
  if ((await parts.recallUnapproved(moment.today)).length > 0) throw new HeldBack('letter-not-approved')
  const to = await register.findPerson(item.payload['mailTo'] ?? person.id)
  const mayHave = to !== undefined && (await mayReceive(parts, { person, to }, moment.today))
  const contact = mayHave ? await insurersContact(parts, to) : undefined
  const change = lateChange(parts, person, moment)
  const opensAt = change?.windowEndsAt ?? person.windowEndsAt
  const mail = contact && mailFor(parts, { message: 'noticed', to: contact, id: item.id, opensAt }, moment)
  try {
    if (mail === undefined) throw new Problem('incorrect', 'mail-address-wrong', { details: { field: 'email' } })
    await parts.mailer.send(mail)
  } catch (error) {
    if (!isRefused(error)) throw error
    return database.transaction((connection) => fallBackToPost(parts, connection, notice))
  }
  await database.transaction(async (connection) => {
    const sent = { from: ['prepared'], state: 'sent', at: momentOf(parts).at }
    if (!(await changeNotice(connection, notice, sent)) || change === undefined) return
    await restartWindow(parts, connection, { personIds: [person.id], change, channel: 'mail' })
  })
}

interface Telling {
  item: OutboxItem
  person: RegisterPerson
  message: string
}

/** Somebody without a mail address: a letter that waits where there is one for the event; else a human, where they must be told. */
const tellOnPaper = async (parts: MessageParts, { item, person, message }: Telling): Promise<void> => {
  const { event = '', state = person.state, channel } = item.payload
  // What time did is nobody's decision, and has no proof.
  const kind = channel === 'clock' && event !== 'reminded' ? undefined : letterInsteadOf(message)
  const { at } = momentOf(parts)
  if (kind !== undefined) {
    const letters = { id: item.id, personId: person.id, kind }
    await parts.database.transaction(async (connection) => void (await queueLetters(parts, connection, letters)))
  } else if (isToBeTold(event) && person.state === state)
    await insertExceptions(parts.database, { campaignId: null, at }, [
      { id: item.id, personId: person.id, kind: 'untold' },
    ])
}

/** Nothing is told to the dead, to whoever has opened it themselves, or of a transition that somebody's second refusal ended. */
const isPast = (person: RegisterPerson, message: string): boolean => {
  if (person.state === 'deceased') return true
  if (message === 'opened') return person.activatedAt !== null
  return (message === 'legacy-opposed' || message === 'reminded') && person.state !== 'legacy-opposed'
}

const tellEvent = async (parts: MessageParts, item: OutboxItem): Promise<void> => {
  const { event = '', state, personId = '' } = item.payload
  const message = messageOf(event, state)
  const person = await parts.register.findPerson(personId)
  if (person === undefined || isPast(person, message) || !isMail(message)) return
  const to = await contactOf(parts, person)
  const mail = to && mailFor(parts, { message, to, id: item.id, opensAt: person.windowEndsAt }, momentOf(parts))
  if (mail === undefined) return tellOnPaper(parts, { item, person, message })
  try {
    await parts.mailer.send(mail)
  } catch (error) {
    if (!isRefused(error)) throw error
    await tellOnPaper(parts, { item, person, message })
  }
}

/**
 * Tells what happened: the first notice by mail, which falls back to post; anything else to the contact there is. Right: only the first
 * notice is a campaign's and waits for the approval of its wording; what somebody did, asked for or must know of their own space is
 * told whatever the staff have approved.
 */
export const createTell = (parts: MessageParts): EnrolmentMessages['tell'] => {
  const recallUnapproved = createRecallUnapproved(parts, ['mail-noticed'])
  return async (item) => {
    const { noticeId, personId = '' } = item.payload
    if (noticeId === undefined) return tellEvent(parts, item)
    const notice = await selectNotice(parts.database, personId, noticeId)
    if (notice !== undefined) await sendNotice({ ...parts, recallUnapproved }, item, notice)
  }
}
