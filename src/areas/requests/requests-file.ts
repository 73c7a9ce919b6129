import { Type, type Static } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const count = Type.Integer({ minimum: 1 })
const reason = Type.Union([
  Type.Literal('not-known-here'),
  Type.Literal('not-made-here'),
  Type.Literal('no-longer-kept'),
  Type.Literal('there-already'),
  Type.Literal('other-way'),
])

const schema = Type.Object({
  answerDays: count,
  answerMonthsOlder: count,
  olderThanYears: count,
  endsAfterMonths: count,
  atOnce: count,
  aDay: count,
  longestNote: count,
  /** how many years beside the one named a document may be of and still answer */
  yearsAround: Type.Integer({ minimum: 0 }),
  reasons: Type.Array(reason, { minItems: 1 }),
})

/** Why a facility does not deposit what it is asked for. */
export type DeclineReason = Static<typeof reason>

/** data/access/requests.json. Throws DataFlaw when it does not fit. */
export const requestsFile: Static<typeof schema> = readData('access/requests.json', schema)
