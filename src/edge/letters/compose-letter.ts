import type { Parameters } from '../../reference/create-parameters.ts'
import type { LetterTexts } from '../../reference/create-letter-texts.ts'
import { dayInWords } from '../../reference/day-in-words.ts'
import type { Language } from '../../reference/language.ts'
import type { LetterBlock, LetterLabels } from '../../reference/letter-shapes.ts'
import type { Letter, ProofLetter } from './letter.ts'
import { polish } from './polish.ts'
import { qrSquares, type QrSquares } from './qr-squares.ts'

/** Text ready to set. `varies`: it holds what is one person's, so no layout of it is worth keeping. */
export interface SetText {
  text: string
  varies: boolean
}

/** A block of data/letters with its words filled in. */
export type SetBlock =
  | { kind: 'heading' | 'paragraph' | 'phone' | 'signature'; words: SetText }
  | { kind: 'list'; points: SetText[] }
  | { kind: 'fields'; names: SetText[] }
  | { kind: 'boxes'; says: SetText[] }
  | { kind: 'facts'; facts: { name: SetText; value: SetText }[] }
  | { kind: 'code'; heading: SetText; note: SetText }

/** One page or more in one language. `isEasy`: in easy words, set larger. */
export interface Section {
  lang: Language
  isEasy: boolean
  title: SetText
  blocks: SetBlock[]
}

/** A letter as it is to be drawn: the first section is under the window. */
export interface ComposedLetter {
  lang: Language
  documentTitle: string
  senderLines: SetText[]
  recipient: readonly string[]
  /** points */
  addressSize: number
  /** `XXXX-XXXX-XXXX`, and what the square is for somebody who does not see it; absent in a proof */
  code?: { grouped: string; square: QrSquares; spoken: Record<Language, string> }
  phone: string
  /** the line at the foot of a page, by its number in the letter */
  foot(page: number): string
  sections: Section[]
}

/** What the press knows beside the letter. */
export interface PressWords {
  texts: LetterTexts
  /** `https://…`: printed without what comes before the name */
  publicUrl: string
  phone: string
  parameters: Pick<Parameters, 'parameterAt'>
}

/** How large the address may be set, from `fitAddress`. */
type FitAddress = (recipient: readonly string[]) => number

type Fill = (template: string) => SetText

const firm = (text: string): string => text.replaceAll(' ', '\u00a0')

/** What the law sets on the day of the decision. */
const lawfulNumbers = ({ parameters }: PressWords, decidedOn: string): Record<string, string> => ({
  archiveYears: String(parameters.parameterAt('archiveYears', decidedOn)),
  erasureMonths: String(parameters.parameterAt('erasureMonthsAtMost', decidedOn)),
})

const channelWords = (
  { channel, receivedOn }: ProofLetter,
  { channels, received }: LetterLabels,
  day: (iso: string) => string,
): string =>
  receivedOn === undefined
    ? channels[channel]
    : received.replace('{channel}', channels[channel]).replace('{receivedOn}', day(receivedOn))

const valuesOf = (letter: Letter, lang: Language, words: PressWords): Record<string, string> => {
  const { texts, publicUrl, phone } = words
  const { counter, post } = texts.sender(letter.sender)[lang]
  const day = (iso: string) => firm(dayInWords(iso, lang))
  return {
    ...('reference' in letter && { personName: letter.personName, reference: letter.reference }),
    madeOn: day(letter.madeOn),
    site: publicUrl.replace(/^https?:\/\//, '').replace(/\/$/, ''),
    phone: firm(phone),
    counter,
    post,
    ...('opensOn' in letter && { opensOn: day(letter.opensOn) }),
    ...('validUntil' in letter && { validUntil: day(letter.validUntil) }),
    ...('decidedOn' in letter && { decidedOn: day(letter.decidedOn), ...lawfulNumbers(words, letter.decidedOn) }),
    ...('channel' in letter && { channel: channelWords(letter, texts.labels(lang), day) }),
  }
}

/** French elides before a vowel and a silent h: `l’espace de santé d’Odette`. First names beginning with a sounded h are too rare to be told apart. */
const elided = (template: string, { personName = '' }: Readonly<Record<string, string>>): string =>
  /^[aàâäæeéèêëhiîïoôöœuùûüyÿ]/iu.test(personName) ? template.replaceAll(/\bde (?=\{personName\})/g, "d'") : template

const fillWith =
  (values: Readonly<Record<string, string>>, lang: Language): Fill =>
  (template) => ({
    text: polish(
      (lang === 'fr' ? elided(template, values) : template).replaceAll(
        /\{(\w+)\}/g,
        (_, name: string) => values[name] ?? '…',
      ),
      lang,
    ),
    varies: /\{(personName|reference)\}/.test(template),
  })

const setBlock = (block: LetterBlock, fill: Fill): SetBlock => {
  if ('heading' in block) return { kind: 'heading', words: fill(block.heading) }
  if ('paragraph' in block) return { kind: 'paragraph', words: fill(block.paragraph) }
  if ('list' in block) return { kind: 'list', points: block.list.map(fill) }
  if ('fields' in block) return { kind: 'fields', names: block.fields.map(fill) }
  if ('boxes' in block) return { kind: 'boxes', says: block.boxes.map(fill) }
  if ('signature' in block) return { kind: 'signature', words: fill(block.signature) }
  if ('code' in block) return { kind: 'code', heading: fill(block.code), note: fill(block.note) }
  if ('phone' in block) return { kind: 'phone', words: fill(block.phone) }
  return { kind: 'facts', facts: block.facts.map(([name, value]) => ({ name: fill(name), value: fill(value) })) }
}

const codeOf = (code: string, labelsOf: (lang: Language) => LetterLabels): ComposedLetter['code'] => {
  const grouped = code.replaceAll(/(.{4})(?=.)/g, '$1-')
  const spoken = (lang: Language) => labelsOf(lang).qr.replace('{code}', grouped)
  return { grouped, square: qrSquares(code), spoken: { fr: spoken('fr'), en: spoken('en') } }
}

/**
 * The words of a letter, in the order of its pages: the language that leads, its easy page (the back of the first sheet), the other
 * language. Right: the same content in French and in English, without asking. A form is taken in one language, and is one page.
 */
export const composeLetter = (letter: Letter, words: PressWords, fit: FitAddress): ComposedLetter => {
  const { texts } = words
  const version = texts.versionAt(letter.kind, letter.madeOn)
  const other = letter.lang === 'fr' ? 'en' : 'fr'
  const fillIn = (lang: Language) => fillWith(valuesOf(letter, lang, words), lang)
  const section = (lang: Language): Section => {
    const fill = fillIn(lang)
    const { title, letter: blocks } = version[lang]
    return { lang, isEasy: false, title: fill(title), blocks: blocks.map((block) => setBlock(block, fill)) }
  }
  const fill = fillIn(letter.lang)
  const recipient = letter.recipient.map((line) => line.normalize('NFC'))
  const labels = texts.labels(letter.lang)
  const sender = texts.sender(letter.sender)
  const isForm = letter.kind === 'refusal-form'
  const easy = version[letter.lang].easy?.map((block) => setBlock(block, fill))
  const easyPages: Section[] = easy
    ? [{ lang: letter.lang, isEasy: true, title: fill(labels.easyTitle), blocks: easy }]
    : []
  return {
    lang: letter.lang,
    documentTitle: version[letter.lang].documentTitle,
    senderLines: isForm ? [] : [sender[letter.lang].name, ...sender.lines, labels.reference, labels.madeOn].map(fill),
    recipient,
    addressSize: fit(recipient),
    ...('code' in letter && { code: codeOf(letter.code, texts.labels) }),
    phone: firm(words.phone),
    foot: (page) => fill(isForm ? labels.formFoot : labels.page.replace('{page}', String(page))).text,
    sections: [section(letter.lang), ...easyPages, ...(isForm ? [] : [section(other)])],
  }
}
