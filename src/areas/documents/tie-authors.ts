import type { Opened } from '../../access/door-opened.ts'

/** Ties authors to the space that is open: they always read what they wrote. Law: R.1111-49. */
export const tieAuthors = async (opened: Opened, authorIds: readonly string[]): Promise<void> => {
  const known = opened.standing.policy.relations.filter(([, kind]) => kind === 'author').map(([party]) => party)
  const missing = [...new Set(authorIds)].filter((party) => !known.includes(party))
  if (missing.length > 0) await opened.addRelations(missing.map((partyId) => ({ partyId, kind: 'author' })))
}
