import type { Connection } from '../../../platform/database/database.ts'
import type { CampaignPlan, CampaignState, CampaignView, PlannedWaveView, PreparedCell } from './types.ts'

/** A campaign as its row holds it. */
export type CampaignRow = Omit<CampaignView, 'waves' | 'told' | 'askedBy' | 'approvedBy' | 'unapproved'>

/** A wave as its row holds it. */
export interface WaveRow extends PlannedWaveView {
  noticed: number
  letters: number
  mails: number
}

const campaignSql = `c.id, c.name, c.state, c.rule, c.channel_rule as "channelRule", c.wave_by as "waveBy",
  c.is_pilot as "isPilot", c.starts_on as "startsOn", c.created_by as "createdBy",
  c.created_at as "createdAt", c.prepared_at as "preparedAt", c.started_at as "startedAt", c.ended_at as "endedAt"`

/** Keeps a new campaign. */
export const insertCampaign = async (
  connection: Connection,
  plan: CampaignPlan,
  made: { id: string; by: string; at: string },
): Promise<void> => {
  await connection.query({
    text: `insert into enrolment.campaign (id, name, rule, channel_rule, wave_by, is_pilot, starts_on,
        created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      made.id,
      plan.name,
      JSON.stringify(plan.rule),
      plan.channelRule,
      plan.waveBy,
      plan.isPilot,
      plan.startsOn,
      made.by,
      made.at,
    ],
  })
}

/** A campaign; `hold`: nobody else moves it until the transaction ends. */
export const selectCampaign = async (
  connection: Connection,
  id: string,
  hold: 'hold' | 'share' | 'look' = 'look',
): Promise<CampaignRow | undefined> => {
  const lock = { hold: ' for update', share: ' for share', look: '' }[hold]
  const text = `select ${campaignSql} from enrolment.campaign c where c.id = $1${lock}`
  const [row] = await connection.query<CampaignRow>({ text, values: [id] })
  return row
}

/** Every campaign, newest first. */
export const selectCampaigns = (connection: Connection): Promise<CampaignRow[]> =>
  connection.query<CampaignRow>({ text: `select ${campaignSql} from enrolment.campaign c order by c.created_at desc` })

/** Moves a campaign to a state, and dates its beginning and its end. */
export const updateCampaignState = async (
  connection: Connection,
  id: string,
  { state, at }: { state: CampaignState; at: string },
): Promise<void> => {
  await connection.query({
    text: `update enrolment.campaign set state = $2,
        started_at = case when $2 = 'running' then coalesce(started_at, $3) else started_at end,
        ended_at = case when $2 in ('done', 'stopped') then $3::timestamptz end where id = $1`,
    values: [id, state, at],
  })
}

const waveSql = `w.n, w.label, w.state, w.planned_on as "plannedOn", w.persons::float8 as persons,
  w.noticed::float8 as noticed, w.letters::float8 as letters, w.mails::float8 as mails`

/** The waves of a campaign in order. */
export const selectWaves = (connection: Connection, campaignId: string): Promise<WaveRow[]> =>
  connection.query<WaveRow>({
    text: `select ${waveSql} from enrolment.wave w where w.campaign_id = $1 order by w.n`,
    values: [campaignId],
  })

/** A wave about to be planned: its cells are schemes in departments. */
export interface PlannedWave {
  label: string
  plannedOn: string
  cells: PreparedCell[]
}

/** Plans the waves anew, from what a preparation counted. */
export const replaceWaves = async (
  connection: Connection,
  campaignId: string,
  { waves, at }: { waves: readonly PlannedWave[]; at: string },
): Promise<void> => {
  const cells = waves.flatMap((wave, index) => wave.cells.map((cell) => ({ ...cell, n: index + 1 })))
  await connection.query({ text: 'delete from enrolment.wave_cell where campaign_id = $1', values: [campaignId] })
  await connection.query({ text: 'delete from enrolment.wave where campaign_id = $1', values: [campaignId] })
  await connection.query({
    text: `insert into enrolment.wave (campaign_id, n, label, planned_on, persons)
      select $1, n, label, planned_on, persons
      from unnest($2::integer[], $3::text[], $4::date[], $5::bigint[]) as given (n, label, planned_on, persons)`,
    values: [
      campaignId,
      waves.map((_, index) => index + 1),
      waves.map(({ label }) => label),
      waves.map(({ plannedOn }) => plannedOn),
      waves.map((wave) => wave.cells.reduce((sum, { persons }) => sum + persons, 0)),
    ],
  })
  await connection.query({
    text: `insert into enrolment.wave_cell (campaign_id, n, scheme, department, persons)
      select $1, n, scheme, department, persons
      from unnest($2::integer[], $3::text[], $4::text[], $5::bigint[]) as given (n, scheme, department, persons)`,
    values: [
      campaignId,
      cells.map(({ n }) => n),
      cells.map(({ scheme }) => scheme),
      cells.map(({ department }) => department),
      cells.map(({ persons }) => persons),
    ],
  })
  await connection.query({
    text: 'update enrolment.campaign set prepared_at = $2 where id = $1',
    values: [campaignId, at],
  })
}

/** A cell that is not done, and behind whom it goes on. */
export interface CellPlace {
  scheme: string
  department: string
  behind: string
}

/** Where a wave is. */
export interface WavePlace {
  n: number
  batches: number
  cells: CellPlace[]
}

/** The day of the next wave that is not over, where all those before it are; nothing when none is left. */
export const selectNextDay = async (connection: Connection, campaignId: string): Promise<string | undefined> => {
  const text = `select planned_on as "plannedOn" from enrolment.wave where campaign_id = $1 and state in ('planned', 'sending')
    order by n limit 1`
  const [row] = await connection.query<{ plannedOn: string }>({ text, values: [campaignId] })
  return row?.plannedOn
}

/**
 * The cells that are not done, of one wave whatever its day, or of the first that is not over and planned by `today`. The wave stays
 * ours until the transaction ends.
 */
export const selectPlace = async (
  connection: Connection,
  campaignId: string,
  { wave, today }: { wave?: number | undefined; today: string },
): Promise<WavePlace | undefined> => {
  const [row] = await connection.query<Omit<WavePlace, 'cells'>>({
    text: `select w.n, w.batches from enrolment.wave w
      where w.campaign_id = $1 and case when $2::integer is null then w.planned_on <= $3::date else w.n = $2 end
        and w.state in ('planned', 'sending') order by w.n limit 1 for update`,
    values: [campaignId, wave ?? null, today],
  })
  if (row === undefined) return undefined
  const cells = await connection.query<CellPlace>({
    text: `select scheme, department, behind from enrolment.wave_cell
      where campaign_id = $1 and n = $2 and not is_done order by scheme, department`,
    values: [campaignId, row.n],
  })
  return { ...row, cells }
}

/** What a batch did: how far it looked in each cell, and how many were told. */
export interface WaveProgress {
  cells: readonly (CellPlace & { isDone: boolean })[]
  noticed: number
  letters: number
  mails: number
  hasFile: boolean
}

/** Moves a wave on: behind whom, and how many were told. The last cell done, the wave is sent. */
export const advanceWave = async (
  connection: Connection,
  campaignId: string,
  { n, progress }: { n: number; progress: WaveProgress },
): Promise<void> => {
  const { cells } = progress
  await connection.query({
    name: 'campaign-advance-cells',
    text: `update enrolment.wave_cell c set behind = given.behind, is_done = given.is_done
      from unnest($3::text[], $4::text[], $5::uuid[], $6::boolean[]) as given (scheme, department, behind, is_done)
      where c.campaign_id = $1 and c.n = $2 and c.scheme = given.scheme and c.department = given.department`,
    values: [
      campaignId,
      n,
      cells.map(({ scheme }) => scheme),
      cells.map(({ department }) => department),
      cells.map(({ behind }) => behind),
      cells.map(({ isDone }) => isDone),
    ],
  })
  await connection.query({
    name: 'campaign-advance-wave',
    text: `update enrolment.wave w set noticed = noticed + $3, letters = letters + $4, mails = mails + $5,
        batches = batches + $6, state = case when exists (select from enrolment.wave_cell c
          where c.campaign_id = w.campaign_id and c.n = w.n and not c.is_done) then 'sending' else 'sent' end
      where campaign_id = $1 and n = $2`,
    values: [campaignId, n, progress.noticed, progress.letters, progress.mails, progress.hasFile ? 1 : 0],
  })
}

/** Lets every wave look at the whole of its population again: whoever was told already is no longer there to be found. */
export const reopenWaves = async (connection: Connection, campaignId: string): Promise<void> => {
  await connection.query({
    text: `update enrolment.wave_cell set behind = default, is_done = false where campaign_id = $1`,
    values: [campaignId],
  })
  await connection.query({
    text: `update enrolment.wave set state = 'sending' where campaign_id = $1 and state = 'sent'`,
    values: [campaignId],
  })
}
