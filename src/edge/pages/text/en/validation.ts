import type { validation as french } from '../fr/validation.ts'

/** Words of the page that checks a document without depositing it. */
export const validation: typeof french = {
  title: 'Check a file',
  heading: 'Check a document before you deposit it',
  lead: 'For software makers and professionals. Choose a CDA, FHIR (JSON), PDF, picture or text document, or an XDM archive: this page says what a deposit would say. The file is not kept, noted or passed on.',
  makers: 'You make health software',
  file: 'File to check',
  fileHint: (size: string) => `${size} at most. Use only invented data for your tests.`,
  check: 'Check',
  missing: 'Choose a file.',
  taken: 'A deposit would accept this document.',
  refused: 'A deposit would refuse this document.',
  errors: 'To correct',
  warnings: 'Remarks',
  seen: {
    heading: 'What the patient will read',
    title: 'Title',
    kind: 'Kind of document',
    date: 'Date',
    author: 'From',
    sections: 'Chapters',
    files: 'Files inside',
  },
  results: (count: number) => (count === 1 ? '1 result read' : `${count} results read`),
  again: 'Check another file',
}
