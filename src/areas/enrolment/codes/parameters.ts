import { Type, type Static } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const limit = Type.Object({ count: Type.Integer({ minimum: 1 }), seconds: Type.Integer({ minimum: 1 }) })

const schema = Type.Object({
  // an even number of characters without repetition: what the check character's arithmetic needs is one less than a prime
  alphabet: Type.String({ minLength: 30, maxLength: 30 }),
  length: Type.Integer({ minimum: 12, maximum: 12 }),
  group: Type.Integer({ minimum: 1 }),
  entryMinutes: Type.Integer({ minimum: 1 }),
  limits: Type.Object({
    waitAfterError: limit,
    perCode: limit,
    perPerson: limit,
    perSource: limit,
    requestPerPerson: limit,
    recoveryPerCard: limit,
    requestPerSource: limit,
  }),
  examples: Type.Array(Type.Object({ body: Type.String(), check: Type.String() })),
})

/** What provisional codes are made of and how often one may be tried. */
export type CodeParameters = Static<typeof schema>

/** data/enrolment/codes.json. Throws DataFlaw when it does not fit. */
export const codeParameters: CodeParameters = readData('enrolment/codes.json', schema)
