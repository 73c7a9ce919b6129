/** The word for a code; the code itself when there is none, so that nothing is hidden by a gap in our words. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code
