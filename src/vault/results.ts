import { hasMember, readOwnJson } from '../platform/own-json.ts'
import { analytesOf } from '../reference/analytes.ts'
import type { Coding } from '../reference/document-entry.ts'
import type { ContentRead } from '../reference/content-read.ts'
import type { LaboratoryResult } from '../reference/result-entry.ts'
import type { Statement } from '../reference/statement-entry.ts'
import { documentCondition, type DocumentFilter } from './document-filter.ts'
import { documentColumns, toVaultDocument, type DocumentRow, type VaultDocument } from './document-row.ts'
import { readerOf } from './talk-first.ts'
import type { VaultAccess } from './vault-access.ts'

/** The results of one document: opened only when somebody may see the document. */
export interface VaultResults {
  document: VaultDocument
  open(): LaboratoryResult[]
  /** what it says of a person's health */
  openStatements(): Statement[]
}

/** Which documents are sought: with a result under one of these codes, or with anything said of a person's health; any of both without. */
export interface SoughtResults {
  codes?: readonly Coding[]
  stated?: true
  most: number
  /** the sort key of the last one of the page before */
  after?: string
}

interface ResultsRow extends DocumentRow {
  result_details: Buffer
}

interface Stored {
  results: LaboratoryResult[]
  statements?: Statement[]
}

const context = (blobId: string) => ({ table: 'result', rowId: blobId, column: 'details', version: 1 }) as const

const isStored = (value: unknown): value is Stored => hasMember(value, 'results')

/** Opens what was read from a document's bytes. */
export const openResults = (vault: VaultAccess, blobId: string, details: Buffer): LaboratoryResult[] =>
  readOwnJson(vault.keys.openField(context(blobId), details), isStored).results

/** The same of what the document says of a person's health. */
export const openStatements = (vault: VaultAccess, blobId: string, details: Buffer): Statement[] =>
  readOwnJson(vault.keys.openField(context(blobId), details), isStored).statements ?? []

/** Under which name stands, in this space only, that a document says something of a person's health. */
const statedHash = ({ keys }: VaultAccess): Buffer => keys.indexHash('result|stated')

/** The name of what is measured, in this space only. */
const codeHash = (vault: VaultAccess, { system, code }: Coding): Buffer =>
  vault.keys.indexHash(`result|${system}|${code}`)

const hashesOf = (vault: VaultAccess, { results = [], statements = [] }: ContentRead): Buffer[] => {
  const codings = new Map(
    results.flatMap(({ codes }) => analytesOf(codes).map((one) => [`${one.system}|${one.code}`, one] as const)),
  )
  const named = [...codings.values()].map((coding) => codeHash(vault, coding))
  return statements.length === 0 ? named : [...named, statedHash(vault)]
}

/** Keeps what was read from the bytes of a document, beside them; the same again changes nothing. What was read from uploads that nobody named in time goes. */
export const insertResults = async (vault: VaultAccess, blobId: string, read: ContentRead): Promise<void> => {
  const { results = [], statements = [] } = read
  const stored = { results, ...(statements.length === 0 ? {} : { statements }) }
  const details = vault.keys.sealField(context(blobId), Buffer.from(JSON.stringify(stored)))
  await vault.connection.query({
    name: 'result-insert',
    text: `with unclaimed as (delete from vault.result r using vault.blob b where r.space_id = $1 and b.space_id = $1
        and b.id = r.blob_id and b.staged and b.stored_at < now() - interval '25 hours')
      insert into vault.result (space_id, blob_id, codes, details) values ($1, $2, $3, $4) on conflict do nothing`,
    values: [vault.grant.spaceId, blobId, hashesOf(vault, read), details],
  })
}

/** The results that were read from a document's bytes; none where there were none. */
export const findResults = async (vault: VaultAccess, blobId: string): Promise<LaboratoryResult[]> => {
  const [row] = await vault.connection.query<{ details: Buffer }>({
    name: 'result-find',
    text: 'select details from vault.result where space_id = $1 and blob_id = $2',
    values: [vault.grant.spaceId, blobId],
  })
  return row === undefined ? [] : openResults(vault, blobId, row.details)
}

/** The results of several documents, by their binary ids; one without any is left out. */
export const findResultsOf = async (
  vault: VaultAccess,
  blobIds: readonly string[],
): Promise<Map<string, LaboratoryResult[]>> => {
  const rows = await vault.connection.query<{ blob_id: string; details: Buffer }>({
    name: 'result-find-several',
    text: 'select blob_id, details from vault.result where space_id = $1 and blob_id = any($2::uuid[])',
    values: [vault.grant.spaceId, blobIds],
  })
  return new Map(rows.map((row) => [row.blob_id, openResults(vault, row.blob_id, row.details)]))
}

/**
 * The newest documents that have a result under one of these codes (under any, without), in the space visited, each to be judged before it is
 * opened; those behind a place in their order, where one is given.
 */
export const listResults = async (
  vault: VaultAccess,
  filter: DocumentFilter,
  sought: SoughtResults,
): Promise<VaultResults[]> => {
  const { clauses, values } = documentCondition(vault.grant.spaceId, filter)
  const hashes = sought.stated
    ? [statedHash(vault)]
    : sought.codes && analytesOf(sought.codes).map((coding) => codeHash(vault, coding))
  values.push(hashes ?? null, sought.after ?? null, sought.most)
  const at = values.length
  const text = `select d.*, r.details as result_details
    from (select space_id, ${documentColumns('created_at')} from vault.document where ${clauses.join(' and ')}) d
    join vault.result r on r.space_id = d.space_id and r.blob_id = d.blob_id
    where ($${at - 2}::bytea[] is null or r.codes && $${at - 2}) and ($${at - 1}::text is null or d.sort_key < $${at - 1})
    order by d.sort_key desc limit $${at}`
  const [rows, show] = await Promise.all([vault.connection.query<ResultsRow>({ text, values }), readerOf(vault)])
  return rows.map((row) => ({
    document: toVaultDocument(vault, row, show),
    open: () => openResults(vault, row.blob_id, row.result_details),
    openStatements: () => openStatements(vault, row.blob_id, row.result_details),
  }))
}
