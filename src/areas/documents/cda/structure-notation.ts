/** A content model as a tree: an element to meet, a sequence, a choice, or a repetition of one of these. */
export type Particle =
  | { kind: 'element'; name: string; type: string; nillable: boolean }
  | { kind: 'other' }
  | { kind: 'sequence' | 'choice'; parts: Particle[] }
  | { kind: 'repeat'; part: Particle; min: number; max: number }

/** An attribute as a structure file writes it: `name!=kind(fixed)`. */
export interface AttributeRule {
  name: string
  required: boolean
  kind: string
  fixed?: string
}

const tokenShape = /[()|]|[^\s()|]+/g
const cardinalityShape = /([?*+]|\{(\d+),\})$/
const elementShape = /^([\w:.-]+)(~?)=([\w:.-]+)$/

const bounds = (mark: string, least: string | undefined): { min: number; max: number } => {
  if (mark === '?') return { min: 0, max: 1 }
  if (mark === '*') return { min: 0, max: Infinity }
  if (mark === '+') return { min: 1, max: Infinity }
  return { min: Number(least), max: Infinity }
}

const repeated = (part: Particle, suffix: RegExpExecArray | null): Particle =>
  suffix === null ? part : { kind: 'repeat', part, ...bounds(suffix[1] ?? '', suffix[2]) }

const readElement = (token: string): Particle => {
  const suffix = cardinalityShape.exec(token)
  const bare = suffix === null ? token : token.slice(0, suffix.index)
  if (bare === '<other>') return repeated({ kind: 'other' }, suffix)
  const [, name, nil, type] = elementShape.exec(bare) ?? []
  if (name === undefined || type === undefined) throw new Error(`structure notation: ${token}`)
  return repeated({ kind: 'element', name, type, nillable: nil === '~' }, suffix)
}

class NotationReader {
  private at = 0
  private readonly tokens: string[]

  constructor(text: string) {
    this.tokens = text.match(tokenShape) ?? []
  }

  choice(): Particle {
    const parts = [this.sequence()]
    while (this.tokens[this.at] === '|') {
      this.at += 1
      parts.push(this.sequence())
    }
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts }
  }

  private sequence(): Particle {
    const parts: Particle[] = []
    for (let token = this.tokens[this.at]; token !== undefined && token !== '|' && token !== ')';) {
      this.at += 1
      parts.push(token === '(' ? this.group() : readElement(token))
      token = this.tokens[this.at]
    }
    return { kind: 'sequence', parts }
  }

  private group(): Particle {
    const inner = this.choice()
    this.at += 1
    const suffix = cardinalityShape.exec(this.tokens[this.at] ?? '')
    if (suffix === null || suffix.index !== 0) return inner
    this.at += 1
    return repeated(inner, suffix)
  }
}

/**
 * Reads the content notation of data/cda/structure: `id=II code=CE? (low=TS | center=TS) entry=Entry*`, names in order;
 * `~` after a name lets it be nil, `<other>` stands for one element of a foreign namespace.
 */
export const readContent = (text: string): Particle => new NotationReader(text).choice()

const attributeShape = /^([\w:.-]+)(!?)=([\w.-]+)(?:\((.*)\))?$/

const readAttribute = (token: string): AttributeRule => {
  const [, name, required, kind, fixed] = attributeShape.exec(token) ?? []
  if (name === undefined || kind === undefined) throw new Error(`structure notation: ${token}`)
  return { name, required: required === '!', kind, ...(fixed === undefined ? {} : { fixed }) }
}

/** Reads the attribute notation; names after a minus are those a narrowed type takes away. */
export const readAttributes = (text: string): { rules: AttributeRule[]; removed: string[] } => {
  const tokens = text.split(' ').filter((token) => token !== '')
  return {
    rules: tokens.filter((token) => !token.startsWith('-')).map(readAttribute),
    removed: tokens.filter((token) => token.startsWith('-')).map((token) => token.slice(1)),
  }
}
