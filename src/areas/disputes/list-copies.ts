import type { Door } from '../../access/door.ts'
import { copiesOf } from './dispute-of.ts'
import { selectOwn } from './store.ts'
import type { WithdrawnCopies } from './types.ts'

/** Builds what tells apps of documents that they had opened and that are withdrawn: to each its own, where it may still look. */
export const createWithdrawnCopies = ({ door }: { door: Pick<Door, 'open'> }): WithdrawnCopies => ({
  list: async (app, space) => {
    const { value } = await door.open({ ...app, space, act: 'list-documents' }, async (opened) => {
      const { spaceId, standing } = opened
      const rows = await opened.alongside((connection) => selectOwn(connection, spaceId))
      const theirs = rows.filter((row) => copiesOf(standing.keys, row).some(({ id }) => id === app.actor.id))
      return [...new Set(theirs.map(({ documentId }) => documentId))].map((documentId) => ({ documentId, spaceId }))
    })
    return value
  },
})
