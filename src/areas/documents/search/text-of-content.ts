import type { BodyBlock, BodyRow, BodySection, CdaBody } from '../cda/body.ts'

/** So much of a document's text is kept, in characters: some forty pages. What comes behind is not found. */
export const longestText = 100_000

// Nearly every space stands alone, and stays as it is: only what is not one is looked for.
const spaces = /[[\p{Cc}\p{Z}]--[ ]][\p{Cc}\p{Z}]*| [\p{Cc}\p{Z}]+/gv

/** A text as it is kept and searched: composed, without what nobody sees, on one line, bounded. */
export const cleanText = (text: string): string =>
  text
    .slice(0, 4 * longestText)
    .normalize('NFC')
    .replaceAll(/[\p{Cf}\p{Cs}]/gu, '')
    .replaceAll(spaces, ' ')
    .trim()
    .slice(0, longestText)
    .toWellFormed()

// A deposit waits for this: texts are gathered in one list, and no list is made for each cell of a long table.
const sayBlocks = (blocks: readonly BodyBlock[], into: string[]): void => {
  for (const block of blocks) sayBlock(block, into)
}

const sayRows = (rows: readonly BodyRow[], into: string[]): void => {
  for (const { cells } of rows) {
    const says = cells.map(({ blocks }) => {
      const said: string[] = []
      sayBlocks(blocks, said)
      return said.join(' ')
    })
    into.push(says.join(' · '))
  }
}

const sayBlock = (block: BodyBlock, into: string[]): void => {
  if (block.caption !== undefined) into.push(block.caption)
  if (block.kind === 'paragraph')
    into.push(block.inlines.map((inline) => (inline.kind === 'text' ? inline.text : ' ')).join(''))
  else if (block.kind === 'list') for (const item of block.items) sayBlocks(item, into)
  else if (block.kind === 'table') {
    sayRows(block.head, into)
    sayRows(block.rows, into)
  }
}

const sectionTexts = ({ title, blocks, sections }: BodySection): string[] => {
  const says: string[] = []
  sayBlocks(blocks, says)
  return [[title, says.join(' · ')].filter(Boolean).join(' : '), ...sections.flatMap(sectionTexts)].filter(Boolean)
}

/** What a clinical document says to people, as one text. */
export const narrativeOf = ({ sections }: CdaBody): string => cleanText(sections.flatMap(sectionTexts).join(' · '))

const isPdf = (mediaType: string | undefined): boolean => mediaType === 'application/pdf'

/** Text and results of a longer content are read apart, later: whoever deposits waits for two milliseconds of that at most. */
export const readAtOnceBytes = 256 * 1024

/** Whether a content of so many bytes is read with its deposit. */
export const isReadAtOnce = (size: number): boolean => size <= readAtOnceBytes

/** The text of any other content, where it costs nothing to tell: nothing for a PDF or a long one, which are read apart, later. */
export const plainTextAtDeposit = (sniffed: string, bytes: Buffer): { text?: string } => {
  if (isPdf(sniffed)) return {}
  if (sniffed !== 'text/plain') return { text: '' }
  return isReadAtOnce(bytes.length) ? { text: cleanText(bytes.toString('utf8')) } : {}
}

/**
 * The text of a clinical document of so many bytes, where its deposit can tell it: nothing where it is long or carries a PDF, which are read
 * apart, later. `carried` are the media types of the files in it.
 */
export const textAtDeposit = (
  size: number,
  carried: readonly (string | undefined)[],
  readBody: () => CdaBody,
): { text?: string } => (isReadAtOnce(size) && !carried.some(isPdf) ? { text: narrativeOf(readBody()) } : {})
