import type { DocumentStatus, Visibility } from '../reference/document-entry.ts'
import type { MovableState } from './transfers.ts'
import type { VaultAccess } from './vault-access.ts'

/** One document that a correction brought in or took out. */
export interface TransferNote {
  correctionId: string
  documentId: string
  sourceId: string
  statusBefore?: DocumentStatus
  /** the row here that gave up its unique id for it */
  asideId?: string
}

/**
 * A copy that a correction brought, with the id it has where it came from, and its state now; where it was only set aside here by what
 * somebody objected to, the state it came with.
 */
export interface TakenCopy {
  id: string
  sourceId: string
  state: MovableState
}

/** A document whose marks or status an undoing put back; `sourceId` is its id in the space that the marks came from. */
export interface Loosened {
  id: string
  sourceId: string
  depositedAt: string
  status: DocumentStatus
  withheld: boolean
}

/** Notes that a correction brought a document into the space visited. */
export const noteTaken = async (vault: VaultAccess, note: TransferNote): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-note',
    text: `insert into vault.transfer (space_id, correction_id, document_id, kind, source_id, status_before, aside_id)
      values ($1, $2, $3, 'taken', $4, $5, $6) on conflict do nothing`,
    values: [
      vault.grant.spaceId,
      note.correctionId,
      note.documentId,
      note.sourceId,
      note.statusBefore ?? null,
      note.asideId ?? null,
    ],
  })
}

/** Marks documents of the space visited as handed over: entered in error here, and noted with what they were before. */
export const markHanded = async (vault: VaultAccess, correctionId: string, ids: readonly string[]): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-hand',
    text: `with handed as (
        insert into vault.transfer (space_id, correction_id, document_id, kind, source_id, status_before)
        select space_id, $2, id, 'handed', id, status from vault.document
        where space_id = $1 and id = any($3::uuid[]) and not away on conflict do nothing)
      update vault.document set away = true, status = 'entered-in-error', version = version + 1, entry_uuid = gen_random_uuid()
      where space_id = $1 and id = any($3::uuid[]) and not away`,
    values: [vault.grant.spaceId, correctionId, ids],
  })
}

interface CopyRow extends Omit<MovableState, 'hiddenFromRepresentatives'> {
  id: string
  source_id: string
  hidden_from_representatives: boolean
}

/** What somebody did of it since stands: put back is only what is still set aside. */
const isAside = "o.status_before is not null and d.status = 'entered-in-error'"

/** The copies that a correction brought here and that still hold, some at a time, in the order of ids. */
export const listTaken = async (vault: VaultAccess, correctionId: string, limit: number): Promise<TakenCopy[]> => {
  const rows = await vault.connection.query<CopyRow>({
    name: 'transfer-taken',
    text: `select d.id, t.source_id, case when ${isAside} then o.status_before else d.status end as status,
        d.archived, d.hidden, d.withheld, d.quarantined, d.binned_until as "binnedUntil", d.binned_from as "binnedFrom",
        case when ${isAside} then o.marks_before[3] else d.hidden_from_representatives end as hidden_from_representatives
      from vault.transfer t join vault.document d on d.space_id = t.space_id and d.id = t.document_id
      left join vault.transfer o on o.space_id = t.space_id and o.correction_id = t.correction_id and o.document_id = t.document_id
        and o.kind = 'objected' and not o.undone
      where t.space_id = $1 and t.correction_id = $2 and t.kind = 'taken' and not t.undone order by d.id limit $3`,
    values: [vault.grant.spaceId, correctionId, limit],
  })
  return rows.map(({ id, source_id: sourceId, hidden_from_representatives: hiddenFromRepresentatives, ...state }) => ({
    id,
    sourceId,
    state: { ...state, hiddenFromRepresentatives },
  }))
}

/** Takes copies back: entered in error here, and their public ids lead again to the space they came from, while there is one. */
export const withdrawTaken = async (
  vault: VaultAccess,
  correctionId: string,
  { ids, backTo }: { ids: readonly string[]; backTo: string | null },
): Promise<void> => {
  const values = [vault.grant.spaceId, correctionId, ids]
  const locate = `with known as (
        select d.id, d.blob_id, d.submission_id, t.source_id from vault.transfer t
          join vault.document d on d.space_id = t.space_id and d.id = t.document_id
        where t.space_id = $1 and t.correction_id = $2 and t.kind = 'taken' and d.id = any($3::uuid[]) and t.source_id = d.id)
      , moved as (update directory.locator l set space_id = $4::uuid from known
        where l.space_id = $1 and l.id in (known.id, known.blob_id, known.submission_id))
      , producers as (delete from directory.unique_id_locator u using known
        where u.space_id = $1 and u.document_id = known.id returning u.unique_id_hash, u.document_id)
      , back as (insert into directory.unique_id_locator (unique_id_hash, space_id, document_id)
        select unique_id_hash, $4::uuid, document_id from producers
        on conflict (unique_id_hash, space_id) do update set document_id = excluded.document_id)
      insert into directory.unique_id_locator (unique_id_hash, space_id, document_id)
      select p.unique_id_hash, $1, t.aside_id from producers p join vault.transfer t on t.document_id = p.document_id
      where t.space_id = $1 and t.correction_id = $2 and t.kind = 'taken' and t.aside_id is not null`
  const withdraw = `with undone as (update vault.transfer set undone = true
        where space_id = $1 and correction_id = $2 and kind = 'taken' and document_id = any($3::uuid[]))
      update vault.document set away = true, status = 'entered-in-error', version = version + 1, entry_uuid = gen_random_uuid()
      where space_id = $1 and id = any($3::uuid[])`
  if (backTo !== null)
    await vault.connection.query({ name: 'transfer-back', text: locate, values: [...values, backTo] })
  await vault.connection.query({ name: 'transfer-withdraw', text: withdraw, values })
  const aside = `from vault.transfer t where d.space_id = $1 and t.space_id = $1 and t.correction_id = $2 and t.kind = 'taken'
    and t.document_id = any($3::uuid[]) and t.aside_id is not null`
  // A row that stepped aside for one of these copies has its unique id again, and is found by it.
  await vault.connection.query({
    name: 'transfer-aside-locate',
    text: `update directory.unique_id_locator u set document_id = t.aside_id from vault.transfer t
      where u.space_id = $1 and t.space_id = $1 and t.correction_id = $2 and t.kind = 'taken' and t.document_id = any($3::uuid[])
        and t.aside_id is not null and u.document_id = t.document_id`,
    values,
  })
  await vault.connection.query({
    name: 'transfer-copy-aside',
    text: `update vault.document d set aside_hash = d.unique_id_hash, unique_id_hash = sha256(d.unique_id_hash || uuid_send(d.id))
      ${aside} and d.id = t.document_id and d.aside_hash is null`,
    values,
  })
  await vault.connection.query({
    name: 'transfer-aside-back',
    text: `update vault.document d set unique_id_hash = d.aside_hash, aside_hash = null
      ${aside} and d.id = t.aside_id and d.aside_hash is not null`,
    values,
  })
}

/** Forgets that documents were handed over by a correction: they stand here again, in the state that `setMovable` gives them. */
export const undoHanded = async (vault: VaultAccess, correctionId: string, ids: readonly string[]): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-unhand',
    text: `update vault.transfer set undone = true where space_id = $1 and correction_id = $2 and kind = 'handed'
      and document_id = any($3::uuid[])`,
    values: [vault.grant.spaceId, correctionId, ids],
  })
}

/** Puts back what a correction handed over and nobody copied, because the other space had it already. */
export const restoreHanded = async (vault: VaultAccess, correctionId: string): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-restore',
    text: `with undone as (update vault.transfer set undone = true
        where space_id = $1 and correction_id = $2 and kind = 'handed' and not undone returning document_id, status_before)
      update vault.document d set away = false, status = coalesce(u.status_before, d.status) from undone u
      where d.space_id = $1 and d.id = u.document_id`,
    values: [vault.grant.spaceId, correctionId],
  })
}

/**
 * Makes a document that stands here as closed as its twin in the other space: whatever mark either has holds. How it was is noted.
 */
export const tightenStanding = async (
  vault: VaultAccess,
  note: { correctionId: string; documentId: string; sourceId: string },
  marks: Visibility & { quarantined: boolean },
): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-tighten',
    text: `with noted as (
        insert into vault.transfer (space_id, correction_id, document_id, kind, source_id, marks_before)
        select space_id, $2, id, 'tightened', $4, array[hidden, withheld, hidden_from_representatives, quarantined]
        from vault.document where space_id = $1 and id = $3 and (($5 and not hidden) or ($6 and not withheld)
          or ($7 and not hidden_from_representatives) or ($8 and not quarantined)) on conflict do nothing)
      update vault.document set hidden = hidden or $5, withheld = withheld or $6,
        hidden_from_representatives = hidden_from_representatives or $7, quarantined = quarantined or $8
      where space_id = $1 and id = $3`,
    values: [
      vault.grant.spaceId,
      note.correctionId,
      note.documentId,
      note.sourceId,
      marks.hidden,
      marks.withheld,
      marks.hiddenFromRepresentatives,
      marks.quarantined,
    ],
  })
}

/** Notes what a document is before an objection sets it aside on the way of a correction. */
export const noteObjected = async (vault: VaultAccess, correctionId: string, documentId: string): Promise<void> => {
  await vault.connection.query({
    name: 'transfer-object',
    text: `insert into vault.transfer (space_id, correction_id, document_id, kind, source_id, status_before, marks_before)
      select space_id, $2, id, 'objected', id, status, array[hidden, withheld, hidden_from_representatives]
      from vault.document where space_id = $1 and id = $3 on conflict do nothing`,
    values: [vault.grant.spaceId, correctionId, documentId],
  })
}

/**
 * Takes the marks away again that a correction brought, and what objections set aside for it stands as before; what somebody opened
 * meanwhile stays open. Gives what was put back.
 */
export const loosenStanding = async (vault: VaultAccess, correctionId: string): Promise<Loosened[]> => {
  const undone = (
    kind: string,
  ) => `with undone as (update vault.transfer set undone = true where space_id = $1 and correction_id = $2
        and kind = '${kind}' and not undone returning document_id, source_id, status_before, marks_before)`
  const given = 'returning d.id, source_id as "sourceId", d.deposited_at as "depositedAt", d.status, d.withheld'
  const values = [vault.grant.spaceId, correctionId]
  const aside = await vault.connection.query<Loosened>({
    name: 'transfer-unobject',
    text: `${undone('objected')} update vault.document d set status = o.status_before,
        hidden_from_representatives = o.marks_before[3] from undone o
      where d.space_id = $1 and d.id = o.document_id and not d.away and ${isAside} ${given}`,
    values,
  })
  const tightened = await vault.connection.query<Loosened>({
    name: 'transfer-loosen',
    text: `${undone('tightened')} update vault.document d set hidden = d.hidden and u.marks_before[1],
        withheld = d.withheld and u.marks_before[2],
        hidden_from_representatives = d.hidden_from_representatives and u.marks_before[3],
        quarantined = d.quarantined and coalesce(u.marks_before[4], true) from undone u
      where d.space_id = $1 and d.id = u.document_id ${given}`,
    values,
  })
  return [...aside, ...tightened]
}
