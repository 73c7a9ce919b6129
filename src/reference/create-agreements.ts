import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'

const path = 'access/agreements.json'
const text = Type.String({ minLength: 1 })
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const row = Type.Object({
  role: text,
  professions: Type.Array(text, { minItems: 1 }),
  skills: Type.Array(text),
  facilities: Type.Array(text),
  agreement: Type.Union([Type.Literal('noted'), Type.Literal('express')]),
})

const schema = Type.Object({
  versions: Type.Array(Type.Object({ from: day, rows: Type.Array(row) }), { minItems: 1 }),
  examples: Type.Array(
    Type.Object({
      profession: text,
      skill: Type.Optional(text),
      facility: Type.Optional(text),
      at: day,
      agreement: Type.Union([Type.Literal('presumed'), Type.Literal('noted'), Type.Literal('express')]),
    }),
  ),
})

/** Whether care lets somebody in as the law presumes, only by an agreement noted for themselves, or only by the person's express word. */
export type Agreement = 'presumed' | Static<typeof row>['agreement']

/** Who somebody is, as far as the law asks. */
export interface AgreeingTo {
  profession: string
  savoirFaire?: string
  facility?: { id: string }
}

/** Whose access the law presumes, by day (`YYYY-MM-DD` or a longer ISO text). */
export type Agreements = (actor: AgreeingTo, at: string) => Agreement

/** Reads data/access/agreements.json. Throws DataFlaw for versions out of order or an example that disagrees. Law: L.1111-17. */
export const createAgreements = (): Agreements => {
  const { versions, examples } = readData(path, schema)
  versions.forEach(({ from }, index) => {
    if (index > 0 && (versions[index - 1]?.from ?? '') >= from)
      throw new DataFlaw(path, from, 'versions stand in the order of their dates')
  })
  const agreementFor: Agreements = ({ profession, savoirFaire, facility }, at) => {
    const { rows = [] } = versions.findLast(({ from }) => from <= at.slice(0, 10)) ?? versions[0] ?? {}
    const found = rows.find(
      ({ professions, skills, facilities }) =>
        professions.includes(profession) &&
        ((savoirFaire !== undefined && skills.includes(savoirFaire)) ||
          (facility !== undefined && facilities.includes(facility.id))),
    )
    return found?.agreement ?? 'presumed'
  }
  for (const { profession, skill, facility, at, agreement } of examples) {
    const place = facility === undefined ? {} : { facility: { id: facility } }
    const known = skill === undefined ? {} : { savoirFaire: skill }
    if (agreementFor({ profession, ...known, ...place }, at) !== agreement)
      throw new DataFlaw(path, profession, 'its own example disagrees')
  }
  return agreementFor
}
