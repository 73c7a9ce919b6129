import type { professional as fr } from '../fr/professional.ts'

/** Words of the professionals' pages. */
export const professional: typeof fr = {
  find: {
    title: 'Find a patient',
    heading: 'Find a patient',
    label: 'INS number of the patient',
    hint: '15 characters, key included. You can paste a number with spaces.',
    button: 'Search',
    traced: 'Every search and every look is written in the patient’s history, which the patient can see.',
    missing: 'Give the INS number of the patient.',
    length: (count: number) => `An INS number has 15 characters. You gave ${count}.`,
    shape: 'An INS number holds only digits, except 2A or 2B for Corsica.',
  },
  check: {
    title: 'Check the person',
    heading: 'Is this the right person?',
    lead: 'Compare these traits with the person in front of you.',
    birthFamily: 'Birth name',
    birthGiven: 'Birth given names',
    usedFamily: 'Name in use',
    birthDate: 'Birth date',
    birthPlace: 'Place of birth (INSEE code)',
    gender: 'Sex',
    genders: { female: 'Female', male: 'Male', unknown: 'Unknown' },
    ins: 'INS number',
    age: (years: number) => (years === 1 ? '1 year' : `${years} years`),
    yes: 'Yes, open the record',
    no: 'No, search for someone else',
  },
  bar: {
    label: 'Open patient',
    born: {
      female: (date: string) => `born ${date}`,
      male: (date: string) => `born ${date}`,
      unknown: (date: string) => `born ${date}`,
    },
    change: 'Change patient',
  },
  list: {
    title: 'Documents',
    heading: 'Documents',
    author: 'Author’s name',
    choose: 'Choose a document in the list.',
    none: 'No document that you can read.',
    noneFound: 'No document matches these filters.',
    back: 'List of documents',
  },
  document: { title: (date: string) => `Document of ${date} – Patient record`, newest: 'Open the newest' },
  refused: {
    title: 'Access not open',
    heading: 'This record is not open to you',
    why: 'Why',
    same: 'The answer is the same when the person has no health space.',
    what: 'What you can do',
    steps: [
      'Check the INS number and try again.',
      'If you care for this person, ask them to add you to their care team.',
      'To send a document, use your software: a deposit is still possible.',
    ],
    again: 'Search for another patient',
  },
}
