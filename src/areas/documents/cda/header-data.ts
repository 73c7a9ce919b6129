import { Type } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const schema = Type.Object({
  about: Type.String(),
  insRoots: Type.Array(Type.Object({ root: Type.String(), type: Type.String() })),
  genericTemplates: Type.Array(Type.String()),
  genders: Type.Array(Type.String()),
  genderNames: Type.Record(Type.String(), Type.String()),
  orderReference: Type.String(),
  unstructuredFormats: Type.Record(Type.String(), Type.String()),
})

/** What reading a French header needs to know beforehand, from data/cda/header.json. */
export const headerData = readData('cda/header.json', schema)
