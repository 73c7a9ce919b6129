import type { Clock } from '../../../platform/clock.ts'
import type { Connection, Database } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { PivotIdentity } from '../../identity/index.ts'
import { insertInvited, updateRepresentation } from './representatives/store.ts'
import { createPersonHashes, type PersonHashes } from './hash-person.ts'
import { openIdentity, sealIdentity, type RegisterKeys } from './person-seal.ts'
import {
  dropContact,
  holdPerson,
  insertEvent,
  leaseDue,
  leaseOfAge,
  movePersons,
  selectEvents,
  selectPersons,
  selectRepresentations,
  type EventRow,
  type PersonKey,
} from './store.ts'
import type {
  EnrolmentEvent,
  ExpectedStanding,
  PersonIdentity,
  RegisterPerson,
  Representation,
  StandingChange,
} from './types.ts'

/** A step of many persons at once: one transaction, one statement. */
export interface Step extends Omit<ExpectedStanding, 'expectVersion'> {
  persons: readonly { id: string; expectVersion?: number }[]
}

/** The register of insured persons. `connection` is the caller's transaction; without one, a statement of its own. */
export interface Register {
  /** By an identifier, former ones included. */
  findPersonByIns(ins: Identifier, connection?: Connection): Promise<RegisterPerson | undefined>
  /** The one person of this pivot identity; nothing when none or several have it: rather nobody than somebody. */
  findPersonByPivot(pivot: PivotIdentity, connection?: Connection): Promise<RegisterPerson | undefined>
  /** All those on a card (15 characters) who were born on that day: twins are several (rules ENR-16). */
  findPersonsByCard(cardNumber: string, birthDate: string, connection?: Connection): Promise<RegisterPerson[]>
  findPerson(id: string, connection?: Connection): Promise<RegisterPerson | undefined>
  findPersonBySpace(spaceId: string, connection?: Connection): Promise<RegisterPerson | undefined>
  /** The same, in the caller's transaction: no step moves them on until it ends, and one that is under way is waited for. */
  holdPersonBySpace(spaceId: string, connection: Connection): Promise<RegisterPerson | undefined>
  /** Opens who a person is. Problem `absent`, `person-unknown` where nothing is kept any more. */
  openPerson(person: Pick<RegisterPerson, 'id' | 'sealed'>): Promise<PersonIdentity>
  /** Whom this person acts for, in whatever state the representation is. */
  listRepresented(personId: string, connection?: Connection): Promise<Representation[]>
  /** Who acts for this person. */
  listRepresentatives(personId: string, connection?: Connection): Promise<Representation[]>
  /** What a representative says of a representation: that it holds, or that it is not theirs. */
  setRepresentation(
    connection: Connection,
    tie: Pick<Representation, 'personId' | 'representativeId'>,
    said: { state: Representation['state']; by: { kind: string; id: string } },
  ): Promise<void>
  /** Makes somebody a parent of a person on the other parent's invitation, with their own statement (rules ENR-26). */
  addInvited(
    connection: Connection,
    tie: Pick<Representation, 'personId' | 'representativeId'>,
    by: { kind: string; id: string },
  ): Promise<void>
  /** What happened, oldest first. That they were imported stands in `created_at`, not here. */
  listEvents(personId: string, connection?: Connection): Promise<EventRow[]>
  /** Moves one person and notes it, if they stand as expected; false, and nothing done, when not: replaying changes nothing. */
  transition(
    connection: Connection,
    personId: string,
    step: ExpectedStanding & { change: StandingChange },
  ): Promise<boolean>
  /** The same for many; gives the ids of those moved. */
  transitionAll(connection: Connection, step: Step, change: StandingChange): Promise<string[]>
  /** Notes something of whoever has this space that leaves them where they stand; nothing where nobody has it. */
  note(connection: Connection, spaceId: string, event: EnrolmentEvent): Promise<void>
  /**
   * Persons whose due time has come, in this worker's hands for two minutes: no other gets them meanwhile. One who is not done by
   * then is anybody's again, so a step must rest on the version it was given. Not those who have come of age by `today` (YYYY-MM-DD) and
   * whose majority nobody has worked: that comes first, but for an erasure.
   */
  leaseDue(kinds: readonly string[], today: string, limit: number): Promise<RegisterPerson[]>
  /** The same for persons who have come of age by a day (YYYY-MM-DD), and whose majority nobody has worked yet (rules ENR-30). */
  leaseOfAge(today: string, limit: number): Promise<RegisterPerson[]>
  /**
   * Forgets the mail address and the phone that the insurer's line brought, in the caller's transaction and beside a step of the
   * person; language and address stay. No line brings that contact back as theirs.
   */
  forgetContact(connection: Connection, person: Pick<RegisterPerson, 'id' | 'sealed'>): Promise<void>
}

/** Twins, triplets… of one card; more on one birth date is a card shared by mistake, and still bounded. */
const personsPerCard = 20

const columnsOf = ({ due, ...change }: StandingChange): Record<string, string | null> => {
  const given = {
    state: change.state,
    state_before: change.stateBefore,
    space_id: change.spaceId,
    noticed_at: change.noticedAt,
    window_ends_at: change.windowEndsAt,
    activated_at: change.activatedAt,
    entered_by: change.enteredBy,
    closed_at: change.closedAt,
    of_age_on: change.ofAgeOn,
    leased_until: change.heldUntil,
    due_kind: due === null ? null : due?.kind,
    due_at: due === null ? null : due?.at,
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([column, value]) => (value === undefined ? [] : [[column, value]])),
  )
}

interface Parts {
  database: Database
  keys: RegisterKeys
  clock: Clock
}

type Finders = Pick<
  Register,
  | 'findPersonByIns'
  | 'findPersonByPivot'
  | 'findPersonsByCard'
  | 'findPerson'
  | 'findPersonBySpace'
  | 'holdPersonBySpace'
>

const createFinders = (database: Database, hashes: PersonHashes): Finders => {
  const findOne = async (key: PersonKey, value: Buffer | string, connection: Connection = database) => {
    const [person, second] = await selectPersons(connection, key, { value, limit: 2 })
    return second === undefined ? person : undefined
  }
  return {
    findPersonByIns: (ins, connection) => findOne('ins', hashes.ins(ins), connection),
    findPersonByPivot: (pivot, connection) =>
      // A hash is looked up in every case: an incomplete identity takes the same steps as an unknown one.
      findOne('pivot', hashes.pivot(pivot) ?? hashes.line('pivot|incomplete'), connection),
    findPersonsByCard: (cardNumber, birthDate, connection = database) =>
      selectPersons(connection, 'card', { value: hashes.card(cardNumber, birthDate), limit: personsPerCard }),
    findPerson: (id, connection) => findOne('id', id, connection),
    findPersonBySpace: (spaceId, connection) => findOne('space', spaceId, connection),
    holdPersonBySpace: (spaceId, connection) => holdPerson(connection, spaceId),
  }
}

/** Far longer than a batch takes, and short enough that what a dead worker held is not late. */
const leaseMs = 120_000

const createSteps = ({
  database,
  clock,
}: Parts): Pick<Register, 'transition' | 'transitionAll' | 'note' | 'leaseDue' | 'leaseOfAge'> => {
  const transitionAll: Register['transitionAll'] = async (connection, { persons, expectState }, change) => {
    if (persons.length === 0) return []
    const now = clock.now()
    const { by, kind, channel, detail = {} } = change.event
    return movePersons(connection, {
      personIds: persons.map(({ id }) => id),
      eventIds: persons.map(() => timeOrderedId(now.getTime())),
      versions: persons.map(({ expectVersion }) => expectVersion ?? null),
      states: typeof expectState === 'string' ? [expectState] : expectState,
      at: now.toISOString(),
      columns: columnsOf(change),
      event: { kind, channel, byKind: by.kind, byId: by.id, detail: JSON.stringify(detail) },
    })
  }
  const leaseNow = (): { now: string; until: string } => {
    const now = clock.now()
    return { now: now.toISOString(), until: new Date(now.getTime() + leaseMs).toISOString() }
  }
  return {
    transitionAll,
    transition: async (connection, id, { expectState, expectVersion, change }) => {
      const persons = [{ id, ...(expectVersion === undefined ? {} : { expectVersion }) }]
      return (await transitionAll(connection, { persons, expectState }, change)).length === 1
    },
    note: async (connection, spaceId, { by, kind, channel, detail = {} }) => {
      const now = clock.now()
      const event = { kind, channel, byKind: by.kind, byId: by.id, detail: JSON.stringify(detail) }
      await insertEvent(connection, spaceId, { id: timeOrderedId(now.getTime()), at: now.toISOString(), event })
    },
    leaseDue: (kinds, today, limit) => leaseDue(database, { ...leaseNow(), kinds, today, limit }),
    leaseOfAge: (today, limit) => leaseOfAge(database, { ...leaseNow(), today, limit }),
  }
}

type Ties = Pick<Register, 'listRepresented' | 'listRepresentatives' | 'setRepresentation' | 'addInvited'>

const createTies = ({ database, clock }: Parts): Ties => {
  const setRepresentation: Register['setRepresentation'] = async (connection, tie, { state, by }) => {
    const now = clock.now()
    const event = { kind: `representation-${state}`, channel: 'online', byKind: by.kind, byId: by.id }
    const at = { id: timeOrderedId(now.getTime()), at: now.toISOString() }
    await updateRepresentation(connection, tie, { state, ...event, ...at })
  }
  return {
    setRepresentation,
    listRepresented: (personId, connection = database) =>
      selectRepresentations(connection, 'representative_id', personId),
    listRepresentatives: (personId, connection = database) => selectRepresentations(connection, 'person_id', personId),
    addInvited: async (connection, tie, by) => {
      await insertInvited(connection, tie, clock.now().toISOString())
      await setRepresentation(connection, tie, { state: 'certified', by })
    },
  }
}

/** The register over a database, the installation's keys and a clock. */
export const createRegister = ({ database, keys, clock }: Parts): Register => ({
  ...createFinders(database, createPersonHashes(keys)),
  ...createSteps({ database, keys, clock }),
  ...createTies({ database, keys, clock }),
  openPerson: async ({ id, sealed }) => {
    if (sealed === null) throw new Problem('absent', 'person-unknown')
    return openIdentity(await keys.registerSeal(), id, sealed)
  },
  forgetContact: async (connection, { id, sealed }) => {
    if (sealed === null) return
    const seal = await keys.registerSeal()
    const identity = openIdentity(seal, id, sealed)
    const { email, phone, lang } = identity.contact
    if (email === undefined && phone === undefined) return
    const channel = identity.address.lines.length > 0 ? 'post' : 'none'
    const forgotten = sealIdentity(seal, id, { ...identity, contact: { lang } })
    await dropContact(connection, { personId: id, sealed: forgotten, channel })
  },
  listEvents: (personId, connection = database) => selectEvents(connection, personId),
})
