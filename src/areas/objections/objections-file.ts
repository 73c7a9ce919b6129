import { Type, type Static } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const codes = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })

const schema = Type.Object({
  reasons: codes,
  minorReason: Type.String({ minLength: 1 }),
  refusals: codes,
  reimbursementTypes: Type.Array(Type.Object({ system: Type.String(), code: Type.String() }), { minItems: 1 }),
  answerWorkingDays: Type.Integer({ minimum: 1 }),
})

/** data/access/objections.json. Throws DataFlaw when it does not fit. */
export const objectionsFile: Static<typeof schema> = readData('access/objections.json', schema)
