/** Words of the search inside a record. */
export const search = {
  title: 'Recherche',
  link: 'Chercher',
  heading: 'Rechercher dans vos documents',
  headingOf: (name: string) => `Rechercher dans les documents de ${name}`,
  headingHere: 'Rechercher dans les documents',
  back: 'Retour aux documents',
  label: 'Mots à chercher',
  hint: 'Un mot d’un document, un nom, une date : fatigue, Moreau, mars 2024. Entre guillemets, les mots exacts.',
  button: 'Rechercher',
  inText: 'Chercher dans les textes',
  missing: 'Écrivez au moins un mot.',
  within: 'Parmi les documents que laissent vos filtres.',
  found: (count: number) => (count < 2 ? `${count} document trouvé` : `${count} documents trouvés`),
  values: 'Valeurs',
  valueAt: (date: string) => `dernière mesure le ${date}`,
  documents: 'Documents',
  none: {
    heading: 'Aucun document ne contient tous ces mots',
    tips: [
      'Essayez un seul mot, ou le début d’un mot : cardio.',
      'Vérifiez l’orthographe. Les accents et les terminaisons ne comptent pas.',
      'Essayez le nom de qui a écrit le document, ou une date : mars 2024.',
    ],
  },
  unread: (count: number) =>
    count < 2
      ? 'Le texte d’un document n’est pas encore lu. Revenez dans deux minutes. Son titre, ses auteurs et sa date ont été cherchés.'
      : `Le texte de ${count} documents n’est pas encore lu. Revenez dans deux minutes. Leur titre, leurs auteurs et leur date ont été cherchés.`,
  wordless: (count: number) =>
    count < 2
      ? 'Un document est une image, sans texte à lire : seuls son titre, ses auteurs et sa date ont été cherchés.'
      : `${count} documents sont des images, sans texte à lire : seuls leur titre, leurs auteurs et leur date ont été cherchés.`,
  newestOnly: 'Ce dossier est très long : seuls ses 5 000 documents les plus récents ont été cherchés.',
}
