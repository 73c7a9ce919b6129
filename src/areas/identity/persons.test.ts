import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, beforeEach, test } from 'node:test'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { corpusPath, skipWithout } from '../../../tests/support/corpus.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { plainKeys } from '../../../tests/support/plain-keys.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { createPersons, type NewPerson, type Persons } from './persons.ts'
import { readSituations } from './situations.ts'
import { pivotOf, pivotText } from './rules.ts'
import type { Traits } from './types.ts'

let database: TestDatabase
let persons: Persons

before(async () => {
  database = await createTestDatabase()
  persons = createPersons({ database: database.app, keys: plainKeys })
})
beforeEach(() => database.owner.query({ text: 'truncate directory.person, directory.identifier' }))
after(() => database.drop())

const traits: Traits = {
  birthFamily: 'LE GALL',
  birthGiven: ['Noël', 'Pierre-Yves'],
  usedFamily: 'MOREAU',
  gender: 'male',
  birthDate: '1974-03-06',
  birthPlace: '97411',
}

const newPerson = (value: string, more: Partial<NewPerson> = {}): NewPerson => ({
  spaceId: randomId(),
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value },
  traits,
  ...more,
})

const isProblem = (kind: string, reason: string) => (error: unknown) =>
  error instanceof Problem && error.kind === kind && error.reason === reason

test('a person is stored sealed and opened', async () => {
  const person = newPerson('174039741161019', {
    otherSpellings: [{ family: 'LEGALL', given: 'NOEL' }],
    contact: { email: 'noel@example.org', lang: 'fr' },
  })
  await database.app.transaction((connection) => persons.storePerson(connection, person))
  const { ins, otherSpellings, contact, spaceId } = person
  assert.deepEqual(await persons.loadPerson(database.app, spaceId), { ins, traits, otherSpellings, contact })
  assert.deepEqual(await persons.findContact(spaceId), { ...contact, name: 'Noël MOREAU' })
})

test('a second person with the same identifier is refused and leaves nothing', async () => {
  await persons.storePerson(database.app, newPerson('174039741161019'))
  const again = database.app.transaction((connection) => persons.storePerson(connection, newPerson('174039741161019')))
  await assert.rejects(again, isProblem('conflict', 'person-already-known'))
  const rows = await database.owner.query({ text: 'select from directory.person' })
  assert.equal(rows.length, 1)
})

test('a space that nobody holds has no contact and no identity', async () => {
  assert.equal(await persons.findContact(randomId()), undefined)
  await assert.rejects(persons.loadPerson(database.app, randomId()), isProblem('absent', 'person-unknown'))
})

const personsCheck = Compile(
  Type.Object({
    persons: Type.Array(
      Type.Object({
        id: Type.String(),
        birthFamily: Type.String(),
        birthGiven: Type.Array(Type.String()),
        gender: Type.Union([Type.Literal('female'), Type.Literal('male')]),
        birthDate: Type.String(),
        birthPlaceInsee: Type.String(),
      }),
    ),
  }),
)

const claim = Type.String()
const claimsCheck = Compile(
  Type.Object({
    cases: Type.Array(
      Type.Object({
        matches: Type.Optional(claim),
        claims: Type.Object({
          given_name: claim,
          family_name: claim,
          birthdate: claim,
          gender: claim,
          birthplace: claim,
          birthcountry: claim,
        }),
      }),
    ),
  }),
)

const readCorpus = (set: string, file: string): unknown => JSON.parse(readFileSync(corpusPath(set, file), 'utf8'))

test(
  'the pivot identities of the corpus find exactly their person, or nobody',
  { skip: skipWithout('identities') || skipWithout('oidc-claims') },
  () => {
    const texts = personsCheck.Parse(readCorpus('identities', 'persons.json')).persons.map((one) => {
      const { birthFamily, birthGiven, gender, birthDate, birthPlaceInsee: birthPlace } = one
      return {
        id: one.id,
        text: pivotText(pivotOf({ birthFamily, birthGiven, gender, birthDate, birthPlace }, '99100')),
      }
    })
    const { cases } = claimsCheck.Parse(readCorpus('oidc-claims', 'franceconnect-userinfo.json'))
    assert.ok(cases.length >= 7)
    for (const { matches, claims } of cases) {
      const told = pivotText(claims)
      const found = texts.filter(({ text }) => text !== undefined && text === told)
      assert.equal(found.length === 1 ? found[0]?.id : undefined, matches)
    }
  },
)

const professionalsCheck = Compile(
  Type.Object({
    cases: Type.Array(
      Type.Object({
        userinfo: Type.Unknown(),
        expect: Type.Object({
          rpps: Type.Optional(Type.String()),
          profession: Type.Optional(Type.String()),
          savoirFaire: Type.Optional(Type.String()),
          structures: Type.Optional(Type.Number()),
          refused: Type.Optional(Type.Boolean()),
        }),
      }),
    ),
  }),
)

test('the professionals of the corpus have the situations they declare', { skip: skipWithout('oidc-claims') }, () => {
  const { cases } = professionalsCheck.Parse(readCorpus('oidc-claims', 'pro-sante-connect-userinfo.json'))
  assert.ok(cases.length >= 6)
  for (const { userinfo, expect } of cases) {
    if (expect.refused === true) {
      assert.throws(() => readSituations(userinfo), isProblem('refused', 'identity-incomplete'))
      continue
    }
    const situations = readSituations(userinfo)
    assert.equal(situations[0]?.id, `8${expect.rpps}`)
    assert.equal(situations.length, expect.structures)
    assert.equal(situations[0]?.profession, expect.profession)
    assert.equal(situations[0]?.savoirFaire, expect.savoirFaire)
    for (const { facility } of situations) assert.match(facility?.id ?? '', /^1\d{9}$/)
  }
})
