import { Problem } from '../../platform/problem.ts'

/** The text of a body in UTF-8, without its byte order mark; anything else is refused. */
export const decodeUtf8 = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('incorrect', 'body-not-utf8')
  }
}

const whereItBroke = (message: string, length: number): number => {
  const position = /position (\d+)/.exec(message)?.[1]
  return position === undefined ? length : Number(position)
}

/** Any JSON value; malformed text is refused with the position (in characters, from 0) where it stops making sense. */
export const readJson = (bytes: Buffer): unknown => {
  const text = decodeUtf8(bytes)
  if (text.trim() === '') throw new Problem('incorrect', 'body-empty')
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch (error) {
    const position = whereItBroke(error instanceof Error ? error.message : '', text.length)
    const line = text.slice(0, position).split('\n').length
    throw new Problem('incorrect', 'body-json-malformed', { details: { position, line } })
  }
}
