import type { Mailer } from '../../platform/mail/mail.ts'
import type { Persons } from '../identity/index.ts'
import { noticeTexts, withheldTexts, type NoticeTexts } from './notice-texts.ts'

/** A notice to send: whose space has news. Nothing else is known here, so nothing else can be told. */
export interface Notice {
  id: string
  spaceId: string
}

/** Tells holders that something is new in their space, without a word about what. */
export interface Notifications {
  /** A holder without a mail address is not written to: they read it in their space. */
  sendNotice(notice: Notice): Promise<void>
  /** That the record has news for which a professional is to be seen: of what is withheld, two weeks on. Law: R.1111-53. */
  sendWithheldNotice(notice: Notice): Promise<void>
}

/** Builds the notifications area. Law: PGSSI-S; ux §4.9: same neutral subject for all, no link that signs in, no health word. */
export const createNotifications = (parts: {
  persons: Pick<Persons, 'findContact'>
  mailer: Mailer
  publicUrl: string
}): Notifications => {
  const send =
    (texts: NoticeTexts) =>
    async ({ id, spaceId }: Notice): Promise<void> => {
      const contact = await parts.persons.findContact(spaceId)
      if (!contact?.email) return
      const { subject, text } = texts[contact.lang ?? 'fr']
      await parts.mailer.send({ id, to: contact.email, subject, text: text(parts.publicUrl) })
    }
  return { sendNotice: send(noticeTexts), sendWithheldNotice: send(withheldTexts) }
}
