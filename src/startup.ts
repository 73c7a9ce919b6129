import { existsSync } from 'node:fs'
import { createBlobStore } from './access/door-content.ts'
import { createDoor } from './access/door.ts'
import { foundNobody } from './access/found-space.ts'
import type { AllDocuments, PublicValidator } from './areas/documents/index.ts'
import type { Emergencies } from './areas/emergencies/index.ts'
import type {
  Enrolment,
  ImportLegacy,
  ImportPersons,
  ImportRuns,
  NoticePress,
  Register,
  StaffRooms,
} from './areas/enrolment/index.ts'
import type { Activity } from './areas/activity/index.ts'
import type { FeedDesk, OwnFeeds, Tally } from './areas/feeding/index.ts'
import type { History } from './areas/history/index.ts'
import type { Credentials, Identity, IdentityParts, LawReadings } from './areas/identity/index.ts'
import type { NoticeChoices, Notifications } from './areas/notifications/index.ts'
import type { CareHistory } from './areas/care-history/index.ts'
import type { Observations } from './areas/observations/index.ts'
import type { Profile } from './areas/profile/index.ts'
import type { ReceivedRequests, Requests } from './areas/requests/index.ts'
import type { DisputeDesk, DisputedDeposits, Disputes, WithdrawnCopies } from './areas/disputes/index.ts'
import { sealOlderObjections, type ObjectionDesk, type Objections } from './areas/objections/index.ts'
import type { Permissions } from './areas/permissions/index.ts'
import { createPublicLog, type PublicLog } from './journal/log/public-log.ts'
import { countGaps } from './journal/gaps.ts'
import { createPruning } from './journal/prune.ts'
import type { SuspicionChores, SuspicionDesk, Suspicions } from './areas/suspicions/index.ts'
import { createReconciling } from './journal/reconcile.ts'
import { createKeys, isKeyStoreEmpty, type Keys } from './keys/keys.ts'
import { createRootKeyFile } from './keys/root-key-file.ts'
import { loadRootKeys } from './keys/root-keys.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import { createConfined, type Confined } from './platform/confined/confined.ts'
import type { Log } from './platform/log.ts'
import type { Settings } from './platform/settings.ts'
import type { LetterTexts } from './reference/create-letter-texts.ts'
import { createAccessMatrix, type AccessMatrix } from './reference/create-access-matrix.ts'
import { createCareFeeds, type CareFeeds } from './reference/create-care-feeds.ts'
import { createAgreements } from './reference/create-agreements.ts'
import { createEmergencyRules } from './reference/create-emergency-rules.ts'
import { createBudgets } from './reference/create-budgets.ts'
import { createParameters, type Parameters } from './reference/create-parameters.ts'
import { createReasons, type Reasons } from './reference/create-reasons.ts'
import { createReference } from './reference/create-reference.ts'
import type { Reference } from './reference/reference.ts'
import { buildAreas } from './startup/build-areas.ts'
import { createKeptSince, createLawInForce } from './startup/law-in-force.ts'
import { openDatabase, type OpenedDatabase } from './startup/open-database.ts'

/** Everything a role of the process is built from. Each edge is handed only what it uses. */
export interface Carnet {
  settings: Settings
  log: Log
  clock: Clock
  database: OpenedDatabase
  keys: Keys
  reference: Reference
  matrix: AccessMatrix
  reasons: Reasons
  parameters: Parameters
  /** where what may harm is drawn and read */
  confined: Confined
  documents: AllDocuments
  /** checks documents for whoever has no account */
  validator: PublicValidator
  permissions: Permissions
  emergencies: Emergencies
  history: History
  activity: Activity
  identity: Identity & IdentityParts
  /** the holders' own means of sign-in, their contact, the terms they accepted */
  credentials: Credentials
  /** which professionals have read the warning of the law */
  lawReadings: LawReadings
  enrolment: Enrolment
  /** prints letters */
  letterPress: NoticePress
  letterTexts: LetterTexts
  /** where the operator's staff works */
  staffRooms: StaffRooms
  /** the register of insured persons, and how files come into it */
  register: Register
  importPersons: ImportPersons
  importRuns: ImportRuns
  /** takes older records in */
  importLegacy: ImportLegacy
  notifications: Notifications
  /** the hashes of all journal entries, as everybody may read them */
  publicLog: PublicLog
  /** compares what happened with what was written down; `count`: the gaps that nobody has explained */
  monitor: { look(): Promise<void>; count(): Promise<number> }
  /** takes away journal entries whose time is over; gives how many */
  pruneJournal(): Promise<number>
  noticeChoices: NoticeChoices
  /** what was measured about holders */
  observations: Observations
  profile: Profile
  careHistory: CareHistory
  careFeeds: CareFeeds
  /** deposits counted by who sends them */
  tally: Tally
  feedDesk: FeedDesk
  ownFeeds: OwnFeeds
  /** what holders ask not to be listed */
  disputes: Disputes
  disputedDeposits: DisputedDeposits
  requests: Requests
  receivedRequests: ReceivedRequests
  disputeDesk: DisputeDesk
  withdrawnCopies: WithdrawnCopies
  objections: Objections
  objectionDesk: ObjectionDesk
  /** accesses that holders do not recognise, or rules find unusual */
  suspicions: Suspicions
  suspicionDesk: SuspicionDesk
  suspicionChores: SuspicionChores
  /** cleans the object store; gives how many objects went */
  sweepObjects(): Promise<number>
  close(): Promise<void>
}

/** The key store. In demonstration mode the first start makes the root key; in production it must be there. */
const openKeys = async (settings: Settings, database: OpenedDatabase, clock: Clock): Promise<Keys> => {
  const databaseFolder = `${settings.home}/postgres`
  const missing = settings.mode === 'demonstration' && !existsSync(settings.rootKeyFile)
  // A new root opens nothing that an old one sealed: made only where nothing is sealed yet.
  const first = missing && (await isKeyStoreEmpty(database.app))
  if (first) await createRootKeyFile(settings.rootKeyFile, { clock, databaseFolder })
  const keys = createKeys({ database: database.app, rootKeys: await loadRootKeys(settings.rootKeyFile), clock })
  await keys.ready()
  await foundNobody(database.app, keys)
  await sealOlderObjections(database.app, keys)
  return keys
}

/** The national data: what the law of each day is made of. */
const readNationalData = () => {
  const reference = createReference()
  const parameters = createParameters()
  return {
    reference,
    parameters,
    matrix: createAccessMatrix(reference),
    emergencyRules: createEmergencyRules(),
    agreements: createAgreements(),
    careFeeds: createCareFeeds(),
    budgets: createBudgets(reference, parameters),
  }
}

/**
 * Opens the database, the keys and the data, and builds every area behind the one door. What fails here fails before anybody is
 * served; what was opened is closed again.
 */
export const openCarnet = async (settings: Settings, log: Log, clock: Clock = systemClock): Promise<Carnet> => {
  const national = readNationalData()
  const { reference, parameters, matrix } = national
  const reasons = createReasons()
  const rules = createLawInForce(matrix, { ...national, emergencies: national.emergencyRules })
  const database = await openDatabase(settings, log)
  try {
    const keys = await openKeys(settings, database, clock)
    const blobs = await createBlobStore(settings.blobs.url, settings.blobs.credentials)
    const door = createDoor({
      database: database.app,
      keys,
      blobs,
      rules,
      clock,
      scans: settings.clamavUrl !== undefined,
    })
    const confined = createConfined()
    const ground = { settings, log, clock, database: database.app, keys, door, confined, ...national }
    const publicLog = await createPublicLog({ database: database.app, keys, publicUrl: settings.url })
    const lateMinutes = (now: Date): number => parameters.parameterAt('journalLateMinutes', now.toISOString())
    const lateSince = (): Date => new Date(clock.now().getTime() - lateMinutes(clock.now()) * 60_000)
    const { mailer, ...areas } = buildAreas({ ...ground, publicLog, lateSince })
    const close = async (): Promise<void> => {
      mailer.close()
      confined.close()
      await database.close()
    }
    return {
      settings,
      log,
      clock,
      database,
      keys,
      reference,
      matrix,
      parameters,
      reasons,
      careFeeds: national.careFeeds,
      confined,
      ...areas,
      publicLog,
      monitor: {
        look: createReconciling({ ...ground, lateMinutes }),
        count: () => countGaps(database.app, lateSince()),
      },
      pruneJournal: createPruning({ ...ground, keptSince: createKeptSince(parameters) }),
      sweepObjects: () => door.sweep(),
      close,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
