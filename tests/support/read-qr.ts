const side = 21
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

const isReserved = (row: number, column: number): boolean =>
  row === 6 || column === 6 || (row < 9 && (column < 9 || column > 12)) || (row > 12 && column < 9)

/** The places of the data, in the order of the symbol: pairs of columns from the right, up and down in turn. */
const places = (): { row: number; column: number }[] => {
  const order: { row: number; column: number }[] = []
  let isUp = true
  for (let right = side - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const rows = Array.from({ length: side }, (_, index) => (isUp ? side - 1 - index : index))
    for (const row of rows) order.push({ row, column: right }, { row, column: right - 1 })
    isUp = !isUp
  }
  return order.filter(({ row, column }) => !isReserved(row, column))
}

/**
 * Reads an undamaged QR code of version 1 in alphanumeric mode from its dark modules (`dark[row][column]`). Spec: ISO/IEC 18004.
 * No error is corrected: what is read is what was drawn. Throws where the symbol is none of that.
 */
export const readQr = (dark: readonly (readonly boolean[])[]): { text: string; level: string } => {
  const at = (row: number, column: number): boolean => dark[row]?.[column] ?? false
  const format = [0, 1, 2, 3, 4].reduce((bits, column) => (bits << 1) | Number(at(8, column)), 0) ^ 0b10101
  const mask = masks[format & 0b111]
  if (dark.length !== side || !mask) throw new Error('not a QR code of version 1')
  const bits = places().map(({ row, column }) => Number(at(row, column) !== mask(row, column)))
  let next = 0
  const take = (count: number): number => {
    const taken = bits.slice(next, next + count).reduce((value, bit) => (value << 1) | bit, 0)
    next += count
    return taken
  }
  if (take(4) !== 0b0010) throw new Error('not in alphanumeric mode')
  const length = take(9)
  let text = ''
  while (text.length + 1 < length) {
    const pair = take(11)
    text += `${alphabet[Math.floor(pair / 45)] ?? '?'}${alphabet[pair % 45] ?? '?'}`
  }
  if (text.length < length) text += alphabet[take(6)] ?? '?'
  return { text, level: ['M', 'L', 'H', 'Q'][format >> 3] ?? '?' }
}
