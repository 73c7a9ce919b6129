import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, professionalSession } from '../../../../tests/support/pages/fake-parts.ts'
import { Problem } from '../../../platform/problem.ts'
import { ownForm, startPages } from '../../../../tests/support/pages/start-pages.ts'

test('what a colleague asks stands on the home page of professionals, and one press says yes', async () => {
  const parts = fakeParts(professionalSession())
  const said: string[] = []
  const server = await startPages({
    ...parts,
    emergencies: {
      ...parts.emergencies,
      listSeconds: async () => [{ id: 'asked-1', by: 'Aminata DIALLO', askedAt: '2026-03-05T10:12:00.000Z' }],
      confirmSecond: async (_visitor, id) => {
        said.push(id)
      },
    },
  })
  const { body } = await server.inject('/pro')
  assert.match(body, /demande votre accord[\s\S]*Aminata DIALLO[\s\S]*action="\/pro\/emergency\/second"/)
  const answer = await server.inject({
    method: 'POST',
    url: '/pro/emergency/second',
    headers: ownForm,
    payload: 'id=asked-1',
  })
  assert.equal(answer.headers.location, '/pro')
  assert.deepEqual(said, ['asked-1'])
})

test('where nobody asks, nothing stands there', async () => {
  const server = await startPages(fakeParts(professionalSession()))
  assert.doesNotMatch((await server.inject('/pro')).body, /demande votre accord/)
})

test('whoever must wait for a colleague reads why, and finds what they typed', async () => {
  const parts = fakeParts(professionalSession())
  const open = async () => {
    throw new Problem('refused', 'emergency-second-person')
  }
  const server = await startPages({ ...parts, emergencies: { ...parts.emergencies, open } })
  const typed = { ins: '279035121518989', 'birth-day': '28', 'birth-month': '3', 'birth-year': '1979' }
  const payload = new URLSearchParams({ ...typed, reason: 'unconscious', words: 'Trouvée seule' }).toString()
  const asked = { method: 'POST', url: '/pro/emergency/open', headers: ownForm, payload } as const
  const { body } = await server.inject(asked)
  assert.match(body, /fr:emergency-second-person[\s\S]*value="279035121518989"[\s\S]*value="Trouvée seule"/)
  assert.doesNotMatch(body, /Ce dossier n’est pas ouvert pour vous/)
})
