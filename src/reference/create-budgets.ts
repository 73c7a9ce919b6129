import { Type, type Static } from 'typebox'
import { hourOf } from '../platform/calendar.ts'
import type { Parameters } from './create-parameters.ts'
import { DataFlaw, readData } from './data-file.ts'
import type { Reference } from './reference.ts'

const path = 'access/budgets.json'

const measure = { newPersons: Type.Integer({ minimum: 1 }), newConsents: Type.Integer({ minimum: 1 }) }
const basis = { basis: Type.Optional(Type.String()) }
const hour = Type.Integer({ minimum: 0, maximum: 24 })

const version = Type.Object({
  from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  professionals: Type.Object({
    ...measure,
    rows: Type.Array(Type.Object({ profession: Type.String(), ...measure, ...basis })),
  }),
  facilities: Type.Object({
    ...measure,
    rows: Type.Array(Type.Object({ facility: Type.String(), ...measure, ...basis })),
  }),
  nightHours: Type.Tuple([hour, hour]),
})

const schema = Type.Object({ versions: Type.Array(version, { minItems: 1 }) })

type Version = Static<typeof version>

/** Whose budget is asked for: a professional, by the code of their profession, and the facility they act for, if any. */
export interface Spender {
  profession: string
  facility?: { id: string }
}

/** What a professional, and then their facility, may spend in the civil day of an instant. */
export interface Allowance {
  /** the civil day, YYYY-MM-DD */
  day: string
  /** the hour, YYYY-MM-DDTHH */
  hour: string
  isNight: boolean
  newPersons: readonly number[]
  newConsents: readonly number[]
}

/** How many persons somebody may meet in a day, in the version in force at an instant (ISO). */
export type Budgets = (spender: Spender, at: string) => Allowance

const checkProfessions = ({ professionals }: Version, reference: Reference): void => {
  for (const { profession } of professionals.rows) {
    if (!reference.findProfession(profession)) throw new DataFlaw(path, `profession ${profession}`, 'is not in TRE_G15')
  }
}

/** Reads data/access/budgets.json. Throws DataFlaw on an unknown profession. */
export const createBudgets = (reference: Reference, { dayOf, parameterAt }: Parameters): Budgets => {
  const { versions } = readData(path, schema)
  for (const each of versions) checkProfessions(each, reference)
  return ({ profession, facility }, at) => {
    const day = dayOf(at)
    const { professionals, facilities, nightHours } =
      versions.findLast(({ from }) => from <= day) ?? versions[0] ?? never()
    const own = professionals.rows.find((row) => row.profession === profession) ?? professionals
    const shared = facility && (facilities.rows.find((row) => row.facility === facility.id) ?? facilities)
    const measures = shared === undefined ? [own] : [own, shared]
    const hourShown = hourOf(at, parameterAt('civilTimeZone', at))
    return {
      day,
      hour: `${day}T${String(hourShown).padStart(2, '0')}`,
      isNight: hourShown >= nightHours[0] && hourShown < nightHours[1],
      newPersons: measures.map(({ newPersons }) => newPersons),
      newConsents: measures.map(({ newConsents }) => newConsents),
    }
  }
}

const never = (): never => {
  throw new DataFlaw(path, 'versions', 'there is none')
}
