import type { refusal as fr } from '../fr/refusal.ts'

/** Words of refusing a space, and of terms that changed. */
export const refusal: typeof fr = {
  refuse: {
    title: 'Confirm',
    headings: { refuse: 'Refuse my space', close: 'Close my space' },
    about: (name: string) => `Health space of ${name}`,
    refuseSays: [
      'Your space does not open. Nobody can deposit or read a document in it.',
      'What was waiting for your answer is destroyed.',
      'Your care and your reimbursements do not change.',
      'You can change your mind at any time, with a new code or your national identity.',
    ],
    legacySays: [
      'Your older record goes on for a time of transition. At its end your space opens, unless you refuse again.',
      'We write to you again before it ends. A second refusal closes the older record too.',
      'Your care and your reimbursements do not change.',
    ],
    againSays: [
      'This is your second refusal: your older record is closed too.',
      'Your care and your reimbursements do not change.',
      'You can change your mind at any time.',
    ],
    closeSays: (archivedUntil: string) => [
      'Your space closes today. Nobody can read or deposit in it any more.',
      `What it holds is kept unread until ${archivedUntil}, then erased.`,
      'You can reopen it at any time.',
    ],
    button: { refuse: 'Confirm my refusal', close: 'Confirm the closing' },
    cancel: 'Decide nothing now',
  },
  refused: {
    title: 'Proof',
    headings: {
      opposition: 'Your refusal is on record',
      closure: 'Your space is closed',
      erasure: 'Your request for erasure is on record',
    },
    proofs: { opposition: 'Proof of refusal', closure: 'Proof of closing', erasure: 'Proof of a request for erasure' },
    who: 'Person',
    when: 'Decided on',
    at: (day: string, time: string) => `${day} at ${time}`,
    how: 'Way',
    channels: {
      online: 'Online',
      phone: 'By phone',
      counter: 'At the counter',
      post: 'By post',
    },
    reference: 'Reference',
    pdf: 'Download the proof (PDF)',
    print: 'You can also print this page.',
    transition: (day: string) =>
      `Your older record goes on until ${day}. On that day the space opens, unless you refuse again. We will write to you before.`,
    back: 'Change my mind',
    backSays: 'You can open your space at any time, with your national identity or a new code.',
  },
  terms: {
    title: 'Terms',
    heading: 'The terms have changed',
    headingFirst: 'The terms of your space',
    lead: 'Read what changes, then continue.',
    leadFirst: 'Read them, then continue.',
    changes: 'What changes',
    whole: (version: string) => `The whole text, version ${version}`,
    button: 'I accept and continue',
    refuse: 'I do not accept',
    refusedHeading: 'Without your agreement your space stays shut here',
    refusedSays: [
      'Your documents stay in your space. Nothing is erased.',
      'You can take a copy, or close your space, without accepting.',
      'You can accept later.',
    ],
    copy: 'Take a copy',
    close: 'Close my space',
    read: 'Read the terms again',
  },
}
