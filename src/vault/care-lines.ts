import { Problem } from '../platform/problem.ts'
import type { CareLine } from '../reference/care-entry.ts'
import {
  careColumns,
  careKindHash,
  careKindsOf,
  sealCareLine,
  sourceHash,
  statementHash,
  toVaultCareLines,
  type CareRow,
  type VaultCareLine,
} from './care-row.ts'
import type { VaultAccess } from './vault-access.ts'

/** What a decision tells the lines of a care history apart by. */
export interface ShownCare {
  /** key of a statement */
  statement: string
  isHidden: boolean
  isSecret: boolean
}

/** Which lines are wanted: days are `YYYY-MM-DD`, both included; the newest first. */
export interface CareFilter {
  from?: string
  to?: string
  /** key of a kind */
  kind?: string
  /** the sort key of the last one of the page before */
  after?: string
  limit: number
  shown: readonly ShownCare[]
}

/** How many lines of one kind a month (`YYYY-MM`) has. */
export interface CareCount {
  month: string
  kind: string
  count: number
}

/** A line of a feed that is known already. */
export interface StandingCare {
  id: string
  /** ISO instant at which the feed wrote it */
  writtenAt: string
  isCancelled: boolean
  isSecret: boolean
  open(): CareLine
}

/** A line on its way into the space: an earlier one of the same feed and name gives way to it. */
export interface PutCare {
  line: CareLine
  isSecret: boolean
  isCancelled: boolean
}

const codeOf = ({ isHidden, isSecret }: Omit<ShownCare, 'statement'>): number => (isHidden ? 2 : 0) + (isSecret ? 1 : 0)

const shownRows = `not cancelled and not withdrawn and (statement_hash, hidden::int * 2 + hidden_from_representatives::int)
  in (select * from unnest($2::bytea[], $3::int[]))`

const shownValues = (vault: VaultAccess, shown: readonly ShownCare[]): unknown[] => [
  vault.grant.spaceId,
  shown.map(({ statement }) => statementHash(vault, statement)),
  shown.map(codeOf),
]

/** Lines that a decision shows, the newest day first. */
export const listCare = async (vault: VaultAccess, filter: CareFilter): Promise<VaultCareLine[]> => {
  const { from, to, kind, after, limit, shown } = filter
  const [day, id] = after?.split('/') ?? []
  const rows = await vault.connection.query<CareRow>({
    name: 'care-list',
    text: `select ${careColumns} from vault.care_line where space_id = $1 and ${shownRows}
      and ($4::date is null or day >= $4) and ($5::date is null or day <= $5) and ($6::bytea is null or kind_hash = $6)
      and ($7::date is null or day < $7 or (day = $7 and id > $8::uuid))
      order by care_line.day desc, id limit $9`,
    values: [
      ...shownValues(vault, shown),
      from ?? null,
      to ?? null,
      kind === undefined ? null : careKindHash(vault, kind),
      day ?? null,
      id ?? null,
      limit,
    ],
  })
  return toVaultCareLines(vault, rows)
}

/** How many lines that a decision shows there are, by month and kind, the newest month first. */
export const countCare = async (vault: VaultAccess, shown: readonly ShownCare[]): Promise<CareCount[]> => {
  const rows = await vault.connection.query<{ month: string; kind_hash: Buffer; n: string }>({
    name: 'care-count',
    text: `select to_char(day, 'YYYY-MM') as month, kind_hash, count(*) as n from vault.care_line
      where space_id = $1 and ${shownRows} group by 1, 2 order by 1 desc`,
    values: shownValues(vault, shown),
  })
  const kinds = careKindsOf(vault)
  return rows.flatMap(({ month, kind_hash: hash, n }) => {
    const kind = kinds.get(hash.toString('hex'))
    return kind === undefined ? [] : [{ month, kind, count: Number(n) }]
  })
}

/** One line; nothing where there is none of this id in the space visited. */
export const findCare = async (vault: VaultAccess, id: string): Promise<VaultCareLine | undefined> => {
  const rows = await vault.connection.query<CareRow>({
    name: 'care-find',
    text: `select ${careColumns} from vault.care_line where space_id = $1 and id = $2 and not cancelled and not withdrawn`,
    values: [vault.grant.spaceId, id],
  })
  return toVaultCareLines(vault, rows)[0]
}

/** What stands of a feed already, by its own names for its lines; what an undone correction left goes for good. */
export const findCareOfFeed = async (
  vault: VaultAccess,
  feed: string,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, StandingCare>> => {
  const hashes = lineIds.map((lineId) => sourceHash(vault, { feed }, lineId))
  await vault.connection.query({
    name: 'care-clean',
    text: 'delete from vault.care_line where space_id = $1 and withdrawn',
    values: [vault.grant.spaceId],
  })
  const rows = await vault.connection.query<CareRow & { written: Date | string; cancelled: boolean; n: string }>({
    name: 'care-standing',
    text: `select ${careColumns}, written_at as written, cancelled, k.n from unnest($2::bytea[]) with ordinality as k (hash, n)
      join vault.care_line on space_id = $1 and source_hash = k.hash`,
    values: [vault.grant.spaceId, hashes],
  })
  return new Map(
    rows.flatMap((row) => {
      const [found] = toVaultCareLines(vault, [row])
      const lineId = lineIds[Number(row.n) - 1]
      if (found === undefined || lineId === undefined) return []
      const { id, cancelled: isCancelled, hidden_from_representatives: isSecret } = row
      const writtenAt = new Date(row.written).toISOString()
      return [[lineId, { id, writtenAt, isCancelled, isSecret, open: found.open }] as const]
    }),
  )
}

/** Keeps lines, each in the place of the one of the same feed and name; what its holder chose about that one stands, and a secret stays one. */
export const putCare = async (vault: VaultAccess, given: readonly PutCare[]): Promise<void> => {
  const sealed = given.map(({ line }) => sealCareLine(vault, line))
  const rows = await vault.connection.query({
    name: 'care-put',
    text: `insert into vault.care_line as c (space_id, id, statement_hash, kind_hash, day, hidden_from_representatives, entered_at,
        source_hash, written_at, cancelled, details)
      select $1, * from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::date[], $6::boolean[], $7::timestamptz[], $8::bytea[],
        $9::timestamptz[], $10::boolean[], $11::bytea[])
      on conflict (space_id, source_hash) do update set statement_hash = excluded.statement_hash, kind_hash = excluded.kind_hash,
        day = excluded.day, hidden_from_representatives = c.hidden_from_representatives or excluded.hidden_from_representatives,
        written_at = excluded.written_at, cancelled = excluded.cancelled, details = excluded.details
        where c.id = excluded.id returning id`,
    values: [
      vault.grant.spaceId,
      given.map(({ line }) => line.id),
      sealed.map((one) => one.statementHash),
      sealed.map((one) => one.kindHash),
      given.map(({ line }) => line.day),
      given.map(({ isSecret }) => isSecret),
      given.map(({ line }) => line.enteredAt),
      sealed.map((one) => one.sourceHash),
      given.map(({ line }) => line.writtenAt),
      given.map(({ isCancelled }) => isCancelled),
      sealed.map((one) => one.details),
    ],
  })
  // Somebody else brought the same line since it was looked for: what was sealed for another id would never open.
  if (rows.length < given.length) throw new Problem('busy', 'space-busy')
}

/** Sets who does not see a line. */
export const setCareSight = async (
  vault: VaultAccess,
  id: string,
  { hidden, secret }: { hidden?: boolean; secret?: boolean },
): Promise<void> => {
  await vault.connection.query({
    name: 'care-sight',
    text: `update vault.care_line set hidden = coalesce($3, hidden),
      hidden_from_representatives = coalesce($4, hidden_from_representatives) where space_id = $1 and id = $2`,
    values: [vault.grant.spaceId, id, hidden ?? null, secret ?? null],
  })
}
