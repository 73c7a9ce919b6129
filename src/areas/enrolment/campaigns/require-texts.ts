import type { Connection } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import { findUnapproved } from '../texts/find-unapproved.ts'
import type { TextVersion, TextVersions } from '../texts/types.ts'
import { textsOfCampaign } from './rules.ts'
import type { PopulationRule } from './types.ts'

/** Whom a campaign is for, and the day (YYYY-MM-DD) whose wordings it would use. */
interface Use {
  rule: PopulationRule
  today: string
}

/** The wordings that a campaign uses and that no two persons have approved as they stand. */
export const unapprovedOf = (
  { texts }: { texts: TextVersions },
  connection: Connection,
  { rule, today }: Use,
): Promise<TextVersion[]> => findUnapproved(texts, connection, { kinds: textsOfCampaign(rule), day: today })

/** Problem `conflict`, `letter-not-approved`: what two persons approved, letter by letter, is what is sent, or nothing is. */
export const requireApprovedTexts = async (
  parts: { texts: TextVersions },
  connection: Connection,
  campaign: Use,
): Promise<void> => {
  const missing = await unapprovedOf(parts, connection, campaign)
  if (missing.length === 0) return
  const texts = missing.map(({ version }) => version).join(', ')
  throw new Problem('conflict', 'letter-not-approved', { details: { texts } })
}
