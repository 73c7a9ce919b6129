/** Words about what feeds tell of care. Kinds, and how a line came to be known, are data: data/care/kinds.json. */
export const care = {
  title: 'Historique de soins – Dossier',
  heading: 'Historique de soins',
  lead: 'Ce que l’assurance maladie, les pharmacies et les laboratoires transmettent. Ce n’est pas écrit par les professionnels qui vous soignent.',
  leadOfPatient:
    'Ce que l’assurance maladie, les pharmacies et les laboratoires transmettent. Ce n’est pas écrit par un professionnel dans ce dossier. Ce qui manque a pu avoir lieu.',
  empty: 'Rien n’est encore arrivé. Les lignes viennent seules, vous n’avez rien à faire.',
  noneFound: 'Aucune ligne pour ce choix.',
  noneOfPatient: 'Rien que vous puissiez voir ici.',
  filter: 'Choisir une période ou une catégorie',
  periods: 'Périodes',
  kinds: 'Catégories',
  all: 'Tout',
  clear: 'Tout voir',
  counted: (says: string, n: string) => `${says} (${n})`,
  range: (range: string) => `intervalle du laboratoire : ${range}`,
  source: ({ statement, organisation, day }: { statement: string; organisation: string; day: string }) =>
    `${statement}, transmis par ${organisation}, arrivé le ${day}`,
  hidden: { pill: 'Masqué', hide: 'Masquer aux professionnels', show: 'Ne plus masquer' },
  secret: {
    pill: 'Vos parents ne le voient pas',
    pillOfPatient: 'Caché aux représentants : ne leur en parlez pas',
    keep: 'Garder entre moi et les soignants',
    tell: 'Montrer à mes parents',
  },
  whole: {
    isShown: 'Les professionnels qui vous soignent lisent cet historique, selon leur métier.',
    isHidden: 'Tout cet historique est masqué. Les professionnels ne le lisent pas, sauf votre médecin traitant.',
    hide: 'Masquer tout l’historique aux professionnels',
    show: 'Ne plus masquer l’historique',
  },
  sources: {
    heading: 'D’où viennent ces lignes',
    lead: 'Une erreur ? L’organisme qui a transmis la ligne la corrige ; la correction arrive ici toute seule.',
    late: (name: string, days: number) =>
      days % 7 === 0 && days > 7
        ? `${name} : jusqu’à ${days / 7} semaines de délai`
        : `${name} : jusqu’à ${days} jours de délai`,
  },
  lineSaid: {
    'care-hidden': 'Cette ligne est masquée aux professionnels.',
    'care-shown': 'Cette ligne n’est plus masquée.',
    'care-kept': 'Vos parents ne voient plus cette ligne, et rien ne leur dit qu’elle est là.',
    'care-told': 'Vos parents voient cette ligne.',
  },
  said: {
    'care-all-hidden': 'Tout l’historique de soins est masqué aux professionnels.',
    'care-all-shown': 'L’historique de soins n’est plus masqué.',
  },
}
