import type { EntryPlace } from '../journal/entry.ts'
import { readGaps, type Gap } from '../journal/gaps.ts'
import type { EntryFilter, EntryPage, OpenedEntry } from '../journal/read.ts'
import { writeTombstone } from '../journal/tombstone.ts'
import type { ReadChain } from '../journal/write-journal-file.ts'
import type { Keys } from '../keys/keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { timeOrderedId } from '../platform/ids.ts'
import type { VaultDocument } from '../vault/document-row.ts'
import { eraseVault } from '../vault/erase-vault.ts'
import { openVault, type OpenVault } from '../vault/open-vault.ts'
import type { ShownRelations } from '../vault/vault-access.ts'
import type { Decision, RefusalReason } from './decision.ts'
import type { Judge } from './judge.ts'
import type { EmergencyWord, PermissionRow } from './policy.ts'
import { readerIdOf } from './entry-of.ts'
import { requireErasing } from './life.ts'
import { refuse } from './shared-decisions.ts'
import { noteContent } from './standing-scans.ts'
import { buryStanding, setState, type LivingState } from './standing-life.ts'
import { setSecretVisit } from './standing-alone.ts'
import { setVeil } from './standing-veil.ts'
import { noteArrival, noteGroup, sealPolicy, type Standing } from './standing.ts'
import {
  addPermissions,
  addRelations,
  removeEndedPermissions,
  removePermission,
  removePermissionsOf,
  removeRelations,
  setBlock,
  setEmergencyRule,
  type Tie,
} from './standing-ties.ts'
import { createNoteFor, endChains, openJournal, type NoteFor } from './door-journal.ts'
import type { Audience, DocumentFacts, Grant, Prefilter, Visit } from './types.ts'

/** What a use-case holds while the door is open: one space, one transaction, one entry. */
export interface Opened {
  readonly spaceId: string
  readonly standing: Standing
  readonly vault: OpenVault
  readonly prefilter: Prefilter
  /** whether the visitor sees a minor alone: never of an adult, whatever is said */
  readonly isSecret: boolean
  /** where this visit's entry stands, once the journal has answered */
  readonly place: Promise<EntryPlace>
  /** The decision on one document, for this visitor and this act. */
  judge(facts: DocumentFacts): Decision
  /** The decision on one document if somebody else came, or for another act: the same rules. */
  judgeAs: Judge['documentAs']
  /** The same if somebody else came while no pause lasts: what a holder changes during one counts after it. */
  judgeAfterPause: Judge['documentAfterPause']
  /**
   * Gives the document when it is there and open to this visitor; otherwise the visit ends, its entry is taken back and a
   * refusal written, the same for a document that is not there. Only inside `Door.open`.
   */
  require(document: VaultDocument | undefined): VaultDocument
  /** What a list and its documents would be to somebody else, now or at another moment: the same rules. */
  judgeInPlaceOf: Judge['inPlaceOf']
  readEntries(page: EntryPage): Promise<OpenedEntry[]>
  /**
   * Ends the visit as the door would have refused it: its entry is taken back and a refusal written, for these eyes where not everybody
   * may read why. Only inside `Door.open`.
   */
  refuse(reason: RefusalReason, audience?: Audience): never
  /** One entry of the chains of this visitor, by the name that it has there. */
  readEntry(n: string, sought?: EntryFilter): Promise<OpenedEntry | undefined>
  /** Writes this visit for other eyes too: a deposit of documents that not everybody may know of. */
  noteFor(audience: Audience): Promise<void>
  /** Writes into the main chain that the chain of this visit's own entry is open up to that entry. */
  linkInMain(): Promise<void>
  /** The chains that this visitor may verify, whole, with what proves them in the public log; this visit's own entry is the last. */
  readChains(): Promise<ReadChain[]>
  /** Where the journal of this space and what happened do not agree, or its proofs are late: waiting since before an instant. */
  readGaps(lateSince: Date): Promise<Gap[]>
  addRelations(ties: Tie[]): Promise<void>
  /**
   * Removes ties. With none it still raises the space's epoch: whoever decided on an earlier one, by a number that led here,
   * decides again and may find that it leads elsewhere.
   */
  removeRelations(ties: readonly Pick<Tie, 'partyId' | 'kind'>[]): Promise<void>
  setBlock(change: { partyId: string; blocked: boolean }): Promise<void>
  addPermissions(permissions: readonly Omit<PermissionRow, 'since'>[]): Promise<void>
  /** Ends a permission, and those that its share code gave. */
  removePermission(id: string): Promise<void>
  setEmergencyRule(words: readonly EmergencyWord[]): Promise<void>
  /** Notes till when (ISO) this visitor sees the holder, a minor, alone; with nothing, that it is over. */
  setSecretVisit(until: string | undefined): Promise<void>
  /** Leaves an entry of the main chain out of what is shown to who represents the holder, or shows it again. */
  setVeil(place: Pick<EntryPlace, 'n' | 'hash'>, isVeiled: boolean): Promise<void>
  /**
   * Queues, in this visit's transaction, the notice that something new arrived: as often as the holder chose. A `grouped` one has an id and
   * a day of its own: whatever is told under that id is told once.
   */
  tellArrival(grouped?: { id: string; dueAt: string }): Promise<void>
  /** Notes that a file came in: it is shown to the virus scanner again when that has learnt more. */
  noteContent(hasScanner: boolean): Promise<void>
  /** Moves the space to another state of its life; only behind an act on the space as a whole. */
  changeState(to: LivingState): Promise<void>
  /**
   * Destroys the space: its rows, its ties, its keys, with a signed tombstone in the journal. Gives the names of its objects, for
   * `Door.remove` after the commit. Law: R.1111-36.
   */
  erase(): Promise<string[]>
  /** Writes the area's own rows, without health data, in this visit's transaction: all of it happens, or nothing. */
  alongside<T>(work: (connection: Connection) => Promise<T>): Promise<T>
}

/** Ends a visit from inside a look. */
export class Refusal extends Error {
  readonly decision: Decision
  readonly audience: Audience | undefined

  constructor(decision: Decision, audience?: Audience) {
    super(decision.reason)
    this.decision = decision
    this.audience = audience
  }
}

/** A visitor at the door: who came, what stands about the space, and how this visit is judged. */
export interface Arrival {
  visit: Visit
  standing: Standing
  judge: Judge
  /** the ties of care that this visit prolongs, once it is let in */
  lasting: readonly Tie[]
}

const refuseFor = (reason: RefusalReason, audience?: Audience): never => {
  throw new Refusal(refuse(reason, 'none'), audience)
}

const requireFrom =
  (judge: Judge) =>
  (document: VaultDocument | undefined): VaultDocument => {
    const verdict = judge.found(document?.facts)
    if (!document || verdict.effect === 'refuse') throw new Refusal(verdict)
    return document
  }

/** A relation leads to a document: it is shown to whoever may read that one. */
const relationsFor = ({ judge, visit }: Arrival): ShownRelations => ({
  isShown: (facts) => judge.documentAs({ act: 'read-document' }, facts).effect === 'permit',
  ofOlderRows: visit.actor.kind === 'holder',
})

const changes = (connection: Connection, { standing, visit }: Arrival, nowMs: number) => ({
  addRelations: async (ties: Tie[]) => {
    await addRelations(connection, standing.spaceId, ties)
    await sealPolicy(connection, standing.keys)
  },
  removeRelations: async (ties: readonly Pick<Tie, 'partyId' | 'kind'>[]) => {
    await removeRelations(connection, standing.spaceId, ties)
    await sealPolicy(connection, standing.keys)
  },
  // rules ACC-23: whoever is let in again asks for consent again
  setBlock: async (change: { partyId: string; blocked: boolean }) => {
    await setBlock(connection, standing.spaceId, change)
    if (change.blocked) await removePermissionsOf(connection, standing.spaceId, change.partyId)
    await sealPolicy(connection, standing.keys)
  },
  addPermissions: async (permissions: readonly Omit<PermissionRow, 'since'>[]) => {
    await removeEndedPermissions(connection, standing.spaceId, new Date(nowMs))
    await addPermissions(connection, standing.spaceId, permissions)
    await sealPolicy(connection, standing.keys)
  },
  removePermission: async (id: string) => {
    await removePermission(connection, standing.spaceId, id)
    await sealPolicy(connection, standing.keys)
  },
  setEmergencyRule: async (words: readonly EmergencyWord[]) => {
    await setEmergencyRule(connection, standing.spaceId, words)
    await sealPolicy(connection, standing.keys)
  },
  setSecretVisit: (until: string | undefined) =>
    setSecretVisit(connection, { spaceId: standing.spaceId, partyId: visit.actor.id, until }),
  setVeil: (place: Pick<EntryPlace, 'n' | 'hash'>, isVeiled: boolean) =>
    setVeil(connection, { spaceId: standing.spaceId, place, isVeiled }),
  noteContent: (hasScanner: boolean) => noteContent(connection, { spaceId: standing.spaceId, hasScanner }),
  // Nobody is told of what waits for an opening that may never come.
  tellArrival: async (grouped?: { id: string; dueAt: string }) => {
    if (standing.state === 'waiting') return
    const { spaceId } = standing
    if (grouped === undefined) await noteArrival(connection, { spaceId, noticeId: timeOrderedId(nowMs) })
    else await noteGroup(connection, { spaceId, ...grouped })
  },
})

/** What acts on the space as a whole may do. */
const lifeChanges = (connection: Connection, { standing, visit }: Arrival, at: OpenedAt & { noteFor: NoteFor }) => ({
  changeState: async (to: LivingState) => {
    await setState(connection, standing.spaceId, to)
    await sealPolicy(connection, standing.keys)
  },
  erase: async () => {
    const act = requireErasing(visit.act)
    const { spaceId, keys } = standing
    const objects = await eraseVault({ connection, grant: at.grant, keys, relations: 'all' })
    const ends = await endChains(connection, { visit, standing, place: await at.place, noteFor: at.noteFor })
    await buryStanding(connection, spaceId)
    const seed = await at.keyStore.systemKey('journal-signing')
    for (const { audience, place } of ends) await writeTombstone(connection, seed, { spaceId, audience, place, act })
    await at.keyStore.shredSpace(connection, spaceId)
    return objects
  },
  alongside: <T>(work: (connection: Connection) => Promise<T>) => work(connection),
})

/** What the door hands to an opened visit. */
interface OpenedAt {
  grant: Grant
  place: Promise<EntryPlace>
  nowMs: number
  keyStore: Pick<Keys, 'systemKey' | 'shredSpace'>
}

/** Binds the vault, the journal and the changes to one transaction and its grant. Trust: called by access/door.ts only. */
export const openedFor = (arrival: Arrival, connection: Connection, at: OpenedAt): Opened => {
  const { standing, judge } = arrival
  const noteFor = createNoteFor(arrival, connection)
  return {
    spaceId: standing.spaceId,
    standing,
    vault: openVault({
      connection,
      grant: at.grant,
      keys: standing.keys,
      relations: relationsFor(arrival),
      ...readerIdOf(arrival.visit),
    }),
    prefilter: judge.prefilter,
    isSecret: arrival.visit.secretVisit === true,
    place: at.place,
    judge: judge.document,
    judgeAs: judge.documentAs,
    judgeAfterPause: judge.documentAfterPause,
    judgeInPlaceOf: judge.inPlaceOf,
    require: requireFrom(judge),
    refuse: refuseFor,
    ...openJournal(arrival, connection, { ...at, noteFor }),
    readGaps: (lateSince) => readGaps(connection, standing.spaceId, lateSince),
    ...changes(connection, arrival, at.nowMs),
    ...lifeChanges(connection, arrival, { ...at, noteFor }),
  }
}
