import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { momentOf, type CampaignParts, type Moment } from './campaign-parts.ts'
import { insertExceptions } from './exceptions/store.ts'
import { openingKind, readyLetter, type LostLetter, type ReadyLetter } from './letters/ready-letter.ts'
import { changeNotice, markSent, openingKinds, selectHeldKinds, selectWaiting } from './letters/store.ts'
import { removeLeftOver, UnprintableLetters, writeLetters } from './letters/write-letters.ts'
import { endWaiting, restartTransition, restartWindow } from './notice-clock.ts'
import { noticeNow } from './notice-now.ts'
import { campaignParameters } from './parameters.ts'
import { letterKinds } from '../../../reference/letter-shapes.ts'
import { findUnapproved } from '../texts/find-unapproved.ts'
import type { TextVersion } from '../texts/types.ts'
import type { Campaigns, LetterForm, SendStep } from './types.ts'

/** What a letter that leaves now begins: the six weeks, or the last days of a transition. Law: R.1111-28, from the sending. */
const startClocks = async (
  parts: CampaignParts,
  connection: Connection,
  { sent, moment }: { sent: readonly ReadyLetter[]; moment: Moment },
): Promise<void> => {
  const idsOf = (wanted: (kind: string) => boolean): string[] => [
    ...new Set(sent.filter(({ out }) => wanted(out.kind)).map(({ out }) => out.personId)),
  ]
  const personIds = idsOf((kind) => openingKind(kind) !== undefined)
  await restartWindow(parts, connection, { personIds, change: noticeNow(parts, moment.at), channel: 'post' })
  for (const id of idsOf((kind) => kind === 'reminder')) await restartTransition(parts, connection, id)
}

const giveUp = async (
  parts: CampaignParts,
  connection: Connection,
  { lost, moment }: { lost: readonly LostLetter[]; moment: Moment },
): Promise<void> => {
  const { at } = moment
  for (const { waiting } of lost) await changeNotice(connection, waiting, { from: ['prepared'], state: 'failed', at })
  for (const { waiting, exception } of lost) {
    const { personId, campaignId } = waiting
    await endWaiting(parts, connection, waiting)
    if (exception === undefined) continue
    const id = timeOrderedId(parts.clock.now().getTime())
    await insertExceptions(connection, { campaignId, at }, [{ id, personId, kind: exception }])
  }
}

/** The wordings among these that letters really wait for. */
const heldVersions = async (connection: Connection, unapproved: readonly TextVersion[]): Promise<string[]> => {
  if (unapproved.length === 0) return []
  const kinds = await selectHeldKinds(
    connection,
    unapproved.map(({ kind }) => kind),
  )
  return unapproved.filter(({ kind }) => kinds.includes(kind)).map(({ version }) => version)
}

const fileName = 'waiting'

const writeWaiting = (parts: CampaignParts, as: LetterForm, skip: ReadonlySet<string>): Promise<SendStep> =>
  parts.database.transaction(async (connection) => {
    const moment = momentOf(parts)
    const unapproved = await findUnapproved(parts.texts, connection, { kinds: openingKinds, day: moment.today })
    const kinds = letterKinds.filter((kind) => !unapproved.some((text) => text.kind === kind))
    const waiting = await selectWaiting(connection, { limit: campaignParameters.batch[as], kinds })
    const sent: ReadyLetter[] = []
    const lost: LostLetter[] = []
    for (const one of waiting) {
      const ready = await readyLetter(parts, one, moment)
      if (skip.has(one.personId)) lost.push({ waiting: one, exception: 'unprintable' })
      else if ('out' in ready) sent.push(ready)
      else lost.push(ready)
    }
    await giveUp(parts, connection, { lost, moment })
    const first = sent[0]
    const name = `${fileName}-${(first?.waiting.id ?? '').slice(-12)}`
    const file = { name, form: as, campaignId: null, waveN: null }
    const out = sent.map((one) => one.out)
    const written = out.length === 0 ? undefined : await writeLetters(parts, connection, { out, file, moment })
    if (written === undefined) await removeLeftOver(parts, name)
    else {
      const placed = sent.map((one, place) => ({ id: one.waiting.id, personId: one.waiting.personId, place }))
      await markSent(connection, { batchId: written.batchId, at: moment.at }, placed)
      await startClocks(parts, connection, { sent, moment })
    }
    const counts = { looked: waiting.length, noticed: 0, mails: 0, letters: sent.length }
    const path = written === undefined ? null : parts.files.pathOf(written.fileName)
    const exceptions = lost.filter(({ exception }) => exception !== undefined).length
    const finished = waiting.length === 0
    const held = waiting.length > 0 ? [] : await heldVersions(connection, unapproved)
    return { wave: null, waitsUntil: null, ...counts, exceptions, file: path, held, finished }
  })

/**
 * Writes the next letters that wait outside waves. The same promises as for a wave: the file is on the disk before the notices say
 * so, and a letter is in one file only. Whoever's letter cannot be printed becomes an exception, and one that has nothing to say any
 * more is given up: no letter keeps back the others. Right: only first letters, which come of a campaign, wait until two persons have
 * approved their wording; a new code, a proof or a reminder is one person's right and goes out whatever the staff have approved.
 */
export const createSendLetters =
  (parts: CampaignParts): Campaigns['sendLetters'] =>
  async (visitor, as) => {
    await parts.desk.enter(visitor, 'letters-send', { as })
    const skip = new Set<string>()
    for (;;) {
      try {
        return await writeWaiting(parts, as, skip)
      } catch (error) {
        if (!(error instanceof UnprintableLetters)) throw error
        for (const id of error.personIds) skip.add(id)
      }
    }
  }
