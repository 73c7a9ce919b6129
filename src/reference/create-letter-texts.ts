import { createLetterCheck, type CheckLetterText } from './check-letter-text.ts'
import { valueAt } from './create-parameters.ts'
import { DataFlaw, readData } from './data-file.ts'
import type { Language } from './language.ts'
import {
  labelFile,
  letterFile,
  letterKinds,
  readingFile,
  senderFile,
  type LetterBlock,
  type LetterKind,
  type LetterLabels,
  type LetterSender,
  type LetterVersion,
  type LetterWords,
  type SenderWords,
} from './letter-shapes.ts'

/** The words of the letters, checked and frozen. */
export interface LetterTexts {
  /** Every version of a kind, oldest first: for approval and preview. */
  versions(kind: LetterKind): readonly LetterVersion[]
  /** The version in force on a day (`YYYY-MM-DD`), approved or not; before the first, the first one. */
  versionAt(kind: LetterKind, day: string): LetterVersion
  /** The example data of a kind, as its file gives them. */
  example(kind: LetterKind): Readonly<Record<string, unknown>>
  sender(sender: LetterSender): SenderWords
  labels(lang: Language): LetterLabels
  /** Reading score and forbidden words (screen O7). */
  checkLetterText: CheckLetterText
}

const everywhere = ['personName', 'reference', 'madeOn', 'site', 'phone', 'counter', 'post']
const ofCodes = [...everywhere, 'opensOn', 'validUntil']
const ofNoDay = [...everywhere, 'validUntil']
const ofProofs = [...everywhere, 'decidedOn', 'channel']
const placeholders: Readonly<Record<LetterKind, readonly string[]>> = {
  opening: ofCodes,
  'opening-guardian': ofCodes,
  child: ofCodes,
  reminder: ofCodes,
  'new-code': ofNoDay,
  majority: ofNoDay,
  'majority-choice': ofNoDay,
  'majority-guardian': ofNoDay,
  recovery: ofNoDay,
  'proof-opposition': ofProofs,
  'proof-transition': [...ofProofs, 'opensOn'],
  'proof-late': [...ofProofs, 'erasureMonths'],
  'proof-closure': [...ofProofs, 'archiveYears'],
  'proof-erasure': [...ofProofs, 'erasureMonths'],
  'refusal-form': [],
}

/** The texts of a block, in the order in which they are read. */
export const textsOfBlock = (block: LetterBlock): string[] => {
  if ('heading' in block) return [block.heading]
  if ('paragraph' in block) return [block.paragraph]
  if ('list' in block) return block.list
  if ('facts' in block) return block.facts.map(([name, value]) => `${name} : ${value}`)
  if ('fields' in block) return block.fields
  if ('boxes' in block) return block.boxes
  if ('signature' in block) return [block.signature]
  return 'code' in block ? [block.code, block.note] : [block.phone]
}

const isOfForm = (block: LetterBlock): boolean =>
  ['heading', 'paragraph', 'fields', 'boxes', 'signature'].some((piece) => piece in block)

/** Throws DataFlaw where a text names what its letter does not know, shows a code that it has not, or is no piece of a form. */
export const checkWords = (kind: LetterKind, row: string, words: LetterWords): void => {
  const path = `letters/${kind}.json`
  const blocks = [...words.letter, ...(words.easy ?? [])]
  const used = [words.title, ...blocks.flatMap(textsOfBlock)].flatMap((text) => text.match(/\{\w+\}/g) ?? [])
  const stranger = used.find((name) => !placeholders[kind].includes(name.slice(1, -1)))
  if (stranger) throw new DataFlaw(path, row, `${stranger} is nothing that this letter knows`)
  const codes = words.letter.filter((block) => 'code' in block).length
  if (codes !== (placeholders[kind].includes('validUntil') ? 1 : 0))
    throw new DataFlaw(path, row, `it shows ${codes} codes`)
  if (kind === 'refusal-form' && !blocks.every(isOfForm))
    throw new DataFlaw(
      path,
      row,
      'a form is headings, paragraphs, fields, boxes and signatures: the page draws nothing else',
    )
  if (/\{/.test(words.documentTitle)) throw new DataFlaw(path, row, 'the name of the file tells nothing of the person')
}

const readKind = (kind: LetterKind) => {
  const file = readData(`letters/${kind}.json`, letterFile)
  for (const [index, version] of file.versions.entries()) {
    const before = file.versions[index - 1]
    if (before && before.from >= version.from) {
      throw new DataFlaw(`letters/${kind}.json`, version.id, 'versions stand in the order of their dates, one a day')
    }
    checkWords(kind, `${version.id}, fr`, version.fr)
    checkWords(kind, `${version.id}, en`, version.en)
  }
  return file
}

/** Reads data/letters. Throws DataFlaw when a text names what its letter does not know, or a proof or a form shows a code. */
export const createLetterTexts = (): LetterTexts => {
  const files = new Map(letterKinds.map((kind) => [kind, readKind(kind)] as const))
  const { senders } = readData('letters/senders.json', senderFile)
  const labels = readData('letters/labels.json', labelFile)
  const fileOf = (kind: LetterKind) => {
    const file = files.get(kind)
    if (!file) throw new DataFlaw(`letters/${kind}.json`, '', 'is missing')
    return file
  }
  return Object.freeze<LetterTexts>({
    versions: (kind) => fileOf(kind).versions,
    versionAt: (kind, day) => {
      const { versions } = fileOf(kind)
      const found = valueAt(
        versions.map((version) => ({ from: version.from, value: version })),
        day,
      )
      if (!found) throw new DataFlaw(`letters/${kind}.json`, '', 'has no version')
      return found
    },
    example: (kind) => fileOf(kind).example,
    sender: (sender) => senders[sender],
    labels: (lang) => labels[lang],
    checkLetterText: createLetterCheck(readData('letters/reading.json', readingFile)),
  })
}
