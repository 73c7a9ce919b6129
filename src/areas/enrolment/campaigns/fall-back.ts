import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import type { CampaignParts } from './campaign-parts.ts'
import { momentOf } from './campaign-parts.ts'
import { changeNotice, type NoticeRow } from './letters/store.ts'
import { stopWindow } from './notice-clock.ts'
import { queueLetters } from './queue-letters.ts'

type Parts = Pick<CampaignParts, 'clock' | 'parameters' | 'register'>

/**
 * A mail did not arrive: a letter to whoever it was for waits for the next file, in the caller's transaction. A second time changes
 * nothing. Law: R.1111-28, by post where there is no mail or it fails.
 */
export const fallBackToPost = async (parts: Parts, connection: Connection, notice: NoticeRow): Promise<void> => {
  const { at } = momentOf(parts)
  const { personId, campaignId, waveN } = notice
  const failed = { from: ['prepared', 'sent', 'delivered'], state: 'failed', at }
  if (!(await changeNotice(connection, notice, failed))) return
  const id = timeOrderedId(parts.clock.now().getTime())
  const letters = await queueLetters(parts, connection, { id, personId, campaignId, waveN })
  await stopWindow(parts, connection, { personId, hasLetter: letters > 0 })
}
