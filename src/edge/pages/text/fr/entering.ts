/** Words of how professionals come to enter: a share code, a consent they note, a block that the patient asks for. */
export const entering = {
  consent: {
    title: 'Noter un accord',
    heading: 'Le patient vous donne son accord',
    lead: 'La personne est informée et ne s’y oppose pas. Elle est prévenue de votre note, et peut vous arrêter à tout moment.',
    link: 'Le patient est d’accord : noter son accord',
    birthDate: 'Date de naissance, dite par la personne',
    birthDateHint: 'Par exemple : 28/03/1979.',
    birthDateWrong: 'Indiquez la date de naissance avec le jour, le mois et l’année : 28/03/1979.',
    evidence: 'Comment a-t-elle donné son accord ?',
    evidences: {
      presence: 'Devant moi',
      online: 'En ligne, pendant une téléconsultation',
      declared: 'À une autre occasion, je le déclare',
    },
    purpose: 'Pour quels soins ?',
    purposes: {
      'care-team': 'J’entre dans son équipe de soins',
      once: 'Pour une durée courte, sans entrer dans l’équipe',
    },
    yes: 'Noter son accord',
    own: 'Je soigne cette personne',
    ownSays: 'Votre accès est limité. Si la personne est d’accord, notez-le ici.',
  },
  ground: {
    heading: 'Votre accès',
    relations: {
      none: 'Aucun',
      author: 'Vos propres documents seulement.',
      permitted: 'Le patient vous a autorisé.',
      'care-team': 'Vous êtes dans son équipe de soins.',
      administrator: 'Le patient vous a confié son espace.',
      'treating-doctor': 'Vous êtes son médecin traitant.',
    },
    until: {
      permitted: (day: string) => `Le patient vous a autorisé jusqu’au ${day}.`,
      'care-team': (day: string) =>
        `Vous êtes dans son équipe de soins jusqu’au ${day}, et plus longtemps si vous le soignez encore.`,
    },
  },
  others: {
    title: 'Qui peut entrer',
    link: 'Qui peut entrer',
    heading: 'Qui peut entrer dans ce dossier',
    lead: 'Le patient peut vous demander de bloquer une personne. Il est prévenu de chaque blocage, et lui seul peut débloquer.',
    none: 'Personne d’autre ne peut entrer.',
    back: 'Retour au dossier',
    blockTitle: 'Bloquer à la demande du patient',
    blockHeading: (name: string) => `Bloquer ${name}, à la demande du patient ?`,
    effect: (name: string) => `${name} ne pourra plus ouvrir ce dossier. Ses propres documents lui restent visibles.`,
    told: 'Le patient est prévenu. Il peut débloquer à tout moment.',
    yes: 'Bloquer',
    done: 'C’est bloqué. Le patient est prévenu.',
  },
}
