import type { Opened } from '../../access/door-opened.ts'
import type { Visitor } from '../../access/types.ts'
import type { Coding } from '../../reference/document-entry.ts'
import type { ReadyDocument } from './ready-document.ts'

/** Called with what a place deposited and its holder sees, in the same transaction: what it answers of what was asked for is closed. */
export type NoteArrived = (
  opened: Opened,
  facilityId: string,
  arrived: readonly { id: string; type: Coding; createdAt: string }[],
) => Promise<void>

/** Tells what came of a place to whom it answers. Law: R.1111-53, of what is withheld from its holder nothing is told. */
export const tellAsked = async (
  { opened, visitor: { actor }, noteArrived }: { opened: Opened; visitor: Visitor; noteArrived: NoteArrived },
  ready: readonly ReadyDocument[],
): Promise<void> => {
  const facility = 'facility' in actor ? actor.facility : undefined
  const seen = ready.filter(({ inspected }) => !inspected.metadata.visibility.withheld)
  if (facility === undefined || seen.length === 0) return
  const arrived = seen.map(({ id, inspected: { metadata } }) => ({
    id,
    type: metadata.type,
    createdAt: metadata.createdAt,
  }))
  await noteArrived(opened, facility.id, arrived)
}
