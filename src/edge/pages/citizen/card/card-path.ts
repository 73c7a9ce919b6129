/** Where the emergency card of a record stands. */
export const cardPath = (at: string): string => `${at}/card`

/** The sections whose lines a card may show: what helps whoever helps first. A blood group that nobody proved is none (rules PML-9). */
export const cardSections: readonly string[] = ['allergies', 'conditions', 'treatments', 'contacts', 'directives']
