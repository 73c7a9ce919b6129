import type { Language } from '../../../reference/language.ts'
import type { PersonIdentity, RepresentationKind } from '../register/types.ts'
import { nameOf, recipientLines } from './rules.ts'
import type { CampaignPlan, ExceptionKind } from './types.ts'

/** A person about to be told, opened. */
export interface Addressee {
  id: string
  identity: PersonIdentity
  /** the register's remarks: line-contact-shared… */
  remarks: readonly string[]
}

/** Who is to be told, and who acts for them. */
export interface ToTell extends Addressee {
  isMinor: boolean
  isProtected: boolean
  representatives: readonly (Addressee & { kind: RepresentationKind })[]
}

/** A letter as far as it is known before its code. */
export interface LetterDraft {
  kind: 'opening' | 'opening-guardian' | 'child'
  /** a parent or guardian; absent: the person */
  recipientId?: string
  lines: readonly string[]
  lang: Language
  personName: string
}

/** How somebody is told, and what a human should look at. Neither mail nor letters: nobody is told. */
export interface Way {
  /** to whose mail address: the person's, or that of who acts for them */
  mailTo?: string
  letters: LetterDraft[]
  exceptions: ExceptionKind[]
}

const isShared = ({ remarks }: Addressee): boolean => remarks.includes('line-contact-shared')

/** A mail address that strangers share is nobody's: what it says of one would be read by another. */
const hasMail = (one: Addressee): boolean => one.identity.contact.email !== undefined && !isShared(one)

const draftTo = (person: ToTell, to: Addressee, kind: LetterDraft['kind']): LetterDraft | ExceptionKind => {
  const recipient = recipientLines(to.identity)
  if ('exception' in recipient) return recipient.exception
  return {
    kind,
    ...(to.id === person.id ? {} : { recipientId: to.id }),
    lines: recipient.lines,
    lang: to.identity.contact.lang,
    personName: nameOf(person.identity),
  }
}

const isDraft = (drafted: LetterDraft | ExceptionKind): drafted is LetterDraft => typeof drafted !== 'string'

/** Parents of a child, guardians of an adult: a letter to each who has an address, else a mail to one who has one. */
const tellOthers = (person: ToTell, others: readonly Addressee[], kind: LetterDraft['kind']): Way => {
  const letters = others.map((one) => draftTo(person, one, kind)).filter(isDraft)
  if (letters.length > 0) return { letters, exceptions: [] }
  const mailTo = [...others, person].find(hasMail)?.id
  return mailTo === undefined ? { letters, exceptions: ['no-address'] } : { mailTo, letters, exceptions: [] }
}

/** Rules: ENR-2, by mail; where there is none, by post. */
const tellOneself = (person: ToTell, channelRule: CampaignPlan['channelRule']): Way => {
  const exceptions: ExceptionKind[] = isShared(person) ? ['contact-shared'] : []
  if (channelRule === 'mail-first' && hasMail(person)) return { mailTo: person.id, letters: [], exceptions }
  const drafted = draftTo(person, person, 'opening')
  if (isDraft(drafted)) return { letters: [drafted], exceptions }
  return hasMail(person)
    ? { mailTo: person.id, letters: [], exceptions }
    : { letters: [], exceptions: [...exceptions, drafted] }
}

/**
 * How a person is told: a child through parents and guardians, one letter each (rules ENR-22, L2); an adult whose guardian acts for them
 * through the guardian (rules ENR-8); anybody else themselves. Pure.
 */
export const chooseWay = (person: ToTell, channelRule: CampaignPlan['channelRule']): Way => {
  const actingAs = (kind: RepresentationKind) => person.representatives.filter((one) => one.kind === kind)
  if (person.isMinor) return tellOthers(person, [...actingAs('parent'), ...actingAs('guardian')], 'child')
  if (!person.isProtected) return tellOneself(person, channelRule)
  const looked: ExceptionKind[] = ['protected-adult']
  // Whether the measure leaves the choice to the person is not known without whoever acts under it: a human looks first. Parents act
  // under none. Law: Code civil 371-1.
  if (person.representatives.every(({ kind }) => kind === 'parent')) return { letters: [], exceptions: looked }
  const guardians = actingAs('guardian')
  const way =
    guardians.length > 0 ? tellOthers(person, guardians, 'opening-guardian') : tellOneself(person, channelRule)
  return { ...way, exceptions: [...looked, ...way.exceptions] }
}
