import type { Visitor } from '../../src/access/types.ts'
import type { DoorKit } from './door-kit.ts'

/** Puts a document aside through the door, as a holder's report does, whoever comes. */
export const quarantineOne = async ({ door }: DoorKit, visitor: Visitor, documentId: string): Promise<void> => {
  const visit = { ...visitor, space: { objectId: documentId }, act: 'dispute-document', documentId } as const
  await door.open(visit, async (opened) => {
    opened.require(await opened.vault.findDocument(documentId))
    await opened.vault.updateState(documentId, { quarantined: true })
  })
}
