import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryView } from '../../../areas/enrolment/index.ts'
import { fakeParts } from '../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../tests/support/pages/start-pages.ts'

const secret = 'a'.repeat(43)
const opened = { spaceId: '11111111-1111-4111-8111-111111111111', meansEpoch: 3 }
const view: EntryView = {
  personId: 'person',
  name: 'Jeanne MARTIN',
  provenBy: 'citizens',
  state: 'open',
  activated: true,
  isMinor: false,
  legacy: false,
  refused: false,
  opened,
}

test('a session begins only among the means that stood when the space was opened', async () => {
  const sessions: unknown[] = []
  const { entries } = fakeParts(undefined)
  const parts = fakeParts(undefined, {
    entries: { ...entries, find: async () => view, end: async () => {} },
    startSession: async (_request, _reply, session) => void sessions.push(session),
  })
  const answer = await (
    await startPages(parts)
  ).inject({
    method: 'POST',
    url: '/open/means',
    payload: 'later=1',
    headers: { ...ownForm, cookie: `carnet-entry=${secret}` },
  })
  assert.equal(answer.headers.location, '/my?welcome=1')
  const actor = { kind: 'holder', id: opened.spaceId, name: view.name }
  assert.deepEqual(sessions, [{ actor, ...opened, authLevel: 'substantial' }])
})
