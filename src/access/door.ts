import type { Readable } from 'node:stream'
import { appendEntry } from '../journal/append.ts'
import type { EntryPlace } from '../journal/entry.ts'
import type { Keys } from '../keys/keys.ts'
import type { Clock } from '../platform/clock.ts'
import { sqlState, type Connection, type Database } from '../platform/database/database.ts'
import { Problem } from '../platform/problem.ts'
import type { Blob, Scan } from '../vault/blobs.ts'
import { countClosed, noteScan, type ClosedContents } from '../vault/content-scans.ts'
import { sweepBlobs } from '../vault/sweep-blobs.ts'
import type { BlobStore } from '../vault/blob-store/blob-store.ts'
import { doDuties } from './door-duties.ts'
import { discardContent, openContent, removeObjects, sealContent, type ContentSource } from './door-content.ts'
import { openedFor, Refusal, type Arrival, type Opened } from './door-opened.ts'
import { createPretence } from './door-pretence.ts'
import { isBarred } from './decide.ts'
import type { Decision } from './decision.ts'
import { entryOf } from './entry-of.ts'
import { countedFor, createJudge, type Knock } from './judge.ts'
import { noteDeed } from './note-deed.ts'
import { isMinor, isProtectedAdult } from './policy.ts'
import { knockerOf, noteRefusal, noteVisit } from './note-visit.ts'
import { queueScans, type WantedScans } from './standing-scans.ts'
import { problemOf, type Rules } from './rules.ts'
import { lastingTies } from './lasting-ties.ts'
import { isChild } from './standing-alone.ts'
import { loadStanding, type Standing } from './standing.ts'
import type { Audience, Grant, Receipt, Visit } from './types.ts'

/** What a visit gave, and the journal's receipt for it: handed out only after the commit. */
export interface Visited<T> {
  value: T
  receipt: Receipt
}

/** A visit decided but not yet made: content is sealed for the space before the transaction that will name it. */
export interface Prepared {
  readonly spaceId: string
  /** whether the visitor sees a minor alone: then only what is hidden from representatives is deposited */
  readonly isSecret: boolean
  /** Encrypts bytes under a new document key into the blob store, and gives the row to record. */
  seal(blobId: string, source: ContentSource): Promise<Blob>
  /** Removes sealed objects that no row will name. */
  discard(blobs: readonly Blob[]): Promise<void>
  /** Problem `busy`, `space-moved` where the address leads to another space by now: prepare and seal again. */
  open<T>(look: (opened: Opened) => Promise<T>): Promise<Visited<T>>
}

/** The one way to health data: it decides, writes the journal, and only then opens the vault. */
export interface Door {
  /** Entry, looks and changes, commit. The look may await between statements. */
  open<T>(visit: Visit, look: (opened: Opened) => Promise<T>): Promise<Visited<T>>
  /** The same in one round trip, for a look that issues every statement before its first await: the hot path. */
  glance<T>(visit: Visit, look: (opened: Opened) => Promise<T>): Promise<Visited<T>>
  /** `makeRoom` is done first, unless the act is refused to this visitor whatever the space: a space may be founded for it. */
  prepare(visit: Visit, makeRoom?: () => Promise<void>): Promise<Prepared>
  /** The bytes of a document that a committed visit showed; the stream fails where the object is damaged. */
  content(receipt: Receipt, blob: Blob): Promise<Readable>
  /** Removes the objects of an erased space; what cannot be removed now is swept later, and no key opens it. */
  remove(objectNames: readonly string[]): Promise<void>
  /** Notes what the virus scanner said of an object: nobody's health, so no visit. */
  noteScan(blob: Pick<Blob, 'objectName'>, scan: Scan): Promise<boolean>
  /** Queues spaces whose files the scanner is to look at, again or for the first time; gives how many. */
  queueScans(wanted: WantedScans): Promise<number>
  /** How many objects are closed until the scanner answers, or since it found something. */
  countClosed(): Promise<ClosedContents>
  /** Cleans the object store of what no row names; gives how many objects went. */
  sweep(): Promise<number>
}

/** What the door is built from. */
export interface DoorParts {
  database: Database
  keys: Keys
  blobs: BlobStore
  rules: Rules
  clock: Clock
  /** whether new bytes wait for a virus scanner */
  scans?: boolean
}

/** The door with the steps it takes for a visitor it will refuse. */
interface OpenDoor extends DoorParts {
  pretend: ReturnType<typeof createPretence>
}

/** The door did not let this visit in: the standing its refusal is written with. */
interface Refused {
  standing: Standing
  decision: Decision
}

type Mode = 'transaction' | 'pipeline'

/** journal.append says so when the facts changed between the decision and the entry (migrations/0004). */
const factsChanged = 'CN001'
const attempts = 4

/** Trust: the one place where a grant is made. It is worth nothing without the entry this transaction has just asked for. */
const grantFor = (spaceId: string, visit: Visit): Grant => ({ spaceId, act: visit.act }) as Grant

/** Trust: the one place where a receipt is made, after the commit of the entry it names. */
const receiptFor = ({ spaceId, keys }: Standing, audience: Audience, { n, hash }: EntryPlace): Receipt =>
  ({ spaceId, audience, n, hash, keyVersion: keys.version }) as Receipt

/**
 * Whether a professional sees a minor alone: their word on this visit, or on one that lasts. Law: R.1111-50; rules DOC-24. An adult is
 * told of every look, whatever is said.
 */
const isSecretVisit = async (
  connection: Connection,
  { visit: { secretVisit }, standing: { policy, secretUntil, spaceId }, now }: Knock,
): Promise<boolean> => {
  const isSaid = secretVisit === true || (secretUntil !== undefined && Date.parse(secretUntil) > now.getTime())
  if (!isSaid) return false
  // Asked of every space alike, of nobody's too: a step less would tell that this one is a child's.
  const isInRegister = await isChild(connection, spaceId, now.toISOString())
  return !isProtectedAdult(policy) && (isInRegister || isMinor(policy, now))
}

const arrive = async (parts: DoorParts, visit: Visit): Promise<Arrival> => {
  const { rules } = parts
  const now = parts.clock.now()
  const knocker = knockerOf(visit, { rules, now })
  const loaded = await loadStanding({ connection: parts.database, keys: parts.keys }, visit.space, knocker)
  const secretVisit = await isSecretVisit(parts.database, { visit, standing: loaded, now })
  const knock = countedFor(rules, { visit: { ...visit, secretVisit }, standing: loaded, now })
  return { ...knock, judge: createJudge(rules, knock), lasting: lastingTies(rules, knock) }
}

/** Writes the refusal and commits it before anybody hears of it. Where it cannot be written, that failure is the answer. */
const refuse = async (parts: DoorParts, visit: Visit, refused: Refused): Promise<never> => {
  const { standing, decision } = refused
  const entry = entryOf(visit, standing, decision)
  const noting = { rules: parts.rules, now: parts.clock.now() }
  await parts.database.pipeline((connection) =>
    Promise.all([appendEntry(connection, standing.keys, entry), noteRefusal(connection, { visit, decision }, noting)]),
  )
  throw problemOf(decision, visit)
}

const enter = async <T>(
  parts: DoorParts,
  { arrival, connection, mode }: { arrival: Arrival; connection: Connection; mode: Mode },
  look: (opened: Opened) => Promise<T>,
): Promise<Visited<T>> => {
  const { visit, standing, judge } = arrival
  const now = parts.clock.now()
  const entry = entryOf(visit, standing, judge.visit)
  const place = appendEntry(connection, standing.keys, entry)
  const leaves = noteVisit(arrival, { rules: parts.rules, now })
  const duties = (when: Mode): Promise<unknown> | undefined =>
    when === mode
      ? Promise.all([doDuties(connection, arrival, now), leaves?.(connection), noteDeed(connection, arrival, now)])
      : undefined
  const done = duties('pipeline')
  const grant = grantFor(standing.spaceId, visit)
  const opened = openedFor(arrival, connection, { grant, place, nowMs: now.getTime(), keyStore: parts.keys })
  const [value, written] = await Promise.all([look(opened), place, done])
  // Only now: a look that ended as a refusal takes the same steps for everybody.
  await duties('transaction')
  if (mode === 'transaction' && arrival.lasting.length > 0) await opened.addRelations([...arrival.lasting])
  return { value, receipt: receiptFor(standing, entry.audience, written) }
}

/** One try. A look that refuses from inside rolls its entry back; the refusal is then written instead. */
const attempt = async <T>(
  parts: OpenDoor,
  { arrival, mode }: { arrival: Arrival; mode: Mode },
  look: (opened: Opened) => Promise<T>,
): Promise<Visited<T>> => {
  const { visit, standing, judge } = arrival
  if (judge.visit.effect === 'refuse') {
    if (visit.documentId || 'objectId' in visit.space) await parts.pretend(visit, judge.visit)
    return refuse(parts, visit, { standing, decision: judge.visit })
  }
  // A tie of care about to end is prolonged behind the look, which a single round trip has no room for: once in many months.
  const by = arrival.lasting.length > 0 ? 'transaction' : mode
  try {
    return await parts.database[by]((connection) => enter(parts, { arrival, connection, mode: by }, look))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { decision, audience } = error
    return refuse(parts, audience === undefined ? visit : { ...visit, audience }, { standing, decision })
  }
}

const visitWith =
  (parts: OpenDoor, mode: Mode) =>
  async <T>(visit: Visit, look: (opened: Opened) => Promise<T>, arrived?: Arrival): Promise<Visited<T>> => {
    let arrival = arrived ?? (await arrive(parts, visit))
    for (let tries = 1; ; tries += 1) {
      try {
        const visited = await attempt(parts, { arrival, mode }, look)
        visit.receive?.(visited.receipt)
        return visited
      } catch (error) {
        if (sqlState(error) !== factsChanged) throw error
        if (tries === attempts) throw new Problem('busy', 'space-busy', { cause: error })
        const { spaceId } = arrival.standing
        arrival = await arrive(parts, visit)
        // What was sealed for the space that the number led to opens in no other.
        if (arrived && arrival.standing.spaceId !== spaceId) throw new Problem('busy', 'space-moved', { cause: error })
      }
    }
  }

/** Builds the door. Nothing else in Carnet imports the vault. */
export const createDoor = (given: DoorParts): Door => {
  const parts: OpenDoor = { ...given, pretend: createPretence({ ...given, grantFor }) }
  const open = visitWith(parts, 'transaction')
  return {
    open,
    glance: visitWith(parts, 'pipeline'),
    prepare: async (visit, makeRoom) => {
      const { act, actor, authLevel } = visit
      if (makeRoom && !isBarred({ act, actor: actor.kind, authLevel })) await makeRoom()
      const arrival = await arrive(parts, visit)
      const { standing, judge } = arrival
      if (judge.visit.effect === 'refuse') return refuse(parts, arrival.visit, { standing, decision: judge.visit })
      return {
        spaceId: standing.spaceId,
        isSecret: arrival.visit.secretVisit === true,
        seal: (blobId, source) => {
          const scan = source.scan ?? (parts.scans === true ? 'waiting' : 'unscanned')
          return sealContent(parts.blobs, standing.keys, { blobId, source: { ...source, scan } })
        },
        discard: (blobs) => discardContent(parts.blobs, blobs),
        open: (look) => open(visit, look, arrival),
      }
    },
    content: async (receipt, blob) => {
      const { spaceId, keyVersion } = receipt
      const keys = parts.keys.cachedSpaceKeys(spaceId, keyVersion) ?? (await parts.keys.spaceKeys(spaceId))
      return openContent(parts.blobs, keys, { receipt, blob })
    },
    remove: (objectNames) => removeObjects(parts.blobs, objectNames),
    noteScan: ({ objectName }, scan) => noteScan(parts.database, objectName, scan),
    queueScans: (wanted) => queueScans(parts.database, wanted),
    countClosed: () => countClosed(parts.database),
    sweep: () => sweepBlobs({ database: parts.database, blobs: parts.blobs, now: parts.clock.now() }),
  }
}
