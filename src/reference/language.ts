/** The two languages every sentence and label is written in. French is what a visitor gets who chose nothing. */
export type Language = 'fr' | 'en'
