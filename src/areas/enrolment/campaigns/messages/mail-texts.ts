import { Type } from 'typebox'
import { readData } from '../../../../reference/data-file.ts'
import type { Language } from '../../../../reference/language.ts'

const text = Type.String({ minLength: 1 })
const both = Type.Object({ fr: text, en: text })
const paragraphs = Type.Object({ fr: Type.Array(text), en: Type.Array(text) })

const schema = Type.Object({
  subject: both,
  greeting: both,
  ending: paragraphs,
  mails: Type.Record(Type.String(), paragraphs),
  sms: both,
  letterInstead: Type.Record(Type.String(), text),
  mustBeTold: Type.Array(text),
})

const { subject, greeting, ending, mails, sms, letterInstead, mustBeTold } = readData('enrolment/mails.json', schema)

/** What is filled into a text: the site's address, the phone number, a day in words, a printed code, what a decree sets. */
export type MailValues = Readonly<
  Partial<Record<'site' | 'phone' | 'day' | 'code' | 'archiveYears' | 'erasureMonths' | 'suspensionWeeks', string>>
>

const fill = (template: string, values: MailValues): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), template)

/** The one subject of every mail of enrolment. */
export const mailSubject: Readonly<Record<Language, string>> = subject

/**
 * What is told of an event, by the state that it led to: a first refusal of somebody with an older record only begins a transition
 * (rules ENR-6).
 */
export const messageOf = (event: string, state: string | undefined): string =>
  event === 'opposed' && state === 'legacy-opposed' ? state : event

/** The mail of a message in a language; nothing for an event of which nobody is told. */
export const mailOf = (
  message: string,
  lang: Language,
  values: MailValues,
): { subject: string; text: string } | undefined => {
  const body = mails[message]
  if (body === undefined) return undefined
  const lines = [greeting[lang], '', ...body[lang].map((line) => fill(line, values)), '', ...ending[lang], '']
  return { subject: subject[lang], text: lines.join('\n') }
}

/** The short message that brings a code. */
export const codeSms = (lang: Language, values: MailValues): string => fill(sms[lang], values)

/** The kind of letter that brings a message to somebody without a mail address; nothing where there is none. */
export const letterInsteadOf = (message: string): string | undefined => letterInstead[message]

/** Whether somebody must be told of an event, by any means. Law: R.1111-28, R.1111-36. */
export const isToBeTold = (event: string): boolean => mustBeTold.includes(event)
