import { Type, type Static } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const share = Type.Number({ minimum: 0, maximum: 1 })
const count = Type.Integer({ minimum: 1 })
const exceptionRule = Type.Object({ notes: Type.Array(Type.String(), { minItems: 1 }) })

const campaignSchema = Type.Object({
  phone: Type.String({ minLength: 2 }),
  batch: Type.Object({ data: count, pdf: count }),
  drySample: count,
  maskBelow: count,
  figuresMaxAgeSeconds: Type.Integer({ minimum: 0 }),
  smsAttempts: count,
  pilot: Type.Object({
    returnedAtMost: share,
    opposedAtMost: share,
    untoldAtMost: share,
    exceptionsOpenAtMost: share,
    informedAtLeast: count,
  }),
  exceptions: Type.Object({
    'no-address': exceptionRule,
    returned: exceptionRule,
    twins: exceptionRule,
    'protected-adult': exceptionRule,
    'address-too-long': exceptionRule,
    'contact-shared': exceptionRule,
    homonym: exceptionRule,
    unprintable: exceptionRule,
    untold: exceptionRule,
  }),
})

const role = Type.Union([
  Type.Literal('operator'),
  Type.Literal('reviewer'),
  Type.Literal('counter-agent'),
  Type.Literal('phone-agent'),
])

const deedSchema = Type.Object({
  deeds: Type.Record(Type.String(), Type.Array(role, { minItems: 1 })),
  twoPersons: Type.Array(Type.String()),
})

/** Sizes of batches, thresholds of a pilot, what may be said of an exception. */
export type CampaignParameters = Static<typeof campaignSchema>

/** Which role may do which deed. */
export type StaffDeeds = Static<typeof deedSchema>

/** data/enrolment/campaign.json. Throws DataFlaw when it does not fit. */
export const campaignParameters: CampaignParameters = readData('enrolment/campaign.json', campaignSchema)

/** data/enrolment/staff-deeds.json. Throws DataFlaw when it does not fit. */
export const staffDeeds: StaffDeeds = readData('enrolment/staff-deeds.json', deedSchema)
