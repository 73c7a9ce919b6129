import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import { endOfPeriod } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import { createKeepRecall } from '../../notifications/index.ts'
import { outcomesOf } from '../document-outcomes.ts'
import { addressOf, findUnder } from '../read-document.ts'
import { listDue } from './store.ts'
import type { DocumentBin } from './types.ts'

/** What the bin is built from. */
export interface BinParts {
  door: Door
  database: Database
  parameters: Parameters
  clock: Clock
  /** the system itself, which erases what is due */
  visitor: Visitor
}

/** Rules DOC-12. */
export const mostDeleted = 10

/** More than anybody throws away in thirty days: a hundred a day may be added. */
const mostInBin = 1_000

const perSweep = 100

type Found = NonNullable<Awaited<ReturnType<Opened['vault']['findDocument']>>>

const createDelete = ({ door, parameters, clock }: BinParts) => {
  const keepRecall = createKeepRecall({ clock, parameters })
  const untilOf = (): string => {
    const now = clock.now().toISOString()
    return endOfPeriod(
      now,
      { days: parameters.parameterAt('binDays', now) },
      parameters.parameterAt('civilTimeZone', now),
    )
  }
  return async (visitor: Visitor, documentId: string): Promise<void> => {
    const { objectId } = addressOf(documentId)
    const visit = { ...visitor, space: { objectId }, act: 'delete-document', documentId: objectId } as const
    await door.open(visit, async (opened) => {
      const found = opened.require(await findUnder(visitor, opened, objectId))
      await opened.vault.putInBin(found.facts.id, untilOf())
      await keepRecall(opened, found.facts.typeCode)
    })
  }
}

const createRestore =
  ({ door, ...law }: BinParts) =>
  async (visitor: Visitor, documentId: string): Promise<void> => {
    const { objectId } = addressOf(documentId)
    const visit = { ...visitor, space: { objectId }, act: 'restore-document', documentId: objectId } as const
    await door.open(visit, async (opened) => {
      const found = opened.require(await findUnder(visitor, opened, objectId))
      await opened.vault.takeFromBin(found.facts.id)
      await createKeepRecall(law)(opened, found.facts.typeCode)
    })
  }

const findBinned = async (opened: Opened, now: Date): Promise<Found[]> => {
  const filter = { prefilter: opened.prefilter, binnedAfter: now.toISOString() }
  const rows = await opened.vault.listDocuments(filter, { sort: 'created_at', descending: true, limit: mostInBin })
  return rows.filter(({ facts }) => opened.judgeAs({ act: 'restore-document' }, facts).effect === 'permit')
}

const sweepOne = async ({ door, visitor, clock }: BinParts, spaceId: string): Promise<void> => {
  const visit = { ...visitor, space: { spaceId }, act: 'drop-documents' } as const
  const { value: objects } = await door.open(visit, ({ vault }) => vault.dropBinned(clock.now()))
  await door.remove(objects)
}

const createSweep = (parts: BinParts) => async (): Promise<number> => {
  const spaceIds = await listDue(parts.database, { now: parts.clock.now(), most: perSweep })
  for (const spaceId of spaceIds) await sweepOne(parts, spaceId)
  return spaceIds.length
}

/**
 * Builds the bin. What lies in it is entered-in-error as well: no list, no search, no software and no professional finds it, by the rule
 * that holds for whatever is withdrawn. Law: L.1111-15; rules DOC-8, DOC-12.
 */
export const createBin = (parts: BinParts): DocumentBin => {
  const { door, clock } = parts
  const binDays = (): number => parts.parameters.parameterAt('binDays', clock.now().toISOString())
  const [deleteOne, restoreOne] = [createDelete(parts), createRestore(parts)]
  return {
    deleteDocuments: async (visitor, ids) => {
      if (ids.length > mostDeleted)
        throw new Problem('incorrect', 'too-many-chosen', { details: { field: 'id', most: mostDeleted } })
      return outcomesOf(ids, (id) => deleteOne(visitor, id))
    },
    binDays,
    restoreDocuments: (visitor, ids) => outcomesOf(ids, (id) => restoreOne(visitor, id)),
    listBin: async (visitor, spaceId) => {
      const visit = { ...visitor, space: { spaceId }, act: 'list-documents' } as const
      const { value } = await door.open(visit, async (opened) =>
        (await findBinned(opened, clock.now())).map((found) => ({
          entry: found.open(),
          until: found.facts.binnedUntil ?? '',
        })),
      )
      return value
    },
    emptyBin: async (visitor, spaceId) => {
      const visit = { ...visitor, space: { spaceId }, act: 'empty-bin' } as const
      const { value } = await door.open(visit, async (opened) => {
        const now = clock.now()
        const found = await findBinned(opened, now)
        await opened.vault.endBinned(
          found.map(({ facts }) => facts.id),
          now,
        )
        return found.length
      })
      return value
    },
    sweepBins: createSweep(parts),
  }
}
