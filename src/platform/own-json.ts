/**
 * Reads back JSON that this program wrote and kept where nobody else writes: under authenticated encryption, or in rows that a
 * code authenticates. `isOurs` looks at one mark of its shape; what comes from outside is checked against a whole schema instead.
 */
export const readOwnJson = <T>(text: string | Buffer, isOurs: (value: unknown) => value is T): T => {
  const value: unknown = JSON.parse(text.toString())
  if (!isOurs(value)) throw new TypeError('JSON of our own has another shape')
  return value
}

/** Whether a value is an object with a member of this name: the mark that `readOwnJson` looks for. */
export const hasMember = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && name in value
