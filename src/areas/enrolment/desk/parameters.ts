import { Type, type Static } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const count = Type.Integer({ minimum: 1 })
const limit = Type.Object({ count, seconds: count })
const codes = Type.Array(Type.String(), { minItems: 1 })

const schema = Type.Object({
  caseMinutes: count,
  mandateIdleMinutes: count,
  approvalDays: count,
  lateDays: count,
  listed: count,
  limits: Type.Object({ findPerAgent: limit, findPerPerson: limit, codesPerPerson: limit }),
  codes: Type.Object({
    shownDays: count,
    boardWeeks: count,
    listed: count,
    hints: Type.Object({
      manyCodes: Type.Object({ count, days: count }),
      contactChangedDays: count,
      manyTries: count,
    }),
  }),
  findReasons: codes,
  registerReasons: codes,
  identityDocuments: codes,
})

/** How long the staff may look, for what reasons, how often they may try. */
export type DeskParameters = Static<typeof schema>

/** data/enrolment/desk.json. Throws DataFlaw when it does not fit. */
export const deskParameters: DeskParameters = readData('enrolment/desk.json', schema)
