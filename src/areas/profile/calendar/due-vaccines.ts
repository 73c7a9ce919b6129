import { Type, type Static } from 'typebox'
import { foldText } from '../../../platform/fold-text.ts'
import { readData } from '../../../reference/data-file.ts'

const text = Type.String({ minLength: 1 })
const months = Type.Integer({ minimum: 0 })

const shape = Type.Object({
  key: text,
  fr: text,
  en: text,
  level: Type.Union([Type.Literal('compulsory'), Type.Literal('recommended')]),
  words: Type.Array(text, { minItems: 1 }),
  atc: Type.Array(Type.String({ pattern: '^J07[A-Z]{1,2}[0-9]{0,2}$' }), { minItems: 1 }),
  bornFrom: Type.Optional(text),
  bornBefore: Type.Optional(text),
  countFrom: months,
  doses: Type.Optional(Type.Array(Type.Object({ from: months, to: Type.Optional(months) }))),
  every: Type.Optional(Type.Object({ months, from: months })),
})

/** A vaccination of the calendar. Ages are months. */
export type CalendarVaccine = Static<typeof shape>

const calendar = readData(
  'profile/vaccination-calendar.json',
  Type.Object({
    about: text,
    source: text,
    versions: Type.Array(Type.Object({ from: text, vaccines: Type.Array(shape) })),
  }),
)

/** A vaccination that was given: what it is called, and when as far as that is known. */
export interface GivenVaccine {
  label: string
  /** its codes, of whatever system; those of ATC tell what it is */
  codes?: readonly string[]
  /** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an instant */
  at: string
}

/** What the calendar asks for. Days are `YYYY-MM-DD`. */
export interface DueVaccine {
  vaccine: CalendarVaccine
  /** the dose, from 1; absent for what comes again */
  dose?: number
  /** from which day on */
  from: string
  isNow: boolean
}

/** So far ahead the calendar is told. */
const aheadMonths = 12

const dayOf = (at: string): Temporal.PlainDate => Temporal.PlainDate.from(`${at}-01-01`.slice(0, 10))

const ageAt = (birth: Temporal.PlainDate, day: Temporal.PlainDate): number =>
  birth.until(day, { largestUnit: 'months' }).months

/** By its ATC code where it has one, by what it is called otherwise. */
const isCalled = ({ words, atc }: CalendarVaccine, { label, codes = [] }: GivenVaccine): boolean => {
  const own = codes.filter((code) => /^J07/.test(code))
  if (own.length > 0) return own.some((code) => atc.some((beginning) => code.startsWith(beginning)))
  const said = foldText(label)
  return words.some((word) => said.includes(word))
}

interface Life {
  birth: Temporal.PlainDate
  today: Temporal.PlainDate
}

const told = (vaccine: CalendarVaccine, { birth, today }: Life, due: { from: number; dose?: number }): DueVaccine[] => {
  const from = birth.add({ months: due.from })
  if (Temporal.PlainDate.compare(from, today.add({ months: aheadMonths })) > 0) return []
  const isNow = Temporal.PlainDate.compare(from, today) <= 0
  return [{ vaccine, ...(due.dose === undefined ? {} : { dose: due.dose }), from: from.toString(), isNow }]
}

const dueDoses = (vaccine: CalendarVaccine, life: Life, given: readonly number[]): DueVaccine[] => {
  const age = ageAt(life.birth, life.today)
  const next = (vaccine.doses ?? [])[given.length]
  if (next === undefined || (next.to !== undefined && age >= next.to)) return []
  return told(vaccine, life, { from: next.from, dose: given.length + 1 })
}

const dueAgain = (vaccine: CalendarVaccine, life: Life, given: readonly number[]): DueVaccine[] => {
  const { every } = vaccine
  if (every === undefined) return []
  const last = given.at(-1)
  return told(vaccine, life, { from: Math.max(every.from, last === undefined ? every.from : last + every.months) })
}

/** What a person is asked for, and of when the calendar is. Days are `YYYY-MM-DD`. */
export interface CalendarLife {
  birthDate: string
  today: string
}

const inForce = ({ birthDate, today }: CalendarLife): CalendarVaccine[] =>
  (calendar.versions.findLast(({ from }) => from <= today)?.vaccines ?? []).filter(
    ({ bornFrom = '', bornBefore }) => birthDate >= bornFrom && (bornBefore === undefined || birthDate < bornBefore),
  )

/**
 * Whether a vaccination is one that the calendar of today asks of everybody at the age at which it was given, and how it asks for it; nothing for others. Law:
 * rules PML-22. Pure.
 */
export const levelOf = (life: CalendarLife, given: GivenVaccine): CalendarVaccine['level'] | undefined => {
  const age = ageAt(dayOf(life.birthDate), dayOf(given.at))
  return inForce(life).find((one) => isCalled(one, given) && age >= one.countFrom)?.level
}

/**
 * What the calendar of a day asks of somebody beside what they were given: what is due now, and what comes within a year, in the order of the days. Law:
 * rules PML-22, AGD-10. Pure.
 */
export const dueVaccines = ({ birthDate, today }: CalendarLife, given: readonly GivenVaccine[]): DueVaccine[] => {
  const life = { birth: dayOf(birthDate), today: Temporal.PlainDate.from(today) }
  return inForce({ birthDate, today })
    .flatMap((one) => {
      const ages = given
        .filter((each) => isCalled(one, each))
        .map(({ at }) => ageAt(life.birth, dayOf(at)))
        .filter((age) => age >= one.countFrom)
        .toSorted((first, second) => first - second)
      return one.every === undefined ? dueDoses(one, life, ages) : dueAgain(one, life, ages)
    })
    .toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
}
