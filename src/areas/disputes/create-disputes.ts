import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { addWorkingDays } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { isUuid, randomId, timeOrderedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { authorNamesOf } from '../documents/index.ts'
import type { IdentityKeys } from '../identity/index.ts'
import { disputeOf, forHolder } from './dispute-of.ts'
import { disputesFile } from './disputes-file.ts'
import { disputeAudience, lookersOf, requireKind, requireShort } from './rules.ts'
import { sealTold } from './sealed-case.ts'
import { insertDispute, selectOne, selectOwn, stepDispute, type SealedDispute } from './store.ts'
import type { DisputeKind, Disputes } from './types.ts'

/** What cases are built from. */
export interface DisputeParts {
  door: Pick<Door, 'open'>
  database: Database
  keys: Pick<IdentityKeys, 'spaceKeys'>
  clock: Clock
  /** the civil day of an instant */
  dayOf(at: string): string
}

/** Only the holder says what is not theirs: whoever represents or treats them tells its author. */
const ownSpaceOf = ({ actor }: Visitor): string => {
  if (actor.kind !== 'holder') throw new Problem('refused', 'act-not-yours')
  return actor.id
}

/** Every look at the bytes or the facts of a document that the chains of this visitor tell, newest first. */
const readLookers = async (opened: Opened, { id, blobId }: Pick<DocumentEntry, 'id' | 'blobId'>) =>
  lookersOf(
    await opened.readEntries({
      acts: ['read-document'],
      effects: ['permit'],
      documentIds: [id, blobId],
      limit: 1_000,
    }),
  )

/** The place that wrote it, whom people know; else who deposited. */
const placeOf = (entry: DocumentEntry): string =>
  authorNamesOf(entry).get(entry.depositedBy.facilityId ?? '') ??
  entry.authors[0]?.facility?.name ??
  entry.custodian?.name ??
  entry.depositedBy.name

/** A case that begins now, about a document of the space that is open. */
export const beginCase = async (
  { clock, dayOf }: Pick<DisputeParts, 'clock' | 'dayOf'>,
  opened: Opened,
  about: { entry: DocumentEntry; authorIds: readonly string[]; kind: DisputeKind; note?: string },
): Promise<SealedDispute> => {
  const { entry, authorIds, kind, note } = about
  const at = clock.now().toISOString()
  const id = randomId()
  const told = {
    partyName: placeOf(entry),
    depositedAt: entry.depositedAt,
    ...(note === undefined || note === '' ? {} : { note }),
    ...(await readLookers(opened, entry)),
  }
  return {
    spaceId: opened.spaceId,
    id,
    documentId: entry.id,
    kind,
    partyIds: [...new Set([...authorIds, entry.depositedBy.facilityId ?? entry.depositedBy.id])],
    details: sealTold(opened.standing.keys, id, told),
    openedAt: at,
    dueOn: addWorkingDays(dayOf(at), disputesFile.answerWorkingDays),
    state: 'asked',
    closedAt: null,
  }
}

/** Who of its authors can be written to is told that something waits on their page. */
const tellAuthors = async (opened: Opened, { partyIds }: SealedDispute, now: Date): Promise<void> => {
  const { spaceId } = opened
  for (const partyId of partyIds) {
    const notice = { spaceId, id: timeOrderedId(now.getTime()), kind: 'notice-professional', payload: { partyId } }
    await opened.alongside((connection) => enqueue(connection, notice))
  }
}

const createDispute =
  (parts: DisputeParts): Disputes['dispute'] =>
  async (holder, asked) => {
    const kind = requireKind(asked.kind)
    const note = requireShort(asked.note, 'note')
    const { documentId } = asked
    const audience = disputeAudience
    const space = { spaceId: ownSpaceOf(holder) }
    const visit = { ...holder, space, act: 'dispute-document', documentId, audience } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const found = opened.require(isUuid(documentId) ? await opened.vault.findDocument(documentId) : undefined)
      const about = { entry: found.open(), authorIds: found.facts.authorIds, kind, note }
      const row = await beginCase(parts, opened, about)
      const isNew = await opened.alongside((connection) => insertDispute(connection, row))
      if (!isNew) throw new Problem('conflict', 'dispute-made')
      await opened.vault.updateState(row.documentId, { quarantined: true })
      await tellAuthors(opened, row, parts.clock.now())
      return disputeOf(opened.standing.keys, row)
    })
    return value
  }

const createTakeBack =
  (parts: DisputeParts): Disputes['takeBack'] =>
  async (holder, id) => {
    const spaceId = ownSpaceOf(holder)
    const row = isUuid(id) ? await selectOne(parts.database, id) : undefined
    if (row?.spaceId !== spaceId) throw new Problem('conflict', 'dispute-over')
    const { documentId, details } = row
    const audience = disputeAudience
    const visit = { ...holder, space: { spaceId }, act: 'withdraw-dispute', documentId, audience } as const
    await parts.door.open(visit, async (opened) => {
      const closed = { at: parts.clock.now().toISOString(), by: holder.actor.id }
      const step = { spaceId, id, state: 'taken-back', details, closed } as const
      if (!(await opened.alongside((connection) => stepDispute(connection, step))))
        throw new Problem('conflict', 'dispute-over')
      await opened.vault.updateState(documentId, { quarantined: false })
    })
  }

/** Builds what a holder does about a document that is not theirs, or wrong: over the door, gone for others at their next request. */
export const createDisputes = (parts: DisputeParts): Disputes => ({
  prepare: async (holder, documentId) => {
    const visit = { ...holder, space: { spaceId: ownSpaceOf(holder) }, act: 'read-document', documentId } as const
    const { value } = await parts.door.open(visit, async (opened) =>
      opened.require(isUuid(documentId) ? await opened.vault.findDocument(documentId) : undefined).open(),
    )
    return value
  },
  dispute: createDispute(parts),
  listOwn: async (holder) => {
    const rows = await selectOwn(parts.database, ownSpaceOf(holder))
    const [first] = rows
    if (first === undefined) return []
    const seal = await parts.keys.spaceKeys(first.spaceId)
    return rows.map((row) => forHolder(seal, row))
  },
  takeBack: createTakeBack(parts),
})
