import type { talkFirst as french } from '../fr/talk-first.ts'

/** Words about results that a person wants to hear from their doctor first. */
export const talkFirst: typeof french = {
  door: { name: 'First with my doctor', says: 'Results that you would rather hear from a person' },
  title: 'Wait or see at once – More',
  heading: 'First with your doctor',
  headingOf: (name) => `First with the doctor of ${name}`,
  lead: 'A result is sometimes easier to hear from a person. Choose which ones wait until a professional has talked to you about them.',
  legend: 'Wait for a professional',
  save: 'Save',
  says: [
    'The choice is for what arrives from now on. You see that a result has arrived, and nothing more.',
    'You can always see it at once: one button is enough.',
    'It shows by itself when a professional notes that they talked to you about it, or when you take your choice back here.',
    'Nothing changes for professionals. Apps that you allowed read it too. The copy of the space has it.',
  ],
  onlyYou: 'This choice is only about what you see yourself.',
  saved: 'Your choice is saved.',
  link: 'First with the doctor',
  name: 'A result has arrived',
  pill: 'Waits for your doctor',
  awaits: 'You asked to wait for your doctor.',
  awaitsMore: 'This result will show once a professional has noted that they talked to you about it.',
  see: 'See it now anyway',
  change: 'Change this choice',
  inTable: (count) =>
    count < 2
      ? '1 result waits for your doctor: its values are not here.'
      : `${count} results wait for your doctor: their values are not here.`,
  toDocuments: 'See your documents',
  note: {
    heading: 'With the patient',
    says: 'Some people wait for your word before they read a result.',
    press: 'I talked about it with the patient',
    noted: 'Noted: this result waits for nobody any more.',
  },
}
