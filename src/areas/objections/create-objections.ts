import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { isMinor } from '../../access/policy.ts'
import type { Visitor } from '../../access/types.ts'
import { addWorkingDays } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { Directory, IdentityKeys } from '../identity/index.ts'
import { objectionOf } from './objection-of.ts'
import { objectionsFile } from './objections-file.ts'
import { actDayOf, objectionAudience, sourceOf } from './rules.ts'
import { sealAct, type Act } from './sealed-act.ts'
import { setAside } from './set-aside.ts'
import { deleteObjection, insertObjection, selectOwn, type SealedObjection } from './store.ts'
import type { Objections } from './types.ts'

/** What objections are built from. */
export interface ObjectionParts {
  door: Pick<Door, 'open'>
  database: Database
  keys: Pick<IdentityKeys, 'spaceKeys'>
  directory: Pick<Directory, 'findParties'>
  clock: Clock
  /** the civil day of an instant */
  dayOf(at: string): string
}

/** Only the holder says what is not to be listed: for whoever else may read, it is not theirs to say. */
const ownSpaceOf = ({ actor }: Visitor): string => {
  if (actor.kind !== 'holder') throw new Problem('refused', 'act-not-yours')
  return actor.id
}

const readable = async ({ vault, judgeAs }: Opened, documentId: string): Promise<DocumentEntry> => {
  const found = isUuid(documentId) ? await vault.findDocument(documentId) : undefined
  if (found === undefined || judgeAs({ act: 'read-document' }, found.facts).effect === 'refuse')
    throw new Problem('absent', 'document-not-open')
  return found.open()
}

const reasonFor = (decidesAlone: boolean, reason: string): string => {
  if (decidesAlone) return objectionsFile.minorReason
  if (objectionsFile.reasons.includes(reason)) return reason
  throw new Problem('incorrect', 'objection-reason-missing', { details: { field: 'reason' } })
}

type Asked = Parameters<Objections['object']>[1]

const describe = (
  { clock, dayOf }: ObjectionParts,
  opened: Opened,
  { asked, entry, act }: { asked: Asked; entry: DocumentEntry; act: Act },
): SealedObjection => {
  const now = clock.now()
  const at = now.toISOString()
  const alone = isMinor(opened.standing.policy, now)
  const id = randomId()
  return {
    spaceId: opened.spaceId,
    id,
    scope: asked.scope,
    documentId: entry.id,
    partyId: sourceOf(entry),
    details: sealAct(opened.standing.keys, id, act),
    reason: reasonFor(alone, asked.reason),
    askedAt: at,
    dueOn: alone ? null : addWorkingDays(dayOf(at), objectionsFile.answerWorkingDays),
    outcome: alone ? 'accepted' : null,
    because: null,
    answeredAt: alone ? at : null,
  }
}

/** What the objection is matched by is what is shown of it: the place that deposited, or the professional, and not who wrote. */
const actOf = async ({ directory }: ObjectionParts, entry: DocumentEntry): Promise<Act> => {
  const source = sourceOf(entry)
  const party = (await directory.findParties([source])).get(source)
  return { partyName: party?.name ?? entry.depositedBy.name, actOn: actDayOf(entry) }
}

/** What holders ask not to be listed, over the door: written in their journal; a minor's word holds at once. */
export const createObjections = (parts: ObjectionParts): Objections => ({
  prepare: async (visitor, documentId) => {
    const visit = { ...visitor, space: { spaceId: ownSpaceOf(visitor) }, act: 'read-document', documentId } as const
    const { value } = await parts.door.open(visit, async (opened) => ({
      entry: await readable(opened, documentId),
      decidesAlone: isMinor(opened.standing.policy, parts.clock.now()),
    }))
    return value
  },
  object: async (visitor, asked) => {
    const { documentId } = asked
    const spaceId = ownSpaceOf(visitor)
    const visit = {
      ...visitor,
      space: { spaceId },
      act: 'object-to-listing',
      documentId,
      audience: objectionAudience,
    } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const entry = await readable(opened, documentId)
      const act = await actOf(parts, entry)
      const row = describe(parts, opened, { asked, entry, act })
      const isNew = await opened.alongside((connection) => insertObjection(connection, row))
      if (!isNew) throw new Problem('conflict', 'objection-made')
      if (row.outcome === 'accepted') await setAside(opened, { ...row, ...act, isSecret: true })
      return objectionOf(opened.standing.keys, row)
    })
    return value
  },
  listOwn: async (visitor) => {
    const rows = await selectOwn(parts.database, ownSpaceOf(visitor))
    const [first] = rows
    if (first === undefined) return []
    const seal = await parts.keys.spaceKeys(first.spaceId)
    return rows.map((row) => objectionOf(seal, row))
  },
  withdraw: async (visitor, id) => {
    const spaceId = ownSpaceOf(visitor)
    const visit = { ...visitor, space: { spaceId }, act: 'withdraw-objection', audience: objectionAudience } as const
    await parts.door.open(visit, async (opened) => {
      const was = isUuid(id) && (await opened.alongside((connection) => deleteObjection(connection, spaceId, id)))
      if (!was) throw new Problem('conflict', 'objection-over')
    })
  },
})
