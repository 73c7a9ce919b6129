import { dayOf } from '../../../../platform/calendar.ts'
import { momentOf, requireView, type CampaignParts } from '../campaign-parts.ts'
import { campaignParameters } from '../parameters.ts'
import { judgePilot } from '../pilot-rules.ts'
import type { Forecast, FunnelCounts, FunnelView } from '../figure-types.ts'
import type { Campaigns } from '../types.ts'
import { showFunnel } from './show-funnel.ts'
import { countExceptions } from '../population/store.ts'
import { countFigures, selectCount, selectFigures, selectLiving, type CountRow, type FigureRow } from './store.ts'

/** Counts a campaign's figures where they are older than the parameter allows; gives the count. */
const refresh = async (parts: CampaignParts, campaignId: string): Promise<CountRow> => {
  const { at, zone } = momentOf(parts)
  const counted = await selectCount(parts.database, campaignId)
  const oldestMs = Date.parse(at) - campaignParameters.figuresMaxAgeSeconds * 1000
  if (counted !== undefined && Date.parse(counted.countedAt) > oldestMs) return counted
  // Another who counts at this moment leaves us the last count.
  await parts.database.transaction((connection) => countFigures(connection, campaignId, { zone, at }))
  return (await selectCount(parts.database, campaignId)) ?? { countedAt: at, firstSent: null, lastEnd: null }
}

/** Counts the figures of every campaign that is under way: a chore, so that pages find them counted. */
export const createCountCampaigns = (parts: CampaignParts) => async (): Promise<void> => {
  for (const id of await selectLiving(parts.database)) await refresh(parts, id)
}

const sumOf = (
  rows: readonly FigureRow[],
  figure: 'informed' | 'byPost' | 'returned' | 'opposed' | 'activated' | 'silent' | 'opened',
): number => rows.reduce((sum, row) => sum + row[figure], 0)

/** The rest of the time goes as the time so far; whoever is silent to the end is opened for. */
const forecastOf = (
  rows: readonly FigureRow[],
  { firstSent, lastEnd, now, zone }: CountRow & { now: string; zone: string },
): Forecast | null => {
  if (firstSent === null || lastEnd === null) return null
  const [from, to] = [Date.parse(firstSent), Date.parse(lastEnd)]
  const share = Math.min(1, Math.max(0.02, (Date.parse(now) - from) / Math.max(1, to - from)))
  const silent = sumOf(rows, 'silent')
  const [opposed, activated] = [sumOf(rows, 'opposed'), sumOf(rows, 'activated')]
  const decided = Math.min(silent, Math.round((opposed + activated) * (1 / share - 1)))
  const refusing = opposed + activated === 0 ? 0 : Math.round((decided * opposed) / (opposed + activated))
  return {
    lastDay: dayOf(new Date(to - 1).toISOString(), zone),
    opposed: opposed + refusing,
    activated: activated + decided - refusing,
    opened: sumOf(rows, 'opened') + silent - decided,
  }
}

/** A forecast tells what it was made of: none where one of its figures is hidden. */
const isHidden = ({ opposed, activated, opened, silent }: FunnelCounts): boolean =>
  [opposed, activated, opened, silent].includes(null)

/** The funnel of a campaign, for a look that is written down already: few aggregated rows, however many persons it has. */
export const funnelOf = async (parts: CampaignParts, campaignId: string): Promise<FunnelView> => {
  const count = await refresh(parts, campaignId)
  const rows = await selectFigures(parts.database, campaignId)
  const { at: now, zone } = momentOf(parts)
  const shown = showFunnel(rows, campaignParameters.maskBelow)
  const forecast = isHidden(shown.total) ? null : forecastOf(rows, { ...count, now, zone })
  return { campaignId, countedAt: count.countedAt, ...shown, forecast }
}

/** The funnel of a campaign by itself. */
export const createReadFunnel =
  (parts: CampaignParts): Campaigns['funnel'] =>
  async (visitor, campaignId) => {
    await parts.desk.enter(visitor, 'campaign-funnel', { campaign: campaignId })
    await requireView(parts, campaignId)
    return funnelOf(parts, campaignId)
  }

/** The go or no-go of a pilot; of any campaign, for comparison. */
export const createReportCampaign =
  (parts: CampaignParts): Campaigns['report'] =>
  async (visitor, campaignId) => {
    await parts.desk.enter(visitor, 'campaign-report', { campaign: campaignId })
    const { rule } = await requireView(parts, campaignId)
    const { countedAt } = await refresh(parts, campaignId)
    const rows = await selectFigures(parts.database, campaignId)
    const { today } = momentOf(parts)
    const { open, untold } = await countExceptions(parts.database, rule, { campaignId, today })
    const facts = {
      informed: sumOf(rows, 'informed'),
      byPost: sumOf(rows, 'byPost'),
      returned: sumOf(rows, 'returned'),
      opposed: sumOf(rows, 'opposed'),
      silent: sumOf(rows, 'silent'),
      untold,
      exceptionsOpen: open,
    }
    const { maskBelow, pilot } = campaignParameters
    const { total } = showFunnel(rows, maskBelow)
    return { campaignId, countedAt, ...judgePilot(facts, pilot, { total, maskBelow }) }
  }
