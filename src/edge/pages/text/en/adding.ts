import type { adding as french } from '../fr/adding.ts'

/** Words of adding a document to one's own space, or to that of a child. */
export const adding: typeof french = {
  add: 'Add a document',
  title: 'Add a document',
  headingFor: (name) => `Add a document for ${name}`,
  forWhom: 'For whom?',
  forMe: 'For me',
  photo: 'Take a photo',
  photoHint: 'Lay the document flat, in good light.',
  file: 'Or choose a file',
  fileHint: (kinds, size) => `${kinds}. ${size} at most.`,
  goOn: 'Continue',
  leave: 'Add nothing',
  missing: 'Take a photo, or choose a file.',
  both: 'Take a photo or choose a file: one at a time.',
  kind: (kinds) => `This kind of file is not accepted. Accepted are: ${kinds}.`,
  heic: 'This photo is in the HEIC format, which many readers cannot open. On an iPhone: Settings, Camera, Formats, “Most Compatible”, then take the photo again.',
  checking: {
    title: 'Check the document',
    heading: 'Check before saving',
    fileName: 'File',
    type: 'Type of document',
    label: 'Title',
    labelHint: 'Without a title, the document is called by its type.',
    day: 'Date of the document',
    dayHint: 'The one written on it. For example: 28/03/2026.',
    dayWrong: 'Give a date between the birth and today, with day, month and year: 28/03/2026.',
    sight:
      'Authorised professionals will see it. You can hide it from them afterwards, but neither replace nor delete it for now.',
    sightOfChild:
      'Authorised professionals will see it, and so will the other legal representatives. It can be neither replaced nor deleted for now.',
    save: (name) => `Save for ${name}`,
    again: 'Choose another file',
  },
  said: { added: 'Saved. The document is in the space.' },
  byYou: 'Added by you',
  byPatient: 'Added by the patient',
  byRelated: 'Added by a legal representative',
}
