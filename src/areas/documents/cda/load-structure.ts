import { Type } from 'typebox'
import { listData, readData } from '../../../reference/data-file.ts'

/** A type as data/cda/structure writes it. */
const typeShape = Type.Object(
  {
    extends: Type.Optional(Type.String()),
    narrows: Type.Optional(Type.String()),
    abstract: Type.Optional(Type.Boolean()),
    mixed: Type.Optional(Type.Boolean()),
    content: Type.Optional(Type.String()),
    attributes: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

const fileShape = Type.Object({
  about: Type.String(),
  namespace: Type.Optional(Type.String()),
  neutral: Type.Optional(Type.Boolean()),
  types: Type.Record(Type.String(), typeShape),
})

const valueShape = Type.Object(
  {
    is: Type.Optional(Type.String()),
    oneOf: Type.Optional(Type.String()),
    pattern: Type.Optional(Type.String()),
    anyOf: Type.Optional(Type.String()),
    listOf: Type.Optional(Type.String()),
    from: Type.Optional(Type.Number()),
    to: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
)

const valuesShape = Type.Object({ about: Type.String(), values: Type.Record(Type.String(), valueShape) })

/** A structural type before compilation. */
export type WrittenType = Type.Static<typeof typeShape>

/** A kind of attribute value before compilation. */
export type WrittenValue = Type.Static<typeof valueShape>

/** The structural description of CDA R2: types by namespace prefix, data types of every namespace, kinds of values. */
export interface WrittenStructure {
  namespaces: Map<string, Map<string, WrittenType>>
  datatypes: Map<string, WrittenType>
  values: Map<string, WrittenValue>
}

const folder = 'cda/structure'

/** Reads and checks data/cda/structure; a file that does not fit is a DataFlaw, and the program does not start. */
export const loadStructure = (): WrittenStructure => {
  const structure: WrittenStructure = { namespaces: new Map(), datatypes: new Map(), values: new Map() }
  for (const name of listData(folder).filter((file) => file !== 'values')) {
    const { neutral, namespace = '', types } = readData(`${folder}/${name}.json`, fileShape)
    const known = structure.namespaces.get(namespace) ?? new Map<string, WrittenType>()
    const target = neutral === true ? structure.datatypes : known
    for (const [type, written] of Object.entries(types)) target.set(type, written)
    if (neutral !== true) structure.namespaces.set(namespace, target)
  }
  const { values } = readData(`${folder}/values.json`, valuesShape)
  for (const [name, value] of Object.entries(values)) structure.values.set(name, value)
  return structure
}
