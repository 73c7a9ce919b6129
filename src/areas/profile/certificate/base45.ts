import { Problem } from '../../../platform/problem.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const wrong = (): never => {
  throw new Problem('incorrect', 'certificate-unreadable', { details: { field: 'certificate' } })
}

const valueOf = (text: string, at: number): number => {
  const value = alphabet.indexOf(text.charAt(at))
  return value < 0 ? wrong() : value
}

/** The bytes of a text in base 45. Problem `incorrect`, `certificate-unreadable`. Spec: RFC 9285. */
export const decodeBase45 = (text: string): Buffer => {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    if (at + 1 >= text.length) wrong()
    const isPair = at + 2 < text.length
    const value = valueOf(text, at) + valueOf(text, at + 1) * 45 + (isPair ? valueOf(text, at + 2) * 45 * 45 : 0)
    if (value > (isPair ? 0xffff : 0xff)) wrong()
    if (isPair) bytes.push(value >> 8)
    bytes.push(value & 0xff)
  }
  return Buffer.from(bytes)
}
