/** Addresses of what others see: the rules by profession, views of a professional and of another party, past looks and days. */
export const sightPages = (document: string, parties: readonly string[], whys: readonly string[]): string[] => [
  '/my/access/rules',
  '/my/access/rules?profession=60',
  '/my/access/history?day=31%2F02%2F2026',
  ...[parties[0], parties.at(-1)].map((party) => `${party}/sees`),
  `/my/access/history?person=${parties[0]?.split('/').at(-1)}`,
  ...whys.slice(0, 1),
  `${document}/who-could-see`,
  `${document}/who-could-see?day=01%2F01%2F2020`,
]
