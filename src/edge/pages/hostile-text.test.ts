import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partyToken } from './party-token.ts'
import type { HistoryLine } from '../../areas/history/types.ts'
import type { PagesParts } from './parts.ts'
import { fakeParts, holderSession, professionalSession } from '../../../tests/support/pages/fake-parts.ts'
import {
  hostile,
  hostileDisputes,
  hostileDocuments,
  hostileEntry,
} from '../../../tests/support/pages/hostile-documents.ts'
import { fakeObservations } from '../../../tests/support/pages/fake-observations.ts'
import { fakeCare } from '../../../tests/support/pages/fake-care.ts'
import { fakeProfile } from '../../../tests/support/pages/fake-profile.ts'
import { sampleDocument } from '../../../tests/support/pages/sample-documents.ts'
import {
  holderPages,
  ownForm,
  professionalPages,
  startPages,
  withoutIsland,
} from '../../../tests/support/pages/start-pages.ts'

const hostileLine: HistoryLine = {
  n: '1',
  at: '2026-03-05T08:00:00.000Z',
  effect: 'refuse',
  reason: hostile,
  act: 'read-document',
  actor: { kind: 'professional', id: '810000000002', name: hostile, profession: hostile, facility: hostile },
  capacity: 'none',
  channel: 'pages',
  documentId: hostile,
  documentTitle: hostile,
}

const hostileHistory: PagesParts['history'] = {
  exportJournal: async () => '',
  explainAccess: async () => ({
    line: hostileLine,
    rules: hostile,
    authLevel: 'high',
    ground: { relation: 'permitted', since: hostile, until: hostile, through: hostile },
    since: [hostileLine],
  }),
  whoCouldSee: async () => ({
    entry: hostileEntry(1),
    isThere: true,
    isForgotten: false,
    viewers: [
      {
        partyId: hostile,
        name: hostile,
        profession: hostile,
        facility: hostile,
        isFacility: false,
        sight: 'no',
        reason: 'blocked',
      },
    ],
    looks: [hostileLine],
    gaps: [],
  }),
  readOlderHistory: async () => ({
    more: true,
    lines: [
      {
        at: '2019-03-05T08:00:00.000Z',
        effect: 'permit',
        act: 'read-document',
        origin: 'legacy',
        actor: { id: '810000000002', name: hostile, profession: hostile, facility: hostile },
        documentTitle: hostile,
      },
    ],
  }),
  readHistory: async () => ({
    hasOlder: true,
    lines: [hostileLine],
    next: hostile,
  }),
}

const hostileParts = (parts: PagesParts): PagesParts => ({
  ...parts,
  documents: hostileDocuments(parts),
  observations: fakeObservations(hostile),
  profile: fakeProfile(hostile),
  careHistory: fakeCare(hostile),
  ...hostileDisputes(parts),
  activity: {
    ...parts.activity,
    listToday: async () => [{ spaceId: hostile, name: hostile, at: hostile }],
    listOwn: async () => ({
      deeds: [
        {
          id: hostile,
          at: hostile,
          spaceId: hostile,
          name: hostile,
          act: 'read-document',
          reason: 'care-team',
          channel: 'pages',
          documentId: hostile,
        },
      ],
      next: hostile,
    }),
  },
  permissions: {
    ...parts.permissions,
    listAccess: async () => [
      {
        partyId: '810000000002',
        name: hostile,
        profession: hostile,
        facility: hostile,
        relations: ['care-team'],
        blocked: false,
        since: hostile,
      },
    ],
  },
  accessRules: () => [
    {
      code: '60',
      label: hostile,
      categories: [{ label: hostile, types: [{ label: hostile, sees: true, source: 'sample' }] }],
    },
  ],
  history: hostileHistory,
})

/** The one way in which a page of ours names a script. */
const ownScript = /<script type="module" src="\/assets\/[a-z-]+-[0-9a-f]{12}\.js"><\/script>/g

const assertHarmless = (body: string, where: string): void => {
  assert.doesNotMatch(body.replaceAll(ownScript, ''), /<script|<img src=x|onerror=alert\(1\)>(?!')|<\/style>/, where)
  assert.equal(body.match(/<\/title>/g)?.length, 1, where)
}

test('hostile text in every field of every page stays text', async () => {
  const party = partyToken('11111111-1111-4111-8111-111111111111', '810000000002')
  const sides = [
    { session: holderSession(hostile), paths: holderPages(party) },
    { session: professionalSession(hostile), paths: professionalPages },
  ]
  for (const { session, paths } of sides) {
    const server = await startPages(hostileParts(fakeParts(session)))
    for (const path of paths) {
      const page = await server.inject({ url: path })
      assert.equal(page.statusCode, 200, path)
      assertHarmless(withoutIsland(page.body, path), path)
      assert.ok(page.body.includes('&lt;script') || /more|settings|^\/pro/.test(path), path)
    }
  }
})

test('hostile text typed in a field or an address comes back as text', async () => {
  const server = await startPages(fakeParts(professionalSession()))
  const payload = new URLSearchParams({ ins: hostile }).toString()
  const form = await server.inject({ method: 'POST', url: '/pro', headers: ownForm, payload })
  assert.equal(form.statusCode, 422)
  assertHarmless(form.body, 'form')
  const path = '/pro/patients/x/documents'
  const list = await server.inject({
    url: `${path}?author=${encodeURIComponent(hostile)}&category=${encodeURIComponent(hostile)}`,
  })
  assertHarmless(withoutIsland(list.body, path), 'filter')
  const typed = { method: 'POST', url: path, headers: ownForm, payload: `find=${encodeURIComponent(hostile)}` } as const
  const found = await server.inject(typed)
  assert.equal(found.headers.location, '/pro/patients/x/search?for=sealed')
  assertHarmless((await server.inject({ url: `/${encodeURIComponent(hostile)}` })).body, 'address')
})

test('a plain text document is shown as text', async () => {
  const parts = fakeParts(holderSession())
  parts.documents.readDocumentBody = async () => ({ entry: sampleDocument(1), body: { kind: 'text', text: hostile } })
  const page = await (await startPages(parts)).inject({ url: `/my/documents/${sampleDocument(1).id}` })
  assertHarmless(page.body, 'text')
})
