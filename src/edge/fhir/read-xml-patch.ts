import type { XmlElement } from 'libxml2-wasm'
import { Problem } from '../../platform/problem.ts'
import type { PatchStep } from './patch-step.ts'
import { childElements, withXml } from './parse-xml.ts'
import { readDatatypeElement } from './read-xml.ts'
import { terms } from './terms.ts'

const kinds: Record<string, PatchStep['op']> = { add: 'add', replace: 'replace', remove: 'remove' }

const types = new Map([
  ['securityLabel', 'CodeableConcept'],
  ['extension', 'Extension'],
])

const problem = (reason: string, field: string): Problem => new Problem('incorrect', reason, { details: { field } })

/** `f:DocumentReference/f:securityLabel[2]` → `['securityLabel', '1']`; `…/f:status/@value` → `['status']`. */
const readSelector = (selector: string): string[] => {
  const steps = selector
    .replaceAll('"', "'")
    .replace(`extension[@url='${terms.extensions.isArchived}']`, 'extension[1]')
    .split('/')
    .map((step) => step.replace(/^\w+:/, ''))
    .filter((step) => step !== '' && step !== '@value')
  if (steps[0] !== 'DocumentReference') throw problem('patch-malformed', selector)
  return steps.slice(1).flatMap((step) => {
    const [, name = step, place] = /^(\w+)\[(\d+)\]$/.exec(step) ?? []
    return place === undefined ? [name] : [name, String(Number(place) - 1)]
  })
}

const readValue = (step: XmlElement, selector: string): { name?: string; value: unknown } => {
  const [child] = childElements(step)
  if (!child) return { value: step.content.trim() }
  const type = types.get(child.name)
  if (type) return { name: child.name, value: readDatatypeElement(child, type) }
  const value = child.attrs.find(({ name }) => name === 'value')?.value
  if (value === undefined) throw problem('update-not-allowed', `${selector}/${child.name}`)
  return { name: child.name, value }
}

const readBoolean = (value: unknown): unknown => (value === 'true' || value === 'false' ? value === 'true' : value)

const readStep = (element: XmlElement): PatchStep => {
  const field = element.attrs.find(({ name }) => name === 'sel')?.value ?? ''
  const op = kinds[element.name]
  if (!op || field === '') throw problem('patch-malformed', field || element.name)
  const path = readSelector(field)
  if (op === 'remove') return { op, path, field }
  const { name, value } = readValue(element, field)
  const isList = name !== undefined && types.has(name)
  if (op === 'add' && name !== undefined) return { op, path: [...path, name, ...(isList ? ['-'] : [])], value, field }
  return { op, path, value: readBoolean(value), field }
}

/** Reads an XML Patch: add, replace and remove, by plain paths. Spec: RFC 5261, R4 http §3.1.0.6. */
export const readXmlPatch = (bytes: Buffer): PatchStep[] =>
  withXml(bytes, (root) => {
    const steps = childElements(root)
    if (steps.length === 0) throw problem('patch-malformed', root.name)
    return steps.map(readStep)
  })
