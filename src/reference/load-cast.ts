import { Type } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'

const path = 'cast.json'
const text = Type.String({ minLength: 1 })
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const named = <P extends Type.TProperties>(properties: P) =>
  Type.Array(Type.Object({ name: text, ...properties }, { additionalProperties: false }))

const traits = Type.Object({
  birthFamily: text,
  birthGiven: Type.Array(text, { minItems: 1 }),
  usedFamily: Type.Optional(text),
  gender: Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('unknown')]),
  birthDate: day,
  birthPlace: Type.String({ pattern: '^[0-9AB]{5}$' }),
})

const said = Type.Object({ fr: text, en: text })

const holders = named({
  about: said,
  ins: Type.Object({ system: text, value: Type.String({ pattern: '^[0-9AB]{15}$' }) }),
  irregular: Type.Array(Type.Union([Type.Literal('production-system'), Type.Literal('wrong-key')])),
  traits,
  spellings: Type.Array(traits),
  signsIn: Type.Boolean(),
  mail: Type.Optional(text),
})

const professionals = named({
  about: said,
  id: Type.String({ pattern: '^8\\d{11}$' }),
  family: text,
  given: text,
  profession: text,
  savoirFaire: Type.Optional(text),
  facility: text,
  mail: text,
})

const ties = Type.Union([Type.Literal('treating-doctor'), Type.Literal('care-team')])

const staffRole = Type.Union([
  Type.Literal('operator'),
  Type.Literal('reviewer'),
  Type.Literal('counter-agent'),
  Type.Literal('phone-agent'),
])

const schema = Type.Object({
  demonstrationDate: day,
  holders,
  invited: named({ about: said, traits }),
  facilities: named({ id: text, title: text, type: text }),
  professionals,
  software: named({ clientId: text, title: text, facility: text, secret: text, mail: text }),
  apps: named({ clientId: text, title: text, publisher: text, redirectUri: text, oid: text }),
  staff: named({ about: said, family: text, given: text, roles: Type.Array(staffRole, { minItems: 1 }) }),
  relations: Type.Array(Type.Object({ holder: text, party: text, kind: ties, since: day })),
  parents: Type.Array(Type.Object({ representative: text, child: text })),
  delegates: Type.Array(Type.Object({ delegate: text, holder: text })),
})

/**
 * The demonstration cast, frozen. A holder's `traits` are the insurer's, `spellings` other ways the examples write the same
 * number; `irregular` says why the identity is accepted only because it is listed. Who is `invited` stands in
 * data/enrolment/demonstration.csv: told by the pilot, without a space until they open it. `facility`, `holder` and `party` are names.
 */
export type Cast = Type.Static<typeof schema>

/** One holder of the cast. */
export type CastHolder = Cast['holders'][number]

/** One professional of the cast; `id` is 8 and the RPPS number, `profession` a code of TRE_G15, `savoirFaire` one of TRE_R01. */
export type CastProfessional = Cast['professionals'][number]

const namesOf = (rows: readonly { name: string }[]): ReadonlySet<string> => new Set(rows.map(({ name }) => name))

const checkNames = (cast: Cast): void => {
  const everybody = [
    ...cast.holders,
    ...cast.invited,
    ...cast.professionals,
    ...cast.software,
    ...cast.apps,
    ...cast.staff,
  ]
  const twice = everybody.find(({ name }, index) => everybody.findIndex((other) => other.name === name) !== index)
  if (twice) throw new DataFlaw(path, twice.name, 'two of the cast have this name')
}

const checkTies = (cast: Cast): void => {
  const [holderNames, facilityNames, professionalNames] = [cast.holders, cast.facilities, cast.professionals].map(
    namesOf,
  )
  const check = (known: ReadonlySet<string> | undefined, name: string, row: string): void => {
    if (!known?.has(name)) throw new DataFlaw(path, row, `nobody is called ${name}`)
  }
  for (const { name, facility } of [...cast.professionals, ...cast.software]) check(facilityNames, facility, name)
  for (const { holder, party } of cast.relations) {
    check(holderNames, holder, 'relations')
    check(professionalNames, party, 'relations')
  }
  for (const { representative, child } of cast.parents) {
    check(holderNames, representative, 'parents')
    check(holderNames, child, 'parents')
  }
  for (const { delegate, holder } of cast.delegates) {
    check(holderNames, delegate, 'delegates')
    check(holderNames, holder, 'delegates')
  }
}

/** Reads data/cast.json. Throws DataFlaw when a name is doubled or a tie names nobody. Demonstration mode only. */
export const loadCast = (): Cast => {
  const cast = readData(path, schema)
  checkNames(cast)
  checkTies(cast)
  return cast
}
