/** Family names, few enough that a population is full of homonyms; with the accents, hyphens and apostrophes that files break on. */
export const families = [
  'MARTIN', 'BERNARD', 'THOMAS', 'PETIT', 'ROBERT', 'RICHARD', 'DURAND', 'DUBOIS', 'MOREAU', 'LAURENT', 'LE GALL',
  "D'ANGELO", 'LEFÈVRE', 'BÉRANGER', 'GARÇON', 'NOËL', 'HADDAD', 'NGUYEN', 'DA SILVA', 'TRAORÉ', 'KERVELLA',
  'OTTAVI-CASANOVA', 'PAYET', 'HOAREAU', 'CÉSAIRE', "N'DIAYE", 'SAINT-ÉTIENNE', 'MÜLLER', 'ŒUVRARD', 'DE LA FONTAINE',
] as const

/** Given names by sex. */
export const givenNames = {
  female: [
    'Marie', 'Jeanne', 'Léa', 'Zoé-Maëlys', 'Françoise', 'Anaïs', 'Chloé', 'Inès', 'Fatoumata', 'Maïssa', 'Hélène',
    'Andrée', 'Océane', 'Yvonne', 'Louise', 'Camille', 'Rose', 'Éléonore', 'Agathe', 'Lucie',
  ],
  male: [
    'Jean', 'Pierre', 'Noé', 'Jean-François', 'Loïc', 'Gaël', 'Benoît', 'Idris', 'Mamadou', 'Théo', 'Jérôme', 'André',
    'Étienne', 'Camille', 'Ange', 'Raphaël', 'Hugo', 'Élie', 'Maël', 'Yann',
  ],
} as const

/** Towns of no department in particular. */
export const towns = ['SAINT-AUBIN', 'VILLENEUVE', 'MONTREUIL', "L'ÉTANG-NEUF", 'BEAULIEU', 'SAINTE-ROSE'] as const

/** Streets. */
export const streets = ['RUE DES TILLEULS', 'AVENUE DE LA GARE', "ALLÉE DE L'ÉCOLE", 'CHEMIN VERT', 'RUE HAUTE'] as const
