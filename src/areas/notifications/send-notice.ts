import type { Mailer } from '../../platform/mail/mail.ts'
import type { Directory, Persons } from '../identity/index.ts'
import {
  noticeTexts,
  producerNotice,
  professionalNotice,
  recallTexts,
  withheldTexts,
  type NoticeTexts,
} from './notice-texts.ts'

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
  /** That what they wrote once deserves to be read again; not what. Law: R.1111-19. */
  sendRecall(notice: Notice): Promise<void>
  /**
   * That something the holder asked was answered. What a holder asks is no business of whoever represents them, and only they get to the
   * answer: where somebody does, an address that the insurer alone knows may be theirs, and is not written to.
   */
  sendAnswerNotice(notice: Notice): Promise<void>
  /** Tells a professional that something waits on their page; one without an address reads it there. */
  tellProfessional(notice: { id: string; payload: Readonly<Record<string, string>> }): Promise<void>
  /** Tells who runs a software to look at what it sends; without an address the facility alone reads it. */
  tellProducer(notice: { id: string; payload: Readonly<Record<string, string>> }): Promise<void>
}

/** Builds the notifications area. Law: PGSSI-S; ux §4.9: same neutral subject for all, no link that signs in, no health word. */
export const createNotifications = (parts: {
  people: Pick<Persons, 'findContact'> & Pick<Directory, 'findProfessionalMail' | 'findSoftwareMail'>
  /** whether the holder is a child, or an adult whom a measure protects */
  mayBeRepresented: (spaceId: string) => Promise<boolean>
  /** queues the next reminder; gives whether this one is told */
  recallAgain: (notice: Notice) => Promise<boolean>
  mailer: Mailer
  publicUrl: string
}): Notifications => {
  const send =
    (texts: NoticeTexts) =>
    async ({ id, spaceId }: Notice): Promise<void> => {
      const contact = await parts.people.findContact(spaceId)
      if (!contact?.email) return
      const { subject, text } = texts[contact.lang ?? 'fr']
      await parts.mailer.send({ id, to: contact.email, subject, text: text(parts.publicUrl) })
    }
  const sendNotice = send(noticeTexts)
  return {
    sendNotice,
    sendAnswerNotice: async (notice) => {
      const contact = await parts.people.findContact(notice.spaceId)
      const isProved = contact?.confirmed?.includes('email') === true
      if (isProved || !(await parts.mayBeRepresented(notice.spaceId))) await sendNotice(notice)
    },
    sendWithheldNotice: send(withheldTexts),
    sendRecall: async (notice) => {
      if (await parts.recallAgain(notice)) await send(recallTexts)(notice)
    },
    tellProfessional: async ({ id, payload }) => {
      const to = await parts.people.findProfessionalMail(payload['partyId'] ?? '')
      if (to === undefined) return
      const { subject, text } = professionalNotice
      await parts.mailer.send({ id, to, subject, text: text(parts.publicUrl) })
    },
    tellProducer: async ({ id, payload }) => {
      const to = await parts.people.findSoftwareMail(payload['softwareId'] ?? '')
      if (to === undefined) return
      const { subject, text } = producerNotice
      await parts.mailer.send({ id, to, subject, text: text(parts.publicUrl) })
    },
  }
}
