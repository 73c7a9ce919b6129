import type { VaultAccess } from './vault-access.ts'

/**
 * The ids, there, of documents of both spaces whose dispute was settled here since a correction brought it: what stands in quarantine for
 * it in the space that it came from does so no longer.
 */
export const listSettled = async (vault: VaultAccess, correctionId: string): Promise<string[]> => {
  const rows = await vault.connection.query<{ source_id: string }>({
    name: 'transfer-settled',
    text: `select t.source_id from vault.transfer t join vault.document d on d.space_id = t.space_id and d.id = t.document_id
      where t.space_id = $1 and t.correction_id = $2 and t.kind = 'tightened' and not t.undone and not t.marks_before[4]
        and not d.quarantined and d.status <> 'entered-in-error'`,
    values: [vault.grant.spaceId, correctionId],
  })
  return rows.map(({ source_id: id }) => id)
}
