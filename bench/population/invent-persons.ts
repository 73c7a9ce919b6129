import { createChance, type Chance } from './chance.ts'
import { inventNumber } from './invent-number.ts'
import { families, givenNames, streets, towns } from './names.ts'

/** One line of a file of insured persons, by column name. */
export type PersonLine = Readonly<Record<string, string>>

/** How many persons, from which seed, living in which departments (INSEE codes). */
export interface PopulationPlan {
  persons: number
  seed: number
  departments: readonly string[]
}

type Draft = Record<string, string>

interface World {
  chance: Chance
  departments: readonly string[]
  persons: number
  households: number
  /** somebody of an earlier household, who may be a guardian of this one's */
  neighbour?: string
}

const two = (number: number): string => String(number).padStart(2, '0')

const dayBetween = (chance: Chance, fromYear: number, toYear: number): string =>
  `${fromYear + chance.below(toYear - fromYear)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`

const postalCodeOf = (department: string, chance: Chance): string => {
  const begins = { '2A': '200', '2B': '202' }[department] ?? department
  return begins + String(chance.below(10 ** (5 - begins.length))).padStart(5 - begins.length, '0')
}

const schemeOf = (chance: Chance): string => {
  const drawn = chance.next()
  if (drawn < 0.88) return 'general'
  return drawn < 0.98 ? 'agricultural' : 'ministry'
}

const mailName = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll('Œ', 'OE')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()

const inventPerson = (world: World, home: PersonLine, birth: { birthDate: string; family: string }): Draft => {
  const { chance } = world
  const index = world.persons
  world.persons += 1
  const gender = chance.is(0.5) ? 'female' : 'male'
  const provisional = home['scheme'] === 'ministry' && chance.is(0.3)
  const { value, birthPlace } = inventNumber({ index, gender, birthDate: birth.birthDate, provisional })
  const given = chance.pick(givenNames[gender])
  return {
    ...home,
    ins: value,
    birth_family: birth.family,
    birth_given: chance.is(0.4) ? `${given}|${chance.pick(givenNames[gender])}` : given,
    gender: gender === 'female' ? 'F' : 'M',
    birth_date: birth.birthDate,
    birth_place: birthPlace,
    legacy: chance.is(1 / 3) ? '1' : '0',
  }
}

const inventHome = (world: World): Draft => {
  const { chance, departments } = world
  world.households += 1
  const department = departments[chance.below(departments.length)] ?? '75'
  return {
    address_1: chance.is(0.15) ? `BATIMENT ${1 + chance.below(9)} APPARTEMENT ${1 + chance.below(99)}` : '',
    address_2: `${1 + chance.below(200)} ${chance.pick(streets)}`,
    postal_code: postalCodeOf(department, chance),
    city: chance.pick(towns),
    department,
    scheme: schemeOf(chance),
    lang: chance.is(0.03) ? 'en' : 'fr',
    household: `F${world.households}`,
  }
}

const inventAdult = (world: World, home: PersonLine, [fromYear, toYear]: readonly [number, number]): Draft => {
  const { chance } = world
  const birth = { birthDate: dayBetween(chance, fromYear, toYear), family: chance.pick(families) }
  const adult = inventPerson(world, home, birth)
  const mail = `${mailName(adult['birth_given'] ?? '')}.${mailName(birth.family)}.${world.persons}@example.org`
  return {
    ...adult,
    email: chance.is(0.7) ? mail : '',
    phone: chance.is(0.8) ? `06${String(10_000_000 + chance.below(89_999_999))}` : '',
    card_serial: String(10_000_000_000 + chance.below(89_999_999_999)),
  }
}

/** Children stand on the card of the first parent; now and then two of one day, which the card alone does not tell apart. */
const inventChildren = (world: World, parents: readonly Draft[]): Draft[] => {
  const { chance } = world
  const [first = {}] = parents
  const home = Object.fromEntries(
    ['address_1', 'address_2', 'postal_code', 'city', 'department', 'scheme', 'lang', 'household', 'card_serial'].map(
      (column) => [column, first[column] ?? ''],
    ),
  )
  const count = 1 + chance.below(4)
  const twins = count > 1 && chance.is(0.06)
  const days = Array.from({ length: count }, () => dayBetween(chance, 2010, 2026))
  if (twins) days[1] = days[0] ?? ''
  return days.map((birthDate) => ({
    ...inventPerson(world, home, { birthDate, family: first['birth_family'] ?? '' }),
    card_number: first['ins'] ?? '',
    parents: parents.map((parent) => parent['ins']).join(' '),
    email: chance.is(0.5) ? (first['email'] ?? '') : '',
  }))
}

const inventHousehold = (world: World): Draft[] => {
  const { chance } = world
  const home = inventHome(world)
  const kind = chance.next()
  if (kind < 0.02 && world.neighbour !== undefined) {
    const measure = chance.is(0.6) ? 'tutelle' : 'curatelle'
    return [{ ...inventAdult(world, home, [1930, 2000]), measure, guardian_ins: world.neighbour }]
  }
  if (kind < 0.4) return [inventAdult(world, home, [1925, 2006])]
  const couple = [inventAdult(world, home, [1970, 1998]), inventAdult(world, home, [1970, 1998])]
  if (kind < 0.68) return chance.is(0.3) ? couple.map((one) => ({ ...one, used_family: families[0] })) : couple
  const parents = kind < 0.92 ? couple : couple.slice(0, 1)
  const children = inventChildren(world, parents)
  // A file is sorted by nothing that helps: children may come before their parents.
  return chance.is(0.3) ? [...children, ...parents] : [...parents, ...children]
}

/** Invents a population, household by household; the same plan gives the same persons. Memory stays flat. */
export function* inventPersons({ persons, seed, departments }: PopulationPlan): Generator<PersonLine, void> {
  const world: World = { chance: createChance(seed), departments, persons: 0, households: 0 }
  let given = 0
  while (given < persons) {
    const household = inventHousehold(world)
    world.neighbour = household[0]?.['parents'] === undefined ? household[0]?.['ins'] : world.neighbour
    for (const person of household.slice(0, persons - given)) {
      given += 1
      yield person
    }
  }
}
