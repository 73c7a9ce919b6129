/** Words around the content of a document. */
export const content = {
  pdf: 'Document PDF',
  pdfFallback: 'Votre navigateur n’affiche pas les PDF dans la page.',
  pages: {
    page: (page: number, of: number) => `Page ${page} sur ${of}`,
    asText: 'Lire cette page en texte',
    noText: 'Cette page est une image : elle ne contient pas de texte à lire.',
    cut: 'Le document est long : le texte de cette page n’est pas lu ici.',
    pager: 'Pages du document',
    pagerOf: (file: number) => `Pages du fichier joint ${file}`,
    before: 'Pages précédentes',
    after: 'Pages suivantes',
    notDrawn: 'Une page ne s’affiche pas ? Ouvrez le PDF, ou lisez-la en texte.',
    take: 'Télécharger ce fichier',
    locked:
      'Ce PDF est protégé par un mot de passe : il est gardé tel quel, sans aperçu ici. Téléchargez-le pour l’ouvrir avec son mot de passe.',
  },
  openPdf: 'Ouvrir le PDF',
  image: 'Image du document',
  text: 'Texte du document',
  table: 'Tableau',
  openAttached: (kind: string, size: string) => `Ouvrir le fichier joint (${kind}, ${size})`,
  unreadable: 'Ce format ne peut pas être affiché ici. Téléchargez l’original pour le lire.',
  waiting:
    'Ce fichier est en cours de vérification par l’antivirus. Il s’ouvrira ici dès que la réponse sera là, en général en quelques minutes.',
  infected:
    'L’antivirus a trouvé un programme malveillant dans ce fichier : il reste fermé, pour protéger votre appareil. Demandez à l’auteur du document d’en déposer une version saine.',
  empty: 'Ce document ne contient pas de texte à afficher. Téléchargez l’original.',
}
