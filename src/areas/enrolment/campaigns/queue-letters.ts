import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { momentOf, type CampaignParts } from './campaign-parts.ts'
import { insertExceptions } from './exceptions/store.ts'
import { insertNotices, selectNotice, tellsOfStanding, type NewNotice } from './letters/store.ts'
import { openCandidates } from './population/open-candidates.ts'
import { selectAddressees } from './population/store.ts'
import type { ExceptionKind } from './types.ts'
import { chooseWay, type LetterDraft, type Way } from './way-rules.ts'

type Parts = Pick<CampaignParts, 'clock' | 'parameters' | 'register'>

/** Letters that are to wait. `kind`: what they are; absent, how the person is first told. `id`: of the first. */
export interface LettersToQueue {
  id: string
  personId: string
  kind?: string
  campaignId?: string | null
  waveN?: number | null
}

/** To whom a person's letters go on paper, whatever their mail address. */
const wayFor = async (parts: Parts, connection: Connection, personId: string): Promise<Way> => {
  const rows = await selectAddressees(connection, [personId], momentOf(parts).today)
  const [person] = await openCandidates(connection, parts.register, rows)
  return person === undefined ? { letters: [], exceptions: [] } : chooseWay(person, 'post-only')
}

/** A new adult's letter speaks to them; their guardian has one of the guardian's own. */
const kindOf = (draft: LetterDraft, kind: string = draft.kind): string =>
  kind.startsWith('majority') && draft.kind === 'opening-guardian' ? 'majority-guardian' : kind

/**
 * Queues letters about a person to whoever is told of them, for the next file, in the caller's transaction; gives how many. Where no
 * letter can go, or the way there asks for it, a human looks. The same id again finds its letter, and nothing is doubled.
 */
export const queueLetters = async (
  parts: Parts,
  connection: Connection,
  { id, personId, kind, campaignId = null, waveN = null }: LettersToQueue,
): Promise<number> => {
  const { at } = momentOf(parts)
  const nextId = (): string => timeOrderedId(parts.clock.now().getTime())
  const { letters: drafts, exceptions } = await wayFor(parts, connection, personId)
  const raise = (kinds: readonly ExceptionKind[]): Promise<void> =>
    insertExceptions(
      connection,
      { campaignId, at },
      kinds.map((one) => ({ id: nextId(), personId, kind: one })),
    )
  if (drafts.length === 0) {
    await raise([exceptions.find((one) => one === 'protected-adult') ?? 'no-address'])
    return 0
  }
  if ((await selectNotice(connection, personId, id)) !== undefined) return drafts.length
  if (kind === undefined || tellsOfStanding(kind)) await raise(exceptions)
  const notices = drafts.map((draft, index): NewNotice => ({
    id: index === 0 ? id : nextId(),
    personId,
    channel: 'post',
    kind: kindOf(draft, kind),
    ...(draft.recipientId === undefined ? {} : { recipientId: draft.recipientId }),
  }))
  await insertNotices(connection, { campaignId, waveN, batchId: null, at }, notices)
  return notices.length
}
