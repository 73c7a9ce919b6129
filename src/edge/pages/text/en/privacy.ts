import type { privacy as french } from '../fr/privacy.ts'

/** Words of the page on which a minor says what they keep for themselves. */
export const privacy: typeof french = {
  title: 'My privacy',
  heading: 'What I keep private',
  says: [
    'Until you come of age, your parents can see your space. The law lets you keep some care private.',
    'What you keep stays between you and the person who cares for you. Your parents will see nothing, not even an empty line.',
    'No message goes to your parents. The history that they read no longer mentions it.',
    'What your parents have already read or saved, we cannot make them forget. The journal file keeps the earlier lines, without the name of the document.',
    'The person who cares for you sees it when you come without your parents and ask them to.',
  ],
  items: 'Your documents, and what your parents see of them',
  none: 'There is no document yet.',
  seen: 'Your parents see it',
  kept: 'Kept private',
  keep: 'Keep private',
  show: 'Show to my parents',
  done: {
    kept: 'Done. Your parents no longer see this document.',
    told: 'Done. Your parents see this document.',
  },
  showing: {
    title: 'Show to my parents',
    heading: 'Show this document to your parents?',
    says: [
      'Your parents will be able to read and save it at once.',
      'You can keep it private again, but not make them forget what they have read.',
    ],
    button: 'Show to my parents',
  },
  help: 'Talk to somebody',
  numbers: [
    'Fil Santé Jeunes: 0 800 235 236, every day from 9 am to 11 pm, free and anonymous.',
    'Children in danger: 119, day and night, free, not shown on bills.',
    'Medical emergencies: 15, or 114 by text message.',
  ],
}
