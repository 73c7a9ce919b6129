import { findUnapproved } from '../texts/find-unapproved.ts'
import { momentOf, type CampaignParts } from './campaign-parts.ts'
import { hasWaitingMail, openingKinds, selectHeldKinds } from './letters/store.ts'
import { textsOfCampaign } from './rules.ts'
import { selectCampaigns } from './store.ts'
import type { CampaignState } from './types.ts'

const waiting: readonly CampaignState[] = ['ready', 'running', 'paused']

/** The kinds of wordings for whose approval a campaign waits that has been approved itself, or letters and mails that one left. */
export const findHeldUp = async (
  parts: Pick<CampaignParts, 'database' | 'clock' | 'parameters' | 'texts'>,
): Promise<string[]> => {
  const campaigns = (await selectCampaigns(parts.database)).filter(({ state }) => waiting.includes(state))
  const kinds = [
    ...campaigns.flatMap(({ rule }) => textsOfCampaign(rule)),
    ...(await selectHeldKinds(parts.database, openingKinds)),
    ...((await hasWaitingMail(parts.database)) ? ['mail-noticed'] : []),
  ]
  const missing = await findUnapproved(parts.texts, parts.database, {
    kinds: [...new Set(kinds)],
    day: momentOf(parts).today,
  })
  return missing.map(({ kind }) => kind)
}
