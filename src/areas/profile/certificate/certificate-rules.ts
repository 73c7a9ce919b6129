import { Type } from 'typebox'
import { readData } from '../../../reference/data-file.ts'

const text = Type.String({ minLength: 1 })
const oids = Type.Array(text)

/** What certificates are checked by (data/profile/certificates.json). */
export const certificateRules = readData(
  'profile/certificates.json',
  Type.Object({
    about: text,
    source: text,
    uses: Type.Object({ test: oids, vaccination: oids, recovery: oids }),
    products: Type.Record(text, text),
    disease: Type.Object({ code: text, fr: text, en: text }),
    acceptance: Type.Array(
      Type.Object({
        from: text,
        startsAfterDays: Type.Optional(Type.Integer()),
        endsAfterDays: Type.Optional(Type.Integer()),
        ended: Type.Optional(Type.Literal(true)),
      }),
    ),
  }),
)

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** Whether a full vaccination of a day counted for travel on another (`YYYY-MM-DD`), by the rules of that day. Law: Regulation (EU) 2021/953. */
export const countedOn = (vaccinatedOn: string, today: string): boolean => {
  const rule = certificateRules.acceptance.findLast(({ from }) => from <= today)
  if (rule === undefined || rule.ended) return false
  const { startsAfterDays = 0, endsAfterDays } = rule
  if (today < dayAfter(vaccinatedOn, startsAfterDays)) return false
  return endsAfterDays === undefined || today <= dayAfter(vaccinatedOn, endsAfterDays)
}
