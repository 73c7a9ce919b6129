import { Readable } from 'node:stream'
import type { PagesParts } from '../../../src/edge/pages/parts.ts'
import { Problem } from '../../../src/platform/problem.ts'
import { fakeSight } from './fake-sight.ts'
import { ownSample, sampleBody, sampleDocument } from './sample-documents.ts'
import { sampleFound } from './sample-found.ts'
import { sampleResults, sampleTable, sampleTrend } from './sample-results.ts'

const notNeeded = async (): Promise<never> => {
  throw new Problem('fault', 'unexpected-fault')
}

/** The id of the one folder that there is. */
export const sampleFolder = '66666666-6666-4666-8666-666666666666'

/** Documents as pages ask for them: two in a list, one with results, read whatever is asked. */
export const fakeDocuments: PagesParts['documents'] = {
  submitDocuments: notNeeded,
  stageContent: notNeeded,
  readSet: notNeeded,
  listSets: notNeeded,
  updateDocument: notNeeded,
  readDocument: async (_visitor, id) => (id === ownSample.id ? ownSample : sampleDocument(1)),
  listDocuments: async () => ({ entries: [sampleDocument(1), sampleDocument(2)], total: 2, next: 'cursor' }),
  browseDocuments: async () => ({
    entries: [sampleDocument(1), sampleDocument(2)],
    total: 2,
    next: 'cursor',
    facets: { isCounted: true, types: new Map(), years: new Map(), authors: [], specialties: [], fresh: 0 },
  }),
  depositOffer: () => ({
    contentTypes: ['application/pdf'],
    maxBytes: 26_214_400,
    typeCode: '11502-2',
    sights: ['now', 'hidden', 'announced'],
  }),
  depositOwn: notNeeded,
  proposeFields: async () => ({ name: { kind: 'none' } }),
  addingOffer: () => ({
    files: [{ contentType: 'application/pdf', name: 'PDF', endings: ['pdf'] }],
    maxBytes: 25_000_000,
    maxPhotos: 20,
    converted: [],
    types: [{ code: 'EXPPAT_2', fr: 'Autre document', en: 'Other document' }],
  }),
  findAddedKind: () => 'application/pdf',
  proposeAdded: () => ({ typeCode: 'EXPPAT_2', title: 'Lettre', day: '2026-03-28' }),
  uploadAdded: async () => ({ uploadId: '66666666-6666-4666-8666-666666666666', size: 4 }),
  addDocument: notNeeded,
  madeType: () => 'DOCPAT08',
  keepMade: notNeeded,
  changeAdded: notNeeded,
  deleteDocuments: async () => [],
  restoreDocuments: async () => [],
  listBin: async () => [{ entry: sampleDocument(1), until: '2026-12-28T23:00:00.000Z' }],
  binDays: () => 30,
  emptyBin: async () => 1,
  sweepBins: async () => 0,
  drawPhoto: notNeeded,
  readPhotographedCodes: async () => [],
  uploadPhotos: notNeeded,
  arrangePhotos: notNeeded,
  beginUpload: async () => '66666666-6666-4666-8666-666666666666',
  findUpload: async () => ({ name: 'a.pdf', type: 'application/pdf', size: 4, received: 2 }),
  addPiece: async () => 4,
  cancelUpload: async () => {},
  openUpload: notNeeded,
  areNewHidden: async () => false,
  chooseNewHidden: notNeeded,
  listTalkFirst: async () => [
    { kind: { code: 'imaging', fr: 'Imagerie', en: 'Imaging' }, chosen: true },
    { kind: { code: 'tissue', fr: 'Tissus', en: 'Tissue' }, chosen: false },
  ],
  wishTalkFirst: async () => {},
  seeBeforeTalk: async () => {},
  noteTalk: async () => {},
  openContent: async () => ({ entry: sampleDocument(1, { size: 4 }), stream: Readable.from([Buffer.from('<a/>')]) }),
  openView: async () => ({
    entry: sampleDocument(1, { size: 4 }),
    stream: Readable.from([Buffer.from('<a/>')]),
    mediaType: 'text/xml',
  }),
  openPage: async () => ({ bytes: Buffer.from('png'), mediaType: 'image/png' }),
  openEmbeddedPage: async () => ({ bytes: Buffer.from('png'), mediaType: 'image/png' }),
  openWithheld: async () => {},
  extractText: async () => {},
  searchDocuments: async () => sampleFound(),
  sealWords: async () => 'sealed',
  openWords: async (_spaceId, sealed) => (sealed === 'sealed' ? 'thyroïde' : undefined),
  scanContent: notNeeded,
  queueScans: notNeeded,
  scanSpace: notNeeded,
  countClosed: async () => ({ waiting: 3, infected: 1, scans: true }),
  previewHiding: async () => ({
    entry: sampleDocument(1),
    viewers: [
      { name: 'Dr Claire Moreau', role: 'treating-doctor', seesBefore: true, seesAfter: true },
      { name: 'Nadia Lopez', role: 'care-team', seesBefore: true, seesAfter: false },
    ],
  }),
  previewSight: fakeSight.previewSight,
  hideDocument: async () => sampleDocument(1),
  showDocument: async () => sampleDocument(1),
  hideSeveral: async (_visitor, { ids }) => ids.map((id) => ({ id })),
  listOwn: async () => ({
    entries: [sampleDocument(1), sampleDocument(2)],
    total: 2,
    next: 'cursor',
    folders: [{ id: sampleFolder, name: 'Cœur' }],
    measurements: [],
    pinned: [sampleDocument(2)],
  }),
  findPlace: async () => ({
    entry: sampleDocument(1),
    folders: [{ id: sampleFolder, name: 'Cœur' }],
    folderId: sampleFolder,
    isPinned: true,
  }),
  arrange: async () => {},
  keepDocument: async () => sampleDocument(1),
  tellDocument: async () => sampleDocument(1),
  followResult: async () => sampleTrend('Glucose'),
  followEach: async (_visitor, _space, each) => each.map(() => sampleTrend('Glucose').points),
  tabulateResults: async () => sampleTable('Glucose'),
  readDocumentBody: async () => ({
    entry: sampleDocument(1),
    body: {
      kind: 'cda',
      body: sampleBody(),
      embedded: [{ index: 0, mediaType: 'image/png', size: 10 }],
      results: sampleResults('Glucose'),
    },
  }),
  copySpace: async () => ({
    person: {
      ins: { system: 'urn:test', value: '279035121518989' },
      traits: {
        birthFamily: 'PAT-TROIS',
        birthGiven: ['DOMINIQUE'],
        gender: 'female',
        birthDate: '1979-03-24',
        birthPlace: '51215',
      },
      otherSpellings: [],
      contact: {},
    },
    entries: [sampleDocument(1)],
    folders: [],
    pinned: [],
    journal: [],
    older: [],
    journalFile: '{}',
    measurements: [],
    profile: [],
    care: [],
    files: async function* () {
      yield { entry: sampleDocument(1), stream: Readable.from([Buffer.from('<a/>')]) }
    },
  }),
  openEmbedded: async () => ({ mediaType: 'image/svg+xml', bytes: Buffer.from('<svg/>') }),
}
