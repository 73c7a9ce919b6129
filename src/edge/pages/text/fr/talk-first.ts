/** Words about results that a person wants to hear from their doctor first. */
export const talkFirst = {
  door: { name: 'D’abord avec mon médecin', says: 'Les résultats que vous voulez apprendre d’une personne' },
  title: 'Attendre ou voir tout de suite – Plus',
  heading: 'D’abord avec votre médecin',
  headingOf: (name: string) => `D’abord avec le médecin de ${name}`,
  lead: 'Un résultat est parfois plus simple à apprendre d’une personne. Choisissez lesquels attendent qu’un professionnel vous en ait parlé.',
  legend: 'Attendent un professionnel',
  save: 'Enregistrer',
  says: [
    'Le choix vaut pour ce qui arrive à partir de maintenant. Vous voyez qu’un résultat est arrivé, et rien de plus.',
    'Vous pouvez toujours le voir tout de suite : un bouton suffit.',
    'Il s’affiche de lui-même quand un professionnel note qu’il vous en a parlé, ou quand vous retirez votre choix ici.',
    'Rien ne change pour les professionnels. Les applications que vous avez autorisées le lisent aussi. La copie de l’espace le contient.',
  ],
  onlyYou: 'Ce choix ne vaut que pour ce que vous voyez, vous.',
  saved: 'Votre choix est enregistré.',
  link: 'D’abord avec le médecin',
  name: 'Un résultat est arrivé',
  pill: 'Attend votre médecin',
  awaits: 'Vous avez demandé d’attendre votre médecin.',
  awaitsMore: 'Ce résultat s’affichera quand un professionnel aura noté qu’il vous en a parlé.',
  see: 'Voir maintenant quand même',
  change: 'Changer ce choix',
  inTable: (count: number) =>
    count < 2
      ? '1 résultat attend votre médecin : ses valeurs ne sont pas ici.'
      : `${count} résultats attendent votre médecin : leurs valeurs ne sont pas ici.`,
  toDocuments: 'Voir vos documents',
  note: {
    heading: 'Avec le patient',
    says: 'Certaines personnes attendent votre parole pour lire un résultat.',
    press: 'J’en ai parlé avec le patient',
    noted: 'C’est noté : ce résultat n’attend plus personne.',
  },
}
