import type { bin as french } from '../fr/bin.ts'

/** Words of the bin, and of changing what one added oneself. */
export const bin: typeof french = {
  link: 'Bin',
  title: 'Bin – Record',
  heading: 'Bin',
  lead: (days) =>
    `Documents that were added to the space, then deleted, stay here for ${days} days. Nobody else sees them. After that they are erased for good.`,
  binned: 'Deleted documents',
  none: 'The bin is empty.',
  until: (day) => `Will be erased on ${day}`,
  restore: 'Take back',
  empty: 'Empty the bin',
  emptyTitle: 'Empty the bin – Record',
  emptyHeading: 'Empty the bin?',
  emptySays: (count) =>
    count < 2 ? 'The document in it will be erased for good.' : `The ${count} documents in it will be erased for good.`,
  emptyYes: 'Erase for good',
  delete: 'Delete',
  change: 'Change the title, type or date',
  replace: 'Replace with another file',
  yours: 'This document was added to the space: it can be changed, replaced or deleted.',
  deleteTitle: 'Delete documents – Record',
  deleteHeading: (count) => (count < 2 ? `Delete ${count} document?` : `Delete ${count} documents?`),
  deleteNothing: 'Nothing to delete',
  disputed: 'A document that you reported cannot be deleted until it has been checked.',
  deleteSays: (days) => `The bin keeps everything for ${days} days: you can go back on it.`,
  tooMany: (most) => `${most} documents at most at a time. Go back and untick some.`,
  theirs: 'These cannot be deleted',
  theirsSays: 'A professional or an organisation deposited them. You can hide them, or say that they are not yours.',
  went: (count) => (count < 2 ? 'The document is in the bin.' : `${count} documents are in the bin.`),
  stayed: (count) =>
    count < 2
      ? 'One document was not deleted: it was not added to the space by you.'
      : `${count} documents were not deleted: they were not added to the space by you.`,
  said: {
    restored: 'It is back in the space.',
    'restored-none': 'Nothing came back: it was no longer in the bin.',
    emptied: 'The bin is empty.',
    changed: 'Changed.',
  },
  changing: {
    title: 'Change a document – Record',
    heading: 'Change this document',
    save: 'Save',
  },
  replaceHeading: 'Replace a document',
  replacing: 'The new file takes the place of the old one. The old one stays among the earlier versions.',
}
