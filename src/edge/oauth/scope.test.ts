import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { grantableScopes, parseScope, permitsScope } from './scope.ts'

const read: [string, string | undefined][] = [
  ['patient/Observation.rs', 'rs'],
  ['user/*.cruds', 'cruds'],
  ['system/DocumentReference.c', 'c'],
  ['patient/Patient.read', 'rs'],
  ['patient/Patient.write', 'cud'],
  ['patient/*.*', 'cruds'],
  ['patient/Observation.sr', undefined],
  ['patient/Observation.rr', undefined],
  ['patient/Observation.', undefined],
  ['patient/observation.r', undefined],
  ['Patient/Observation.r', undefined],
  ['patient/Observation.r.d', undefined],
  ['admin/*.cruds', undefined],
  ['openid', undefined],
  ['', undefined],
]

for (const [text, letters] of read) {
  test(`the scope "${text}" ${letters === undefined ? 'is none' : `permits ${letters}`}`, () => {
    assert.equal(parseScope(text)?.letters, letters)
  })
}

test('a scope permits its type and letters only; one narrowed by a query permits nothing by itself', () => {
  assert.ok(permitsScope(['system/List.c', 'system/Binary.cr'], 'Binary', 'r'))
  assert.ok(!permitsScope(['system/List.c'], 'Binary', 'c'))
  assert.ok(!permitsScope(['system/List.c'], 'List', 'r'))
  assert.ok(permitsScope(['user/*.rs'], 'Patient', 's'))
  assert.ok(!permitsScope(['patient/Observation.rs?category=vital-signs'], 'Observation', 'r'))
  assert.ok(!permitsScope([], 'Patient', 'r'))
})

test('scopes of another context are never granted', () => {
  assert.deepEqual(grantableScopes('system/*.r patient/*.r user/*.r openid', 'system'), ['system/*.r'])
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      for (const scope of grantableScopes(texts.join(' '), 'patient'))
        assert.equal(parseScope(scope)?.context, 'patient')
    }),
  )
})
