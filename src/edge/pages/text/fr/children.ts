/** Words of the spaces of one's children. */
export const children = {
  title: 'Mes enfants – Plus',
  heading: 'Mes enfants',
  lead: 'Un enfant n’a pas de connexion à lui. Vous ouvrez son espace depuis le vôtre.',
  empty: {
    heading: 'Aucun enfant ici pour l’instant',
    says: 'Vos enfants mineurs viennent ici quand l’assurance maladie les rattache à vous, quelques semaines après la naissance. Rattachez-les d’abord auprès de votre caisse.',
  },
  all: 'Vos enfants',
  toOpen: 'Cochez les espaces à ouvrir',
  standings: { 'to-open': 'À ouvrir', open: 'Ouvert', opposed: 'Refusé', closed: 'Fermé' },
  born: (day: string) => `Naissance : ${day}`,
  opensOn: (day: string) => `S’ouvre tout seul le ${day}`,
  decidesFrom: (day: string, name: string) =>
    `À partir du ${day}, ${name} décide : cet espace ne sera plus dans votre liste.`,
  statement:
    'Je certifie être titulaire de l’autorité parentale ou représenter légalement ces enfants, et pouvoir ouvrir leur espace.',
  open: 'Ouvrir les espaces cochés',
  refuse: 'Refuser',
  refuseFor: (name: string) => `Refuser l’espace de ${name}`,
  notMine: 'Ce n’est pas mon enfant',
  notMineFor: (name: string) => `Ce n’est pas mon enfant : ${name}`,
  proofFor: (name: string) => `Preuve du refus pour ${name}, en PDF`,
  refusal: {
    title: 'Refuser – Mes enfants',
    heading: (name: string) => `Refuser l’espace de ${name} ?`,
    says: [
      'L’espace ne s’ouvre pas. Ce qui attendait d’y entrer est détruit.',
      'Vous pourrez l’ouvrir plus tard, depuis cette liste.',
      'Les soins et les remboursements de votre enfant restent les mêmes.',
    ],
    button: 'Refuser cet espace',
  },
  aside: {
    title: 'Pas mon enfant – Mes enfants',
    heading: (name: string) => `${name} n’est pas votre enfant ?`,
    says: [
      'Cet enfant ne sera plus dans votre liste. Vous ne pourrez plus ouvrir son espace d’ici.',
      'Rien ne change pour ses autres représentants.',
    ],
    button: 'Ce n’est pas mon enfant',
  },
  record: {
    toState: 'Pour voir ce dossier, cochez cet espace et certifiez ci-dessous.',
    link: 'Voir le dossier',
    linkFor: (name: string) => `Voir le dossier de ${name}`,
    heading: (name: string) => `Le dossier de ${name}`,
    history: (name: string) => `Historique du dossier de ${name}`,
    links: { documents: 'Voir le dossier', history: 'Voir l’historique des accès' },
    sees: (name: string) => `Vous voyez ce dossier parce que vous représentez légalement ${name}.`,
    law: 'La loi permet à votre enfant de garder certains soins pour lui. Nous ne disons jamais si c’est le cas.',
    traces: (name: string) => `Vos passages s’inscrivent dans l’historique de ${name}, à votre nom.`,
    ends: (day: string, name: string) => `Votre accès prend fin le ${day}, à la majorité de ${name}.`,
  },
  said: {
    'children-opened': 'C’est fait. Les espaces cochés sont ouverts.',
    'child-refused': 'Le refus est enregistré. La preuve est dans la liste.',
    'child-aside': 'C’est noté. Cet enfant n’est plus dans votre liste.',
  },
  waiting: 'L’espace d’un de vos enfants attend d’être ouvert.',
  waitingLink: 'Voir mes enfants',
}
