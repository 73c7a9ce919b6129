import type { newDocuments as french } from '../fr/new-documents.ts'

/** Words about how new documents come in. */
export const newDocuments: typeof french = {
  title: 'New documents – Access',
  back: 'Access',
  heading: 'New documents',
  lead: 'Choose what holds for every document that comes in, whoever sends it. You can show or hide each of them afterwards.',
  sights: {
    visible: {
      label: 'Visible, unless I hide them',
      says: 'Authorised professionals see them as soon as they are there.',
    },
    hidden: {
      label: 'Hidden, until I show them',
      says: 'Only you, their author and your treating doctor see them. A professional may then miss what your care needs.',
    },
  },
  save: 'Save',
  savedHidden: 'Noted: what comes in will be hidden.',
  savedVisible: 'Noted: what comes in will be visible.',
  limits:
    'Documents that are there do not change. A new version stays as the one it replaces. A result that a doctor has to announce to you follows your choice once it is announced. Whoever sends a document learns nothing of this choice.',
  nowHidden: 'They come in hidden, until you show them.',
  nowVisible: 'They come in visible to the professionals you authorise.',
  change: 'Change this choice',
}
