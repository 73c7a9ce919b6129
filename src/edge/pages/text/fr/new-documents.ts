/** Words about how new documents come in. */
export const newDocuments = {
  title: 'Nouveaux documents – Accès',
  back: 'Accès',
  heading: 'Les nouveaux documents',
  lead: 'Choisissez ce qui vaut pour tout document qui arrive, de qui que ce soit. Vous pourrez montrer ou masquer chaque document ensuite.',
  sights: {
    visible: {
      label: 'Visibles, sauf si je les masque',
      says: 'Les professionnels que vous autorisez les voient dès leur arrivée.',
    },
    hidden: {
      label: 'Masqués, jusqu’à ce que je les montre',
      says: 'Seuls vous, leur auteur et votre médecin traitant les voient. Un professionnel peut alors passer à côté d’une chose utile à vos soins.',
    },
  },
  save: 'Enregistrer',
  savedHidden: 'C’est noté : ce qui arrive sera masqué.',
  savedVisible: 'C’est noté : ce qui arrive sera visible.',
  limits:
    'Les documents déjà là ne changent pas. Une nouvelle version reste comme celle qu’elle remplace. Un résultat qu’un médecin doit vous annoncer suit votre choix quand il vous est annoncé. Qui envoie un document n’apprend rien de ce choix.',
  nowHidden: 'Ils arrivent masqués, jusqu’à ce que vous les montriez.',
  nowVisible: 'Ils arrivent visibles pour les professionnels que vous autorisez.',
  change: 'Changer ce choix',
}
