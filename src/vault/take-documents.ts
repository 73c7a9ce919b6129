import type { DocumentStatus } from '../reference/document-entry.ts'
import { insertBlob, type Blob } from './blobs.ts'
import { insertDocument } from './documents.ts'
import { findSubmission, sealSubmission } from './submissions.ts'
import type { MovableState, MovedDocument, MovedSubmission } from './transfers.ts'
import type { VaultAccess } from './vault-access.ts'

/** What already stands in a space under a document's unique id. `takenBy` is the correction that brought it, while that holds. */
export interface StandingDocument {
  id: string
  away: boolean
  status: DocumentStatus
  takenBy: string | null
}

/** A document about to be written into the space it moves to; `blob` is sealed for that space, under the document's old blob id. */
export interface TakenDocument {
  moved: MovedDocument
  blob: Blob
  uniqueIdHash: Buffer
  globalIdHash: Buffer
}

/** Finds what stands here under a unique id (its keyed hash), copies that were taken back included. */
export const findStanding = async (vault: VaultAccess, hash: Buffer): Promise<StandingDocument | undefined> => {
  const [row] = await vault.connection.query<StandingDocument>({
    name: 'transfer-standing',
    text: `select d.id, d.away, d.status, (select t.correction_id from vault.transfer t where t.space_id = d.space_id
        and t.document_id = d.id and t.kind = 'taken' and not t.undone order by t.at desc limit 1) as "takenBy"
      from vault.document d where d.space_id = $1 and d.unique_id_hash = $2`,
    values: [vault.grant.spaceId, hash],
  })
  return row
}

/**
 * What a document on its way finds here: the same one, standing; a row of its own id, of an earlier way, to be shown again; a row
 * under its unique id that is away and has another id, which may stand in a third space by now and stays as it is.
 */
export interface Place {
  standing?: StandingDocument
  own?: StandingDocument
  aside?: StandingDocument
}

/** Looks for the place of a document, by the keyed hash of its unique id and by its id. */
export const findPlace = async (vault: VaultAccess, wanted: { hash: Buffer; id: string }): Promise<Place> => {
  const rows = await vault.connection.query<StandingDocument & { same: boolean }>({
    name: 'transfer-place',
    text: `select d.id, d.away, d.status, d.unique_id_hash = $2 as same, (select t.correction_id from vault.transfer t
        where t.space_id = d.space_id and t.document_id = d.id and t.kind = 'taken' and not t.undone
        order by t.at desc limit 1) as "takenBy"
      from vault.document d where d.space_id = $1 and (d.unique_id_hash = $2 or d.id = $3)`,
    values: [vault.grant.spaceId, wanted.hash, wanted.id],
  })
  const standing = rows.find(({ same, away }) => same && !away)
  const own = rows.find(({ id }) => id === wanted.id)
  const aside = rows.find(({ same, away, id }) => same && away && id !== wanted.id)
  return { ...(standing ? { standing } : {}), ...(own ? { own } : {}), ...(aside ? { aside } : {}) }
}

/** Lets a row that is away give up its unique id, so that the same document can stand here under another id. */
export const stepAside = async (vault: VaultAccess, id: string): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-aside',
    text: `update vault.document set aside_hash = unique_id_hash, unique_id_hash = sha256(unique_id_hash || uuid_send(id))
      where space_id = $1 and id = $2 and aside_hash is null`,
    values: [vault.grant.spaceId, id],
  })
}

const stepBack = async (vault: VaultAccess, id: string): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-step-back',
    text: `update vault.document set unique_id_hash = aside_hash, aside_hash = null
      where space_id = $1 and id = $2 and aside_hash is not null`,
    values: [vault.grant.spaceId, id],
  })
}

/** A document of a submission of which others came here before: their part of the answer stays. */
const joinAnswers = async (vault: VaultAccess, moved: MovedSubmission): Promise<void> => {
  const before = await findSubmission(vault, moved.id)
  if (before === undefined) return
  const { documents } = moved.answer
  const others = before.answer.documents.filter(({ id }) => documents.every((one) => one.id !== id))
  const answer = { ...before.answer, documents: [...others, ...documents] }
  await vault.connection.query({
    name: 'transfer-submission-join',
    text: 'update vault.submission set details = $3 where space_id = $1 and id = $2',
    values: [vault.grant.spaceId, moved.id, sealSubmission(vault, { ...before, answer })],
  })
}

const takeSubmission = async (vault: VaultAccess, submission: MovedSubmission): Promise<void> => {
  const uniqueIdHash = vault.keys.indexHash(submission.metadata.uniqueId)
  const { id, messageHash, depositorId, storedAt } = submission
  const details = sealSubmission(vault, submission)
  const taken = await vault.connection.query({
    name: 'transfer-submission',
    text: `insert into vault.submission (space_id, id, unique_id_hash, message_hash, depositor_id, submitted_at, details)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
    values: [vault.grant.spaceId, id, uniqueIdHash, messageHash, depositorId, storedAt, details],
  })
  if (taken.length === 0) await joinAnswers(vault, submission)
}

/** The submission's public id goes along with the last of its documents. */
const submissionIdOf = ({ entry, submission }: MovedDocument): string[] =>
  submission?.whole === true ? [entry.submissionId] : []

/** Makes the public ids of a document lead to a space: its own, its bytes', its submission's and its producer's. */
const locate = async (
  vault: VaultAccess,
  at: { ids: readonly string[]; globalIdHash: Buffer; documentId: string },
): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-locate',
    text: `with located as (insert into directory.locator (id, space_id) select id, $1 from unnest($2::uuid[]) as given (id)
        on conflict (id) do update set space_id = excluded.space_id),
      elsewhere as (delete from directory.unique_id_locator where unique_id_hash = $3 and document_id = $4 and space_id <> $1)
      insert into directory.unique_id_locator (unique_id_hash, space_id, document_id) values ($3, $1, $4) on conflict do nothing`,
    values: [vault.grant.spaceId, at.ids, at.globalIdHash, at.documentId],
  })
}

/** Writes a document that comes from elsewhere, with the dates, the version and the state it had there. */
export const takeDocument = async (vault: VaultAccess, taken: TakenDocument): Promise<void> => {
  const { moved, blob, uniqueIdHash, globalIdHash } = taken
  const { spaceId: _space, version, logicalUuid, depositedAt, ...entry } = moved.entry
  const { own, binnedUntil, binnedFrom } = moved.own
  await insertBlob(vault, blob, {
    depositorId: moved.blobDepositorId,
    staged: false,
    results: moved.results,
    statements: moved.statements,
    ...(moved.text === undefined ? {} : { text: moved.text }),
  })
  if (moved.submission) await takeSubmission(vault, moved.submission)
  await insertDocument(vault, { entry, uniqueIdHash, globalIdHash, authorIds: moved.authorIds })
  await vault.connection.query({
    name: 'transfer-dates',
    text: `update vault.document set version = $3, logical_uuid = $4, deposited_at = $5, own = $6, binned_until = $7, binned_from = $8
      where space_id = $1 and id = $2`,
    values: [vault.grant.spaceId, entry.id, version, logicalUuid, depositedAt, own, binnedUntil, binnedFrom],
  })
  await locate(vault, {
    ids: [entry.id, entry.blobId, ...submissionIdOf(moved)],
    globalIdHash,
    documentId: entry.id,
  })
}

/** Shows a document again that was away, in the state it has where it comes from. */
export const reviveDocument = async (
  vault: VaultAccess,
  id: string,
  { moved, globalIdHash }: Pick<TakenDocument, 'moved' | 'globalIdHash'>,
): Promise<void> => {
  const { entry } = moved
  await stepBack(vault, id)
  await setMovable(vault, [{ id, state: stateOf(moved) }])
  await locate(vault, { ids: [id, entry.blobId, ...submissionIdOf(moved)], globalIdHash, documentId: id })
}

const stateOf = ({ entry, own: { binnedUntil, binnedFrom } }: MovedDocument): MovableState => ({
  status: entry.status,
  archived: entry.archived,
  quarantined: entry.quarantined === true,
  ...entry.visibility,
  binnedUntil,
  binnedFrom,
})

/** Puts documents here, no longer away, in a state each. */
export const setMovable = async (
  vault: VaultAccess,
  documents: readonly { id: string; state: MovableState }[],
): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-state',
    text: `update vault.document d set away = false, status = n.status, archived = n.archived, hidden = n.hidden,
        withheld = n.withheld, hidden_from_representatives = n.hfr, quarantined = n.quarantined,
        binned_until = n.binned_until, binned_from = n.binned_from
      from unnest($2::uuid[], $3::text[], $4::boolean[], $5::boolean[], $6::boolean[], $7::boolean[], $8::boolean[],
          $9::timestamptz[], $10::text[])
        as n (id, status, archived, hidden, withheld, hfr, quarantined, binned_until, binned_from) where d.space_id = $1 and d.id = n.id`,
    values: [
      vault.grant.spaceId,
      documents.map(({ id }) => id),
      documents.map(({ state }) => state.status),
      documents.map(({ state }) => state.archived),
      documents.map(({ state }) => state.hidden),
      documents.map(({ state }) => state.withheld),
      documents.map(({ state }) => state.hiddenFromRepresentatives),
      documents.map(({ state }) => state.quarantined),
      documents.map(({ state }) => state.binnedUntil),
      documents.map(({ state }) => state.binnedFrom),
    ],
  })
}
