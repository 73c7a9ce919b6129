import { lasts, type PermissionRow } from '../../access/policy.ts'
import type { Party } from '../identity/index.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import type { PermissionLine, Permissions } from './types.ts'

const appOf = (parties: ReadonlyMap<string, Party>, partyId: string | null): Pick<PermissionLine, 'app'> => {
  const party = partyId === null ? undefined : parties.get(partyId)
  return party?.kind === 'app' ? { app: { publisher: party.facility ?? '' } } : {}
}

const nameOf = (parties: ReadonlyMap<string, Party>, partyId: string): string => parties.get(partyId)?.name ?? partyId

const lineOf = (
  { partyId, sharedBy: _sharedBy, ...row }: PermissionRow,
  rows: readonly PermissionRow[],
  parties: ReadonlyMap<string, Party>,
): PermissionLine => ({
  ...row,
  ...(partyId === null ? {} : { party: { id: partyId, name: nameOf(parties, partyId) } }),
  ...appOf(parties, partyId),
  users: rows.flatMap(({ sharedBy, partyId: userId, since }) =>
    sharedBy === row.id && userId !== null ? [{ partyId: userId, name: nameOf(parties, userId), since }] : [],
  ),
})

/** The permissions that last: to whom, what, until when; of a share code, who entered by it. For the holder. Law: rules ACC-6. */
export const createListPermissions =
  ({
    door,
    directory,
    clock,
  }: Pick<PermissionsParts, 'door' | 'directory' | 'clock'>): Permissions['listPermissions'] =>
  async (visitor, spaceId) => {
    const now = clock.now()
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value } = await door.glance(visit, async ({ standing }) => standing.policy.permissions ?? [])
    const rows = value.filter(({ until }) => lasts(until, now))
    const parties = await directory.findParties(rows.flatMap(({ partyId }) => partyId ?? []))
    return rows
      .filter(({ sharedBy }) => sharedBy === null)
      .toSorted((a, b) => Date.parse(b.since) - Date.parse(a.since))
      .map((row) => lineOf(row, rows, parties))
  }
