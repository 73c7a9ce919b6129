import type { Visitor } from '../../../src/access/types.ts'
import type { PagesParts } from '../../../src/edge/pages/parts.ts'
import { sampleFolder } from './fake-documents.ts'
import { sampleBody, sampleDocument } from './sample-documents.ts'
import { sampleResults, sampleTable, sampleTrend } from './sample-results.ts'

/** What a page must never take for anything but words. */
export const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'</title></style>`

/** A document every word of which is hostile. */
export const hostileEntry = (n: number) =>
  sampleDocument(n, {
    title: hostile,
    type: { system: hostile, code: hostile, display: hostile },
    authors: [
      {
        person: { family: hostile, given: hostile },
        specialty: { system: 'x', code: 'x', display: hostile },
        facility: { name: hostile },
      },
    ],
    depositedBy: { id: hostile, name: hostile },
    createdAt: '2026-03-04T09:30:00+01:00',
    periodStart: hostile,
    periodEnd: hostile,
  })

const hostileBrowsed = {
  entries: [hostileEntry(1)],
  total: 1,
  next: hostile,
  facets: {
    isCounted: true,
    types: new Map([[hostile, 1]]),
    years: new Map([[hostile, 1]]),
    authors: [{ key: hostile, name: hostile, count: 1 }],
    specialties: [{ key: hostile, coding: { system: 'x', code: 'x', display: hostile }, count: 1 }],
    fresh: 1,
  },
}

const hostileSearched = {
  documents: [{ entry: hostileEntry(1), extract: [{ text: hostile, isFound: true }] }],
  values: [{ label: hostile, line: { documentId: hostile, line: 0 }, at: hostile }],
  total: 1,
  hasMore: true,
  unread: 1,
  wordless: 1,
  isWhole: false,
}

/** Documents every word of which is hostile. */
export const hostileDocuments = (parts: PagesParts): PagesParts['documents'] => ({
  ...parts.documents,
  listDocuments: async () => ({ entries: [hostileEntry(1)], total: 1, next: hostile }),
  listOwn: async () => ({
    entries: [hostileEntry(1)],
    total: 1,
    next: hostile,
    folders: [{ id: sampleFolder, name: hostile }],
    pinned: [hostileEntry(2)],
  }),
  findPlace: async () => ({
    entry: hostileEntry(1),
    folders: [{ id: sampleFolder, name: hostile }],
    isPinned: true,
  }),
  browseDocuments: async () => hostileBrowsed,
  readDocumentBody: async () => ({
    entry: hostileEntry(1),
    body: {
      kind: 'cda',
      body: sampleBody(hostile),
      embedded: [{ index: 0, mediaType: 'image/png', size: 1 }],
      results: sampleResults(hostile),
    },
  }),
  followResult: async () => sampleTrend(hostile),
  followEach: async (_visitor, _space, each) => each.map(() => sampleTrend(hostile).points),
  tabulateResults: async () => sampleTable(hostile),
  openWords: async () => hostile,
  searchDocuments: async () => hostileSearched,
  previewSight: async () => ({
    actor: { name: hostile, profession: hostile, facility: hostile },
    ground: { relation: 'care-team', through: hostile },
    list: { effect: 'refuse', reason: 'blocked', capacity: 'none', obligations: [] },
    lines: [
      {
        entry: hostileEntry(1),
        decision: { effect: 'permit', reason: 'own-deposit', capacity: 'author', obligations: [] },
      },
    ],
    next: hostile,
  }),
  previewHiding: async () => ({
    entry: hostileEntry(1),
    viewers: [
      { name: hostile, role: 'author', seesBefore: true, seesAfter: true },
      { name: hostile, role: 'care-team', seesBefore: true, seesAfter: false },
    ],
  }),
})

/** Cases every word of which is hostile, for their holder and for the author. */
export const hostileDisputes = ({ disputes, disputedDeposits }: PagesParts) => ({
  disputes: {
    ...disputes,
    prepare: async () => hostileEntry(1),
    listOwn: async () =>
      (await disputes.listOwn(hostileVisitor)).map((one) => ({
        ...one,
        ...hostileWords,
        copies: one.copies.map((copy) => ({ ...copy, name: hostile })),
      })),
  },
  disputedDeposits: {
    ...disputedDeposits,
    find: async () => {
      const { dispute } = await disputedDeposits.find(hostileVisitor, '')
      const openers = [{ name: hostile, facility: hostile, at: '2026-03-04T10:00:00Z' }]
      return { dispute: { ...dispute, ...hostileWords, state: 'withdrawn' as const, openers }, entry: hostileEntry(1) }
    },
  },
})

const hostileWords = { partyName: hostile, note: hostile, answer: hostile, number: hostile }

const hostileVisitor: Visitor = {
  actor: { kind: 'holder', id: hostile, name: hostile },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
}
