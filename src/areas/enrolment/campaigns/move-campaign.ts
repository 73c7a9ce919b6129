import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { pendingSince } from '../approvals/pending-since.ts'
import { confirmApproval, dropStale, insertApproval, selectApprovals } from '../approvals/store.ts'
import { momentOf, requireView, type CampaignParts } from './campaign-parts.ts'
import { holdCampaign } from './plan-campaign.ts'
import { requireApprovedTexts } from './require-texts.ts'
import { reopenWaves, updateCampaignState } from './store.ts'
import type { Campaigns } from './types.ts'

const kind = 'start-campaign'

/** Asks for a second person, or is the second person. */
export const createApproveCampaign =
  (parts: CampaignParts): Campaigns['approve'] =>
  async (visitor, campaignId) => {
    const by = await parts.desk.enter(visitor, 'campaign-approve', { campaign: campaignId })
    const { at, today } = momentOf(parts)
    await parts.database.transaction(async (connection) => {
      const { campaign, next } = await holdCampaign(connection, campaignId, 'approve')
      if (campaign.preparedAt === null) throw new Problem('conflict', 'campaign-not-prepared')
      await requireApprovedTexts(parts, connection, { rule: campaign.rule, today })
      await dropStale(connection, { kind, subjectId: campaignId, since: pendingSince(parts.clock.now()) })
      const pending = (await selectApprovals(connection, campaignId)).find(({ confirmedBy }) => confirmedBy === null)
      if (pending === undefined) {
        const id = timeOrderedId(parts.clock.now().getTime())
        return insertApproval(connection, { id, kind, subjectId: campaignId, by, at })
      }
      if (pending.askedBy === by) throw new Problem('refused', 'second-person-needed')
      await confirmApproval(connection, pending.id, { by, at })
      return updateCampaignState(connection, campaignId, { state: next, at })
    })
    return requireView(parts, campaignId)
  }

/** Pauses, resumes or stops. A resumed campaign looks again at whoever was kept back. */
export const createMoveCampaign =
  (parts: CampaignParts, step: 'pause' | 'resume' | 'stop'): Campaigns['pause'] =>
  async (visitor, campaignId) => {
    await parts.desk.enter(visitor, `campaign-${step}`, { campaign: campaignId })
    const { at, today } = momentOf(parts)
    await parts.database.transaction(async (connection) => {
      const { campaign, next } = await holdCampaign(connection, campaignId, step)
      if (step === 'resume') {
        await requireApprovedTexts(parts, connection, { rule: campaign.rule, today })
        await reopenWaves(connection, campaignId)
      }
      await updateCampaignState(connection, campaignId, { state: next, at })
    })
    return requireView(parts, campaignId)
  }
