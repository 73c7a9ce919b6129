import type { Opened } from '../../../access/door-opened.ts'
import { uuidOf } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'

type Blob = NonNullable<Awaited<ReturnType<Opened['vault']['findBlob']>>>

/** Queues, with whatever brings a document into a space, that its bytes are shown to the virus scanner, where they need be, and notes that it came. */
export const awaitScan = async (opened: Opened, documentId: string, blob: Pick<Blob, 'scan'>): Promise<void> => {
  await opened.noteContent(blob.scan !== 'unscanned')
  if (blob.scan !== 'waiting') return
  const { spaceId } = opened
  const item = { spaceId, id: uuidOf(`${documentId}/scan`), kind: 'content-unscanned', payload: { documentId } }
  await opened.alongside((connection) => enqueue(connection, item))
}
