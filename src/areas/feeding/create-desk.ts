import { timeOrderedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import type { StaffRooms } from '../enrolment/index.ts'
import { arrangeBoard, boardOf, type BoardQuery } from './board.ts'
import { facilityCard, lastAsked, partiesOf, softwareCard } from './card.ts'
import type { FeedDesk, OwnFeeds } from './feed-types.ts'
import { maskSums } from './mask.ts'
import { owedLines } from './owed-file.ts'
import { qualityFile } from './quality-file.ts'
import { namesOf, readSums, spanNow, type FeedParts } from './read-feeds.ts'
import { monthOf, producerOf } from './rules.ts'
import { insertNotice, selectNotices, type WantedSums } from './store.ts'
import { softwareMark } from './software-mark.ts'
import { delays } from './types.ts'

/** What the operator's desk is built from. */
export interface FeedDeskParts extends FeedParts {
  staffRooms: Pick<StaffRooms, 'enter'>
}

const unknown = (): Problem => new Problem('absent', 'producer-unknown')

const told = async (parts: FeedParts, wanted: WantedSums) =>
  maskSums(await readSums(parts, wanted), qualityFile.maskBelow)

const readFacility = async (parts: FeedParts, facilityId: string) => {
  const span = spanNow(parts)
  const wanted = { since: span.since, facilityId }
  const facility = (await parts.directory.listFacilities()).find(({ id }) => id === facilityId)
  if (facility === undefined) throw unknown()
  const nameOf = namesOf(await parts.directory.listSoftware())
  const asked = lastAsked(await selectNotices(parts.database, wanted), 'softwareId', span.today)
  return { facility, wanted, card: { span, nameOf, asked } }
}

/** Of all that is counted the board needs what is owed, and of one line that line. */
const boardSums = (since: string, { lineId }: BoardQuery): WantedSums => {
  const lines = owedLines.filter(({ id }) => lineId === undefined || id === lineId)
  return { since, typeCodes: lines.flatMap(({ typeCodes }) => typeCodes), figures: ['taken', 'day-0'] }
}

/** A facility that sends nothing at all is asked too; of software only what sends from there. */
const requireProducer = async (
  parts: FeedParts,
  wanted: { since: string; facilityId: string; softwareId: string },
): Promise<void> => {
  const facilities = await parts.directory.listFacilities()
  const isKnown = facilities.some(({ id }) => id === wanted.facilityId)
  if (!isKnown || (wanted.softwareId !== '' && (await readSums(parts, wanted)).length === 0)) throw unknown()
}

const createNotify =
  (parts: FeedDeskParts): FeedDesk['notify'] =>
  async (visitor, { facilityId, softwareId }) => {
    const { database, clock, staffRooms } = parts
    const now = clock.now()
    const id = timeOrderedId(now.getTime())
    await staffRooms.enter(visitor, 'feeds-notify', { notice: id })
    const { today, since } = spanNow(parts)
    await requireProducer(parts, { since, facilityId, softwareId })
    const notice = { id, facilityId, softwareId, month: monthOf(today), askedAt: now.toISOString() }
    await database.transaction(async (connection) => {
      if (!(await insertNotice(connection, notice))) throw new Problem('conflict', 'producer-asked-already')
      // It is about no space: it stands under its own id.
      if (softwareId !== '')
        await enqueue(connection, { spaceId: id, id, kind: 'notice-producer', payload: { softwareId } })
    })
  }

/** The operator's look at what producers send. Rules DOC-33, DOC-34; screen O27. */
export const createFeedDesk = (parts: FeedDeskParts): FeedDesk => {
  const { database, directory, staffRooms } = parts
  return {
    readBoard: async (visitor, query) => {
      await staffRooms.enter(visitor, 'feeds-view')
      const span = spanNow(parts)
      const cells = await told(parts, boardSums(span.since, query))
      const rows = boardOf(cells, await directory.listFacilities(), span)
      return { months: span.months, rows: arrangeBoard(rows, query) }
    },
    listSoftware: async (visitor) => {
      await staffRooms.enter(visitor, 'feeds-view')
      const span = spanNow(parts)
      const cells = await told(parts, { since: span.since })
      return partiesOf(cells, 'softwareId', { asked: new Map(), nameOf: namesOf(await directory.listSoftware()) })
    },
    readFacility: async (visitor, facilityId) => {
      await staffRooms.enter(visitor, 'feeds-view')
      const { facility, wanted, card } = await readFacility(parts, facilityId)
      return facilityCard(await told(parts, wanted), facility, card)
    },
    readSoftware: async (visitor, mark) => {
      await staffRooms.enter(visitor, 'feeds-view')
      const span = spanNow(parts)
      const byHand = { id: '', name: '' }
      const software = [...(await directory.listSoftware()), byHand].find(({ id }) => softwareMark(id) === mark)
      if (software === undefined) throw unknown()
      const wanted = { since: span.since, softwareId: software.id }
      const asked = lastAsked(await selectNotices(database, wanted), 'facilityId', span.today)
      const nameOf = namesOf(await directory.listFacilities())
      return softwareCard(await told(parts, wanted), software, { span, asked, nameOf })
    },
    notify: createNotify(parts),
  }
}

/** What a facility sees of itself: it knows what it sent, so nothing of it is masked. */
export const createOwnFeeds = (parts: FeedParts): OwnFeeds => ({
  readOwn: async (visitor) => {
    const producer = producerOf(visitor)
    if (producer === undefined) return undefined
    const { facility, wanted, card } = await readFacility(parts, producer.facilityId)
    const sums = await readSums(parts, wanted)
    return {
      ...facilityCard(maskSums(sums, 1), facility, card),
      delays: delays.map((delay) => ({
        delay,
        n: sums.reduce((sum, { figure, n }) => (figure === delay ? sum + n : sum), 0),
      })),
    }
  },
})
