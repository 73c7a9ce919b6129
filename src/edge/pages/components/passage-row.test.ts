import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, holderSession } from '../../../../tests/support/pages/fake-parts.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'

test('what Carnet did by itself is said to be automatic, in no capacity, wherever it stands', async () => {
  const parts = fakeParts(holderSession())
  parts.history.readHistory = async () => ({
    lines: [
      {
        n: '1',
        at: '2026-03-05T08:00:00.000Z',
        effect: 'permit',
        reason: 'enrolled',
        act: 'open-space',
        actor: { kind: 'system', id: 'enrolment', name: 'Carnet' },
        capacity: 'none',
        channel: 'jobs',
      },
    ],
  })
  for (const url of ['/my', '/my/access', '/my/access/history']) {
    const { body } = await (await startPages(parts)).inject({ url })
    assert.match(body, /<h3>Carnet<\/h3><p class="row-who">de façon automatique<\/p>/, url)
    assert.doesNotMatch(body, /ne fait pas partie de vos soins/, url)
  }
})
