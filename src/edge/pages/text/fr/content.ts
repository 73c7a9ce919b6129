/** Words around the content of a document. */
export const content = {
  pdf: 'Document PDF',
  pdfFallback: 'Votre navigateur n’affiche pas les PDF dans la page.',
  openPdf: 'Ouvrir le PDF',
  image: 'Image du document',
  text: 'Texte du document',
  table: (n: number) => `Tableau ${n}`,
  attached: 'Fichier joint',
  openAttached: (kind: string, size: string) => `Ouvrir le fichier joint (${kind}, ${size})`,
  remote: 'Une image extérieure n’est pas affichée.',
  link: (address: string) => `adresse citée : ${address}`,
  unreadable: 'Ce format ne peut pas être affiché ici. Téléchargez l’original pour le lire.',
  empty: 'Ce document ne contient pas de texte à afficher. Téléchargez l’original.',
  deleted: 'retiré',
  inserted: 'ajouté',
}
