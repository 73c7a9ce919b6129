import type { Connection } from '../../../../platform/database/database.ts'
import type { BatchView, LetterForm } from '../types.ts'

/** A notice about to be written. `place` is its place in the file in hand; absent for a mail, or a letter that waits. */
export interface NewNotice {
  id: string
  personId: string
  channel: 'mail' | 'post'
  kind: string
  recipientId?: string
  place?: number
}

/** Where notices belong, and when they are made. */
export interface NoticeStamp {
  campaignId: string | null
  waveN: number | null
  batchId: string | null
  at: string
}

/** Writes notices: one statement for a whole batch. Those in a file are sent with it; the others wait. The same id again is nothing. */
export const insertNotices = async (
  connection: Connection,
  stamp: NoticeStamp,
  notices: readonly NewNotice[],
): Promise<void> => {
  if (notices.length === 0) return
  await connection.query({
    name: 'notices-insert',
    text: `insert into enrolment.notice (person_id, id, campaign_id, wave_n, channel, kind, recipient_id, state, batch_id, place,
        prepared_at, sent_at, changed_at)
      select person_id, id, $1, $2, channel, kind, recipient_id,
        case when place is null then 'prepared' else 'sent' end, case when place is null then null else $3::uuid end, place,
        $4::timestamptz, case when place is null then null else $4::timestamptz end, $4::timestamptz
      from unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::integer[])
        as given (person_id, id, channel, kind, recipient_id, place) on conflict do nothing`,
    values: [
      stamp.campaignId,
      stamp.waveN,
      stamp.batchId,
      stamp.at,
      notices.map(({ personId }) => personId),
      notices.map(({ id }) => id),
      notices.map(({ channel }) => channel),
      notices.map(({ kind }) => kind),
      notices.map(({ recipientId }) => recipientId ?? null),
      notices.map(({ place }) => place ?? null),
    ],
  })
}

/** The number of the next file. A file that is given up leaves a gap. */
export const nextBatchNumber = async (connection: Connection): Promise<number> => {
  const text = `select nextval('enrolment.batch_number')::float8 as number`
  const [row] = await connection.query<{ number: number }>({ name: 'batch-number', text })
  return row?.number ?? 0
}

/** A file that lies on the disk, to be recorded. */
export interface NewBatch {
  id: string
  number: number
  campaignId: string | null
  waveN: number | null
  fileName: string
  form: LetterForm
  letters: number
  bytes: number
  sha256: Buffer
  at: string
}

/** Records a file of letters. */
export const insertBatch = async (connection: Connection, batch: NewBatch): Promise<void> => {
  await connection.query({
    name: 'batch-insert',
    text: `insert into enrolment.batch (id, number, campaign_id, wave_n, file_name, form, letters, bytes, sha256, made_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      batch.id,
      batch.number,
      batch.campaignId,
      batch.waveN,
      batch.fileName,
      batch.form,
      batch.letters,
      batch.bytes,
      batch.sha256,
      batch.at,
    ],
  })
}

/** Files, newest first: the latest of all, or all of a campaign. */
export const selectBatches = (
  connection: Connection,
  wanted: { latest: number } | { campaignId: string },
): Promise<BatchView[]> =>
  connection.query<BatchView>({
    text: `select id, number::float8 as number, campaign_id as "campaignId", wave_n as wave, file_name as "fileName", form, letters,
        bytes::float8 as bytes, encode(sha256, 'hex') as sha256, made_at as "madeAt"
      from enrolment.batch where $2::uuid is null or campaign_id = $2 order by number desc limit $1`,
    values: 'latest' in wanted ? [wanted.latest, null] : [null, wanted.campaignId],
  })

/** A letter that waits for the next file. */
export interface WaitingLetter extends Pick<NoticeRow, 'id' | 'personId' | 'kind' | 'campaignId' | 'preparedAt'> {
  recipientId: string | null
}

/**
 * Letters of some kinds that wait, the oldest first; ours until the transaction ends. Those that another run holds are left to it.
 * Kind by kind in the order of the index: millions of another kind are not walked. Twice as many are looked at as are taken: another
 * run holds no more than it takes.
 */
export const selectWaiting = (
  connection: Connection,
  { limit, kinds }: { limit: number; kinds: readonly string[] },
): Promise<WaitingLetter[]> =>
  connection.query<WaitingLetter>({
    text: `select n.id, n.person_id as "personId", n.kind, n.recipient_id as "recipientId", n.campaign_id as "campaignId",
        n.prepared_at as "preparedAt"
      from unnest($2::text[]) as wanted (kind), lateral (
        select person_id, id from enrolment.notice
        where channel = 'post' and state = 'prepared' and kind = wanted.kind order by id limit 2 * $1) oldest,
        enrolment.notice n
      where n.person_id = oldest.person_id and n.id = oldest.id and n.state = 'prepared'
      order by n.id limit $1 for update of n skip locked`,
    values: [limit, kinds],
  })

/** Whether a mail of a campaign is still to be sent. */
export const hasWaitingMail = async (connection: Connection): Promise<boolean> => {
  const text = `select 1 from enrolment.notice where channel = 'mail' and state = 'prepared' limit 1`
  return (await connection.query({ text })).length > 0
}

/** Those of some kinds of which a letter waits. */
export const selectHeldKinds = async (connection: Connection, kinds: readonly string[]): Promise<string[]> => {
  const rows = await connection.query<{ kind: string }>({
    text: `select wanted.kind from unnest($1::text[]) as wanted (kind), lateral (
        select 1 from enrolment.notice n where channel = 'post' and state = 'prepared' and n.kind = wanted.kind limit 1) waiting`,
    values: [kinds],
  })
  return rows.map(({ kind }) => kind)
}

/** Notes that waiting letters left: in which file, at which place. */
export const markSent = async (
  connection: Connection,
  { batchId, at }: { batchId: string; at: string },
  sent: readonly { id: string; personId: string; place: number }[],
): Promise<void> => {
  if (sent.length === 0) return
  await connection.query({
    text: `update enrolment.notice n set state = 'sent', batch_id = $1, place = given.place, sent_at = $2, changed_at = $2
      from unnest($3::uuid[], $4::uuid[], $5::integer[]) as given (person_id, id, place)
      where n.person_id = given.person_id and n.id = given.id`,
    values: [
      batchId,
      at,
      sent.map(({ personId }) => personId),
      sent.map(({ id }) => id),
      sent.map(({ place }) => place),
    ],
  })
}

/** The kinds of letters, and of mails, that tell somebody for the first time. */
export const openingKinds = ['opening', 'opening-guardian', 'child'] as const

/** Whether a letter tells somebody where they stand; one that they asked for themselves does not. */
export const tellsOfStanding = (kind: string): boolean =>
  kind === 'reminder' || kind.startsWith('majority') || openingKinds.some((known) => known === kind)

/** Whether a person has a notice of some kinds, made since an instant, that still waits, and whether one has left. */
export const selectLetterStanding = async (
  connection: Connection,
  { personId, since }: { personId: string; since: string | null },
  kinds: readonly string[],
): Promise<{ waits: boolean; left: boolean }> => {
  const [row] = await connection.query<{ waits: boolean; left: boolean }>({
    name: 'notice-standing',
    text: `select coalesce(bool_or(state = 'prepared'), false) as waits,
        coalesce(bool_or(state in ('sent', 'delivered', 'returned')), false) as left
      from enrolment.notice
      where person_id = $1 and kind = any($2) and ($3::timestamptz is null or prepared_at >= $3)`,
    values: [personId, kinds, since],
  })
  return row ?? { waits: false, left: false }
}

/** A notice as it stands. */
export interface NoticeRow {
  id: string
  personId: string
  channel: 'mail' | 'post'
  kind: string
  state: string
  campaignId: string | null
  waveN: number | null
  /** ISO instant */
  preparedAt: string
}

const noticeSql = `id, person_id as "personId", channel, kind, state, campaign_id as "campaignId", wave_n as "waveN",
  prepared_at as "preparedAt"`

/** One notice. */
export const selectNotice = async (
  connection: Connection,
  personId: string,
  id: string,
): Promise<NoticeRow | undefined> => {
  const text = `select ${noticeSql} from enrolment.notice where person_id = $1 and id = $2`
  const [row] = await connection.query<NoticeRow>({ name: 'notice-select', text, values: [personId, id] })
  return row
}

/** Moves a notice from one of some states; false when it stands elsewhere. */
export const changeNotice = async (
  connection: Connection,
  { personId, id }: { personId: string; id: string },
  to: { from: readonly string[]; state: string; at: string },
): Promise<boolean> => {
  const rows = await connection.query({
    name: 'notice-change',
    text: `update enrolment.notice set state = $4, changed_at = $5, sent_at = coalesce(sent_at, $5)
      where person_id = $1 and id = $2 and state = any($3) returning id`,
    values: [personId, id, to.from, to.state, to.at],
  })
  return rows.length > 0
}

/** The letters at these places of these files, whatever their state. */
export const selectByReference = (
  connection: Connection,
  references: readonly { batch: number; place: number }[],
): Promise<(NoticeRow & { batch: number; place: number })[]> =>
  connection.query<NoticeRow & { batch: number; place: number }>({
    text: `select b.number::float8 as batch, n.place, n.id, n.person_id as "personId", n.channel, n.kind, n.state,
        n.campaign_id as "campaignId", n.wave_n as "waveN", n.prepared_at as "preparedAt"
      from unnest($1::bigint[], $2::integer[]) as given (batch, place)
      join enrolment.batch b on b.number = given.batch
      join enrolment.notice n on n.batch_id = b.id and n.place = given.place`,
    values: [references.map(({ batch }) => batch), references.map(({ place }) => place)],
  })
