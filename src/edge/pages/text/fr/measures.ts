interface Told {
  value: string
  on: string
}

/** Words about what was measured: by people themselves, a device, an app, a professional. */
export const measures = {
  title: 'Mesures – Dossier',
  oneTitle: 'Une mesure – Dossier',
  heading: 'Mesures de santé',
  listed: 'Ce qui a été mesuré',
  none: 'Aucune mesure pour l’instant. Notez un poids, une tension, une température : vous verrez comment cela évolue.',
  noneOfPatient: 'Aucune mesure que vous puissiez voir.',
  noneHere: 'Rien dans cette période.',
  note: 'Les mesures notées par une personne ou un appareil ne sont pas des résultats de laboratoire.',
  count: (n: number) => (n === 1 ? '1 mesure' : `${n} mesures`),
  one: ({ value, on }: Told) => `${value}, le ${on}.`,
  summary: (first: Told, last: Told, n: number) =>
    `De ${first.value} (${first.on}) à ${last.value} (${last.on}), en ${n} mesures.`,
  tooFew: 'Il faut deux valeurs pour dessiner une courbe.',
  newestOnly: (shown: number, all: number) => `Les ${shown} mesures les plus récentes, sur ${all}.`,
  marks: {
    laboratory: '● laboratoire',
    document: '○ document d’un professionnel',
    person: '■ noté par une personne',
    device: '• appareil ou service',
  },
  spanName: 'Période',
  spans: { 1: '1 an', 5: '5 ans', all: 'Tout' },
  csv: 'Télécharger ces lignes (CSV)',
  by: {
    you: 'Noté par vous',
    patient: 'Noté par la personne',
    related: 'Noté par un parent ou un proche',
    device: (name: string) => `Appareil ou service : ${name}`,
    computed: 'Calculé',
  },
  table: {
    caption: 'Toutes les valeurs',
    when: 'Quand',
    value: 'Valeur',
    unit: 'Unité',
    by: 'D’où elle vient',
    more: 'Précisions',
    act: 'Agir',
  },
  compare: {
    label: 'Comparer avec :',
    none: 'ne plus comparer',
    start: 'Comparer avec une autre valeur',
    nothing: 'rien encore : notez une mesure, ou mettez une autre valeur en premier',
  },
  pinnedValues: 'Valeurs de laboratoire en premier',
  delete: 'Supprimer',
  deleted: 'La mesure est supprimée.',
  said: {
    'measure-added': 'C’est noté.',
    'measure-there': 'Vous aviez déjà cette mesure : elle n’est pas notée deux fois.',
    'measure-restored': 'La mesure est revenue.',
    'measure-chosen': 'C’est enregistré.',
  },
  choices: {
    heading: 'Cette mesure',
    nowVisible: 'Les professionnels que vous autorisez voient ces valeurs.',
    nowHidden: 'Les professionnels ne voient pas ces valeurs, sauf votre médecin traitant.',
    hide: 'Masquer aux professionnels',
    show: 'Montrer aux professionnels',
    pin: 'Mettre en premier',
    unpin: 'Ne plus mettre en premier',
  },
  growth: {
    lines: {
      centiles: 'Lignes : sur cent enfants du même âge et du même sexe, combien sont en dessous (3, 15, 50, 85, 97).',
      deviations: 'Lignes : écarts-types autour de la médiane, de −3 à +3.',
    },
    other: { centiles: 'Voir les percentiles', deviations: 'Voir les écarts-types' },
    centile: (below: number) =>
      below < 1
        ? 'moins de 1 sur 100 en dessous'
        : below > 99
          ? 'plus de 99 sur 100 en dessous'
          : `${below} sur 100 en dessous`,
    standing: (centile: string, deviations: string) => `${centile}, ${deviations} écart-type`,
  },
  target: {
    label: (unit: string) => `Mon objectif (${unit}) – vide pour n’en avoir aucun`,
    save: 'Enregistrer l’objectif',
    drawn: (value: string) => `Ligne pointillée : votre objectif, ${value}.`,
  },
  series: (count: number, min: string, max: string) => `${count} relevés, de ${min} à ${max}`,
  import: {
    title: 'Ajouter depuis un fichier – Dossier',
    link: 'Ajouter depuis un appareil ou une app',
    heading: 'Ajouter les mesures d’un fichier',
    file: 'Le fichier',
    fileHint: 'L’archive de l’app Santé de l’iPhone (export.zip), ou le fichier CSV d’un tensiomètre.',
    none: 'Choisissez un fichier.',
    send: 'Envoyer',
    progress: 'Envoi du fichier',
    sent: '{sent} Mo envoyés sur {size} Mo',
    cut: 'La connexion est coupée. Envoyez le fichier de nouveau : rien ne sera en double.',
    how: 'Comment obtenir ce fichier',
    ways: [
      'iPhone : app Santé, votre photo en haut, puis « Exporter toutes les données de santé ».',
      'Tensiomètre : dans son app, cherchez « Exporter » ou « Partager », puis « CSV ».',
    ],
    note: 'Le fichier est lu, puis oublié. Une mesure déjà là n’est pas ajoutée deux fois. Ce qu’un appareil mesure sans arrêt, comme les pas, devient une ligne par jour.',
    doneTitle: 'Fichier lu – Dossier',
    doneHeading: 'Votre fichier est lu',
    added: (said: string, n: number) =>
      n === 0 ? 'Aucune nouvelle mesure.' : n === 1 ? '1 mesure ajoutée.' : `${said} mesures ajoutées.`,
    there: (said: string, n: number) => (n === 1 ? '1 mesure était déjà là.' : `${said} mesures étaient déjà là.`),
    leftHeading: 'Ce qui n’a pas été ajouté',
    left: {
      kind: (said: string) => `Données d’une autre sorte : ${said}.`,
      unit: (said: string) => `Unité inconnue : ${said}.`,
      value: (said: string) => `Valeur illisible : ${said}.`,
      time: (said: string) => `Date ou heure illisible : ${said}.`,
      alone: (said: string) => `Tension avec une seule des deux valeurs : ${said}.`,
      rule: (said: string) => `Valeur ou date impossible, par exemple avant la naissance : ${said}.`,
    },
    lines: (numbers: string) => `Lignes du fichier : ${numbers}.`,
    see: 'Voir les mesures',
    again: 'Envoyer un autre fichier',
  },
  add: {
    title: 'Ajouter une mesure – Dossier',
    start: 'Ajouter une mesure',
    what: 'Que voulez-vous noter ?',
    inUnit: (name: string, unit: string) => `${name} (${unit})`,
    day: 'Jour',
    dayHint: 'Par exemple : 28/03/2026.',
    time: 'Heure',
    moment: 'Moment',
    days: 'Sur combien de jours',
    choose: 'Choisissez',
    more: 'Ajouter un commentaire',
    comment: 'Commentaire',
    save: 'Enregistrer',
    meant: 'Oui, c’est bien cela',
    unlikely: (value: string, min: string, max: string) =>
      `Est-ce bien ${value} ? D’habitude, c’est entre ${min} et ${max}. Corrigez, ou confirmez.`,
  },
}
