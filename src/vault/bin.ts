import type { VaultAccess } from './vault-access.ts'

// The versions that one replaced go and come with it: to who throws it away it is one document. But for what is disputed, which nobody
// deletes, and a minor's secret, which whoever represents them neither sees nor deletes with what they see (rules DOC-15, DOC-25).
const versions = `with recursive version as (
    select id, relates_to, hidden_from_representatives as secret from vault.document
    where space_id = $1 and id = any($2::uuid[]) and own
    union select d.id, d.relates_to, d.hidden_from_representatives from vault.document d join version v on d.id = any(v.relates_to)
    where d.space_id = $1 and d.own and not d.quarantined and (v.secret or not d.hidden_from_representatives))`

const change = async (
  vault: VaultAccess,
  ids: readonly string[],
  how: { text: string; at?: string },
): Promise<void> => {
  const { text, at } = how
  await vault.connection.query({
    text: `${versions} update vault.document d set ${text}`,
    values: [vault.grant.spaceId, ids, ...(at === undefined ? [] : [at])],
  })
}

const these = 'from version where d.space_id = $1 and d.id = version.id'

/** Puts a document of one's own in the bin: till that instant (ISO) it can be taken back, and nobody finds it anywhere else. */
export const putInBin = (vault: VaultAccess, id: string, until: string): Promise<void> =>
  change(vault, [id], {
    text: `binned_until = $3, binned_from = status, status = 'entered-in-error', version = d.version + 1, entry_uuid = gen_random_uuid()
      ${these} and d.binned_until is null and d.status <> 'entered-in-error'`,
    at: until,
  })

/** Takes a document back from the bin, as it was. */
export const takeFromBin = (vault: VaultAccess, id: string): Promise<void> =>
  change(vault, [id], {
    text: `status = binned_from, binned_until = null, binned_from = null, version = d.version + 1, entry_uuid = gen_random_uuid()
      ${these} and d.binned_until is not null`,
  })

/** Ends the time of what lies in the bin: nobody takes it back any more. */
export const endBinned = (vault: VaultAccess, ids: readonly string[], now: Date): Promise<void> =>
  change(vault, ids, {
    text: `binned_until = least(d.binned_until, $3::timestamptz) ${these} and d.binned_until is not null`,
    at: now.toISOString(),
  })
