const plural = (count: number, one: string, several: string): string => (count < 2 ? one : several)

interface Told {
  value: string
  on: string
}

/** Words around the results of a laboratory. */
export const results = {
  title: 'Résultats',
  inside: (inside: number, all: number) =>
    all === 1
      ? inside === 1
        ? 'La valeur est dans l’intervalle du laboratoire.'
        : 'La valeur est hors de l’intervalle du laboratoire.'
      : `${inside} ${plural(inside, 'valeur', 'valeurs')} sur ${all} ${plural(inside, 'est', 'sont')} dans l’intervalle du laboratoire.`,
  awaited: (count: number) =>
    count === 1 ? '1 analyse est encore attendue.' : `${count} analyses sont encore attendues.`,
  outside: 'Hors de l’intervalle du laboratoire',
  others: 'Analyses',
  pending: 'En attente du laboratoire',
  cancelled: 'Analyse annulée par le laboratoire',
  none: 'Pas de valeur',
  standing: {
    inside: 'dans l’intervalle',
    above: '↑ au-dessus de l’intervalle',
    below: '↓ au-dessous de l’intervalle',
    outside: 'hors de l’intervalle',
  },
  far: {
    inside: 'dans l’intervalle',
    above: '↑ très au-dessus de l’intervalle, selon le laboratoire',
    below: '↓ très au-dessous de l’intervalle, selon le laboratoire',
    outside: 'très en dehors de l’intervalle, selon le laboratoire',
  },
  range: {
    name: 'Intervalle du laboratoire :',
    none: 'Le laboratoire n’a pas donné d’intervalle.',
    between: (low: string, high: string) => `${low} à ${high}`,
    upTo: (high: string) => `jusqu’à ${high}`,
    from: (low: string) => `à partir de ${low}`,
  },
  facts: {
    flag: 'Indication du laboratoire',
    comment: 'Commentaire',
    remark: 'Remarque sur ce groupe d’analyses',
    earlier: 'Valeurs antérieures dans ce compte rendu',
    method: 'Méthode',
    laboratory: 'Réalisé par',
  },
  todo: {
    title: 'Que faire maintenant ?',
    first:
      'Une valeur hors de l’intervalle n’est pas toujours le signe d’une maladie. Montrez ce résultat à votre médecin ou à la personne qui l’a demandé.',
    urgent: 'Si vous vous sentez mal, n’attendez pas : appelez le 15 ou le 112.',
  },
  trend: {
    title: 'Évolution d’un résultat',
    link: 'Voir l’évolution',
    linkName: (label: string) => `Voir l’évolution : ${label}`,
    back: 'Retour au document',
    one: ({ value, on }: Told) => `Une seule valeur : ${value} en ${on}.`,
    summary: (first: Told, last: Told, count: number) =>
      `De ${first.value} en ${first.on} à ${last.value} en ${last.on}, ${count} valeurs.`,
    units:
      'Les laboratoires ont utilisé des unités qu’on ne peut pas convertir exactement l’une dans l’autre : chacune a son dessin.',
    converted: (amount: string) => `soit ${amount}`,
    conversion:
      'Quand deux unités ne diffèrent que par une puissance de dix, le dessin prend celle de la valeur la plus récente : la virgule se déplace, aucun chiffre ne change. Une masse (g/L) n’est jamais convertie en quantité de matière (mmol/L).',
    methods: 'Plusieurs méthodes ont été utilisées : leurs valeurs ne sont pas reliées entre elles.',
    table: 'Toutes les valeurs',
    columns: {
      date: 'Date',
      value: 'Valeur',
      range: 'Intervalle du laboratoire',
      method: 'Méthode',
      source: 'Origine',
    },
    repeated: 'rappelée par un compte rendu plus récent',
    copies: (count: number) => (count === 1 ? 'et une copie' : `et ${count} copies`),
    note: 'La bande montre l’intervalle donné par le laboratoire pour chaque valeur. Un rond plein est dans l’intervalle, un losange vide est en dehors. Deux valeurs sont reliées quand il y en a au moins trois et que moins de dix-huit mois les séparent.',
  },
  table: {
    title: 'Évolutions',
    heading: 'Évolution des valeurs',
    link: 'Valeurs et évolutions',
    lead: 'Les valeurs des comptes rendus lus ligne par ligne, par jour de prélèvement. Une unité n’est convertie que si la virgule seule se déplace ; autrement, chaque unité a sa ligne, comme chaque méthode.',
    none: 'Aucun compte rendu de ce dossier ne donne de valeurs ligne par ligne.',
    noneFound: 'Aucune valeur ne correspond à ces choix.',
    cut: 'Ce dossier est très long : seules les valeurs de ses 600 comptes rendus les plus récents sont ici.',
    more: (count: number) => `${count} autres lignes ne sont pas montrées. Choisissez un chapitre pour les voir.`,
    kind: 'Chapitre',
    allKinds: 'Tous les chapitres',
    period: 'Période',
    periods: { all: 'Tout', year: 'Un an', years: 'Cinq ans' },
    caption: 'Valeurs par jour, du plus récent au plus ancien',
    analyte: 'Analyse',
    way: 'Évolution',
    method: (method: string) => `Méthode : ${method}`,
    others: 'Autre unité ou autre méthode : ligne à part',
    older: 'Jours plus anciens',
    newest: 'Jours les plus récents',
    standing: {
      above: '↑ au-dessus',
      below: '↓ au-dessous',
      outside: 'hors de l’intervalle',
    },
    far: {
      above: '↑ très au-dessus',
      below: '↓ très au-dessous',
      outside: 'très en dehors',
    },
    summary: (first: string, last: string, count: number) => `De ${first} à ${last}, ${count} valeurs`,
    note: 'Les flèches disent ce qui est hors de l’intervalle du laboratoire pour cette valeur ; « très » est le mot du laboratoire. Une valeur sans intervalle n’a pas de flèche.',
  },
  quote: {
    title: 'Citer ces valeurs',
    says: 'Chaque ligne dit la valeur et d’où elle vient. Sélectionnez tout (Ctrl+A), puis copiez.',
    range: (range: string) => `intervalle du laboratoire ${range}`,
    document: (title: string) => `document « ${title} »`,
  },
  source: 'Valeurs lues dans le document ci-dessous, sans calcul de notre part. Le document du laboratoire fait foi.',
  colon: ' : ',
}
