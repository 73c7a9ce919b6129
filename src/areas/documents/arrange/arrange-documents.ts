import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import { isUuid, randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { addressOf } from '../read-document.ts'
import { arranged, inOrder } from './rules.ts'
import type { DocumentArranging } from './types.ts'

const requireReadable = async ({ vault, judgeAs }: Opened, documentId: string): Promise<void> => {
  const found = isUuid(documentId) ? await vault.findDocument(documentId) : undefined
  if (found?.facts.id !== documentId || judgeAs({ act: 'read-document' }, found.facts).effect === 'refuse')
    throw new Problem('absent', 'document-not-open')
}

/** Tells where a document lies among the folders and pins of its holder. */
export const createFindPlace =
  (door: Door): DocumentArranging['findPlace'] =>
  async (holder, documentId) => {
    const { objectId } = addressOf(documentId)
    // The holder's own space and no other: who may read a document for somebody sees nothing of their folders.
    const space = { spaceId: holder.actor.id }
    const visit = { ...holder, space, act: 'read-document', documentId: objectId } as const
    const { value } = await door.open(visit, async (opened) => {
      const entry = opened.require(await opened.vault.findDocument(objectId)).open()
      const { folders, places, pins } = await opened.vault.findArrangement()
      const folderId = places[entry.id]
      return {
        entry,
        folders: inOrder(folders),
        ...(folderId === undefined ? {} : { folderId }),
        isPinned: pins.includes(entry.id),
      }
    })
    return value
  }

/**
 * Changes how the holder's documents are arranged. The entry names no document and no folder: for whoever reads the history beside the
 * holder it tells that something was arranged, and nothing else. Visits of one space line up at its journal, so that no change is lost.
 */
export const createArrange =
  (door: Door): DocumentArranging['arrange'] =>
  async (holder, change) => {
    const visit = { ...holder, space: { spaceId: holder.actor.id }, act: 'arrange-documents' } as const
    await door.open(visit, async (opened) => {
      if ('documentId' in change && change.what !== 'unpin') await requireReadable(opened, change.documentId)
      await opened.vault.keepArrangement(arranged(await opened.vault.findArrangement(), change, randomId()))
    })
  }
