import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import type { CampaignParts } from './campaign-parts.ts'
import { momentOf } from './campaign-parts.ts'
import { insertExceptions } from './exceptions/store.ts'
import { changeNotice, insertNotices, type NewNotice, type NoticeRow } from './letters/store.ts'
import { openCandidates } from './population/open-candidates.ts'
import { selectAddressees } from './population/store.ts'
import { chooseWay, type Way } from './way-rules.ts'

type Parts = Pick<CampaignParts, 'clock' | 'parameters' | 'register'>

/** How a person is told on paper, whatever their mail address. */
const paperWay = async (parts: Parts, connection: Connection, personId: string): Promise<Way> => {
  const rows = await selectAddressees(connection, [personId], momentOf(parts).today)
  const [person] = await openCandidates(connection, parts.register, rows)
  return person === undefined ? { letters: [], exceptions: [] } : chooseWay(person, 'post-only')
}

/** The clock stops until the letter leaves; where none can, the person stands as never told, and a human looks. */
const stopClock = async (
  parts: Parts,
  connection: Connection,
  { personId, hasLetter }: { personId: string; hasLetter: boolean },
): Promise<void> => {
  const event = { kind: 'notice-failed', channel: 'campaign', by: { kind: 'system', id: 'enrolment' } }
  const stopped = { due: null, windowEndsAt: null, event }
  const change = hasLetter ? stopped : { ...stopped, state: 'known' as const, noticedAt: null }
  await parts.register.transition(connection, personId, { expectState: 'noticed', change })
}

/**
 * A mail did not arrive: a letter to whoever it was for waits for the next file, in the caller's transaction. A second time changes
 * nothing. Law: R.1111-28, by post where there is no mail or it fails.
 */
export const fallBackToPost = async (parts: Parts, connection: Connection, notice: NoticeRow): Promise<void> => {
  const { at } = momentOf(parts)
  const { personId, campaignId, waveN } = notice
  const failed = { from: ['prepared', 'sent', 'delivered'], state: 'failed', at }
  if (!(await changeNotice(connection, notice, failed))) return
  const way = await paperWay(parts, connection, personId)
  const nowMs = parts.clock.now().getTime()
  const letters = way.letters.map(({ kind, recipientId }): NewNotice => ({
    id: timeOrderedId(nowMs),
    personId,
    channel: 'post',
    kind,
    ...(recipientId === undefined ? {} : { recipientId }),
  }))
  await insertNotices(connection, { campaignId, waveN, batchId: null, at }, letters)
  await stopClock(parts, connection, { personId, hasLetter: letters.length > 0 })
  if (letters.length > 0) return
  const id = timeOrderedId(nowMs)
  await insertExceptions(connection, { campaignId, at }, [{ id, personId, kind: 'no-address' }])
}
