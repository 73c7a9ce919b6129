const cellOf = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Cells as a line of a CSV file with semicolons, its line end included. Spec: RFC 4180 for the quotes. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(';')}\n`
