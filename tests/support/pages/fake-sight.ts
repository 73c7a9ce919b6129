import type { PagesParts } from '../../../src/edge/pages/parts.ts'
import { sampleDocument } from './sample-documents.ts'

const sampleLine: Awaited<ReturnType<PagesParts['history']['readHistory']>>['lines'][number] = {
  n: '7',
  at: '2026-03-05T08:00:00.000Z',
  effect: 'refuse',
  reason: 'no-relation',
  act: 'read-identity',
  actor: { kind: 'professional', id: '810000000003', name: 'Dr Petit', profession: '10' },
  capacity: 'none',
  channel: 'pages',
}

const history: Omit<PagesParts['history'], 'exportJournal'> = {
  explainAccess: async () => ({
    line: sampleLine,
    rules: '2026-11-permissions',
    authLevel: 'substantial',
    ground: { relation: 'none' },
    since: [],
  }),
  whoCouldSee: async () => ({
    entry: sampleDocument(1),
    isThere: true,
    isForgotten: false,
    journalBegan: '2026-01-02T08:00:00.000Z',
    viewers: [{ partyId: '1', name: 'Nadia Lopez', isFacility: false, sight: 'all-day', reason: 'care-team' }],
    looks: [sampleLine],
    gaps: ['document-changed', 'other-rules'],
  }),
  readOlderHistory: async () => ({ lines: [], more: false }),
  readHistory: async () => ({
    lines: [sampleLine],
    gaps: [
      { kind: 'write-without-entry', from: '2026-03-04T08:00:00.000Z' },
      { kind: 'log-late', from: '2026-03-03T08:00:00.000Z', to: '2026-03-04T08:00:00.000Z' },
    ],
  }),
}

const previewSight: PagesParts['documents']['previewSight'] = async () => ({
  actor: { name: 'Nadia Lopez', profession: '60' },
  ground: { relation: 'care-team' },
  list: { effect: 'permit', reason: 'care-team', capacity: 'care-team', obligations: [] },
  lines: [
    {
      entry: sampleDocument(1),
      decision: { effect: 'permit', reason: 'care-team', capacity: 'care-team', obligations: [] },
    },
    {
      entry: sampleDocument(2),
      decision: { effect: 'refuse', reason: 'document-hidden', capacity: 'care-team', obligations: [] },
    },
  ],
})

const accessRules: PagesParts['accessRules'] = () => [
  {
    code: '60',
    label: 'Infirmier',
    categories: [
      {
        label: 'Comptes rendus',
        types: [
          { label: 'Compte rendu', sees: true, source: 'sample' },
          { label: 'Autre', sees: false, source: 'unknown' },
        ],
      },
    ],
  },
]

/** Answers of what a holder learns of others: who looked and why, what somebody sees, what each profession may read. */
export const fakeSight = { history, previewSight, accessRules }
