import type { Connection } from '../../../../platform/database/database.ts'

/** The figures of a scheme in a department for those informed in one week (its Monday). */
export interface FigureRow {
  scheme: string
  department: string
  week: string
  informed: number
  byMail: number
  byPost: number
  delivered: number
  returned: number
  activated: number
  opposed: number
  silent: number
  opened: number
  ended: number
}

/** When the figures were counted, when the first person was told, and when the time of the last silent one ends. */
export interface CountRow {
  countedAt: string
  firstSent: string | null
  lastEnd: string | null
}

/** The last count of a campaign; nothing when there was none. */
export const selectCount = async (connection: Connection, campaignId: string): Promise<CountRow | undefined> => {
  const text = `select counted_at as "countedAt", first_sent as "firstSent", last_end as "lastEnd"
    from enrolment.campaign_count where campaign_id = $1`
  const [row] = await connection.query<CountRow>({ text, values: [campaignId] })
  return row
}

/** The figures as last counted. */
export const selectFigures = (connection: Connection, campaignId: string): Promise<FigureRow[]> =>
  connection.query<FigureRow>({
    text: `select scheme, department, week, informed::float8 as informed, by_mail::float8 as "byMail", by_post::float8 as "byPost",
        delivered::float8 as delivered, returned::float8 as returned, activated::float8 as activated,
        opposed::float8 as opposed, silent::float8 as silent, opened::float8 as opened, ended::float8 as ended
      from enrolment.campaign_figure where campaign_id = $1 order by week, scheme, department`,
    values: [campaignId],
  })

// `counted` is what a row of figures is; the same rows say when the first was told and when the last silent one's time ends.
const countSql = `with told as (
    select person_id, bool_or(channel = 'post' and state <> 'prepared') as post, min(prepared_at) as first_sent,
      bool_or(state = 'delivered' or (channel = 'mail' and state = 'sent')) as delivered, bool_or(state = 'returned') as returned
    from enrolment.notice where campaign_id = $1 group by person_id),
  standing as materialized (
    select p.scheme, coalesce(p.department, '') as department, date_trunc('week', p.noticed_at at time zone $2)::date as week,
      t.post, t.delivered, t.returned, t.first_sent, p.window_ends_at,
      case when p.state in ('opposed', 'legacy-opposed') then 'opposed' when p.state = 'noticed' then 'silent'
        when p.state not in ('open', 'suspended') then 'ended' when p.activated_at is null then 'opened' else 'activated' end as now
    from told t join enrolment.person p on p.id = t.person_id where p.noticed_at is not null),
  counted as (
    insert into enrolment.campaign_figure (campaign_id, scheme, department, week, informed, by_mail, by_post, delivered, returned,
      activated, opposed, silent, opened, ended)
    select $1, scheme, department, week, count(*), count(*) filter (where not post), count(*) filter (where post),
      count(*) filter (where delivered), count(*) filter (where returned), count(*) filter (where now = 'activated'),
      count(*) filter (where now = 'opposed'), count(*) filter (where now = 'silent'), count(*) filter (where now = 'opened'),
      count(*) filter (where now = 'ended')
    from standing group by scheme, department, week)
  insert into enrolment.campaign_count (campaign_id, counted_at, first_sent, last_end)
  select $1, $3, min(first_sent), max(window_ends_at) filter (where now = 'silent') from standing
  on conflict (campaign_id) do update set counted_at = excluded.counted_at, first_sent = excluded.first_sent,
    last_end = excluded.last_end`

/** Counts the figures anew, in the caller's transaction; false when another does it at this moment. */
export const countFigures = async (
  connection: Connection,
  campaignId: string,
  { zone, at }: { zone: string; at: string },
): Promise<boolean> => {
  const text = `select pg_try_advisory_xact_lock(hashtextextended('campaign-figures|' || $1, 0)) as free`
  const [lock] = await connection.query<{ free: boolean }>({ text, values: [campaignId] })
  if (lock?.free !== true) return false
  // A campaign is counted while it fills the tables faster than statistics follow: two whole scans are never the wrong plan.
  await connection.query({ text: 'set local enable_nestloop = off' })
  await connection.query({ text: `set local work_mem = '64MB'` })
  await connection.query({ text: 'delete from enrolment.campaign_figure where campaign_id = $1', values: [campaignId] })
  await connection.query({ text: countSql, values: [campaignId, zone, at] })
  return true
}

/** The campaigns whose figures are kept counted: one that is done keeps its last count once nobody in it is silent. */
export const selectLiving = async (connection: Connection): Promise<string[]> => {
  const text = `select c.id from enrolment.campaign c left join enrolment.campaign_count n on n.campaign_id = c.id
    where c.state in ('running', 'paused') or (c.state = 'done'
      and (n.counted_at is null or n.counted_at < c.ended_at
        or exists (select from enrolment.campaign_figure f where f.campaign_id = c.id and f.silent > 0))) order by c.id`
  return (await connection.query<{ id: string }>({ text })).map(({ id }) => id)
}
