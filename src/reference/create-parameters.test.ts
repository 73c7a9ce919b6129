import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { createAccessMatrix } from './create-access-matrix.ts'
import { createParameters, valueAt } from './create-parameters.ts'
import { createReference } from './create-reference.ts'
import { readData } from './data-file.ts'

const { parameterAt, dayOf } = createParameters()

test('the examples of the parameters hold', () => {
  const row = Type.Object({ name: Type.String(), at: Type.String(), value: Type.Unknown() })
  const { examples } = readData('parameters.json', Type.Object({ examples: Type.Array(row, { minItems: 1 }) }))
  const known: Record<string, (at: string) => unknown> = {
    withheldNoticeDays: (at) => parameterAt('withheldNoticeDays', at),
    withheldOpensMonths: (at) => parameterAt('withheldOpensMonths', at),
    treatingDoctorSeesHidden: (at) => parameterAt('treatingDoctorSeesHidden', at),
    hiddenWithWithheldAllowed: (at) => parameterAt('hiddenWithWithheldAllowed', at),
    maxFhirBytes: (at) => parameterAt('maxFhirBytes', at),
    maxContentBytes: (at) => parameterAt('maxContentBytes', at),
    oppositionWeeks: (at) => parameterAt('oppositionWeeks', at),
    archiveYears: (at) => parameterAt('archiveYears', at),
    minorEntryYears: (at) => parameterAt('minorEntryYears', at),
    secretVisitMinutes: (at) => parameterAt('secretVisitMinutes', at),
    civilTimeZone: (at) => parameterAt('civilTimeZone', at),
  }
  for (const { name, at, value } of examples) assert.equal(known[name]?.(at), value, name)
})

test('a version holds from its day, at any hour, until the next one', () => {
  const versions = [
    { from: '2020-01-01', value: 6 },
    { from: '2026-07-01', value: 8 },
  ]
  const dates = ['2019-12-31', '2020-01-01', '2026-06-30T23:59:59Z', '2026-07-01', '2026-07-01T00:00:00Z', '2040-01-01']
  assert.deepEqual(
    dates.map((at) => valueAt(versions, at)),
    [6, 6, 6, 8, 8, 8],
  )
})

test('a day begins at midnight by the civil clock, in summer and in winter', () => {
  const days = [
    '2026-12-31T22:59:59.999Z',
    '2026-12-31T23:00:00.000Z',
    '2026-06-30T22:00:00Z',
    '2027-01-01T00:30:00+01:00',
  ]
  assert.deepEqual(days.map(dayOf), ['2026-12-31', '2027-01-01', '2026-07-01', '2027-01-01'])
  assert.deepEqual(['2026-12-31', '2026-12', '2026'].map(dayOf), ['2026-12-31', '2026-12', '2026'])
})

test('the examples of the matrix hold, and a list gets exactly the types that the cells allow', () => {
  const reference = createReference()
  const { matrixCell, openTypes } = createAccessMatrix(reference)
  const row = Type.Object({
    profession: Type.String(),
    typeCode: Type.String(),
    at: Type.String(),
    cell: Type.String(),
  })
  const { examples } = readData('access/matrix.json', Type.Object({ examples: Type.Array(row, { minItems: 1 }) }))
  for (const { profession, typeCode, at, cell } of examples) {
    assert.equal(matrixCell(profession, typeCode, at), cell, `${profession} ${typeCode} ${at}`)
  }
  for (const { code: profession } of reference.all('professions')) {
    const open = reference.all('document-types').map(({ code }) => code)
    assert.deepEqual(
      openTypes(profession, '2026-11-01'),
      open.filter((code) => matrixCell(profession, code, '2026-11-01') === 'allow'),
    )
  }
})
