type Standings = Readonly<Record<'waiting' | 'accepted' | 'refused' | 'ended', (asked: string, on: string) => string>>

const standings: Standings = {
  waiting: (asked, ends) =>
    `Demande à un autre parent, du ${asked} : en attente. Sans réponse, elle se termine le ${ends}.`,
  accepted: (asked, on) => `Demande à un autre parent, du ${asked} : acceptée le ${on}.`,
  refused: (asked, on) => `Demande à un autre parent, du ${asked} : refusée le ${on}.`,
  ended: (asked) => `Demande à un autre parent, du ${asked} : terminée sans réponse.`,
}

/** Words of the requests from one parent to the other. */
export const parents = {
  waiting: 'Un parent vous invite à représenter un enfant.',
  waitingLink: 'Voir la demande',
  standings,
  invite: {
    link: 'Inviter un autre parent',
    linkFor: (name: string) => `Inviter un autre parent pour ${name}`,
    title: 'Inviter un autre parent – Mes enfants',
    heading: (name: string) => `Inviter un autre parent pour ${name}`,
    lead: 'L’assurance maladie rattache elle-même les parents qu’elle connaît. Invitez ici celui qui manque.',
    says: [
      'La demande attend dans l’espace de cette personne, qui doit d’abord avoir ouvert le sien. Elle la voit si vos quatre réponses sont exactes, et choisit.',
      'Nous ne disons pas si quelqu’un correspond à vos réponses, et nous ne les gardons pas en clair.',
    ],
    fields: {
      ins: 'Numéro de sécurité sociale',
      birthFamily: 'Nom de naissance',
      birthGiven: 'Premier prénom',
      birthDate: 'Date de naissance',
    },
    hints: {
      ins: 'Les 13 caractères de sa carte Vitale, ou 15 avec la clé.',
      birthFamily: 'Celui de l’acte de naissance, pas le nom d’usage.',
      birthGiven: 'Le premier de l’acte de naissance.',
      birthDate: 'Par exemple 04/03/1979.',
    },
    missing: {
      ins: 'Tapez le numéro de sécurité sociale de l’autre parent.',
      birthFamily: 'Tapez le nom de naissance de l’autre parent.',
      birthGiven: 'Tapez le premier prénom de l’autre parent.',
      birthDate: 'Tapez une date de naissance comme 04/03/1979.',
    },
    statement: 'Je certifie que cette personne représente légalement cet enfant.',
    button: 'Envoyer la demande',
  },
  withdrawal: {
    link: 'Retirer la demande',
    linkFor: (name: string) => `Retirer la demande pour ${name}`,
    title: 'Retirer la demande – Mes enfants',
    heading: (name: string) => `Retirer la demande pour ${name} ?`,
    says: ['L’autre parent ne pourra plus l’accepter. Vous pourrez en envoyer une autre.'],
    button: 'Retirer la demande',
  },
  received: {
    list: 'Demandes pour vous',
    asks: (inviter: string, child: string) => `${inviter} vous invite à représenter ${child}.`,
    endsOn: (day: string) => `Sans réponse, la demande se termine le ${day}.`,
    answer: 'Répondre',
    answerFor: (child: string) => `Répondre à la demande pour ${child}`,
    title: 'Une demande – Mes enfants',
    heading: (inviter: string, child: string) => `${inviter} vous invite à représenter ${child}`,
    says: [
      'Si vous acceptez, l’enfant vient dans votre liste. Vous recevez ses lettres et décidez de son espace comme l’autre parent.',
      'L’autre parent voit votre réponse et sa date, rien de plus. Vous pourrez retirer l’enfant de votre liste.',
    ],
    statement: (child: string) =>
      `Je certifie être titulaire de l’autorité parentale sur ${child}, ou représenter légalement cet enfant.`,
    accept: 'Accepter',
    refuse: 'Refuser',
    later: 'Répondre plus tard',
  },
  said: {
    'parent-invited':
      'C’est noté : la demande attend. L’autre parent la verra dans son espace, après l’avoir ouvert. Sa réponse sera ici.',
    'request-withdrawn': 'La demande est retirée.',
    'request-accepted': 'C’est fait. L’enfant est dans votre liste.',
    'request-refused': 'Le refus est enregistré. L’enfant ne vient pas dans votre liste.',
  },
}
