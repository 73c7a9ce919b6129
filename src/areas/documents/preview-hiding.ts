import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { pausedSince } from '../../access/policy.ts'
import type { Actor, DocumentFacts } from '../../access/types.ts'
import type { Directory } from '../identity/index.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { addressOf } from './read-document.ts'
import { authorNamesOf } from './rules.ts'
import type { Documents, HidingPreview } from './types.ts'

type Viewer = HidingPreview['viewers'][number]

const roleOrder: Viewer['role'][] = ['treating-doctor', 'care-team', 'author']

/** Every professional with a tie to the space, each once, with the strongest tie. */
const tied = (opened: Opened): { partyId: string; role: Viewer['role'] }[] => {
  const { relations } = opened.standing.policy
  const parties = [...new Set(relations.map(([partyId]) => partyId))]
  return parties.flatMap((partyId) => {
    const role = roleOrder.find((kind) => relations.some(([party, tie]) => party === partyId && tie === kind))
    return role ? [{ partyId, role }] : []
  })
}

const viewer = (
  judge: Opened['judgeAfterPause'],
  facts: DocumentFacts,
  at: { actor: Actor; role: Viewer['role'] },
): Viewer => {
  const sees = (hidden: boolean) =>
    judge({ actor: at.actor }, { ...facts, visibility: { ...facts.visibility, hidden } }).effect === 'permit'
  const { hidden } = facts.visibility
  return { name: at.actor.name, role: at.role, seesBefore: sees(hidden), seesAfter: sees(!hidden) }
}

/** An author whom no register here knows, as their document names them. */
const namedIn = (entry: DocumentEntry, partyId: string): Actor | undefined => {
  const name = authorNamesOf(entry).get(partyId)
  return name === undefined ? undefined : { kind: 'professional', id: partyId, name, profession: '' }
}

/**
 * Tells by name who sees a document now and who will once it is hidden (or shown): the same decide() as every look, asked for
 * each professional with a tie to the space. Who would see it neither before nor after is left out. During a pause: as it will be after it.
 */
export const createPreviewHiding =
  (parts: { door: Door; directory: Pick<Directory, 'findProfessional'> }): Documents['previewHiding'] =>
  async (visitor, documentId) => {
    const { objectId } = addressOf(documentId)
    const visit = { ...visitor, space: { objectId }, act: 'read-document', documentId: objectId } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const document = opened.require(await opened.vault.findDocument(objectId))
      const since = pausedSince(opened.standing.policy)
      return { entry: document.open(), facts: document.facts, ties: tied(opened), judge: opened.judgeAfterPause, since }
    })
    const viewers = await Promise.all(
      value.ties.map(async ({ partyId, role }) => {
        const actor = (await parts.directory.findProfessional(partyId)) ?? namedIn(value.entry, partyId)
        return actor ? [viewer(value.judge, value.facts, { actor, role })] : []
      }),
    )
    return {
      entry: value.entry,
      ...(value.since && { pausedSince: value.since }),
      viewers: viewers.flat().filter(({ seesBefore, seesAfter }) => seesBefore || seesAfter),
    }
  }
