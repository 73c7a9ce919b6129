import type { CdaBody } from '../../../src/areas/documents/index.ts'
import type { DocumentEntry } from '../../../src/reference/document-entry.ts'

/** A document of a test space: everything it needs, and whatever the test says otherwise. */
export const sampleDocument = (n: number, changes: Partial<DocumentEntry> = {}): DocumentEntry => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  spaceId: '11111111-1111-4111-8111-111111111111',
  version: 1,
  entryUuid: `urn:uuid:${n}`,
  logicalUuid: `urn:uuid:${n}`,
  submissionId: 'submission',
  blobId: 'blob',
  uniqueId: `urn:oid:1.2.3.${n}`,
  status: 'current',
  archived: false,
  visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: false },
  confidentiality: [],
  documentClass: { system: 'urn:test', code: '11' },
  type: { system: 'urn:test', code: '11502-2', display: 'CR d’examens biologiques' },
  format: { system: 'urn:test', code: 'format' },
  contentType: 'text/xml',
  title: 'Compte rendu d’examens biologiques',
  createdAt: '2026-03-04T09:30:00+01:00',
  datedAt: '2026-03-04T09:30:00+01:00',
  authors: [
    {
      person: { family: 'Verdier', given: 'Anne' },
      specialty: { system: 'urn:test', code: 'G15_10/SM03', display: 'Biologie médicale' },
      facility: { name: 'Laboratoire des Tilleuls' },
    },
  ],
  events: [],
  references: [],
  sourcePatient: { identifiers: [] },
  relatesTo: [],
  size: 48_213,
  hash: 'hash',
  depositedAt: '2026-03-04T10:02:00.000Z',
  depositedBy: { id: 'laboratory', name: 'Laboratoire des Tilleuls' },
  warnings: [],
  ...changes,
})

/** One that the holder added. */
export const ownSample = sampleDocument(9, {
  authors: [{ as: 'patient', person: { family: 'Verdier', given: 'Anne' } }],
})

/** A narrative with every kind of node, some of them hostile. */
export const sampleBody = (text = 'Glucose'): CdaBody => ({
  sections: [
    {
      title: text,
      blocks: [
        {
          kind: 'paragraph',
          caption: text,
          inlines: [
            { kind: 'text', text, marks: ['bold', 'italics', 'underline', 'sub', 'sup'] },
            { kind: 'break' },
            { kind: 'text', text, marks: [] },
          ],
        },
        { kind: 'list', ordered: true, caption: text, items: [[{ kind: 'paragraph', inlines: [] }]] },
        {
          kind: 'table',
          caption: text,
          head: [{ cells: [{ heading: true, columns: 2, rows: 1, blocks: [] }] }],
          rows: [
            {
              cells: [
                {
                  heading: true,
                  scope: 'row',
                  columns: 1,
                  rows: 2,
                  blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text, marks: [] }] }],
                },
                { heading: false, columns: 1, rows: 1, blocks: [{ kind: 'list', ordered: false, items: [] }] },
              ],
            },
          ],
        },
        { kind: 'media', index: 0, caption: text },
        { kind: 'media', index: 9 },
      ],
      sections: [{ title: text, blocks: [], sections: [{ title: text, blocks: [], sections: [] }] }],
    },
  ],
})
