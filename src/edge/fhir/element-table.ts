import { Type } from 'typebox'
import { readData } from '../../reference/data-file.ts'

/** One element under one JSON name: `value[x]` appears once for each of its types, with `choice` naming the group. */
export interface ElementRow {
  name: string
  type: string
  primitive: boolean
  min: number
  many: boolean
  codes?: ReadonlySet<string>
  choice?: string
}

/** The elements of one type, in the order of the standard, and what must be there. */
export interface TypeRow {
  elements: ReadonlyMap<string, ElementRow>
  required: readonly { names: readonly string[]; label: string }[]
}

const tableShape = Type.Object({
  about: Type.String(),
  resources: Type.Array(Type.String()),
  types: Type.Record(Type.String(), Type.Array(Type.String())),
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const isPrimitive = (type: string): boolean => /^[a-z]/.test(type)

const readRow = (line: string): ElementRow[] => {
  const [name = '', types = '', cardinality = '', codes] = line.split(' ')
  const [min = '0', max = '1'] = cardinality.split('..')
  const shared = { min: Number(min), many: max !== '1', ...(codes ? { codes: new Set(codes.split('|')) } : {}) }
  if (!name.endsWith('[x]')) return [{ name, type: types, primitive: isPrimitive(types), ...shared }]
  const choice = name.slice(0, -3)
  return types
    .split('|')
    .map((type) => ({ name: choice + capital(type), type, primitive: isPrimitive(type), choice, ...shared }))
}

const readType = (lines: readonly string[]): TypeRow => {
  const rows = lines.map(readRow)
  return {
    elements: new Map(rows.flat().map((row) => [row.name, row])),
    required: rows
      .filter((group) => group.some((row) => row.min > 0))
      .map((group) => ({ names: group.map((row) => row.name), label: group[0]?.choice ?? group[0]?.name ?? '' })),
  }
}

const table = readData('fhir/elements.json', tableShape)
const types = new Map(Object.entries(table.types).map(([name, lines]) => [name, readType(lines)]))
const resources = new Set(table.resources)

/** The elements of a FHIR type or backbone (`DocumentReference.content`); nothing for a type this server does not know. */
export const findType = (name: string): TypeRow | undefined => types.get(name)

/** Whether this server reads and writes resources of that type. */
export const isResourceType = (name: string): boolean => resources.has(name)
