import type { Clock } from '../../../platform/clock.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Database } from '../../../platform/database/database.ts'
import { isUuid } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Credentials } from '../../identity/index.ts'
import type { Codes } from '../codes/codes.ts'
import type { Register } from '../register/register.ts'
import type { Desk } from '../staff/desk.ts'
import type { TextVersions } from '../texts/types.ts'
import { unapprovedOf } from './require-texts.ts'
import type { LetterFiles, NoticePress } from './ports.ts'
import { pendingSince } from '../approvals/pending-since.ts'
import { selectApprovals } from '../approvals/store.ts'
import { showCounts, showFigures } from './mask-rules.ts'
import { campaignParameters } from './parameters.ts'
import { selectCampaign, selectWaves, type CampaignRow, type WaveRow } from './store.ts'
import type { CampaignState, CampaignView } from './types.ts'

/** What campaigns are built from. */
export interface CampaignParts {
  database: Database
  clock: Clock
  parameters: Parameters
  register: Register
  codes: Codes
  press: NoticePress
  recoveries: Pick<Credentials, 'recoveryOf'>
  texts: TextVersions
  files: LetterFiles
  desk: Desk
}

/** An instant and the civil day it falls on. */
export interface Moment {
  at: string
  today: string
  zone: string
}

/** Now, by the clock of the letters. */
export const momentOf = ({ clock, parameters }: Pick<CampaignParts, 'clock' | 'parameters'>): Moment => {
  const at = clock.now().toISOString()
  const zone = parameters.parameterAt('civilTimeZone', at)
  return { at, zone, today: dayOf(at, zone) }
}

/** What is thrown for a campaign that is not there. */
export const campaignUnknown = (): Problem =>
  new Problem('absent', 'campaign-unknown', { details: { field: 'campaign' } })

/** The waves without those of few persons, and how far all of them are. */
const showWaves = (waves: readonly WaveRow[]): Pick<CampaignView, 'waves' | 'told'> => {
  const limit = campaignParameters.maskBelow
  const sum = (what: 'noticed' | 'letters' | 'mails'): number => waves.reduce((so, wave) => so + wave[what], 0)
  const { total, tables } = showFigures({ tables: [waves.map(({ persons }) => [persons])], blocks: [], limit })
  const [noticed = null] = showCounts([sum('noticed')], limit)
  const [letters = null, mails = null] = showCounts([sum('letters'), sum('mails')], limit)
  return {
    told: { persons: waves.length === 0 ? 0 : (total[0] ?? null), noticed, letters, mails },
    waves: waves.map(({ n, label, state, plannedOn }, at) => {
      const persons = tables[0]?.[at]?.[0] ?? null
      return { n, label, state, plannedOn, persons }
    }),
  }
}

type ViewParts = Pick<CampaignParts, 'database' | 'clock' | 'parameters' | 'texts'>

const over: readonly CampaignState[] = ['done', 'stopped']

/** A campaign with its waves, its approvals, and the wordings that it waits for. */
export const viewOf = async (parts: ViewParts, row: CampaignRow): Promise<CampaignView> => {
  const { database, clock } = parts
  const { today } = momentOf(parts)
  const [waves, approvals, missing] = await Promise.all([
    selectWaves(database, row.id),
    selectApprovals(database, row.id),
    over.includes(row.state) ? [] : unapprovedOf(parts, database, { rule: row.rule, today }),
  ])
  const sinceMs = Date.parse(pendingSince(clock.now()))
  const pending = approvals.find(({ confirmedBy, askedAt }) => confirmedBy === null && Date.parse(askedAt) > sinceMs)
  const confirmed = approvals.findLast(({ confirmedBy }) => confirmedBy !== null)
  const unapproved = missing.map(({ kind, version }) => ({ kind, version }))
  const approvedBy = confirmed === undefined ? [] : [confirmed.askedBy, confirmed.confirmedBy ?? '']
  return { ...row, ...showWaves(waves), askedBy: pending?.askedBy ?? null, approvedBy, unapproved }
}

/** The view of a campaign; Problem `absent`, `campaign-unknown`. */
export const requireView = async (parts: ViewParts, id: string): Promise<CampaignView> => {
  const row = isUuid(id) ? await selectCampaign(parts.database, id) : undefined
  if (row === undefined) throw campaignUnknown()
  return viewOf(parts, row)
}
