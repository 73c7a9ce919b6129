import { Type, type Static } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const limit = Type.Object({ count: Type.Integer({ minimum: 1 }), seconds: Type.Integer({ minimum: 1 }) })

const schema = Type.Object({
  alphabet: Type.String({ minLength: 30 }),
  // pages and the square of the code have room for no more
  length: Type.Integer({ minimum: 8, maximum: 8 }),
  group: Type.Integer({ minimum: 1 }),
  limits: Type.Object({
    codePerProfessional: limit,
    codePerSource: limit,
    consentPerPerson: limit,
    consentPerProfessional: limit,
  }),
  examples: Type.Array(Type.Object({ typed: Type.String(), code: Type.Optional(Type.String()) })),
})

/** What share codes are made of, and how often somebody may try to enter. */
export type EnteringParameters = Static<typeof schema>

/** data/access/entering.json. Throws DataFlaw when it does not fit. */
export const enteringParameters: EnteringParameters = readData('access/entering.json', schema)
