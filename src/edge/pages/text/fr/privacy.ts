/** Words of the page on which a minor says what they keep for themselves. */
export const privacy = {
  title: 'Ma vie privée',
  heading: 'Ce que je garde pour moi',
  says: [
    'Avant votre majorité, vos parents peuvent voir votre espace. La loi vous permet de garder certains soins pour vous.',
    'Ce que vous gardez reste entre vous et la personne qui vous soigne. Vos parents ne verront rien, pas même une ligne vide.',
    'Aucun message ne part à vos parents, et l’historique qu’ils lisent n’en parle plus.',
    'Ce que vos parents ont déjà lu ou enregistré, nous ne pouvons pas le leur faire oublier. Le fichier du journal garde les lignes d’avant, sans le nom du document.',
    'La personne qui vous soigne le voit si vous venez sans vos parents et que vous le lui demandez.',
  ],
  items: 'Vos documents, et ce que vos parents en voient',
  none: 'Il n’y a pas encore de document.',
  seen: 'Vos parents le voient',
  kept: 'Gardé pour vous',
  keep: 'Garder pour moi',
  show: 'Montrer à mes parents',
  done: {
    kept: 'C’est fait. Vos parents ne voient plus ce document.',
    told: 'C’est fait. Vos parents voient ce document.',
  },
  showing: {
    title: 'Montrer à mes parents',
    heading: 'Montrer ce document à vos parents ?',
    says: [
      'Vos parents pourront le lire et l’enregistrer tout de suite.',
      'Vous pourrez le garder de nouveau pour vous, mais pas leur faire oublier ce qu’ils auront lu.',
    ],
    button: 'Montrer à mes parents',
  },
  help: 'Parler à quelqu’un',
  numbers: [
    'Fil Santé Jeunes : 0 800 235 236, tous les jours de 9 h à 23 h, gratuit et anonyme.',
    'Enfance en danger : 119, jour et nuit, gratuit, absent des factures.',
    'Urgences médicales : 15, ou 114 par SMS.',
  ],
}
