import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryView, LifeProof } from '../../../areas/enrolment/index.ts'
import { fakeParts } from '../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../tests/support/pages/start-pages.ts'
import { Problem } from '../../../platform/problem.ts'
import type { PagesParts } from '../parts.ts'

const pass = 'a'.repeat(43)
const headers = { ...ownForm, cookie: `carnet-entry=${pass}` }
const proof: LifeProof = {
  reference: '01a20091-e031-74fe-a0b9-845256c0414b',
  personId: 'person',
  kind: 'opposition',
  decidedAt: '2026-03-04T10:00:00.000Z',
  channel: 'online',
}
const view: EntryView = {
  personId: 'person',
  name: 'Jeanne MARTIN',
  provenBy: 'code',
  state: 'opposed',
  activated: false,
  isMinor: false,
  legacy: false,
  refused: true,
}

const parts = (changes: Partial<PagesParts> = {}): PagesParts => {
  const { entries } = fakeParts(undefined)
  return fakeParts(undefined, {
    entries: { ...entries, find: async () => view, proof: async () => proof },
    ...changes,
  })
}

test('the proof is printed for whom it is about, under a name that says nothing', async () => {
  const asked: unknown[] = []
  const printProof: NonNullable<PagesParts['printProof']> = async (...printed) => {
    asked.push(printed)
    return Buffer.from('%PDF-1.7')
  }
  const server = await startPages(parts({ printProof }))
  const page = await server.inject({ url: '/refuse/done', headers })
  assert.match(page.body, /href="\/refuse\/proof\.pdf"/)
  const pdf = await server.inject({ url: '/refuse/proof.pdf', headers })
  assert.equal(pdf.body, '%PDF-1.7')
  assert.equal(pdf.headers['content-type'], 'application/pdf')
  assert.equal(pdf.headers['content-disposition'], 'attachment; filename="carnet-2026-03-04.pdf"')
  assert.equal(pdf.headers['cache-control'], 'no-store')
  assert.deepEqual(asked, [[proof, 'fr']])
})

test('pressed twice at once, both lead to the proof: also the one that came to its turn when all was done', async () => {
  const { entries } = fakeParts(undefined)
  const looks: EntryView[] = [{ ...view, state: 'noticed', refused: false }, view]
  const find = async (): Promise<EntryView> => looks.shift() ?? view
  const refuse = async (): Promise<never> => {
    throw new Problem('unauthenticated', 'entry-ended')
  }
  const server = await startPages(parts({ entries: { ...entries, find, refuse } }))
  const late = await server.inject({ method: 'POST', url: '/refuse/confirm', headers, payload: 'state=noticed' })
  assert.equal(late.statusCode, 303)
  assert.equal(late.headers['location'], '/refuse/done')
})

test('where nothing prints there is no link, and no page behind it', async () => {
  const { printProof: _, ...withoutPress } = parts()
  const server = await startPages(withoutPress)
  assert.doesNotMatch((await server.inject({ url: '/refuse/done', headers })).body, /proof\.pdf/)
  assert.equal((await server.inject({ url: '/refuse/proof.pdf', headers })).statusCode, 404)
})

test('without a pass every page of the way says to begin again, and forms from elsewhere are refused', async () => {
  const server = await startPages(parts({ entries: fakeParts(undefined).entries }))
  for (const url of [
    '/open/contact',
    '/open/choose',
    '/open/means',
    '/open/means/app',
    '/refuse/confirm',
    '/refuse/done',
  ]) {
    for (const cookie of ['', `carnet-entry=${pass}`]) {
      const page = await server.inject({ url, headers: { cookie } })
      assert.equal(page.statusCode, 401, url)
      assert.match(page.body, /Il faut recommencer[\s\S]*href="\/open"[\s\S]*href="\/refuse"/, url)
    }
    const strange = await server.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'sec-fetch-site': 'cross-site' },
    })
    assert.ok([403, 404].includes(strange.statusCode), url)
  }
})

test('only the pages with a camera button may use a camera, and only those with a script run one', async () => {
  const server = await startPages(parts())
  for (const url of ['/open', '/refuse']) {
    const page = await server.inject({ url })
    assert.match(String(page.headers['permissions-policy']), /camera=\(self\)/)
    assert.match(String(page.headers['content-security-policy']), /script-src 'self'; connect-src 'self'$/)
    assert.match(page.body, /<script type="module" src="\/assets\/scan-[0-9a-f]{12}\.js">/)
  }
  const other = await server.inject({ url: '/open/new-code' })
  assert.match(String(other.headers['permissions-policy']), /camera=\(\)/)
  assert.doesNotMatch(String(other.headers['content-security-policy']), /script-src/)
})
