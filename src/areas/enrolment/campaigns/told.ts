import type { NewException } from './exceptions/store.ts'
import type { NewNotice } from './letters/store.ts'
import type { Outgoing } from './letters/write-letters.ts'
import { senderOf } from './notice-now.ts'
import type { Candidate } from './population/open-candidates.ts'
import type { Way } from './way-rules.ts'

/** Somebody of a batch, and how they are told. */
export interface Told {
  person: Candidate
  way: Way
}

/** The letters of a person, before their codes. */
export const outgoingOf = ({ person, way }: Told, opensOn: string): Outgoing[] =>
  way.letters.map(({ kind, lines, lang, personName }) => ({
    personId: person.id,
    kind,
    lines,
    lang,
    personName,
    sender: senderOf(person.scheme),
    opensOn,
  }))

/** The notices that leave by mail. */
export const mailNotices = (told: readonly Told[], nextId: () => string): (NewNotice & { mailTo: string })[] =>
  told.flatMap(({ person, way: { mailTo } }) =>
    mailTo === undefined
      ? []
      : [
          {
            id: nextId(),
            personId: person.id,
            channel: 'mail',
            kind: 'opening',
            ...(mailTo === person.id ? {} : { recipientId: mailTo }),
            mailTo,
          },
        ],
  )

/** The notices that leave by post, in the order of their letters. */
export const letterNotices = (told: readonly Told[], nextId: () => string): NewNotice[] =>
  told
    .flatMap(({ person, way }) => way.letters.map((letter) => ({ person, letter })))
    .map(({ person, letter }, place) => ({
      id: nextId(),
      personId: person.id,
      channel: 'post',
      kind: letter.kind,
      ...(letter.recipientId === undefined ? {} : { recipientId: letter.recipientId }),
      place,
    }))

/** What a human should look at. */
export const exceptionsOf = (told: readonly Told[], nextId: () => string): NewException[] =>
  told.flatMap(({ person, way }) => way.exceptions.map((kind) => ({ id: nextId(), personId: person.id, kind })))

/** Whether anything reaches them. */
export const isTold = ({ way }: Told): boolean => way.mailTo !== undefined || way.letters.length > 0
