/** Words of pages that say something is not possible. */
export const problem = {
  headings: {
    incorrect: 'Nous n’avons pas compris la demande',
    unauthenticated: 'Connectez-vous pour continuer',
    refused: 'Ce n’est pas possible',
    absent: 'Page introuvable',
    conflict: 'Quelque chose a changé entre-temps',
    busy: 'Trop de demandes à la fois',
    unavailable: 'Ce service est arrêté pour un moment',
    fault: 'Nous n’arrivons pas à afficher cette page',
  },
  absentSays: 'Cette page n’existe pas ou n’est pas ouverte pour vous.',
  kept: 'Réessayez dans un instant.',
  reference: 'Référence à donner au support :',
  retry: 'Réessayer',
  home: 'Aller à l’accueil',
  signIn: 'Se connecter',
}
