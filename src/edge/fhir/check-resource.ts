import { findType, isResourceType } from './element-table.ts'
import type { ElementRow, TypeRow } from './element-table.ts'
import { isPrimitiveValue } from './primitive.ts'
import { maximumIssues } from './resource-issue.ts'
import type { ResourceIssue } from './resource-issue.ts'

/** Deeper than any real message, shallow enough for the stack (Spec: none; security T17 allows 100). */
const maximumDepth = 60

interface Place {
  path: string
  depth: number
  issues: ResourceIssue[]
}

/** A JSON object whose members are still unknown. */
export type JsonObject = Record<string, unknown>

/** Whether a JSON value is an object (not null, not an array). */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const report = (place: Place, reason: string, more: Record<string, string | number> = {}): void => {
  if (place.issues.length < maximumIssues) place.issues.push({ reason, details: { field: place.path, ...more } })
}

const inside = (place: Place, step: string): Place => ({ ...place, path: place.path + step, depth: place.depth + 1 })

const checkOne = (value: unknown, row: ElementRow, place: Place): void => {
  if (row.type === 'Resource') return checkAnyResource(value, place)
  if (!row.primitive) return checkObject(value, row.type, place)
  if (!isPrimitiveValue(value, row.type)) return report(place, 'element-value', { type: row.type })
  if (row.codes && typeof value === 'string' && !row.codes.has(value)) {
    report(place, 'element-code', { allowed: [...row.codes].join(', ') })
  }
}

const checkMany = (values: readonly unknown[], row: ElementRow, place: Place): void => {
  if (values.length === 0) report(place, 'element-empty')
  for (const [at, value] of values.entries()) {
    // Spec: R4 JSON: a null in an array of primitives leaves its place to the extension beside it.
    if (!(value === null && row.primitive)) checkOne(value, row, inside(place, `[${at}]`))
  }
}

const checkMember = (value: unknown, row: ElementRow, place: Place): void => {
  if (Array.isArray(value) !== row.many) return report(place, row.many ? 'element-not-list' : 'element-repeated')
  if (Array.isArray(value)) checkMany(value, row, place)
  else checkOne(value, row, place)
}

const checkPrimitiveExtension = (value: unknown, place: Place): void => {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  for (const each of values) if (each !== null) checkObject(each, 'Element', place)
}

const checkKey = (key: string, value: unknown, where: { type: TypeRow; place: Place }): void => {
  const place = inside(where.place, `.${key}`)
  const direct = where.type.elements.get(key)
  if (direct) return checkMember(value, direct, place)
  const hidden = key.startsWith('_') ? where.type.elements.get(key.slice(1)) : undefined
  if (hidden?.primitive) return checkPrimitiveExtension(value, place)
  report(place, 'element-unknown')
}

const checkPresence = (object: JsonObject, type: TypeRow, place: Place): void => {
  for (const { names, label } of type.required) {
    const present = names.some((name) => name in object || `_${name}` in object)
    if (!present) report(inside(place, `.${label}`), 'element-missing')
  }
  const choices = new Map<string, string>()
  for (const key of Object.keys(object)) {
    const choice = type.elements.get(key)?.choice
    if (!choice) continue
    if (choices.has(choice)) report(inside(place, `.${key}`), 'element-repeated')
    choices.set(choice, key)
  }
}

const checkObject = (value: unknown, typeName: string, place: Place): void => {
  if (!isJsonObject(value)) return report(place, 'element-not-object')
  if (place.depth > maximumDepth) return report(place, 'element-too-deep', { limit: maximumDepth })
  const type = findType(typeName)
  if (!type) return report(place, 'element-unknown')
  const keys = Object.keys(value)
  if (keys.length === 0) report(place, 'element-empty')
  for (const key of keys) {
    if (key === 'resourceType' && isResourceType(typeName)) continue
    checkKey(key, value[key], { type, place })
  }
  checkPresence(value, type, place)
}

const checkAnyResource = (value: unknown, place: Place): void => {
  if (!isJsonObject(value)) return report(place, 'element-not-object')
  const type = value.resourceType
  if (typeof type === 'string' && isResourceType(type)) return checkObject(value, type, place)
  report(inside(place, '.resourceType'), 'resource-type-unknown', { type: String(type) })
}

/** Every defect of a resource against the R4 element tables, at most twenty, each with its path. Empty when it is right. */
export const checkResource = (value: unknown): ResourceIssue[] => {
  const type = isJsonObject(value) && typeof value.resourceType === 'string' ? value.resourceType : 'Resource'
  const issues: ResourceIssue[] = []
  checkAnyResource(value, { path: type, depth: 0, issues })
  return issues
}

/** The same for one datatype, e.g. a CodeableConcept inside a patch. */
export const checkDatatype = (value: unknown, type: string, path: string): ResourceIssue[] => {
  const issues: ResourceIssue[] = []
  checkObject(value, type, { path, depth: 0, issues })
  return issues
}
