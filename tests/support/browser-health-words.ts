/**
 * Words that tell something of a person's health or care, French and English, in the forms that our screens, the examples and the
 * cast use. None may stand in a title, an address, a file name, a mail.
 */
const healthWords = [
  'analyse',
  'biolog',
  'blood',
  'cardiolog',
  'cheville',
  'clini',
  'diagnos',
  'disease',
  'doctor',
  'docteur',
  'hopital',
  'hospital',
  'imag',
  'infirmi',
  'labora',
  'maladie',
  'medecin',
  'medic',
  'moreau',
  'nurse',
  'ordonnance',
  'pharma',
  'prescri',
  'professionnel vous',
  'radio',
  'resultat',
  'result',
  'sang',
  'sante du',
  'sortie',
  'thyroid',
  'traitement',
  'treatment',
  'vaccin',
]

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** The health words in a text, accents and capitals set aside; none in what leaves a page. */
export const findHealthWords = (text: string): string[] => healthWords.filter((word) => plain(text).includes(word))
