import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, holderSession } from '../../../../tests/support/pages/fake-parts.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'

const pages: [pressed: string, stands: string][] = [
  ['/my/security/stop-recovery', '/my/security'],
  ['/my/pause/end', '/my/pause'],
  ['/my/space/reopen', '/my/space'],
  ['/my/space/cancel-erasure', '/my/space'],
  ['/my/space/object', '/my/space'],
]
for (const [pressed, stands] of pages)
  test(`whoever had to sign in on pressing ${pressed} comes back to its button`, async () => {
    const answer = await (await startPages(fakeParts(holderSession()))).inject({ url: pressed })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, stands])
  })
