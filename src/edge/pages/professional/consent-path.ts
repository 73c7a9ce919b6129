/** Where a professional notes that a person agrees; the number may come from the search. */
export const consentPath = '/pro/consent'
