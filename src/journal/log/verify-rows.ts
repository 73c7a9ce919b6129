import type { Connection } from '../../platform/database/database.ts'

/** A leaf as it is kept, with the hash of the entry it stands for; `entry` is null where that is gone. */
export interface StoredLeaf {
  index: string
  space_id: string
  audience: string
  n: string
  hash: Buffer
  entry: Buffer | null
  /** whether the entry was taken away after its time */
  pruned: boolean
}

const batch = 1_024

const leavesText = `select l.index, l.space_id, l.audience, l.n, l.hash, e.hash as entry,
    e.n is null and p.n is not null and (l.n < p.n or (l.n = p.n and l.hash = p.hash)) as pruned
  from journal.log_leaf l
  left join journal.pruned p on (p.space_id, p.audience) = (l.space_id, l.audience)
  left join journal.entry e on (e.space_id, e.audience, e.n) = (l.space_id, l.audience, l.n)
  where l.index >= $1 and l.index < $2 order by l.index limit ${batch}`

/** The leaves from one index to before another, in batches; where one is missing, the next stands in its place. */
export const readLeaves = async function* (owner: Connection, from: number, to: number): AsyncGenerator<StoredLeaf[]> {
  for (let next = from; next < to;) {
    const rows = await owner.query<StoredLeaf>({ text: leavesText, values: [next, to] })
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
    next = Number(rows.at(-1)?.index) + 1
  }
}

/** Every checkpoint that was ever told, from the smallest. */
export const readCheckpoints = async function* (owner: Connection): AsyncGenerator<{ size: number; note: string }> {
  for (let after = '0'; ;) {
    const rows = await owner.query<{ size: string; note: string }>({
      text: `select size, note from journal.log_checkpoint where size > $1 order by size limit ${batch}`,
      values: [after],
    })
    for (const { size, note } of rows) yield { size: Number(size), note }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.size
  }
}

interface Unplaced {
  kind: 'entry-unplaced' | 'entry-late'
  space_id: string
  audience: string
  n: string
}

/** Entries that neither stand in the log nor wait for it, and those that have waited too long: the oldest thousand. */
export const readUnplaced = (owner: Connection, lateSeconds: number): Promise<Unplaced[]> =>
  owner.query<Unplaced>({
    text: `select case when u.n is null then 'entry-unplaced' else 'entry-late' end as kind, e.space_id, e.audience, e.n
      from journal.entry e
      left join journal.log_leaf l on (l.space_id, l.audience, l.n) = (e.space_id, e.audience, e.n)
      left join journal.unsequenced u on (u.at, u.space_id, u.audience, u.n) = (e.at, e.space_id, e.audience, e.n)
      where l.index is null and (u.n is null or e.at < now() - make_interval(secs => $1::integer))
      order by e.at limit 1000`,
    values: [lateSeconds],
  })

/** Whether leaves stand behind the last checkpoint: they and it are written together. */
export const endsUnsigned = async (owner: Connection): Promise<boolean> => {
  const [row] = await owner.query<{ open: boolean }>({
    text: `select coalesce((select max(index) + 1 from journal.log_leaf), 0)
      <> coalesce((select max(size) from journal.log_checkpoint), 0) as open`,
  })
  return row?.open ?? false
}
