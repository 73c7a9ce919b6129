import type { BodyBlock, BodyCell, BodyRow, BodyTable } from './body.ts'
import { attributeOf, childrenOf, findChild, foldedText, type XmlElement } from './xml-element.ts'

const largestSpan = 100

const spanOf = (cell: XmlElement, name: string): number => {
  const written = attributeOf(cell, name)
  if (written === undefined) return 1
  const span = Number(written)
  return Number.isInteger(span) && span >= 1 ? Math.min(span, largestSpan) : 1
}

const scopeOf = (cell: XmlElement): { scope?: 'row' | 'col' | 'rowgroup' | 'colgroup' } => {
  const written = attributeOf(cell, 'scope')
  return written === 'row' || written === 'col' || written === 'rowgroup' || written === 'colgroup'
    ? { scope: written }
    : {}
}

/** What reads the content of a cell. */
export interface CellReader {
  blocks(cell: XmlElement): BodyBlock[]
}

const readCell = (cell: XmlElement, reader: CellReader): BodyCell => {
  const heading = cell.name === 'th'
  const read = {
    heading,
    columns: spanOf(cell, 'colspan'),
    rows: spanOf(cell, 'rowspan'),
    blocks: reader.blocks(cell),
  }
  return heading ? { ...read, ...scopeOf(cell) } : read
}

const readRows = (group: XmlElement | undefined, reader: CellReader): BodyRow[] =>
  childrenOf(group, 'tr').map((row) => ({
    cells: row.children
      .filter((cell) => typeof cell !== 'string')
      .filter(({ name }) => name === 'td' || name === 'th')
      .map((cell) => readCell(cell, reader)),
  }))

/** A narrative table; widths, borders, colours and everything else that is not structure are left behind. */
export const readTable = (table: XmlElement, reader: CellReader): BodyTable => {
  const caption = foldedText(findChild(table, 'caption'))
  return {
    kind: 'table',
    ...(caption === undefined ? {} : { caption }),
    head: readRows(findChild(table, 'thead'), reader),
    rows: [
      ...childrenOf(table, 'tbody').flatMap((group) => readRows(group, reader)),
      ...readRows(findChild(table, 'tfoot'), reader),
    ],
  }
}
