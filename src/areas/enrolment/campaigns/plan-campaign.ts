import { isUuid, timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { isDay } from '../../../reference/day-in-words.ts'
import { loadImportWords } from '../register/import-words.ts'
import { dropPending } from '../approvals/store.ts'
import { campaignUnknown, momentOf, requireView, type CampaignParts } from './campaign-parts.ts'
import { countPopulation, openKnownExceptions } from './population/store.ts'
import { requireApprovedTexts } from './require-texts.ts'
import { campaignAfter, type CampaignStep } from './rules.ts'
import {
  insertCampaign,
  replaceWaves,
  selectCampaign,
  selectWaves,
  type CampaignRow,
  type PlannedWave,
} from './store.ts'
import type { CampaignPlan, Campaigns, CampaignState, PreparedCell, PreparedView } from './types.ts'
import type { Connection } from '../../../platform/database/database.ts'

/** A campaign held until the transaction ends, and where a step leads it. Problem `campaign-unknown`, `campaign-wrong-moment`. */
export const holdCampaign = async (
  connection: Connection,
  id: string,
  step: CampaignStep,
): Promise<{ campaign: CampaignRow; next: CampaignState }> => {
  const campaign = isUuid(id) ? await selectCampaign(connection, id, step === 'send' ? 'share' : 'hold') : undefined
  if (campaign === undefined) throw campaignUnknown()
  const next = campaignAfter(step, campaign.state)
  if (next === undefined)
    throw new Problem('conflict', 'campaign-wrong-moment', { details: { state: campaign.state, step } })
  return { campaign, next }
}

const { schemes, departments } = loadImportWords()
const places = { schemes: schemes.map(({ code }) => code), departments: [...departments.keys()] } as const

/** A wave of a place that is none would be empty, and nobody would notice. */
const checkPlaces = (rule: CampaignPlan['rule']): void => {
  for (const field of ['schemes', 'departments'] as const) {
    const unknown = rule[field].filter((code) => !places[field].includes(code))
    if (unknown.length === 0) continue
    const details = { field, unknown: unknown.join(', '), allowed: places[field].join(', ') }
    throw new Problem('incorrect', 'campaign-place-unknown', { details })
  }
}

const checkPlan = ({ name, startsOn, rule }: CampaignPlan): void => {
  if (name.trim() === '' || name.length > 100)
    throw new Problem('incorrect', 'campaign-name-wrong', { details: { field: 'name' } })
  if (!isDay(startsOn)) throw new Problem('incorrect', 'campaign-day-wrong', { details: { field: 'startsOn' } })
  if (!rule.minors && !rule.adults && !rule.protected)
    throw new Problem('incorrect', 'campaign-for-nobody', { details: { field: 'rule' } })
  checkPlaces(rule)
}

/** Keeps a plan as a draft. */
export const createCreateCampaign =
  (parts: CampaignParts): Campaigns['create'] =>
  async (visitor, plan) => {
    const by = await parts.desk.enter(visitor, 'campaign-create', { pilot: plan.isPilot })
    checkPlan(plan)
    const { at } = momentOf(parts)
    const id = timeOrderedId(parts.clock.now().getTime())
    await insertCampaign(parts.database, plan, { id, by, at })
    return requireView(parts, id)
  }

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

const planWaves = ({ waveBy, startsOn }: CampaignRow, cells: readonly PreparedCell[]): PlannedWave[] =>
  [...Map.groupBy(cells, (cell) => (waveBy === 'scheme' ? cell.scheme : cell.department))]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([label, wave], index) => ({ label, plannedOn: dayAfter(startsOn, index), cells: wave }))

/** Counts the population of a draft, plans its waves a day apart, and opens the exceptions that are known beforehand. */
export const createPrepareCampaign =
  (parts: CampaignParts): Campaigns['prepare'] =>
  async (visitor, campaignId) => {
    await parts.desk.enter(visitor, 'campaign-prepare', { campaign: campaignId })
    const { at, today } = momentOf(parts)
    return parts.database.transaction(async (connection): Promise<PreparedView> => {
      const { campaign } = await holdCampaign(connection, campaignId, 'prepare')
      await requireApprovedTexts(parts, connection, { rule: campaign.rule, today })
      const cells = await countPopulation(connection, campaign.rule, today)
      const opened = await openKnownExceptions(connection, campaign.rule, { campaignId, today, at })
      await replaceWaves(connection, campaignId, { waves: planWaves(campaign, cells), at })
      // Whoever asked for a second person asked for another population.
      await dropPending(connection, campaignId)
      const persons = cells.reduce((sum, cell) => sum + cell.persons, 0)
      const exceptions = Object.fromEntries(opened.map(({ kind, count }) => [kind, count]))
      return { persons, cells, exceptions, waves: await selectWaves(connection, campaignId) }
    })
  }
