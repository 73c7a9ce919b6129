interface Told {
  value: string
  on: string
}

/** Words about what was measured: by people themselves, a device, an app, a professional. */
export const measures = {
  title: 'Mesures – Documents',
  oneTitle: 'Une mesure – Documents',
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
  marks: { laboratory: '● laboratoire', person: '■ noté par une personne', device: '• appareil ou service' },
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
  compare: { label: 'Comparer avec :', none: 'ne plus comparer' },
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
  target: {
    label: (unit: string) => `Mon objectif (${unit}) – vide pour n’en avoir aucun`,
    save: 'Enregistrer l’objectif',
    drawn: (value: string) => `Ligne pointillée : votre objectif, ${value}.`,
  },
  add: {
    title: 'Ajouter une mesure – Documents',
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
