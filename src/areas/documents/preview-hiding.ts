import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { isInScope } from '../../access/permission-scope.ts'
import { lasts, pausedSince } from '../../access/policy.ts'
import type { Actor, DocumentFacts } from '../../access/types.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Directory } from '../identity/index.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { addressOf } from './read-document.ts'
import { authorNamesOf } from './rules.ts'
import type { Documents, HidingPreview } from './types.ts'

type Viewer = HidingPreview['viewers'][number]

const roleOrder: Viewer['role'][] = ['treating-doctor', 'administrator', 'care-team', 'permitted', 'author']

/** Every professional with a tie to the space or a permission that lasts, each once, with the strongest tie. */
const tied = (opened: Opened, now: Date): { partyId: string; role: Viewer['role'] }[] => {
  const { policy } = opened.standing
  const given = (policy.permissions ?? []).flatMap(({ partyId, since, until }) =>
    partyId === null ? [] : [[partyId, 'permitted', since, until] as const],
  )
  const relations = [...policy.relations, ...given].filter(([, , , until]) => lasts(until, now))
  const parties = [...new Set(relations.map(([partyId]) => partyId))]
  return parties.flatMap((partyId) => {
    const role = roleOrder.find((kind) => relations.some(([party, tie]) => party === partyId && tie === kind))
    return role ? [{ partyId, role }] : []
  })
}

/** Whom the permissions name that last and show this document; null for whoever says a share code. */
const sharedWith = ({ standing }: Opened, facts: DocumentFacts, now: Date): (string | null)[] =>
  (standing.policy.permissions ?? [])
    .filter(
      (permission) => permission.sharedBy === null && lasts(permission.until, now) && isInScope(permission, facts),
    )
    .map(({ partyId }) => partyId)

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
  (parts: { door: Door; directory: Pick<Directory, 'findProfessional'>; clock: Clock }): Documents['previewHiding'] =>
  async (visitor, documentId) => {
    const { objectId } = addressOf(documentId)
    const visit = { ...visitor, space: { objectId }, act: 'read-document', documentId: objectId } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const document = opened.require(await opened.vault.findDocument(objectId))
      const since = pausedSince(opened.standing.policy)
      const now = parts.clock.now()
      const { facts } = document
      const shared = sharedWith(opened, facts, now)
      return { entry: document.open(), facts, ties: tied(opened, now), shared, judge: opened.judgeAfterPause, since }
    })
    const known = await Promise.all(
      value.ties.map(async ({ partyId, role }) => {
        const actor = (await parts.directory.findProfessional(partyId)) ?? namedIn(value.entry, partyId)
        return actor ? [{ actor, role }] : []
      }),
    )
    const viewers = known.flat().map((at) => viewer(value.judge, value.facts, at))
    const named = new Set(known.flat().map(({ actor }) => actor.id))
    return {
      entry: value.entry,
      ...(value.since && { pausedSince: value.since }),
      ...(value.shared.some((partyId) => partyId === null || !named.has(partyId)) ? { others: true } : {}),
      viewers: viewers.filter(({ seesBefore, seesAfter }) => seesBefore || seesAfter),
    }
  }
