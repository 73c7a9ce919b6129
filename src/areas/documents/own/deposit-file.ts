import { Type } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const code = Type.String({ minLength: 1 })

const schema = Type.Object({
  about: Type.String(),
  contentTypes: Type.Array(code, { minItems: 1 }),
  maxBytes: Type.Integer({ minimum: 1 }),
  format: code,
  confidentiality: code,
  proposedTypes: Type.Array(Type.Object({ professions: Type.Array(code), typeCode: code })),
  otherwise: code,
  readTypes: Type.Array(Type.Object({ words: Type.Array(code, { minItems: 1 }), typeCode: code })),
})

/** What deposits by hand are made with, from data/deposit.json. */
export const depositFile = readData('deposit.json', schema)
