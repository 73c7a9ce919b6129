/**
 * Trust: only for JSON that this program wrote itself and kept where nobody else writes (authenticated encryption, or rows that
 * a code authenticates). Its shape is what was written; what comes from outside is checked against a schema instead.
 */
const isOurs = <T>(value: unknown): value is T => value !== undefined

/** Reads back JSON of our own as the type it was written from. */
export const readOwnJson = <T>(text: string | Buffer): T => {
  const value: unknown = JSON.parse(text.toString())
  if (!isOurs<T>(value)) throw new TypeError('JSON of our own is empty')
  return value
}
