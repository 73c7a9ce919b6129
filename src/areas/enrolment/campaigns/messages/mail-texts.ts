import { Type, type Static } from 'typebox'
import { valueAt } from '../../../../reference/create-parameters.ts'
import { DataFlaw, readData } from '../../../../reference/data-file.ts'
import type { Language } from '../../../../reference/language.ts'

const text = Type.String({ minLength: 1 })
const both = Type.Object({ fr: text, en: text })
const paragraphs = Type.Object({ fr: Type.Array(text), en: Type.Array(text) })
const dated = Type.Object({
  id: Type.String({ pattern: '^(mail|sms)-[a-z-]+-\\d+$' }),
  from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
})
const mailVersion = Type.Intersect([dated, paragraphs])
const smsVersion = Type.Intersect([dated, both])

const schema = Type.Object({
  subject: both,
  greeting: both,
  ending: paragraphs,
  mails: Type.Record(Type.String(), Type.Array(mailVersion, { minItems: 1 })),
  sms: Type.Array(smsVersion, { minItems: 1 }),
  letterInstead: Type.Record(Type.String(), text),
  mustBeTold: Type.Array(text),
})

const path = 'enrolment/mails.json'
const { subject, greeting, ending, mails, sms, letterInstead, mustBeTold } = readData(path, schema)

const checkOrder = (versions: readonly Static<typeof dated>[]): void => {
  const late = versions.find(({ from }, index) => index > 0 && (versions[index - 1]?.from ?? '') >= from)
  if (late !== undefined) throw new DataFlaw(path, late.id, 'versions stand in the order of their dates, one a day')
}

for (const versions of [...Object.values(mails), sms]) checkOrder(versions)

const versionAt = <V extends { from: string }>(versions: readonly V[], day: string): V | undefined =>
  valueAt(
    versions.map((value) => ({ from: value.from, value })),
    day,
  )

/** What is filled into a text: the site's address, the phone number, a day in words, a printed code, what a decree sets. */
export type MailValues = Readonly<
  Partial<Record<'site' | 'phone' | 'day' | 'code' | 'archiveYears' | 'erasureMonths' | 'suspensionWeeks', string>>
>

/** In which language, in the version of which day (YYYY-MM-DD). */
export interface MailEdition {
  lang: Language
  day: string
}

const fill = (template: string, values: MailValues): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), template)

/** The one subject of every mail of enrolment. */
export const mailSubject: Readonly<Record<Language, string>> = subject

/** One dated wording of a mail or a short message, whole: a mail's subject, greeting and ending too. `kind`: mail-noticed… */
export interface MessageVersion extends Readonly<Record<Language, readonly string[]>> {
  kind: string
  id: string
  from: string
}

/** Every version of every mail and of the short message, oldest first: for approval and preview. */
export const messageVersions: readonly MessageVersion[] = [
  ...Object.entries(mails).flatMap(([message, versions]) =>
    versions.map(({ id, from, fr, en }) => ({
      kind: `mail-${message}`,
      id,
      from,
      fr: [subject.fr, greeting.fr, ...fr, ...ending.fr],
      en: [subject.en, greeting.en, ...en, ...ending.en],
    })),
  ),
  ...sms.map(({ id, from, fr, en }) => ({ kind: 'sms-new-code', id, from, fr: [fr], en: [en] })),
]

/**
 * What is told of an event, by the state that it led to: a first refusal of somebody with an older record only begins a transition
 * (rules ENR-6).
 */
export const messageOf = (event: string, state: string | undefined): string =>
  event === 'opposed' && state === 'legacy-opposed' ? state : event

/** Whether there is a mail of a message: of other events nobody is told. */
export const isMail = (message: string): boolean => Object.hasOwn(mails, message)

/** The mail of a message in a language; nothing for an event of which nobody is told. */
export const mailOf = (
  message: string,
  { lang, day }: MailEdition,
  values: MailValues,
): { subject: string; text: string } | undefined => {
  const body = versionAt(mails[message] ?? [], day)
  if (body === undefined) return undefined
  const lines = [greeting[lang], '', ...body[lang].map((line) => fill(line, values)), '', ...ending[lang], '']
  return { subject: subject[lang], text: lines.join('\n') }
}

/** The short message that brings a code. */
export const codeSms = ({ lang, day }: MailEdition, values: MailValues): string =>
  fill(versionAt(sms, day)?.[lang] ?? '', values)

/** The kind of letter that brings a message to somebody without a mail address; nothing where there is none. */
export const letterInsteadOf = (message: string): string | undefined => letterInstead[message]

/** Whether somebody must be told of an event, by any means. Law: R.1111-28, R.1111-36. */
export const isToBeTold = (event: string): boolean => mustBeTold.includes(event)
