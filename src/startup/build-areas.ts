import type { Door } from '../access/door.ts'
import { createActivity } from '../areas/activity/index.ts'
import {
  authorNamesOf,
  createDocuments,
  createGlobalHash,
  createInspect,
  createReadPdf,
  createOlderDocuments,
  createTransfers,
  createWatch,
} from '../areas/documents/index.ts'
import { createEmergencies } from '../areas/emergencies/index.ts'
import {
  createEnrolment,
  createImportLegacy,
  createImportPersons,
  createImportRuns,
  createMayRecover,
  createRegister,
  createStaffRooms,
} from '../areas/enrolment/index.ts'
import { createHistory } from '../areas/history/index.ts'
import { createCredentials, createIdentity, createLawReadings, createReadPerson } from '../areas/identity/index.ts'
import { createNoticeChoices, createNotifications } from '../areas/notifications/index.ts'
import {
  createMoveObjections,
  createObjectionDesk,
  createObjections,
  mayList,
  setAsideArrived,
  setAsideFollowed,
} from '../areas/objections/index.ts'
import { createPermissions, moveShares } from '../areas/permissions/index.ts'
import { createChores, createReports, createSuspicionDesk, liftApproval, moveCases } from '../areas/suspicions/index.ts'
import type { PublicLog } from '../journal/log/public-log.ts'
import type { Keys } from '../keys/keys.ts'
import { createAttempts } from '../platform/attempts.ts'
import { createScanner } from '../platform/clamav/scan-stream.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { Log } from '../platform/log.ts'
import { createConfined } from '../platform/confined/confined.ts'
import type { Settings } from '../platform/settings.ts'
import type { AccessMatrix } from '../reference/create-access-matrix.ts'
import type { Agreements } from '../reference/create-agreements.ts'
import type { Budgets } from '../reference/create-budgets.ts'
import type { EmergencyRules } from '../reference/create-emergency-rules.ts'
import type { Parameters } from '../reference/create-parameters.ts'
import type { Reference } from '../reference/reference.ts'
import { buildOutlets } from './build-outlets.ts'
import { createInsCheck, insContext } from './ins-check.ts'

/** What every area is built on. */
export interface Ground {
  settings: Settings
  log: Log
  clock: Clock
  database: Database
  keys: Keys
  door: Door
  reference: Reference
  parameters: Parameters
  publicLog: PublicLog
  /** what waits for the public log since before this instant is late */
  lateSince(): Date
  matrix: AccessMatrix
  emergencyRules: EmergencyRules
  agreements: Agreements
  budgets: Budgets
}

/** Who is who, by what means they come in, and by what the installation reaches them. */
const buildIdentity = (ground: Ground) => {
  const { settings, log, clock, database, keys, parameters } = ground
  const { dayOf } = parameters
  const identity = createIdentity({ database, keys, clock })
  const outlets = buildOutlets(settings, ground.parameters)
  const { mailer, sms } = outlets
  const attempts = createAttempts({ database, clock, hash: (subject) => keys.lookupHash(`attempt|${subject}`) })
  const persons = identity
  const register = createRegister({ database, keys, clock })
  const lawful = {
    dayOf,
    noteMeans: register.note,
    mayRecover: createMayRecover({ register, today: () => dayOf(clock.now().toISOString()) }),
    recoveryTimes: (at: string) => ({
      holdHours: parameters.parameterAt('recoveryHoldHours', at),
      endsDays: parameters.parameterAt('recoveryEndsDays', at),
    }),
  }
  const means = { database, keys, clock, log, attempts, persons, ...lawful, publicUrl: settings.url, mailer }
  const credentials = createCredentials({ ...means, ...(sms ? { sms } : {}) })
  return { identity, outlets, attempts, credentials, register }
}

type People = ReturnType<typeof buildIdentity>

/** The register and everything that happens to a space as a whole. */
const buildEnrolment = (ground: Ground, { identity, outlets, attempts, credentials, register }: People) => {
  const suspicionChores = createChores({
    ...ground,
    directory: identity,
    dayOf: ground.parameters.dayOf,
    nationConsents: (at) => ground.budgets({ profession: '' }, at).nationConsents,
  })
  const { settings, clock, database, keys, door, parameters } = ground
  const { require: requireIns } = createInsCheck(settings.mode)
  const transfers = createTransfers({
    door,
    globalHash: createGlobalHash(keys),
    zone: (at) => parameters.parameterAt('civilTimeZone', at),
    parameters,
    clock,
    setAsideArrived,
  })
  const people = { identity, outlets, attempts, credentials, register }
  const ins = insContext(settings.mode)
  const enrolment = createEnrolment({
    ...ground,
    ...people,
    transfers,
    requireIns,
    follows: { cases: moveCases, objections: createMoveObjections(keys), shares: moveShares },
    setAsideFollowed,
  })
  const { lives, codes, corrections, textVersions } = enrolment
  return {
    register,
    suspicionChores,
    enrolment,
    letterPress: outlets.press,
    letterTexts: outlets.letterTexts,
    staffRooms: createStaffRooms({
      ...ground,
      ...people,
      lives,
      codes,
      corrections,
      texts: textVersions,
      press: outlets.press,
      letterTexts: outlets.letterTexts,
      publicUrl: outlets.publicUrl,
      canSms: outlets.sms !== undefined,
      executors: { [liftApproval]: (_visitor, caseId) => suspicionChores.liftHold(caseId) },
    }),
    importPersons: createImportPersons({ database, keys, clock, ins, parameters }),
    importRuns: createImportRuns(database),
  }
}

type Enrolling = ReturnType<typeof buildEnrolment>

/** The documents, and how older ones come in. */
const buildDocuments = (ground: Ground, { identity }: People, { enrolment, register }: Enrolling) => {
  const { settings, clock, database, door, keys, reference, parameters } = ground
  const { require: requireIns } = createInsCheck(settings.mode)
  const inspect = createInspect(reference)
  const { awaitDeposits, prepareSpace } = enrolment.lives
  const isMinor = enrolment.families.isMinorByIns
  const watch = createWatch(reference)
  const takeOlder = createOlderDocuments({
    door,
    keys,
    reference,
    parameters,
    clock,
    requireIns,
    inspect,
    setAsideArrived,
    isMinor,
  })
  return {
    documents: createDocuments({
      ...ground,
      directory: identity,
      requireIns,
      inspect,
      watch,
      readPdf: createReadPdf(createConfined()),
      scanner: settings.clamavUrl === undefined ? undefined : createScanner(settings.clamavUrl),
      awaitDeposits,
      mayList,
      isMinor,
    }),
    importLegacy: createImportLegacy({ database, clock, parameters, register, prepareSpace, takeOlder }),
  }
}

/** Builds every area behind the one door, and hands each only what it uses. */
export const buildAreas = (ground: Ground) => {
  const { settings, door } = ground
  const people = buildIdentity(ground)
  const enrolling = buildEnrolment(ground, people)
  const { identity, outlets, credentials } = people
  const { mailer } = outlets
  const activity = createActivity(ground)
  const { noteSeen } = activity
  return {
    mailer,
    credentials,
    activity,
    ...enrolling,
    ...buildDocuments(ground, people, enrolling),
    identity: { ...identity, readPerson: createReadPerson({ ...ground, persons: identity, noteSeen }) },
    lawReadings: createLawReadings(ground),
    permissions: createPermissions({
      ...ground,
      directory: identity,
      persons: identity,
      attempts: people.attempts,
      findSpaceByPivot: async (pivot) => (await people.register.findPersonByPivot(pivot))?.spaceId ?? undefined,
    }),
    emergencies: createEmergencies({
      ...ground,
      rules: ground.emergencyRules,
      people: identity,
      enter: enrolling.staffRooms.enter,
    }),
    history: createHistory({
      door,
      publicLog: ground.publicLog,
      lateSince: ground.lateSince,
      directory: identity,
      authorNames: authorNamesOf,
      professions: () => [...ground.matrix.professions(ground.clock.now().toISOString()).keys()],
    }),
    noticeChoices: createNoticeChoices(ground.database),
    objections: createObjections({ ...ground, directory: identity, dayOf: ground.parameters.dayOf }),
    objectionDesk: createObjectionDesk({
      ...ground,
      dayOf: ground.parameters.dayOf,
      staffRooms: enrolling.staffRooms,
    }),
    suspicions: createReports({ ...ground, dayOf: ground.parameters.dayOf }),
    suspicionDesk: createSuspicionDesk({ ...ground, staffRooms: enrolling.staffRooms }),
    notifications: createNotifications({
      people: identity,
      mailer,
      publicUrl: settings.url,
      mayBeRepresented: enrolling.enrolment.families.mayBeRepresented,
    }),
  }
}
