import type { BodyBlock, BodySection, CdaBody } from '../cda/body.ts'

/** So much of a document's text is kept, in characters: some forty pages. What comes behind is not found. */
export const longestText = 100_000

/** A text as it is kept and searched: composed, without what nobody sees, on one line, bounded. */
export const cleanText = (text: string): string =>
  text
    .slice(0, 4 * longestText)
    .normalize('NFC')
    .replaceAll(/[\p{Cf}\p{Cs}]/gu, '')
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, longestText)
    .toWellFormed()

const blockTexts = (block: BodyBlock): string[] => {
  const caption = block.caption === undefined ? [] : [block.caption]
  if (block.kind === 'media') return caption
  if (block.kind === 'paragraph')
    return [...caption, block.inlines.map((inline) => (inline.kind === 'text' ? inline.text : ' ')).join('')]
  if (block.kind === 'list') return [...caption, ...block.items.flatMap((item) => item.flatMap(blockTexts))]
  const rows = [...block.head, ...block.rows].map(({ cells }) =>
    cells.map(({ blocks }) => blocks.flatMap(blockTexts).join(' ')).join(' · '),
  )
  return [...caption, ...rows]
}

const sectionTexts = ({ title, blocks, sections }: BodySection): string[] => {
  const says = blocks.flatMap(blockTexts).join(' · ')
  return [[title, says].filter(Boolean).join(' : '), ...sections.flatMap(sectionTexts)].filter(Boolean)
}

/** What a clinical document says to people, as one text. */
export const narrativeOf = ({ sections }: CdaBody): string => cleanText(sections.flatMap(sectionTexts).join(' · '))

const isPdf = (mediaType: string | undefined): boolean => mediaType === 'application/pdf'

/** The text of any other content, where it costs nothing to tell: nothing for a PDF, which is read apart, later. */
export const plainTextAtDeposit = (sniffed: string, bytes: Buffer): { text?: string } => {
  if (isPdf(sniffed)) return {}
  return { text: sniffed === 'text/plain' ? cleanText(bytes.toString('utf8')) : '' }
}

/**
 * The text of a clinical document, where its deposit can tell it: nothing where it carries a PDF, which is read apart, later. `carried` are the
 * media types of the files in it.
 */
export const textAtDeposit = (body: CdaBody, carried: readonly (string | undefined)[]): { text?: string } =>
  carried.some(isPdf) ? {} : { text: narrativeOf(body) }
