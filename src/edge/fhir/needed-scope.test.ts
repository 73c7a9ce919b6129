import assert from 'node:assert/strict'
import { test } from 'node:test'
import { neededScope } from './needed-scope.ts'

const cases: [method: string, url: string, type: string, letter: string, or?: string[]][] = [
  ['POST', '/fhir', 'DocumentReference', 'c', ['Observation', 'ExplanationOfBenefit', 'MedicationDispense']],
  ['POST', '/fhir/', 'DocumentReference', 'c', ['Observation', 'ExplanationOfBenefit', 'MedicationDispense']],
  ['POST', '/fhir/Observation', 'Observation', 'c'],
  ['POST', '/fhir/DocumentReference', 'DocumentReference', 'c'],
  ['POST', '/fhir/DocumentReference/_search', 'DocumentReference', 's'],
  ['GET', '/fhir/DocumentReference?status=current', 'DocumentReference', 's'],
  ['GET', '/fhir/DocumentReference/1', 'DocumentReference', 'r'],
  ['PATCH', '/fhir/DocumentReference/1', 'DocumentReference', 'u'],
  ['PATCH', '/fhir/DocumentReference?identifier=x', 'DocumentReference', 'u'],
  ['GET', '/fhir/Binary/1', 'Binary', 'r'],
  ['POST', '/fhir/Binary', 'Binary', 'c'],
  ['GET', '/fhir/Patient/1', 'Patient', 'r'],
]

for (const [method, url, type, letter, or] of cases) {
  test(`${method} ${url} needs ${type}.${letter}`, () =>
    assert.deepEqual(neededScope(method, url), { type, letter, ...(or && { or }) }))
}
