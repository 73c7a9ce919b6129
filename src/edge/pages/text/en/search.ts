import type { search as french } from '../fr/search.ts'

/** Words of the search inside a record. */
export const search: typeof french = {
  title: 'Search',
  link: 'Search',
  heading: 'Search your documents',
  headingOf: (name) => `Search the documents of ${name}`,
  headingHere: 'Search the documents',
  back: 'Back to the documents',
  label: 'Words to look for',
  hint: 'A word of a document, a name, a date: fatigue, Moreau, March 2024. Between quotation marks, the exact words.',
  button: 'Search',
  inText: 'Search the texts',
  missing: 'Type at least one word.',
  within: 'Among the documents that your filters leave.',
  found: (count) => (count === 1 ? '1 document found' : `${count} documents found`),
  values: 'Values',
  valueAt: (date) => `last measured on ${date}`,
  documents: 'Documents',
  none: {
    heading: 'No document has all these words',
    tips: [
      'Try one word only, or the beginning of a word: cardio.',
      'Check the spelling. Accents and endings do not count.',
      'Try the name of who wrote the document, or a date: March 2024.',
    ],
  },
  unread: (count) =>
    count < 2
      ? 'The text of one document is not read yet. Come back in two minutes. Its title, authors and date were searched.'
      : `The texts of ${count} documents are not read yet. Come back in two minutes. Their titles, authors and dates were searched.`,
  wordless: (count) =>
    count < 2
      ? 'One document is a picture, without a text to read: only its title, authors and date were searched.'
      : `${count} documents are pictures, without a text to read: only their titles, authors and dates were searched.`,
  newestOnly: 'This record is very long: only its 5,000 newest documents were searched.',
}
