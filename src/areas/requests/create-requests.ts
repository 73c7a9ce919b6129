import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { startOfDay } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { randomId, uuidOf } from '../../platform/ids.ts'
import { dequeue, enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import { personName, type Directory, type IdentityKeys, type Party, type Persons } from '../identity/index.ts'
import { requestOf } from './request-of.ts'
import { requestsFile } from './requests-file.ts'
import {
  dueOn,
  endsOn,
  isSameWish,
  readCategory,
  readNote,
  readYear,
  requestAudience,
  requireWaiting,
  stateOn,
} from './rules.ts'
import { openRequest, sealRequest, type RequestContent, type SealedRequest } from './sealed-request.ts'
import { endRequest, insertRequest, selectOwn } from './store.ts'
import type { Asked, Place, Requests } from './types.ts'

/** What requests are built from. */
export interface RequestParts {
  door: Pick<Door, 'open'>
  database: Database
  keys: Pick<IdentityKeys, 'spaceKeys'>
  clock: Clock
  directory: Pick<Directory, 'findFacility' | 'findParties' | 'searchFacilities'> & Pick<Persons, 'loadPerson'>
  /** the civil day of an instant, and the zone it is of */
  dayOf(at: string): string
  zone(): string
  /** the categories that people browse documents by */
  categories: ReadonlySet<string>
}

/** Only holders ask, and for themselves. */
const ownSpaceOf = ({ actor }: Visitor): string => {
  if (actor.kind !== 'holder') throw new Problem('refused', 'act-not-yours')
  return actor.id
}

/** The civil day that it is. */
export const todayOf = ({ clock, dayOf }: Pick<RequestParts, 'clock' | 'dayOf'>): string =>
  dayOf(clock.now().toISOString())

/** The one notice that a request waits too long. */
export const noticeIdOf = (id: string): string => uuidOf(`request-late|${id}`)

/** Nobody is told of a request that has ended as of one that waits too long. */
export const dropLateNotice = (connection: Connection, { spaceId, id }: Pick<SealedRequest, 'spaceId' | 'id'>) =>
  dequeue(connection, spaceId, [noticeIdOf(id)])

const requireRoom = (
  opened: Opened,
  own: readonly SealedRequest[],
  at: { today: string; wish: RequestContent; dayOf: RequestParts['dayOf'] },
) => {
  const open = own.filter((row) => stateOn(row, at.today) === 'asked')
  const today = own.filter(({ askedAt }) => at.dayOf(askedAt) === at.today).length
  if (open.length >= requestsFile.atOnce || today >= requestsFile.aDay)
    throw new Problem('busy', 'requests-too-many', {
      details: { most: requestsFile.atOnce, aDay: requestsFile.aDay },
    })
  return (facilityId: string): void => {
    const same = open.some(
      (row) =>
        row.facilityId === facilityId && isSameWish(openRequest(opened.standing.keys, row.id, row.details), at.wish),
    )
    if (same) throw new Problem('conflict', 'request-made')
  }
}

const wishOf = async (parts: RequestParts, opened: Opened, asked: Asked): Promise<RequestContent> => {
  const facility = await parts.directory.findFacility(asked.facilityId)
  if (facility === undefined)
    throw new Problem('incorrect', 'request-facility-unknown', { details: { field: 'facility' } })
  const { traits, ins } = await opened.alongside((connection) => parts.directory.loadPerson(connection, opened.spaceId))
  const year = readYear(asked.year, { born: traits.birthDate, today: todayOf(parts) })
  const category = readCategory(asked.category, parts.categories)
  const note = readNote(asked.note)
  return {
    facilityName: facility.name,
    ...(category === undefined ? {} : { category }),
    ...(year === undefined ? {} : { year }),
    ...(note === undefined ? {} : { note }),
    holder: { name: personName(traits), birthDate: traits.birthDate, ins },
  }
}

const createAsk =
  (parts: RequestParts): Requests['ask'] =>
  async (holder, asked) => {
    const spaceId = ownSpaceOf(holder)
    const visit = { ...holder, space: { spaceId }, act: 'ask-for-document', audience: requestAudience } as const
    await parts.door.open(visit, async (opened) => {
      const wish = await wishOf(parts, opened, asked)
      const today = todayOf(parts)
      const id = randomId()
      const row: SealedRequest = {
        spaceId,
        id,
        facilityId: asked.facilityId,
        details: sealRequest(opened.standing.keys, id, wish),
        askedAt: parts.clock.now().toISOString(),
        dueOn: dueOn(today, wish.year),
        endsOn: endsOn(today),
        seenAt: null,
        state: 'asked',
        closedAt: null,
        documentId: null,
      }
      const dayAfter = Temporal.PlainDate.from(row.dueOn).add({ days: 1 }).toString()
      const dueAt = startOfDay(dayAfter, parts.zone())
      await opened.alongside(async (connection) => {
        requireRoom(opened, await selectOwn(connection, spaceId), { today, wish, dayOf: parts.dayOf })(asked.facilityId)
        await insertRequest(connection, row)
        await enqueue(connection, { spaceId, id: noticeIdOf(id), kind: 'notice-answer', payload: {}, dueAt })
      })
    })
  }

const placesOf = (parties: readonly Party[]): Place[] =>
  parties.filter(({ kind }) => kind === 'facility').map(({ id, name }) => ({ id, name }))

/** Builds the holder's side. */
export const createRequests = (parts: RequestParts): Requests => ({
  placesAmong: async (partyIds) => placesOf([...(await parts.directory.findParties(partyIds)).values()]),
  searchPlaces: (name) => parts.directory.searchFacilities(name),
  ask: createAsk(parts),
  listOwn: async (holder) => {
    const spaceId = ownSpaceOf(holder)
    const rows = await selectOwn(parts.database, spaceId)
    if (rows.length === 0) return []
    const keys = await parts.keys.spaceKeys(spaceId)
    return rows.map((row) => requestOf(keys, row, todayOf(parts)))
  },
  takeBack: async (holder, id) => {
    const spaceId = ownSpaceOf(holder)
    const visit = { ...holder, space: { spaceId }, act: 'withdraw-request', audience: requestAudience } as const
    await parts.door.open(visit, (opened) =>
      opened.alongside(async (connection) => {
        const row = (await selectOwn(connection, spaceId)).find((one) => one.id === id)
        if (row === undefined) throw new Problem('conflict', 'request-over')
        requireWaiting(row, todayOf(parts))
        const end = { spaceId, id, state: 'taken-back', at: parts.clock.now().toISOString() } as const
        if (!(await endRequest(connection, end))) throw new Problem('conflict', 'request-over')
        await dropLateNotice(connection, row)
      }),
    )
  },
})
