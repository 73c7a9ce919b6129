import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, professionalSession } from '../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../tests/support/pages/start-pages.ts'
import { Problem } from '../../../platform/problem.ts'

test('a colleague who needs an express word: the fault stands at the choice, not at the number', async () => {
  const parts = fakeParts(professionalSession())
  const recordConsent = async () => {
    throw new Problem('incorrect', 'consent-express-only', { details: { field: 'purpose' } })
  }
  const server = await startPages({ ...parts, permissions: { ...parts.permissions, recordConsent } })
  const typed = { ins: '279035121518989', birthDate: '28/03/1979', colleague: 'Hélène Moreau', told: 'yes' }
  const payload = new URLSearchParams({ ...typed, evidence: 'presence', purpose: 'care-team' }).toString()
  const { body } = await server.inject({ method: 'POST', url: '/pro/consent/note', headers: ownForm, payload })
  assert.match(body, /<a href="#purpose">fr:consent-express-only/)
  assert.match(body, /id="purpose"[^>]*><p class="fault">fr:consent-express-only/)
})
