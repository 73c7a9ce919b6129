import { Problem, type ProblemDetails } from '../../../platform/problem.ts'
import type { XmlElement } from './xml-element.ts'
import { NameScope } from './xml-names.ts'

/** Limits of one XML document; deeper or wider ones are attacks, not medicine (security.md T17). */
export const xmlLimits = { depth: 100, attributes: 100, elements: 400_000, bytes: 40 * 1024 * 1024 } as const

/** Refuses a document with IHE's error word for contents. */
export const refuseXml = (reason: string, details: ProblemDetails = {}): never => {
  throw new Problem('incorrect', reason, { details: { ...details, code: 'InvalidDocumentContent' } })
}

const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

const decodeReference = (whole: string, body: string): string => {
  if (body.startsWith('#x')) return String.fromCodePoint(Number.parseInt(body.slice(2), 16))
  if (body.startsWith('#')) return String.fromCodePoint(Number(body.slice(1)))
  return named.get(body) ?? refuseXml('xml-doctype', { entity: whole.slice(0, 40) })
}

const unescapeXml = (text: string): string => (text.includes('&') ? text.replace(/&([^;]*);/g, decodeReference) : text)

interface Open {
  readonly children: (XmlElement | string)[]
  readonly scope: NameScope
}

const space = 0x20
const slash = 0x2f
const angle = 0x3e

// Most elements have none: one empty list and one empty map stand for them all.
const noneWritten: [string, string][] = []
const noAttributes: ReadonlyMap<string, string> = new Map()

class TreeScanner {
  private readonly text: string
  private readonly root: Open = { children: [], scope: new NameScope() }
  private readonly open: Open[] = [this.root]
  private elements = 0
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  scan(): XmlElement {
    for (let tag = this.text.indexOf('<'); tag !== -1; tag = this.text.indexOf('<', this.at)) {
      const { children } = this.open.at(-1) ?? this.root
      if (tag > this.at) children.push(unescapeXml(this.text.slice(this.at, tag)))
      this.readTag(tag)
    }
    const root = this.root.children.find((child) => typeof child !== 'string')
    return root === undefined || typeof root === 'string' ? refuseXml('xml-malformed', { line: 1 }) : root
  }

  private readTag(tag: number): void {
    const mark = this.text[tag + 1]
    if (mark === '/') {
      this.open.pop()
      this.at = this.text.indexOf('>', tag) + 1
    } else if (mark === '!') this.at = this.text.indexOf('-->', tag) + 3
    else if (mark === '?') this.at = this.text.indexOf('?>', tag) + 2
    else this.readElement(tag)
  }

  private readElement(tag: number): void {
    const above = this.open.at(-1) ?? this.root
    const nameEnd = this.endOfName(tag + 1)
    const written = this.readAttributes(nameEnd)
    const scope = scopeInside(above.scope, written)
    const name =
      scope.resolve(this.text.slice(tag + 1, nameEnd)) ??
      refuseXml('xml-unbound-prefix', { name: this.text.slice(tag + 1, nameEnd) })
    const children: (XmlElement | string)[] = []
    above.children.push({ name, attributes: resolveAttributes(written, scope), children })
    this.count()
    if (this.text[this.at] === '/') this.at += 2
    else {
      this.at += 1
      this.open.push({ children, scope })
    }
  }

  private count(): void {
    this.elements += 1
    if (this.open.length > xmlLimits.depth) refuseXml('xml-too-deep', { limit: xmlLimits.depth })
    if (this.elements > xmlLimits.elements) refuseXml('xml-too-many-elements', { limit: xmlLimits.elements })
  }

  private endOfName(start: number): number {
    let end = start
    for (let code = this.text.charCodeAt(end); code > space && code !== slash && code !== angle;) {
      end += 1
      code = this.text.charCodeAt(end)
    }
    return end
  }

  private readAttributes(start: number): [string, string][] {
    this.at = this.skipSpace(start)
    if (this.endsTag()) return noneWritten
    const attributes: [string, string][] = []
    while (!this.endsTag()) {
      const equals = this.text.indexOf('="', this.at)
      const end = this.text.indexOf('"', equals + 2)
      if (equals === -1 || end === -1) return refuseXml('xml-malformed', { line: 1 })
      attributes.push([this.text.slice(this.at, equals), unescapeXml(this.text.slice(equals + 2, end))])
      if (attributes.length > xmlLimits.attributes)
        refuseXml('xml-too-many-attributes', { limit: xmlLimits.attributes })
      this.at = this.skipSpace(end + 1)
    }
    return attributes
  }

  private skipSpace(start: number): number {
    let at = start
    while (this.text.charCodeAt(at) <= space) at += 1
    return at
  }

  private endsTag(): boolean {
    const code = this.text.charCodeAt(this.at)
    return code === slash || code === angle
  }
}

const scopeInside = (scope: NameScope, attributes: readonly [string, string][]): NameScope => {
  if (!attributes.some(([name]) => name.startsWith('xmlns'))) return scope
  const declarations = attributes
    .filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
    .map(([name, value]) => [name.slice(6), value] as const)
  return declarations.length === 0 ? scope : scope.declare(declarations)
}

const resolveAttributes = (written: readonly [string, string][], scope: NameScope): ReadonlyMap<string, string> => {
  if (written.length === 0) return noAttributes
  const attributes = new Map<string, string>()
  for (const [label, value] of written) {
    if (label === 'xmlns' || label.startsWith('xmlns:')) continue
    const name = scope.resolveAttribute(label) ?? refuseXml('xml-unbound-prefix', { name: label })
    attributes.set(name, name === 'xsi:type' ? (scope.resolve(value.trim()) ?? `{}${value}`) : value)
  }
  return attributes
}

/**
 * Copies what the XML library wrote back from its tree into plain data. Only that output is fit for this scanner: well-formed,
 * without CDATA or document type, every `"`, `<` and `>` of a value escaped. Going by text is five times faster than node by node.
 */
export const scanTree = (serialized: string): XmlElement => new TreeScanner(serialized).scan()
