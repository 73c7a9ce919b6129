import type { Door } from '../../../access/door.ts'
import type { NewDocuments } from './types.ts'

/** Builds the choice. It lies sealed beside the folders; who sends a document reads nothing of it, and is told nothing. */
export const createNewDocuments = (door: Door): NewDocuments => ({
  areNewHidden: async (holder) => {
    const visit = { ...holder, space: { spaceId: holder.actor.id }, act: 'list-documents' } as const
    const { value } = await door.open(visit, ({ vault }) => vault.findArrangement())
    return value.newHidden === true
  },
  chooseNewHidden: async (holder, hidden) => {
    const act = hidden ? 'hide-new-documents' : 'show-new-documents'
    await door.open({ ...holder, space: { spaceId: holder.actor.id }, act }, async ({ vault }) => {
      const { newHidden: _before, ...arrangement } = await vault.findArrangement()
      await vault.keepArrangement({ ...arrangement, ...(hidden ? { newHidden: true } : {}) })
    })
  },
})
