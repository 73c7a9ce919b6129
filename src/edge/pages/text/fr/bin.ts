/** Words of the bin, and of changing what one added oneself. */
export const bin = {
  link: 'Corbeille',
  title: 'Corbeille – Dossier',
  heading: 'Corbeille',
  lead: (days: number) =>
    `Les documents ajoutés dans l’espace, puis supprimés, restent ici ${days} jours. Personne d’autre ne les voit. Ensuite, ils sont effacés pour toujours.`,
  binned: 'Documents supprimés',
  none: 'La corbeille est vide.',
  until: (day: string) => `Sera effacé le ${day}`,
  restore: 'Reprendre',
  empty: 'Vider la corbeille',
  emptyTitle: 'Vider la corbeille – Dossier',
  emptyHeading: 'Vider la corbeille ?',
  emptySays: (count: number) =>
    count < 2
      ? 'Le document qui s’y trouve sera effacé pour toujours.'
      : `Les ${count} documents qui s’y trouvent seront effacés pour toujours.`,
  emptyYes: 'Effacer pour toujours',
  delete: 'Supprimer',
  change: 'Modifier le titre, le type ou la date',
  replace: 'Remplacer par un autre fichier',
  yours: 'Ce document a été ajouté dans l’espace : il peut être modifié, remplacé ou supprimé.',
  deleteTitle: 'Supprimer des documents – Dossier',
  deleteHeading: (count: number) => (count < 2 ? `Supprimer ${count} document ?` : `Supprimer ${count} documents ?`),
  deleteNothing: 'Rien à supprimer',
  disputed: 'Un document que vous avez signalé ne peut pas être supprimé tant que sa vérification n’est pas finie.',
  deleteSays: (days: number) => `La corbeille garde tout ${days} jours : vous pouvez revenir en arrière.`,
  tooMany: (most: number) => `${most} documents au plus à la fois. Revenez au choix et décochez-en.`,
  theirs: 'Ceux-ci ne peuvent pas être supprimés',
  theirsSays:
    'Ils ont été déposés par un professionnel ou un organisme. Vous pouvez les masquer, ou signaler qu’ils ne sont pas à vous.',
  went: (count: number) =>
    count < 2 ? 'Le document est dans la corbeille.' : `${count} documents sont dans la corbeille.`,
  stayed: (count: number) =>
    count < 2
      ? 'Un document n’a pas été supprimé : il n’a pas été ajouté dans l’espace par vous.'
      : `${count} documents n’ont pas été supprimés : ils n’ont pas été ajoutés dans l’espace par vous.`,
  said: {
    restored: 'C’est de nouveau dans l’espace.',
    'restored-none': 'Rien n’est revenu : ce n’était plus dans la corbeille.',
    emptied: 'La corbeille est vide.',
    changed: 'C’est modifié.',
  },
  changing: {
    title: 'Modifier un document – Dossier',
    heading: 'Modifier ce document',
    save: 'Enregistrer',
  },
  replaceHeading: 'Remplacer un document',
  replacing: 'Le nouveau fichier prend la place de l’ancien. L’ancien reste dans les versions précédentes.',
}
