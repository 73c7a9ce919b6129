import type { Opened } from '../../../access/door-opened.ts'
import { joinArrangements, partArrangements } from '../arrange/join-arrangements.ts'
import type { Arrangement } from '../arrange/types.ts'
import type { TransferParts } from './transfer-documents.ts'
import type { Transfers } from './types.ts'

const everything = { partyIds: [], seesHidden: true, seesSecret: true, seesQuarantined: true }

/** What is arranged in a space, and the unique id of each document that it names. */
const readArranged = async ({ vault }: Opened) => {
  const arrangement = await vault.findArrangement()
  const ids = [...new Set([...Object.keys(arrangement.places), ...arrangement.pins])]
  const page = { sort: 'created_at', descending: true, limit: ids.length } as const
  const found = ids.length === 0 ? [] : await vault.listDocuments({ prefilter: everything, ids }, page)
  return { arrangement, named: found.map((document) => document.open()) }
}

/** The same by the ids that the documents have in the space visited: of one deposited in both, it is another. */
const renamed = async (
  { vault, standing }: Opened,
  { arrangement, named }: Awaited<ReturnType<typeof readArranged>>,
): Promise<Arrangement> => {
  const ids = new Map<string, string>()
  for (const { id, uniqueId } of named) {
    const place = await vault.findPlace({ hash: standing.keys.indexHash(uniqueId), id })
    if (place.standing !== undefined) ids.set(id, place.standing.id)
  }
  const places = Object.entries(arrangement.places).flatMap(([documentId, folderId]) => {
    const id = ids.get(documentId)
    return id === undefined ? [] : [[id, folderId] as const]
  })
  return {
    folders: arrangement.folders,
    places: Object.fromEntries(places),
    pins: arrangement.pins.flatMap((documentId) => ids.get(documentId) ?? []),
    ...(arrangement.newHidden ? { newHidden: true } : {}),
  }
}

/** Brings the folders and pins of one space into another, sealed there with its key, once its documents are there. */
export const createBringArrangement =
  ({ door }: Pick<TransferParts, 'door'>): Transfers['bringArrangement'] =>
  async ({ correctionId, from, to, visitor }) => {
    const handing = { ...visitor, space: { spaceId: from }, act: 'hand-over-documents' } as const
    const { value } = await door.open(handing, readArranged)
    const { folders, pins, newHidden } = value.arrangement
    if (folders.length + pins.length === 0 && newHidden === undefined) return
    const taking = { ...visitor, space: { spaceId: to }, act: 'take-over-documents' } as const
    await door.open(taking, async (opened) => {
      const mine = await opened.vault.findArrangement()
      const joined = joinArrangements(mine, await renamed(opened, value), correctionId)
      if (joined !== mine) await opened.vault.keepArrangement(joined)
    })
  }

/** Takes out of the space that is open what a correction brought of folders and pins. */
export const takeArrangementBack = async ({ vault }: Opened, correctionId: string): Promise<void> => {
  const joined = await vault.findArrangement()
  const own = partArrangements(joined, correctionId)
  if (own !== joined) await vault.keepArrangement(own)
}
