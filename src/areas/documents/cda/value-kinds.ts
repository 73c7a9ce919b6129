import type { WrittenValue } from './load-structure.ts'

/** Tells whether a written attribute value is of a kind. */
export type ValueCheck = (written: string) => boolean

const fold = (text: string): string => text.replace(/[\t\n\r ]+/g, ' ').replace(/^ | $/g, '')

const folded =
  (check: ValueCheck): ValueCheck =>
  (written) =>
    check(fold(written))

const shaped = (shape: RegExp): ValueCheck => folded((text) => shape.test(text))

const nameStart = '[:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u1FFF\\u200C-\\uD7FF\\uF900-\\uFFFD]'
const nameCharacter = nameStart.replace(/]$/, '\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]')
const token = new RegExp(`^${nameCharacter}+$`)
const unprefixed = (name: string): boolean =>
  !name.includes(':') && new RegExp(`^${nameStart}${nameCharacter}*$`).test(name)

const isReference = (text: string): boolean => {
  // Spec: XML Schema lets any text be an address once its foreign characters are escaped; only the shape of what remains counts.
  const escaped = text.replace(/[^\x21-\x7e]|[<>"{}|\\^`]/g, '_')
  return (
    /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[^:/?#]*(?=[/?#]|$))/.test(escaped) &&
    !/%(?![0-9A-Fa-f]{2})/.test(escaped) &&
    !/[#].*[#]|[[\]]/.test(escaped)
  )
}

const isBase64 = (text: string): boolean => {
  const letters = text.replace(/ /g, '')
  return letters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(letters)
}

const builtIn = new Map<string, ValueCheck>([
  ['string', () => true],
  ['token', () => true],
  ['boolean', shaped(/^(?:true|false|0|1)$/)],
  ['integer', shaped(/^[+-]?\d+$/)],
  ['decimal', shaped(/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/)],
  ['double', shaped(/^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/)],
  ['NMTOKEN', shaped(token)],
  ['NMTOKENS', folded((text) => text !== '' && text.split(' ').every((item) => token.test(item)))],
  ['ID', folded(unprefixed)],
  ['IDREF', folded(unprefixed)],
  ['IDREFS', folded((text) => text !== '' && text.split(' ').every(unprefixed))],
  ['base64Binary', folded(isBase64)],
  ['anyURI', folded(isReference)],
])

// Kinds that stand on plain strings keep their white space; all others fold it before they look.
const keepsSpace = (kind: string, written: ReadonlyMap<string, WrittenValue>): boolean => {
  const base = written.get(kind)?.is
  return kind === 'string' || (base !== undefined && keepsSpace(base, written))
}

/** Compiles kinds of values by name; compiled ones are kept. */
export class ValueKinds {
  private readonly compiled = new Map(builtIn)
  private readonly written: ReadonlyMap<string, WrittenValue>

  constructor(written: ReadonlyMap<string, WrittenValue>) {
    this.written = written
  }

  /** The check of a kind, built in or described in data/cda/structure/values.json. */
  get(kind: string): ValueCheck {
    const known = this.compiled.get(kind)
    if (known !== undefined) return known
    const description = this.written.get(kind)
    if (description === undefined) throw new Error(`data/cda/structure: no kind of value ${kind}`)
    const check = this.compile(kind, description)
    this.compiled.set(kind, check)
    return check
  }

  private compile(kind: string, description: WrittenValue): ValueCheck {
    if (description.anyOf !== undefined) {
      const checks = description.anyOf.split(' ').map((member) => this.get(member))
      return (written) => checks.some((check) => check(written))
    }
    if (description.listOf !== undefined) {
      const item = this.get(description.listOf)
      return folded((text) => text === '' || text.split(' ').every((one) => item(one)))
    }
    const own = this.restriction(description)
    const base = this.get(description.is ?? 'string')
    const prepare = keepsSpace(kind, this.written) ? (text: string): string => text : fold
    return (written) => base(written) && own(prepare(written))
  }

  private restriction({ oneOf, pattern, from, to }: WrittenValue): ValueCheck {
    const allowed = oneOf === undefined ? undefined : new Set(oneOf.split(' '))
    const shape = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`)
    return (text) =>
      (allowed === undefined || allowed.has(text)) &&
      (shape === undefined || shape.test(text)) &&
      (from === undefined || Number(text) >= from) &&
      (to === undefined || Number(text) <= to)
  }
}
