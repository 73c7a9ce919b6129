/** Words of a deposit from the browser: the file, the check, and what becomes of one's own document afterwards. */
export const deposit = {
  title: 'Déposer un document',
  heading: 'Déposer un document',
  replaceHeading: 'Remplacer un document',
  replaces: (title: string) => `Il remplacera : ${title}. L’ancien reste lisible par ceux qui le lisaient.`,
  file: 'Fichier',
  fileHint: (size: string) => `PDF, JPEG, PNG ou texte, ${size} au plus. Vous pouvez le glisser ici, ou le coller.`,
  text: 'Ou un texte',
  textHint: 'Collez-le ici : il devient un document.',
  check: 'Vérifier',
  otherWay: 'Coller un texte plutôt qu’un fichier',
  missing: 'Choisissez un fichier, ou collez un texte.',
  both: 'Choisissez un fichier ou collez un texte : pas les deux.',
  kind: 'Ce fichier n’est pas un PDF, un JPEG, un PNG ou un texte.',
  again: 'Revenir au fichier',
  checking: {
    title: 'Vérifier le dépôt',
    heading: 'Vérifiez avant d’envoyer',
    lead: (name: string) => `Ce document entre dans le dossier de ${name}. Relisez-le.`,
    names: {
      same: 'Le nom lu dans le document est celui du dossier.',
      none: 'Nous n’avons pas pu lire dans ce document le nom d’un patient : aucun nom n’est comparé.',
    },
    otherName: (found: string, record: string) =>
      `Le nom dans le document (${found}) n’est pas celui du dossier (${record}). Vérifiez avant d’envoyer.`,
    sure: (record: string) => `J’ai vérifié : ce document est bien celui de ${record}.`,
    sureMissing: 'Cochez cette case si ce document est bien le sien. Sinon, revenez au fichier.',
    readType: 'Lue dans le document : vérifiez-la.',
    readDay: 'Lue dans le document : vérifiez-la. Par exemple : 28/03/2026.',
    file: 'Fichier',
    pasted: 'texte collé',
    type: 'Nature du document',
    label: 'Titre',
    labelHint: 'Sans titre, le patient lit la nature du document.',
    day: 'Date de l’acte',
    dayHint: 'Par exemple : 28/03/2026.',
    dayWrong: 'Indiquez une date passée, avec le jour, le mois et l’année : 28/03/2026.',
    sight: 'Qui le voit ?',
    sights: {
      now: 'Le patient et les professionnels autorisés, tout de suite',
      hidden: 'Le patient. À sa demande, aucun autre professionnel que ceux que la loi nomme',
      announced: 'Le patient le verra après une consultation d’annonce, au plus tard dans un mois',
    },
    forEver: 'Un document que le patient a pu voir ne peut plus lui être caché.',
    alone:
      'Consultation confidentielle : ce document sera caché à ses représentants légaux, quel que soit votre choix.',
    aloneAtOnce:
      'La loi ne permet pas qu’il attende en plus une annonce : la personne le voit tout de suite. Parlez-lui en d’abord.',
    why: 'Pourquoi le remplacer ?',
    whyHint: 'Le patient lit cette raison dans son historique.',
    whyMissing: 'Dites en quelques mots pourquoi.',
    preview: 'Ce que le patient lira',
    refresh: 'Actualiser l’aperçu',
    send: 'Envoyer',
  },
  refused: {
    'document-type-unknown': 'Choisissez une nature de la liste.',
    'visibility-never-closed-again':
      'Le document que vous remplacez a déjà pu être vu : le nouveau ne peut pas être caché à qui le lisait. Choisissez « tout de suite » ; pendant une consultation confidentielle, terminez-la d’abord.',
    'replacement-tells-secret':
      'Le document que vous remplacez est caché aux représentants légaux : remplacez-le pendant une consultation confidentielle, ou montrez-le-leur d’abord.',
    'secret-visit-deposits-secrets':
      'La consultation confidentielle vient de commencer : le document sera caché aux représentants légaux. Envoyez-le de nouveau.',
    'replaced-document-disputed':
      'La personne a signalé ce document comme faux, ou comme n’étant pas le sien. Répondez-lui d’abord, ou retirez-le et déposez le bon.',
    'replaced-document-unknown':
      'Le document à remplacer n’est plus en vigueur, ou n’est pas le vôtre. Revenez au dossier et ouvrez le document à remplacer.',
    'staged-content-missing': 'Ce fichier n’est plus là : un fichier attend un jour au plus. Choisissez-le de nouveau.',
    'content-type-differs': 'Ce fichier n’est pas celui que vous avez choisi. Choisissez-le de nouveau.',
    'unique-id-already-deposited':
      'Ce fichier est déjà dans le dossier. Pour le corriger, ouvrez le document et remplacez-le.',
    'content-empty': 'Ce fichier est vide. Choisissez-en un autre.',
    'content-type-not-allowed': 'Ce fichier n’est pas un PDF, un JPEG, un PNG ou un texte.',
    'content-type-mismatch':
      'Ce fichier n’est pas ce que son nom annonce. Enregistrez-le de nouveau dans son vrai format.',
    'content-polyglot':
      'Ce fichier contient aussi autre chose qu’un document. Exportez le document de nouveau, seul dans son fichier.',
    'picture-too-large': 'Cette image a trop de pixels. Enregistrez-la dans une définition plus petite.',
    'pdf-active-content':
      'Ce PDF contient un script, une pièce jointe ou une partie que nous ne pouvons pas lire. Exportez-le de nouveau en PDF/A.',
  },
  own: {
    heading: 'Votre document',
    replace: 'Le remplacer',
    withdraw: 'Le retirer',
    withdrawTitle: 'Retirer un document',
    withdrawHeading: 'Retirer ce document ?',
    withdrawSays:
      'Plus personne d’autre que vous et votre structure ne le verra. Le retrait reste inscrit dans l’historique du patient.',
    why: 'Pourquoi le retirer ?',
    yesWithdraw: 'Retirer',
  },
  said: {
    deposited: 'C’est envoyé. Le document est dans le dossier.',
    replaced: 'C’est envoyé. L’ancien document est remplacé.',
    withdrawn: 'Le document est retiré.',
    'opened-to-patient': 'Le patient voit maintenant ce document.',
    'opened-to-representatives': 'Ses représentants légaux voient maintenant ce document.',
  },
}
