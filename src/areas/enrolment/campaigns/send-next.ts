import type { Visitor } from '../../../access/types.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { enqueueBulk } from '../../../platform/outbox.ts'
import { momentOf, type CampaignParts, type Moment } from './campaign-parts.ts'
import { insertExceptions, selectUnprintable } from './exceptions/store.ts'
import { insertNotices } from './letters/store.ts'
import { findPrintFlaw, removeLeftOver, UnprintableLetters, writeLetters } from './letters/write-letters.ts'
import { noticeNow, type Noticed } from './notice-now.ts'
import { campaignParameters } from './parameters.ts'
import { holdCampaign } from './plan-campaign.ts'
import { requireApprovedTexts } from './require-texts.ts'
import { openCandidates } from './population/open-candidates.ts'
import { selectCandidates, type CandidateRow } from './population/store.ts'
import {
  advanceWave,
  selectNextDay,
  selectPlace,
  selectWaves,
  updateCampaignState,
  type CampaignRow,
  type CellPlace,
  type WavePlace,
  type WaveProgress,
} from './store.ts'
import type { Campaigns, SendOrder, SendStep } from './types.ts'
import { exceptionsOf, isTold, letterNotices, mailNotices, outgoingOf, type Told } from './told.ts'
import { chooseWay } from './way-rules.ts'

/** What cannot be printed is not sent: the person stays known, and a human looks. */
const checkPrint = (parts: CampaignParts, told: Told, { today }: Moment): Told => {
  const flaws = outgoingOf(told, today).map((out) => findPrintFlaw(parts, out, today))
  if (flaws.every((flaw) => flaw === undefined)) return told
  const isAddress = flaws.some((flaw) => flaw?.startsWith('letter-address') === true)
  const exceptions = [...told.way.exceptions, isAddress ? ('address-too-long' as const) : ('unprintable' as const)]
  const letters = told.way.letters.filter((_, index) => flaws[index] === undefined)
  return { ...told, way: { ...told.way, letters, exceptions } }
}

interface Batch {
  campaign: CampaignRow
  place: WavePlace
  order: SendOrder
  by: Visitor
  moment: Moment
}

/** The next persons of a wave, from as many of its cells as it takes to fill a batch, and how far that leads in each. */
const nextRows = async (
  connection: Connection,
  { campaign, place, order, moment }: Batch,
): Promise<{ rows: CandidateRow[]; cells: WaveProgress['cells'] }> => {
  const limit = campaignParameters.batch[order.as]
  const rows: CandidateRow[] = []
  const cells: (CellPlace & { isDone: boolean })[] = []
  for (const cell of place.cells) {
    const room = limit - rows.length
    if (room === 0) break
    const found = await selectCandidates(connection, campaign.rule, { ...cell, today: moment.today, limit: room })
    rows.push(...found)
    cells.push({ ...cell, behind: found.at(-1)?.id ?? cell.behind, isDone: found.length < room })
  }
  return { rows, cells }
}

const chooseWays = async (
  parts: CampaignParts,
  connection: Connection,
  { rows, batch }: { rows: readonly CandidateRow[]; batch: Batch },
): Promise<Told[]> => {
  const kept = new Set(
    await selectUnprintable(
      connection,
      rows.map(({ id }) => id),
    ),
  )
  const people = await openCandidates(connection, parts.register, rows)
  return people
    .filter(({ id }) => !kept.has(id))
    .map((person) => checkPrint(parts, { person, way: chooseWay(person, batch.campaign.channelRule) }, batch.moment))
}

/** Moves those who are told; whoever moved on meanwhile (they died, they opposed by phone) is left out. */
const noticeThem = async (
  parts: CampaignParts,
  connection: Connection,
  { told, change, batch }: { told: readonly Told[]; change: Noticed; batch: Batch },
): Promise<Told[]> => {
  const { actor } = batch.by
  const event = {
    kind: 'noticed',
    channel: 'campaign',
    by: { kind: actor.kind, id: actor.id },
    detail: { campaign: batch.campaign.id, wave: batch.place.n },
  }
  const persons = told.map(({ person }) => ({ id: person.id, expectVersion: person.version }))
  const step = { persons, expectState: 'known' } as const
  const moved = new Set(await parts.register.transitionAll(connection, step, { ...change, event }))
  return told.filter(({ person }) => moved.has(person.id))
}

/** The files of a wave are numbered: a batch that is done again after a crash has the name of the one that was lost. */
const fileName = ({ campaign, place }: Pick<Batch, 'campaign' | 'place'>): string =>
  `${campaign.id.slice(-12)}-wave-${place.n}-${String(place.batches + 1).padStart(5, '0')}`

const nothing: SendStep = {
  wave: null,
  waitsUntil: null,
  looked: 0,
  noticed: 0,
  mails: 0,
  letters: 0,
  exceptions: 0,
  file: null,
  held: [],
  finished: true,
}

const writeBatch = async (parts: CampaignParts, connection: Connection, batch: Batch): Promise<SendStep> => {
  const { campaign, place, order, moment } = batch
  const { rows, cells } = await nextRows(connection, batch)
  const chosen = await chooseWays(parts, connection, { rows, batch })
  const change = noticeNow(parts, moment.at)
  const told = await noticeThem(parts, connection, { told: chosen.filter(isTold), change, batch })
  const opensOn = dayOf(change.windowEndsAt ?? moment.at, moment.zone)
  const out = told.flatMap((one) => outgoingOf(one, opensOn))
  const stamp = { campaignId: campaign.id, waveN: place.n, at: moment.at }
  const file = { name: fileName(batch), form: order.as, campaignId: campaign.id, waveN: place.n }
  const written = out.length === 0 ? undefined : await writeLetters(parts, connection, { out, file, moment })
  if (written === undefined) await removeLeftOver(parts, file.name)
  const nowMs = parts.clock.now().getTime()
  const nextId = (): string => timeOrderedId(nowMs)
  const mails = mailNotices(told, nextId)
  await insertNotices(connection, { ...stamp, batchId: written?.batchId ?? null }, [
    ...letterNotices(told, nextId),
    ...mails,
  ])
  const items = mails.map(({ id, personId, mailTo }) => ({
    spaceId: personId,
    id,
    payload: { event: 'noticed', personId, state: 'noticed', noticeId: id, mailTo },
  }))
  await enqueueBulk(connection, 'enrolment-mail', items)
  const exceptions = exceptionsOf(chosen, nextId)
  await insertExceptions(connection, { campaignId: campaign.id, at: moment.at }, exceptions)
  const counts = { noticed: told.length, mails: mails.length, letters: out.length }
  const progress = { cells, hasFile: written !== undefined, ...counts }
  await advanceWave(connection, campaign.id, { n: place.n, progress })
  const path = written === undefined ? null : parts.files.pathOf(written.fileName)
  return {
    ...nothing,
    wave: place.n,
    looked: rows.length,
    ...counts,
    exceptions: exceptions.length,
    file: path,
    finished: false,
  }
}

const sendOne = (parts: CampaignParts, order: SendOrder, by: Visitor): Promise<SendStep> =>
  parts.database.transaction(async (connection) => {
    const { campaign } = await holdCampaign(connection, order.campaignId, 'send')
    const moment = momentOf(parts)
    const place = await selectPlace(connection, order.campaignId, { wave: order.wave, today: moment.today })
    if (place === undefined) {
      const waitsUntil = order.wave === undefined ? await selectNextDay(connection, order.campaignId) : undefined
      return { ...nothing, waitsUntil: waitsUntil ?? null }
    }
    await requireApprovedTexts(parts, connection, { rule: campaign.rule, today: moment.today })
    return writeBatch(parts, connection, { campaign, place, order, by, moment })
  })

/** Retries without those whose letter cannot be printed: they stay known, and a human looks. */
const keepBack = async (parts: CampaignParts, campaignId: string, personIds: readonly string[]): Promise<void> => {
  const { at } = momentOf(parts)
  const nowMs = parts.clock.now().getTime()
  const opened = [...new Set(personIds)].map((personId) => ({
    id: timeOrderedId(nowMs),
    personId,
    kind: 'unprintable' as const,
  }))
  await insertExceptions(parts.database, { campaignId, at }, opened)
}

/** Begins what is approved; false when all is sent already. */
const start = (parts: CampaignParts, campaignId: string): Promise<boolean> =>
  parts.database.transaction(async (connection) => {
    const { campaign, next } = await holdCampaign(connection, campaignId, 'start')
    if (campaign.state === next) return next === 'running'
    const { at, today } = momentOf(parts)
    await requireApprovedTexts(parts, connection, { rule: campaign.rule, today })
    await updateCampaignState(connection, campaignId, { state: next, at })
    return true
  })

/** The last wave is sent: the campaign is over, and what a crash left beside its files goes. */
const end = (parts: CampaignParts, campaignId: string): Promise<void> =>
  parts.database.transaction(async (connection) => {
    const { campaign, next } = await holdCampaign(connection, campaignId, 'end')
    const waves = await selectWaves(connection, campaignId)
    if (waves.some(({ state }) => state !== 'sent')) return
    await updateCampaignState(connection, campaign.id, { state: next, at: momentOf(parts).at })
  })

/**
 * Tells the next persons of a campaign. One transaction: who stands as told, their codes, their notices, the mails that are queued
 * and the wave's position; the file of letters is on the disk before it commits. Whoever is told already is not found again. A wave
 * goes on its planned day, or when the order names it.
 */
export const createSendNext =
  (parts: CampaignParts): Campaigns['sendNext'] =>
  async (visitor, order) => {
    await parts.desk.enter(visitor, 'campaign-send', { campaign: order.campaignId, as: order.as })
    if (!(await start(parts, order.campaignId))) return nothing
    for (;;) {
      try {
        const step = await sendOne(parts, order, visitor)
        if (step.finished && order.wave === undefined) await end(parts, order.campaignId)
        return step
      } catch (error) {
        if (!(error instanceof UnprintableLetters)) throw error
        await keepBack(parts, order.campaignId, error.personIds)
      }
    }
  }
