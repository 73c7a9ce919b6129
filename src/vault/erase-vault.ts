import type { VaultAccess } from './vault-access.ts'

/**
 * Deletes every row that a space has in the vault, and every place that leads to one; gives the names of its objects, to be removed
 * after the commit. The database lets this happen only behind an entry that erases the space. A crash in between leaves objects
 * that no key opens and no row names: the sweep takes them.
 */
export const eraseVault = async (vault: VaultAccess): Promise<string[]> => {
  const values = [vault.grant.spaceId]
  const remove = (text: string) => vault.connection.query<{ name: string }>({ text, values })
  const [objects] = await Promise.all([
    remove(`with gone as (delete from vault.blob where space_id = $1 returning object_name)
      delete from platform.blob_object where name in (select object_name from gone) returning name`),
    remove('delete from vault.document where space_id = $1'),
    remove('delete from vault.submission where space_id = $1'),
    remove('delete from vault.arrangement where space_id = $1'),
    remove('delete from vault.talk_first where space_id = $1'),
    remove('delete from vault.measurement where space_id = $1'),
    remove('delete from vault.measurement_choice where space_id = $1'),
    remove('delete from vault.profile_line where space_id = $1'),
    remove('delete from vault.profile_choice where space_id = $1'),
    remove('delete from vault.care_line where space_id = $1'),
    remove('delete from vault.care_choice where space_id = $1'),
    remove('delete from vault.upload where space_id = $1'),
    remove('delete from vault.transfer where space_id = $1'),
    remove('delete from vault.legacy_history where space_id = $1'),
    remove('delete from directory.locator where space_id = $1'),
    remove('delete from directory.unique_id_locator where space_id = $1'),
  ])
  return objects.map(({ name }) => name)
}
