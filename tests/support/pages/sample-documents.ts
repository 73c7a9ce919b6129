import type { CdaBody, WeighedResult } from '../../../src/areas/documents/index.ts'
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

/** Results of every kind: far above, below, inside, without a range, coded, pending, with all that a report may say of one. */
export const sampleResults = (text: string): WeighedResult[] => {
  const coding = { system: 'http://loinc.org', code: '2345-7', display: text }
  const line = {
    codes: [coding],
    label: text,
    status: 'final' as const,
    values: [],
    interpretations: [],
    ranges: [],
    comments: [],
    remarks: [],
    headings: [text],
    earlier: [],
    far: false,
  }
  const bound = (value: string) => ({ value, unit: 'mmol/L' })
  const range = { low: bound('3.9'), high: bound('5.5') }
  const valued = (value: string) => ({
    values: [{ kind: 'quantity' as const, ...bound(value) }],
    ranges: [range],
    range,
  })
  const everything = {
    method: text,
    laboratory: text,
    comments: [text],
    remarks: [text],
    panel: text,
    isolate: text,
    specimen: { kind: coding, collectedAt: '2026-03-04T07:45:00+01:00' },
    earlier: [{ codes: [coding], at: '2025-03-04', values: [{ kind: 'text' as const, text }] }],
  }
  return [
    { ...line, ...valued('9.1'), ...everything, standing: 'above', far: true },
    { ...line, ...valued('3.1'), standing: 'below' },
    { ...line, ...valued('4.2'), ...everything, standing: 'inside' },
    { ...line, values: [{ kind: 'quantity', value: '5', unit: '10*9/L', comparator: '<' }] },
    {
      ...line,
      values: [{ kind: 'coded', coding, text }],
      interpretations: [coding],
      ranges: [{ text, meaning: coding }],
    },
    { ...line, status: 'pending' },
    { ...line, status: 'cancelled' },
  ]
}
