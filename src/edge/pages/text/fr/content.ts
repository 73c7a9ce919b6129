/** Words around the content of a document. */
export const content = {
  pdf: 'Document PDF',
  pdfFallback: 'Votre navigateur n’affiche pas les PDF dans la page.',
  openPdf: 'Ouvrir le PDF',
  image: 'Image du document',
  text: 'Texte du document',
  table: 'Tableau',
  openAttached: (kind: string, size: string) => `Ouvrir le fichier joint (${kind}, ${size})`,
  unreadable: 'Ce format ne peut pas être affiché ici. Téléchargez l’original pour le lire.',
  empty: 'Ce document ne contient pas de texte à afficher. Téléchargez l’original.',
}
