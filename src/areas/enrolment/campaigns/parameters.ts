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
    'code-hints': exceptionRule,
  }),
})

/** Sizes of batches, thresholds of a pilot, what may be said of an exception. */
export type CampaignParameters = Static<typeof campaignSchema>

/** data/enrolment/campaign.json. Throws DataFlaw when it does not fit. */
export const campaignParameters: CampaignParameters = readData('enrolment/campaign.json', campaignSchema)
