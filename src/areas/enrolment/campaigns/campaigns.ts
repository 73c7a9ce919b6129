import { viewOf, type CampaignParts } from './campaign-parts.ts'
import { createApproveCampaign, createMoveCampaign } from './move-campaign.ts'
import { createDryRun } from './dry-run.ts'
import { createFindException, createListExceptions, createSettleException } from './exceptions/settle-exceptions.ts'
import { createReadFunnel, createReportCampaign, funnelOf } from './figures/read-figures.ts'
import { selectBatches } from './letters/store.ts'
import { createCreateCampaign, createPrepareCampaign } from './plan-campaign.ts'
import { createRecordDeliveries } from './record-deliveries.ts'
import { requireView } from './campaign-parts.ts'
import { createSendLetters } from './send-letters.ts'
import { createSendNext } from './send-next.ts'
import { selectCampaigns } from './store.ts'
import type { Campaigns } from './types.ts'

const batchesShown = 100

const createViews = (parts: CampaignParts): Pick<Campaigns, 'list' | 'find' | 'show' | 'listBatches'> => ({
  list: async (visitor) => {
    await parts.desk.enter(visitor, 'campaign-view')
    const rows = await selectCampaigns(parts.database)
    return Promise.all(rows.map((row) => viewOf(parts, row)))
  },
  find: async (visitor, campaignId) => {
    await parts.desk.enter(visitor, 'campaign-view', { campaign: campaignId })
    return requireView(parts, campaignId)
  },
  show: async (visitor, campaignId) => {
    await parts.desk.enter(visitor, 'campaign-view', { campaign: campaignId })
    const campaign = await requireView(parts, campaignId)
    return campaign.startedAt === null ? { campaign } : { campaign, funnel: await funnelOf(parts, campaignId) }
  },
  listBatches: async (visitor, campaignId) => {
    await parts.desk.enter(visitor, 'letters-view', campaignId === undefined ? {} : { campaign: campaignId })
    return selectBatches(parts.database, campaignId === undefined ? { latest: batchesShown } : { campaignId })
  },
})

/** Builds campaigns over the register, the press and the folder of letters. */
export const createCampaigns = (parts: CampaignParts): Campaigns => ({
  ...createViews(parts),
  create: createCreateCampaign(parts),
  prepare: createPrepareCampaign(parts),
  dryRun: createDryRun(parts),
  approve: createApproveCampaign(parts),
  sendNext: createSendNext(parts),
  sendLetters: createSendLetters(parts),
  pause: createMoveCampaign(parts, 'pause'),
  resume: createMoveCampaign(parts, 'resume'),
  stop: createMoveCampaign(parts, 'stop'),
  funnel: createReadFunnel(parts),
  report: createReportCampaign(parts),
  listExceptions: createListExceptions(parts),
  findException: createFindException(parts),
  settleException: createSettleException(parts),
  recordDeliveries: createRecordDeliveries(parts),
})
