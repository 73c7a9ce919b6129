const hours = (count: number): string => (count < 2 ? '1 heure' : `${count} heures`)

const closes: Readonly<Record<string, string>> = {
  'no-break-glass': 'fermé à un professionnel près de vous',
  'no-dispatch': 'fermé au centre 15',
  'no-hidden': 'documents masqués gardés masqués',
}

/** Words of emergencies: the holder's choice, the professionals' way in, the review. */
export const emergency = {
  rule: {
    title: 'En cas d’urgence – Accès',
    heading: 'En cas d’urgence',
    lead: 'Si vous ne pouvez pas parler et que votre santé est en danger, un professionnel peut ouvrir votre dossier pour quelques heures. Vous et votre médecin traitant êtes prévenus à chaque fois.',
    choices: {
      breakGlass: {
        label: 'Un professionnel près de moi peut ouvrir mon dossier',
        says: 'Par exemple : vous arrivez sans connaissance aux urgences. Sans cette case, qui vous soigne ce jour-là ne voit ni vos allergies ni vos traitements.',
      },
      dispatch: {
        label: 'Le médecin du centre 15 peut ouvrir mon dossier',
        says: 'Par exemple : un proche appelle le 15 pour vous. Sans cette case, le médecin décide sans connaître votre santé.',
      },
      hidden: {
        label: 'Dans ces cas, mes documents masqués se voient aussi',
        says: 'Sans cette case, ce que vous masquez reste masqué, même s’il pourrait aider.',
      },
    },
    law: 'Vous pouvez fermer ou rouvrir chacun de ces accès. Le changement vaut tout de suite, même pour un accès en cours. Un blocage ou une pause ne ferme pas les urgences : seul ce choix les ferme.',
    notNow: 'Votre choix est gardé, mais la loi en vigueur fait passer d’abord la vie : il ne compte pas aujourd’hui.',
    save: 'Enregistrer',
    saved: 'Votre choix est enregistré. Il vaut dès maintenant.',
    back: 'Accès à votre dossier',
  },
  home: {
    open: 'Un professionnel peut ouvrir votre dossier si vous ne pouvez pas parler. Vous et votre médecin traitant êtes prévenus.',
    onlyBeside:
      'Un professionnel près de vous peut ouvrir votre dossier si vous ne pouvez pas parler. Le centre 15 ne le peut pas.',
    onlyDispatch: 'Le médecin du centre 15 peut ouvrir votre dossier. Un professionnel près de vous ne le peut pas.',
    closed: 'Vous avez fermé l’accès en urgence : personne ne peut ouvrir ainsi votre dossier.',
    hiddenToo: 'Vos documents masqués se voient aussi dans ce cas.',
    hiddenKept: 'Vos documents masqués restent masqués.',
    change: 'Changer mon choix',
  },
  history: {
    mark: 'Urgence',
    allows: 'Tout est permis',
    closes,
  },
  form: {
    title: 'Accès en urgence',
    heading: 'Ouvrir un dossier en urgence',
    lead: 'Seulement si la personne ne peut pas dire ce qu’elle veut et que sa santé ou sa vie est en danger immédiat. En ouvrant, vous l’attestez.',
    you: 'Vous',
    patient: 'La personne',
    patientSays: 'Le numéro et la date de naissance doivent aller ensemble : c’est la vérification de la personne.',
    why: 'Pourquoi ouvrir maintenant ?',
    dispatch: 'Appel reçu au centre 15',
    dispatchHours: (count: number) => `ouvert pour ${hours(count)}`,
    words: 'Précision (facultatif)',
    wordsOfCall: 'Précision, ou numéro de l’appel (facultatif)',
    wordsHint: 'Gardée scellée : le patient la lit dans son historique, et son médecin traitant.',
    told: 'Le patient et son médecin traitant sont prévenus dès l’ouverture. Chaque ouverture est relue.',
    button: 'Ouvrir',
    buttonFor: (count: number) => `Ouvrir pour ${hours(count)}`,
    birthMissing: 'Indiquez la date de naissance.',
    birthWrong: 'Cette date n’existe pas. Exemple : 4 3 1979.',
    reasonMissing: 'Choisissez une raison.',
    noRecord: 'Aucun dossier ne s’ouvre avec ce numéro et cette date de naissance. Vérifiez les deux.',
    mayBeClosed:
      'La réponse est la même quand la personne n’a pas d’espace et quand elle a refusé cet accès à l’avance : la loi (Code de la santé publique, L.1111-17) lui en donne le droit.',
    callDispatch: 'Ne perdez pas de temps : appelez la régulation médicale, 15 ou 112.',
  },
  refused: {
    heading: 'La personne ne peut pas parler ?',
    says: 'Si sa santé ou sa vie est en danger immédiat, vous pouvez ouvrir en urgence. Elle et son médecin traitant en sont prévenus.',
    button: 'Accès en urgence',
  },
  bar: {
    says: {
      'break-glass': 'Accès en urgence',
      dispatch: 'Accès par la régulation (centre 15)',
    },
    left: (count: number, minutes: number) =>
      `encore ${[...(count < 1 ? [] : [`${count} h`]), ...(count > 0 && minutes === 0 ? [] : [`${minutes} min`])].join(' ')}`,
    until: (time: string) => `jusqu’à ${time}`,
    end: 'Terminer l’accès',
  },
  own: {
    heading: 'Vos accès en urgence',
    openedAt: (day: string, time: string) => `Ouvert le ${day} à ${time}`,
    underWay: (time: string) => `en cours, jusqu’à ${time}`,
    over: (time: string) => `terminé à ${time}`,
    goOn: 'Ouvrir le dossier',
    note: 'Écrire une note',
    end: 'Terminer l’accès',
  },
  after: {
    title: 'Votre accès en urgence',
    heading: 'Votre accès en urgence',
    lead: (day: string, time: string) => `Vous avez ouvert un dossier en urgence le ${day} à ${time}.`,
    underWay: (time: string) => `Cet accès est en cours. Il finit seul à ${time}.`,
    over: (day: string, time: string) => `Cet accès est terminé. Vous pouvez le noter jusqu’au ${day} à ${time}.`,
    note: 'Note (facultatif)',
    noteHint:
      'Ce qui a justifié l’accès, ce que vous avez fait. Gardée scellée : le patient la lit dans son historique, et son médecin traitant.',
    end: 'Terminer l’accès',
    save: 'Enregistrer la note',
    noteMissing: 'Écrivez votre note.',
    ended: 'L’accès en urgence est terminé.',
    noted: 'Votre note est enregistrée.',
  },
  second: {
    heading: 'Un ou une collègue demande votre accord',
    says: 'Cette personne a ouvert plusieurs dossiers en urgence aujourd’hui. Dites oui seulement si vous savez pourquoi : votre nom est gardé.',
    askedAt: (time: string) => `demandé à ${time}`,
    yes: 'Oui, cette personne peut continuer',
    yesTo: (name: string) => `Oui, ${name} peut continuer`,
    done: 'C’est noté : cette personne peut ouvrir d’autres dossiers en urgence aujourd’hui.',
  },
  told: {
    heading: 'Vos patients vus en urgence',
    says: 'La loi prévoit que le médecin traitant en est informé. Voici les 30 derniers jours.',
    line: (day: string, time: string) => `Dossier ouvert le ${day} à ${time}`,
    by: (name: string) => `par ${name}`,
    open: 'Voir de quel patient',
  },
  secret:
    'Document gardé secret : la personne, mineure, ne veut pas que ses représentants légaux en sachent rien. Ne leur en parlez pas.',
  review: {
    title: 'Accès en urgence',
    heading: 'Accès en urgence à relire',
    lead: (count: number) =>
      `Chaque ouverture est relue sous ${count} heures : qui, quand, dans quel rôle, pour quelle raison. Rien de ce qui a été lu n’est montré ici.`,
    none: 'Aucune ouverture à relire.',
    table: 'Ouvertures en urgence',
    columns: {
      opened: 'Ouvert le',
      who: 'Qui',
      kind: 'Comment',
      why: 'Raison',
      note: 'Note',
      due: 'À relire avant le',
      outcome: 'Suite',
    },
    kinds: { 'break-glass': 'Sur place', dispatch: 'Centre 15' },
    second: (name: string) => `Deuxième personne, qui a dit oui : ${name}`,
    noted: 'Écrite',
    notNoted: 'Aucune',
    overdue: 'En retard',
    followUp: 'À suivre',
    outcomes: { regular: 'Conforme', 'follow-up': 'À suivre' },
    outcomeOf: (outcome: string, name: string) => `${outcome} : ${name}`,
    alert: (count: number) =>
      `${count} ${count < 2 ? 'accès en urgence attend' : 'accès en urgence attendent'} depuis trop longtemps d’être relus.`,
    see: 'Accès en urgence à relire',
  },
}
