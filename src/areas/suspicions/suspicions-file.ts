import { Type, type Static } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const rule = Type.Object({
  kind: Type.Union([Type.Literal('refusals'), Type.Literal('night-persons'), Type.Literal('consents')]),
  means: Type.String({ minLength: 1 }),
  professional: Type.Integer({ minimum: 1 }),
  facility: Type.Integer({ minimum: 1 }),
})

const schema = Type.Object({
  reasons: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  outcomes: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  answerWorkingDays: Type.Integer({ minimum: 1 }),
  rules: Type.Array(rule, { minItems: 1 }),
})

/** A number in one hour that puts a professional, or a facility, on hold. */
export type UnusualRule = Static<typeof rule>

/** data/access/suspicions.json. Throws DataFlaw when it does not fit. */
export const suspicionsFile: Static<typeof schema> = readData('access/suspicions.json', schema)
