import type { Clock } from '../../../platform/clock.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Database } from '../../../platform/database/database.ts'
import { isUuid } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Codes } from '../codes/codes.ts'
import type { Register } from '../register/register.ts'
import type { Desk } from './desk.ts'
import type { LetterFiles, NoticePress } from './ports.ts'
import { selectApprovals } from './approvals/store.ts'
import { selectCampaign, selectWaves, type CampaignRow } from './store.ts'
import type { CampaignView } from './types.ts'

/** What campaigns are built from. */
export interface CampaignParts {
  database: Database
  clock: Clock
  parameters: Parameters
  register: Register
  codes: Codes
  press: NoticePress
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

/** A campaign with its waves and its approvals. */
export const viewOf = async (
  { database }: Pick<CampaignParts, 'database'>,
  row: CampaignRow,
): Promise<CampaignView> => {
  const [waves, approvals] = await Promise.all([selectWaves(database, row.id), selectApprovals(database, [row.id])])
  const pending = approvals.find(({ confirmedBy }) => confirmedBy === null)
  const confirmed = approvals.findLast(({ confirmedBy }) => confirmedBy !== null)
  const approvedBy = confirmed === undefined ? [] : [confirmed.askedBy, confirmed.confirmedBy ?? '']
  return { ...row, waves, askedBy: pending?.askedBy ?? null, approvedBy }
}

/** The view of a campaign; Problem `absent`, `campaign-unknown`. */
export const requireView = async (parts: Pick<CampaignParts, 'database'>, id: string): Promise<CampaignView> => {
  const row = isUuid(id) ? await selectCampaign(parts.database, id) : undefined
  if (row === undefined) throw campaignUnknown()
  return viewOf(parts, row)
}
