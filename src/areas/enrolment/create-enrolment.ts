import type { Attempts } from '../../platform/attempts.ts'
import type { Door } from '../../access/door.ts'
import type { Keys } from '../../keys/keys.ts'
import { dayOf, endOfPeriod, startOfDay, type CalendarLength } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { timeOrderedId } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import { enqueue } from '../../platform/outbox.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { Transfers } from '../documents/index.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { Credentials, IdentityParts, Persons } from '../identity/index.ts'
import { createCampaigning, type Campaigning, type Outlets } from './campaigns/create-campaigning.ts'
import { createCodes, type Codes } from './codes/codes.ts'
import { createCorrections } from './corrections/corrections.ts'
import type { CorrectionParts } from './corrections/correction-parts.ts'
import type { Corrections } from './corrections/types.ts'
import { createEntries } from './entry/entries.ts'
import { createPasses } from './entry/passes.ts'
import type { Entries } from './entry/types.ts'
import { createFamilies } from './families/families.ts'
import type { FamilyTimes } from './families/family-parts.ts'
import type { Families } from './families/types.ts'
import { createLives } from './life/lives.ts'
import { createOwnSpace, type OwnSpace } from './life/own-space.ts'
import { createPrintProof } from './life/print-proof.ts'
import { proofOf } from './life/proof-of.ts'
import type { LifeProof, Lives } from './life/types.ts'
import type { Register } from './register/register.ts'
import { createDecoy } from './register/decoy.ts'

/** What enrolment is built from. */
export interface EnrolmentParts {
  database: Database
  door: Door
  keys: Keys
  clock: Clock
  log: Log
  parameters: Parameters
  attempts: Attempts
  identity: Pick<IdentityParts, 'storePerson' | 'forgetPerson' | 'loadPerson' | 'findContact' | 'findParties'> &
    Pick<Persons, 'correctPerson' | 'leadToSpace' | 'leadNowhere' | 'updateContact'>
  credentials: Credentials
  register: Register
  /** moves documents between spaces, for corrected identities */
  transfers: Transfers
  follows: CorrectionParts['follows']
  setAsideFollowed: CorrectionParts['setAsideFollowed']
  /** Problem `incorrect` for an identifier that cannot be one here */
  requireIns: (ins: Identifier, field: string) => void
  outlets: Outlets
}

/** The life of everybody's space, from the insurer's line to the erasure. */
export interface Enrolment extends OwnSpace, Campaigning {
  lives: Lives
  entries: Entries
  families: Families
  codes: Codes
  corrections: Corrections
  /** The proof of a person's last decision; Problem `absent`, `proof-missing` when there is none. */
  proofOf(personId: string): Promise<LifeProof>
  /** A proof as PDF, in the language asked for first. */
  printProof(proof: LifeProof, lang: 'fr' | 'en'): Promise<Buffer>
}

interface Times {
  now(): string
  zone(at: string): string
  parameters: Parameters
}

/** What families ask of the clock and of the parameters in force. */
const createFamilyTimes = ({ now, zone, parameters }: Times): FamilyTimes => {
  const civilDay = (at: string): string => dayOf(at, zone(at))
  const after = (length: CalendarLength): string => endOfPeriod(now(), length, zone(now()))
  return {
    now,
    today: () => civilDay(now()),
    dayOf: civilDay,
    startOf: (day) => startOfDay(day, zone(day)),
    announcedUntil: () => civilDay(after({ months: parameters.parameterAt('majorityAnnouncedMonths', now()) })),
    profilesShown: () => parameters.parameterAt('profilesShown', now()),
    requestEndsAt: () => after({ weeks: parameters.parameterAt('parentRequestWeeks', now()) }),
    requestsADay: () => parameters.parameterAt('parentRequestsADay', now()),
  }
}

/** Builds the enrolment area. */
export const createEnrolment = (parts: EnrolmentParts): Enrolment => {
  const { database, door, keys, clock, parameters, attempts, register, credentials, identity: persons } = parts
  const now = (): string => clock.now().toISOString()
  const zone = (at: string): string => parameters.parameterAt('civilTimeZone', at)
  const today = (): string => dayOf(now(), zone(now()))
  const lives = createLives({ database, door, keys, clock, parameters, register, persons, credentials }, parts.log)
  const codes = createCodes({ database, keys, clock, parameters })
  const queue = (kind: string, payload: { personId: string; origin?: string }): Promise<void> => {
    const id = timeOrderedId(clock.now().getTime())
    return enqueue(database, { spaceId: payload.personId, id, kind, payload: { ...payload } })
  }
  const entries = createEntries({
    database,
    clock,
    attempts,
    register,
    codes,
    lives,
    credentials,
    passes: createPasses({ database, clock }),
    decoy: createDecoy(keys),
    zone,
    today,
    minorEntryYears: () => parameters.parameterAt('minorEntryYears', now()),
    queueCode: (personId, origin) => queue('enrolment-code', { personId, origin }),
    queueRecovery: (personId) => queue('enrolment-recovery', { personId }),
    proofOf: (personId) => proofOf(register, personId),
  })
  const families = createFamilies({
    database,
    door,
    register,
    lives,
    codes,
    attempts,
    keys,
    ...createFamilyTimes({ now, zone, parameters }),
  })
  const { outlets } = parts
  return {
    lives,
    entries,
    families,
    codes,
    corrections: createCorrections({ ...parts, persons, directory: persons, prepareSpace: lives.prepareSpace }),
    proofOf: (personId) => proofOf(register, personId),
    printProof: createPrintProof({ register, press: outlets.press, dayOf: (at) => dayOf(at, zone(at)), now }),
    ...createOwnSpace({ register, lives, clock, parameters }),
    ...createCampaigning({ database, clock, parameters, register, codes, persons, recoveries: credentials, outlets }),
  }
}
