import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Type } from 'typebox'
import { corpusFolder } from '../../tests/support/corpus.ts'
import { createReference } from './create-reference.ts'
import { readData } from './data-file.ts'
import { loadCast, type CastHolder } from './load-cast.ts'

const cast = loadCast()
const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'

const keyOf = (number: string): string => {
  const digits = number.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return String(97 - (Number(digits) % 97)).padStart(2, '0')
}

const ageOn = (day: string, born: string): number =>
  Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0)

const luhnHolds = (number: string): boolean => {
  const sum = Array.from(number)
    .toReversed()
    .reduce((total, digit, index) => {
      const twice = Number(digit) * (index % 2 === 0 ? 1 : 2)
      return total + (twice > 9 ? twice - 9 : twice)
    }, 0)
  return sum % 10 === 0
}

test('every identity is as irregular as its row says, and no more', () => {
  for (const { name, ins, irregular } of cast.holders) {
    assert.equal(irregular.includes('production-system'), ins.system !== testSystem, name)
    assert.equal(irregular.includes('wrong-key'), !ins.value.endsWith(keyOf(ins.value)), name)
  }
  const pairs = cast.holders.map(({ ins }) => `${ins.system}|${ins.value}`)
  assert.equal(new Set(pairs).size, pairs.length)
})

test('our own people are as old as their names in interfaces.md say, and their numbers tell their births', () => {
  const ages: Record<string, number> = { lea: 15, noe: 4, marthe: 82 }
  for (const { name, traits, ins, about } of cast.holders) {
    const age = ages[name]
    if (age !== undefined) assert.equal(ageOn(cast.demonstrationDate, traits.birthDate), age, name)
    if (about.en.startsWith('official examples')) continue
    const [year, month] = traits.birthDate.slice(2).split('-')
    assert.equal(ins.value.slice(0, 5), `${traits.gender === 'female' ? 2 : 1}${year}${month}`, name)
    const places = [traits, ...cast.holders.filter((each) => each.name === name).flatMap((each) => each.spellings)]
    assert.ok(
      places.some(({ birthPlace }) => ins.value.slice(5, 10) === birthPlace),
      name,
    )
  }
})

test('professionals, facilities and their codes are well formed', () => {
  const reference = createReference()
  for (const { name, id, profession, savoirFaire } of cast.professionals) {
    assert.ok(luhnHolds(id.slice(1)), name)
    assert.ok(reference.findProfession(profession), name)
    if (savoirFaire !== undefined) assert.ok(reference.find('savoir-faire', savoirFaire), name)
  }
  for (const { name, id, type } of cast.facilities) {
    assert.ok(id.startsWith('1') && luhnHolds(id.slice(1)), name)
    assert.ok(reference.find('healthcare-facility-types', type), name)
  }
})

test('no mail of the cast can reach anybody', () => {
  const mails = [...cast.holders, ...cast.professionals].flatMap(({ mail }) => (mail === undefined ? [] : [mail]))
  assert.ok(mails.length > 0 && mails.every((mail) => mail.endsWith('@example.org')))
})

const nullable = Type.Union([Type.String(), Type.Null()])
const part = Type.Array(Type.Object({ qualifier: nullable, value: Type.String() }))
const expected = Type.Object({
  patient: Type.Object({
    ins: Type.Array(Type.Object({ oid: Type.String(), value: Type.String() })),
    names: Type.Array(Type.Object({ family: part, given: part })),
    gender: Type.Object({ code: Type.String() }),
    birthTime: Type.String(),
    birthplace: Type.String(),
  }),
})
type Patient = Type.Static<typeof expected>['patient']

const writtenAs = (holder: CastHolder, patient: Patient): boolean =>
  [holder.traits, ...holder.spellings].some((traits) => {
    const [name] = patient.names
    const families = name?.family.map(({ value }) => value) ?? []
    const givens = name?.given.map(({ value }) => value).join(' ') ?? ''
    return (
      families.includes(traits.birthFamily) &&
      traits.birthGiven.every((given) => givens.includes(given)) &&
      traits.gender === (patient.gender.code === 'F' ? 'female' : 'male') &&
      traits.birthDate === patient.birthTime &&
      patient.birthplace.includes(traits.birthPlace)
    )
  })

const corpus = corpusFolder('cisis-cda')
const skip = corpus === undefined ? 'corpus set cisis-cda is absent (CARNET_CORPUS)' : false

test('every patient of the official examples is in the cast, as the example writes them', { skip }, () => {
  const folder = join(corpus ?? '', 'expected')
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  assert.equal(files.length, 63)
  for (const file of files) {
    const { patient } = readData(join(folder, file), expected)
    for (const { oid, value } of patient.ins) {
      const holder = cast.holders.find(({ ins }) => ins.system === `urn:oid:${oid}` && ins.value === value)
      assert.ok(holder && writtenAs(holder, patient), `${file}: ${oid} ${value}`)
    }
  }
})
