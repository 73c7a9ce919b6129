import { Type, type Static } from 'typebox'
import { hourOf } from '../platform/calendar.ts'
import type { Parameters } from './create-parameters.ts'
import { DataFlaw, readData } from './data-file.ts'
import type { Reference } from './reference.ts'

const path = 'access/budgets.json'

const measure = { newPersons: Type.Integer({ minimum: 1 }), newConsents: Type.Integer({ minimum: 1 }) }
const basis = { basis: Type.Optional(Type.String()) }
const clockHour = Type.Integer({ minimum: 0, maximum: 24 })

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
  apps: Type.Object({
    newPersons: Type.Integer({ minimum: 1 }),
    rows: Type.Array(Type.Object({ app: Type.String(), newPersons: Type.Integer({ minimum: 1 }), ...basis })),
  }),
  nation: Type.Object({ usualNewConsents: Type.Integer({ minimum: 1 }), times: Type.Integer({ minimum: 2 }) }),
  nightHours: Type.Tuple([clockHour, clockHour]),
})

const schema = Type.Object({ versions: Type.Array(version, { minItems: 1 }) })

type Version = Static<typeof version>

/** Whose budget is asked for: a professional, by the code of their profession, and the facility they act for, if any; or an app. */
export type Spender = { profession: string; facility?: { id: string } } | { kind: 'app'; id: string }

/** What a professional, and then their facility, or an app may spend in the civil day of an instant. */
export interface Allowance {
  /** the civil day, YYYY-MM-DD */
  day: string
  /** the hour, YYYY-MM-DDTHH */
  hour: string
  isNight: boolean
  newPersons: readonly number[]
  newConsents: readonly number[]
  /** how many consents of unrelated persons the whole country may record in the hour before they are held */
  nationConsents: number
}

/** How many persons somebody may meet in a day, in the version in force at an instant (ISO). */
export type Budgets = (spender: Spender, at: string) => Allowance

const checkProfessions = ({ professionals }: Version, reference: Reference): void => {
  for (const { profession } of professionals.rows) {
    if (!reference.findProfession(profession)) throw new DataFlaw(path, `profession ${profession}`, 'is not in TRE_G15')
  }
}

interface CivilHour {
  day: string
  hour: number
}

const quarterMs = 900_000

/** The civil day and hour of an instant. Every look asks: the last quarter of an hour, in which no clock changes its hour, is kept. */
const createCivilHour = ({ dayOf, parameterAt }: Parameters): ((at: string) => CivilHour) => {
  let kept: CivilHour & { quarter: number } = { quarter: -1, day: '', hour: 0 }
  return (at) => {
    const quarter = Math.floor(Date.parse(at) / quarterMs)
    if (quarter !== kept.quarter) kept = { quarter, day: dayOf(at), hour: hourOf(at, parameterAt('civilTimeZone', at)) }
    return kept
  }
}

type Measures = Pick<Allowance, 'newPersons' | 'newConsents' | 'isNight'>

/** An app meets persons at any hour, each at their own word: it has one measure, and no night. */
const measuresOf = (
  { professionals, facilities, apps, nightHours }: Version,
  spender: Spender,
  hour: number,
): Measures => {
  if (!('profession' in spender)) {
    const { newPersons } = apps.rows.find((row) => row.app === spender.id) ?? apps
    return { newPersons: [newPersons], newConsents: [], isNight: false }
  }
  const { profession, facility } = spender
  const own = professionals.rows.find((row) => row.profession === profession) ?? professionals
  const shared = facility && (facilities.rows.find((row) => row.facility === facility.id) ?? facilities)
  const measures = shared === undefined ? [own] : [own, shared]
  return {
    newPersons: measures.map(({ newPersons }) => newPersons),
    newConsents: measures.map(({ newConsents }) => newConsents),
    isNight: hour >= nightHours[0] && hour < nightHours[1],
  }
}

/** Reads data/access/budgets.json. Throws DataFlaw on an unknown profession. */
export const createBudgets = (reference: Reference, parameters: Parameters): Budgets => {
  const { versions } = readData(path, schema)
  for (const each of versions) checkProfessions(each, reference)
  const civilHour = createCivilHour(parameters)
  return (spender, at) => {
    const { day, hour } = civilHour(at)
    const inForce = versions.findLast(({ from }) => from <= day) ?? versions[0]
    if (inForce === undefined) throw new DataFlaw(path, 'versions', 'there is none')
    const { nation } = inForce
    return {
      day,
      hour: `${day}T${String(hour).padStart(2, '0')}`,
      ...measuresOf(inForce, spender, hour),
      nationConsents: nation.usualNewConsents * nation.times,
    }
  }
}
