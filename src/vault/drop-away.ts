import type { SubmissionRow } from './submissions.ts'
import { openSubmission, sealSubmission } from './submissions.ts'
import type { VaultAccess } from './vault-access.ts'

interface AwayRow {
  id: string
  blob_id: string
  submission_id: string
}

/** Whatever moved it last decides: a later correction may still need it where it is. */
const selectAway = (vault: VaultAccess, correctionIds: readonly string[]): Promise<AwayRow[]> =>
  vault.connection.query<AwayRow>({
    name: 'away-find',
    text: `with last as (
        select distinct on (document_id) document_id, correction_id from vault.transfer
        where space_id = $1 and kind in ('taken', 'handed') order by document_id, at desc)
      select d.id, d.blob_id, d.submission_id from last l join vault.document d on d.space_id = $1 and d.id = l.document_id
      where d.away and l.correction_id = any($2::uuid[])`,
    values: [vault.grant.spaceId, correctionIds],
  })

/** The answer of a submission of which some documents stay names those only. */
const cutAnswer = async (vault: VaultAccess, row: SubmissionRow, gone: ReadonlySet<string>): Promise<void> => {
  const stored = openSubmission(vault, row)
  const documents = stored.answer.documents.filter(({ id }) => !gone.has(id))
  if (documents.length === stored.answer.documents.length) return
  await vault.connection.query({
    name: 'away-cut-answer',
    text: 'update vault.submission set details = $3 where space_id = $1 and id = $2',
    values: [
      vault.grant.spaceId,
      row.id,
      sealSubmission(vault, { ...stored, answer: { ...stored.answer, documents } }),
    ],
  })
}

const dropSubmissions = async (vault: VaultAccess, away: readonly AwayRow[]): Promise<void> => {
  const gone = new Set(away.map(({ id }) => id))
  const values = [vault.grant.spaceId, [...new Set(away.map(({ submission_id }) => submission_id))]]
  const dropText = `with empty as (delete from vault.submission s where s.space_id = $1 and s.id = any($2::uuid[]) and not exists (
      select from vault.document d where d.space_id = s.space_id and d.submission_id = s.id) returning s.id)
    delete from directory.locator l using empty where l.space_id = $1 and l.id = empty.id`
  await vault.connection.query({ name: 'away-drop-submission', text: dropText, values })
  const rows = await vault.connection.query<SubmissionRow>({
    name: 'away-submission',
    text: 'select id, details from vault.submission where space_id = $1 and id = any($2::uuid[])',
    values,
  })
  for (const row of rows) await cutAnswer(vault, row, gone)
}

/** Deletes rows that are away, with their bytes and every place that leads to them; gives the names of the objects. */
const dropRows = async (vault: VaultAccess, away: readonly AwayRow[]): Promise<string[]> => {
  const ids = away.map(({ id }) => id)
  const blobs = away.map(({ blob_id }) => blob_id)
  const run = (text: string, given: readonly string[]) =>
    vault.connection.query<{ name: string }>({ text, values: [vault.grant.spaceId, given] })
  const objects = await run(
    `with gone as (delete from vault.blob where space_id = $1 and id = any($2::uuid[]) returning object_name)
      delete from platform.blob_object where name in (select object_name from gone) returning name`,
    blobs,
  )
  await run('delete from vault.document where space_id = $1 and id = any($2::uuid[])', ids)
  await run('delete from vault.transfer where space_id = $1 and document_id = any($2::uuid[])', ids)
  await dropSubmissions(vault, away)
  await run('delete from directory.locator where space_id = $1 and id = any($2::uuid[])', [...ids, ...blobs])
  await run('delete from directory.unique_id_locator where space_id = $1 and document_id = any($2::uuid[])', ids)
  return objects.map(({ name }) => name)
}

/** Deletes for good what has lain in the bin for its time, or was in it when it was emptied; gives the names of the objects, as `dropAway`. */
export const dropBinned = async (vault: VaultAccess, now: Date): Promise<string[]> => {
  const due = await vault.connection.query<AwayRow>({
    name: 'bin-due',
    text: `update vault.document set away = true where space_id = $1 and binned_until <= $2 and not away
      returning id, blob_id, submission_id`,
    values: [vault.grant.spaceId, now.toISOString()],
  })
  return due.length === 0 ? [] : dropRows(vault, due)
}

/**
 * Deletes for good what these corrections left here where nobody reads it: documents that are away, with their bytes, and withdrawn
 * history. Gives the names of the objects, to be removed after the commit. The database lets nothing else go behind this act. A
 * crash in between leaves objects that no row names: the sweep takes them.
 */
export const dropAway = async (vault: VaultAccess, correctionIds: readonly string[]): Promise<string[]> => {
  const objects = await dropRows(vault, await selectAway(vault, correctionIds))
  await vault.connection.query({
    text: 'delete from vault.legacy_history where space_id = $1 and withdrawn and correction_id = any($2::uuid[])',
    values: [vault.grant.spaceId, correctionIds],
  })
  return objects
}
