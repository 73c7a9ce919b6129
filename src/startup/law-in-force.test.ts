import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createAccessMatrix } from '../reference/create-access-matrix.ts'
import { createCareFeeds } from '../reference/create-care-feeds.ts'
import { createAgreements } from '../reference/create-agreements.ts'
import { createEmergencyRules } from '../reference/create-emergency-rules.ts'
import { createBudgets } from '../reference/create-budgets.ts'
import { createParameters } from '../reference/create-parameters.ts'
import { createReference } from '../reference/create-reference.ts'
import { createLawInForce } from './law-in-force.ts'

const reference = createReference()
const parameters = createParameters()
const budgets = createBudgets(reference, parameters)
const rules = createLawInForce(createAccessMatrix(reference), {
  parameters,
  agreements: createAgreements(),
  careFeeds: createCareFeeds(),
  emergencies: createEmergencyRules(),
  budgets,
})
const now = new Date('2026-11-21T12:00:00Z')

const professions = reference.all('professions').map(({ code }) => code)
const types = reference.all('document-types').map(({ code }) => code)

test('the prefilter of types and the cells of the matrix say the same of every profession and type', () => {
  let allowed = 0
  for (const profession of [...professions, 'no-such-profession', '']) {
    const open = new Set(rules.openTypes(profession, now))
    for (const type of [...types, 'no-such-type']) {
      assert.equal(open.has(type), rules.matrixCell(profession, type, now) === 'allow', `${profession} ${type}`)
      if (open.has(type)) allowed += 1
    }
  }
  assert.ok(allowed > 100)
})

test('an unknown profession reads nothing', () => {
  assert.deepEqual(rules.openTypes('no-such-profession', now), [])
})

test('a withheld document opens by itself after the number of months in force, and never closes again', () => {
  const months = parameters.parameterAt('withheldOpensMonths', now.toISOString())
  assert.equal(rules.withheldBefore(now), new Date(Date.UTC(2026, 10 - months, 21, 12)).toISOString())
  const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [earlier, later] = one < other ? [one, other] : [other, one]
      assert.ok(rules.withheldBefore(earlier) <= rules.withheldBefore(later))
      assert.ok(new Date(rules.withheldBefore(later)) < later)
    }),
  )
})

test('the treating doctor and hidden documents: the parameter of the day', () => {
  assert.equal(rules.treatingDoctorSeesHidden(now), parameters.parameterAt('treatingDoctorSeesHidden', '2026-11-21'))
})

test('an emergency may be noted for a day after its end', () => {
  assert.equal(rules.emergencyNotedSince(now).toISOString(), '2026-11-20T12:00:00.000Z')
})
