import type { Opened } from '../../../access/door-opened.ts'
import type { Visitor } from '../../../access/types.ts'
import { createTransferDocuments, type TransferParts } from './transfer-documents.ts'
import type { Transfer, Transfers } from './types.ts'

const documentsPerStep = 200

type Moved = Awaited<ReturnType<Opened['vault']['listMovable']>>[number]

/** Looks at every document of a space, some at a time. */
const collect = async <T>(
  { door }: TransferParts,
  at: { visitor: Visitor; spaceId: string; depositedAfter?: string },
  pick: (moved: Moved) => T[],
): Promise<T[]> => {
  const { visitor, spaceId, depositedAfter } = at
  const visit = { ...visitor, space: { spaceId }, act: 'hand-over-documents' } as const
  const { value } = await door.open(visit, async ({ vault }) => {
    const picked: T[] = []
    let after: string | undefined
    for (;;) {
      const page = await vault.listMovable({
        limit: documentsPerStep,
        ...(after === undefined ? {} : { after }),
        ...(depositedAfter === undefined ? {} : { depositedAfter }),
      })
      picked.push(...page.flatMap(pick))
      after = page.at(-1)?.entry.id
      if (after === undefined) return picked
    }
  })
  return value
}

/**
 * Takes copies back, some at a time. First the originals get the state of the copies, then the copies go: stopped in between, the
 * same is done again.
 */
const createTakeBack =
  ({ door }: TransferParts): Transfers['takeBack'] =>
  async ({ correctionId, from, to, visitor }) => {
    const change = (spaceId: string) => ({ ...visitor, space: { spaceId }, act: 'correct-identity' }) as const
    const look = { ...visitor, space: { spaceId: to }, act: 'hand-over-documents' } as const
    let taken = 0
    for (;;) {
      const { value: copies } = await door.open(look, ({ vault }) => vault.listTaken(correctionId, documentsPerStep))
      if (copies.length === 0) break
      await door.open(change(from), async ({ vault }) => {
        await vault.setMovable(copies.map(({ sourceId, state }) => ({ id: sourceId, state })))
        await vault.undoHanded(
          correctionId,
          copies.map(({ sourceId }) => sourceId),
        )
      })
      await door.open(change(to), ({ vault }) =>
        vault.withdrawTaken(correctionId, { ids: copies.map(({ id }) => id), backTo: from }),
      )
      taken += copies.length
    }
    await door.open(change(from), ({ vault }) => vault.restoreHanded(correctionId))
    return taken
  }

const markHanded =
  ({ door }: TransferParts) =>
  async ({ correctionId, from, visitor, only }: Required<Transfer>): Promise<void> => {
    const visit = { ...visitor, space: { spaceId: from }, act: 'correct-identity' } as const
    await door.open(visit, ({ vault }) => vault.markHanded(correctionId, only))
  }

/** Builds the movements of documents between spaces over the door. */
export const createTransfers = (parts: TransferParts): Transfers => ({
  transfer: createTransferDocuments(parts),
  markHanded: markHanded(parts),
  takeBack: createTakeBack(parts),
  listDeposits: (visitor, spaceId) =>
    collect(parts, { visitor, spaceId }, ({ entry }) => [
      {
        documentId: entry.id,
        depositor: entry.depositedBy.name,
        depositedOn: entry.depositedAt.slice(0, 10),
        size: entry.size,
      },
    ]),
  findNaming: (visitor, spaceId, { after, names }) =>
    collect(parts, { visitor, spaceId, depositedAfter: after }, ({ entry }) =>
      entry.sourcePatient.identifiers.some(names) ? [entry.id] : [],
    ),
})
