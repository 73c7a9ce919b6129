import { Type, type Static } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const schema = Type.Object({
  kinds: Type.Array(Type.Union([Type.Literal('not-mine'), Type.Literal('wrong')]), { minItems: 1 }),
  answerWorkingDays: Type.Integer({ minimum: 1 }),
  longestNote: Type.Integer({ minimum: 1 }),
})

/** data/access/disputes.json. Throws DataFlaw when it does not fit. */
export const disputesFile: Static<typeof schema> = readData('access/disputes.json', schema)
