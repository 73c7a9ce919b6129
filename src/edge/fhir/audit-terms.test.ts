import assert from 'node:assert/strict'
import { test } from 'node:test'
import { domains } from '../../../tests/support/decision-space.ts'
import { auditTerms } from './audit-terms.ts'

test('every act of the truth table has its interaction and action', () => {
  assert.deepEqual(Object.keys(auditTerms.acts).toSorted(), [...domains.act].toSorted())
})
