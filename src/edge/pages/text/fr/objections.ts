/** Words for holders who ask that something be not listed. */
export const objections = {
  link: 'Je ne veux pas de ce document dans mon espace',
  title: 'Opposition – Dossier',
  heading: 'Demander que ce ne soit pas inscrit',
  lead: (days: number) =>
    `Les professionnels déposent ce qui est utile à vos soins. Vous pouvez vous y opposer pour une raison légitime. Nous vous répondons en ${days} jours ouvrés.`,
  leadAlone:
    'La loi vous laisse décider sans vos parents, et ils n’en sont pas informés. Si vous refusez tout l’acte, rien n’en sera inscrit, pas même son remboursement.',
  hideInstead:
    'Vous voulez seulement que les professionnels ne le voient pas ? Cela se fait tout de suite, sans raison à donner.',
  hide: 'Choisir qui voit ce document',
  what: 'Que refusez-vous ?',
  scopes: { document: 'Ce document', act: 'Tout cet acte : ce jour, à cet endroit' },
  why: 'Pour quelle raison ?',
  reasons: {
    'not-mine': 'Cela ne me concerne pas : c’est une erreur',
    'protected-secret': 'La loi protège le secret de cet acte',
    'depositor-near': 'Je connais la personne qui dépose, ou je travaille là',
    'in-danger': 'Je serais en danger si quelqu’un le voyait',
    other: 'Une autre raison',
    'minor-secret': 'Décision de la personne mineure',
  },
  reasonMissing: 'Choisissez une raison.',
  effect:
    'Ce qui est refusé est écarté de votre espace. Son auteur garde le sien. Vous pourrez changer d’avis : il devra alors être envoyé de nouveau.',
  ask: 'Envoyer la demande',
  decide: 'Je refuse que ce soit inscrit',
  listTitle: 'Vos oppositions',
  listHeading: 'Vos oppositions',
  listLead: 'Ce que vous avez demandé de ne pas inscrire dans votre espace. Pour en faire une, ouvrez le document.',
  none: 'Aucune opposition.',
  actOn: (date: string) => `acte du ${date}`,
  askedOn: (date: string) => `demandé le ${date}`,
  dueOn: (date: string) => `Réponse au plus tard le ${date}.`,
  accepted: 'Acceptée : cela n’est pas inscrit dans votre espace.',
  holds: 'Votre décision s’applique : rien n’en est inscrit.',
  refused: 'Refusée.',
  refusals: {
    'needed-for-care': 'Ce document est utile à vos soins.',
    'not-legitimate': 'La raison donnée n’est pas de celles que la loi admet.',
    'hiding-is-enough': 'Le masquer suffit : vous pouvez le faire vous-même.',
  },
  withdraw: 'Retirer',
  withdrawName: (party: string, date: string) => `Retirer l’opposition : ${party}, acte du ${date}`,
  said: {
    'objection-sent': 'Votre demande est enregistrée. La réponse sera sur cette page.',
    'objection-stands': 'C’est fait : ce que vous refusez n’est pas inscrit.',
    'objection-withdrawn': 'Votre opposition est retirée. Les dépôts sont acceptés de nouveau.',
  },
}

/** Words of the operator's queue of objections. */
export const objectionDesk = {
  see: 'Oppositions aux dépôts',
  title: 'Oppositions aux dépôts',
  heading: 'Oppositions aux dépôts',
  lead: 'Ce que des titulaires demandent de ne pas inscrire, pour une raison légitime. Ni leur identité ni les documents ne sont affichés.',
  empty: 'Aucune opposition à traiter.',
  columns: {
    askedOn: 'Demandée le',
    party: 'Qui dépose',
    scope: 'Portée',
    why: 'Raison',
    dueOn: 'À répondre au plus tard le',
    state: 'État',
  },
  scopes: { document: 'Un document', act: 'Tout l’acte de ce jour' },
  states: { open: 'À traiter', late: 'En retard', accepted: 'Acceptée', refused: 'Refusée' },
  oneTitle: 'Une opposition',
  oneHeading: 'Une opposition à un dépôt',
  actOn: 'Jour de l’acte',
  answerLabel: 'Que répondez-vous ?',
  accept: 'Accepter',
  refuse: 'Refuser',
  effect:
    'Acceptée, elle écarte ce qui est là et refuse ce qui viendrait encore. La personne lit la réponse dans son espace.',
  answer: 'Répondre',
}
