const cellOf = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Cells as a line of a CSV file with semicolons, its line end included. Spec: RFC 4180 for the quotes. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(';')}\n`

/** Spec: OWASP, CSV injection. A cell that a spreadsheet would compute is made text by an apostrophe before it. */
export const plainCell = (cell: string | number): string =>
  typeof cell === 'string' && /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : String(cell)
