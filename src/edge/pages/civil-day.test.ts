import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../platform/clock.ts'
import { fakeParts, holderSession } from '../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../tests/support/pages/start-pages.ts'
import { sampleDocument } from '../../../tests/support/pages/sample-documents.ts'
import { copiedNames } from './citizen/copy/copied-names.ts'

/** Half past midnight of 6 March in Paris. */
const night = '2026-03-05T23:30:00.000Z'

test('what is kept at night bears the day that people’s clocks show', async () => {
  const parts = fakeParts({ ...holderSession(), provenAt: night }, { clock: fixedClock(night) })
  parts.ownSpace.findProof = async () => ({
    reference: '33333333-3333-7333-8333-333333333333',
    personId: 'person',
    decidedAt: night,
    channel: 'online',
    kind: 'closure',
  })
  parts.ownSpace.standingOf = async () => ({ state: 'closed' })
  const server = await startPages(parts)
  const nameOf = async (method: 'GET' | 'POST', url: string) =>
    (await server.inject({ method, url, headers: ownForm })).headers['content-disposition']
  assert.equal(await nameOf('POST', '/my/copy'), 'attachment; filename="carnet-2026-03-06.zip"')
  assert.equal(await nameOf('GET', '/my/space/proof'), 'attachment; filename="carnet-2026-03-06.pdf"')
  const names = copiedNames([sampleDocument(1, { createdAt: night })], parts.dayOf)
  assert.match([...names.values()].join(), /^documents\/document-2026-03-06-1\./)
})

test('whoever was born on the day that begins at midnight can say so', async () => {
  const { entries } = fakeParts(undefined)
  const asked: string[] = []
  const parts = fakeParts(undefined, {
    clock: fixedClock(night),
    entries: { ...entries, requestCode: async ({ birthDate }) => void asked.push(birthDate) },
  })
  const typed = { 'birth-day': '6', 'birth-month': '3', 'birth-year': '2026', 'card-number': '279035121518989' }
  const payload = new URLSearchParams({ ...typed, 'card-serial': '12345678901' }).toString()
  const server = await startPages(parts)
  await server.inject({ method: 'POST', url: '/open/new-code', payload, headers: ownForm })
  assert.deepEqual(asked, ['2026-03-06'])
})
