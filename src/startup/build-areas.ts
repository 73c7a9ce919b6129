import { createActivity } from '../areas/activity/index.ts'
import {
  authorNamesOf,
  createDocuments,
  createGlobalHash,
  createInspect,
  createReadPdf,
  createOlderDocuments,
  createTransfers,
  createPublicValidator,
  createWatch,
} from '../areas/documents/index.ts'
import { createMoveRequests, createNoteArrived, createRequestRoom } from '../areas/requests/index.ts'
import {
  createDisputeRoom,
  createMoveDisputes,
  createNoteWithdrawn,
  followTwin,
  hasLeft,
} from '../areas/disputes/index.ts'
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
import type { Tally } from '../areas/feeding/index.ts'
import { createHistory } from '../areas/history/index.ts'
import { createCredentials, createIdentity, createLawReadings, createReadPerson } from '../areas/identity/index.ts'
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
import { createAttempts } from '../platform/attempts.ts'
import { createScanner } from '../platform/clamav/scan-stream.ts'
import { buildFeeds, buildTally } from './build-feeds.ts'
import { buildOutlets } from './build-outlets.ts'
import { buildNotices } from './build-notices.ts'
import { buildOwnWords } from './build-own-words.ts'
import type { Ground } from './ground.ts'
import { createInsCheck, insContext } from './ins-check.ts'

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
    followTwin,
  })
  const people = { identity, outlets, attempts, credentials, register }
  const ins = insContext(settings.mode)
  const enrolment = createEnrolment({
    ...ground,
    ...people,
    transfers,
    requireIns,
    follows: {
      cases: moveCases,
      disputes: createMoveDisputes(keys),
      objections: createMoveObjections(keys),
      requests: createMoveRequests(keys),
      shares: moveShares,
    },
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
const buildDocuments = (
  ground: Ground,
  { identity, attempts, tally }: People & { tally: Tally },
  { enrolment, register }: Enrolling,
) => {
  const { settings, clock, database, reference, parameters } = ground
  const { require: requireIns } = createInsCheck(settings.mode)
  const inspect = createInspect(reference)
  const { awaitDeposits, prepareSpace } = enrolment.lives
  const isMinor = enrolment.families.isMinorByIns
  const watch = createWatch(reference)
  const takeOlder = createOlderDocuments({ ...ground, requireIns, inspect, setAsideArrived, isMinor })
  return {
    validator: createPublicValidator({ reference, attempts }),
    documents: createDocuments({
      attempts,
      ...ground,
      directory: identity,
      requireIns,
      inspect,
      watch,
      readPdf: createReadPdf(ground.confined),
      scanner: settings.clamavUrl === undefined ? undefined : createScanner(settings.clamavUrl),
      awaitDeposits,
      mayList,
      noteWithdrawn: createNoteWithdrawn({ clock, dayOf: parameters.dayOf }),
      noteArrived: createNoteArrived({ clock }, (type) => reference.findDocumentType(type)?.mesCategory),
      hasLeft,
      isMinor,
      noteFed: tally,
    }),
    importLegacy: createImportLegacy({ database, clock, parameters, register, prepareSpace, takeOlder }),
  }
}

/** What holders ask facilities for that is missing. */
const buildRequests = (ground: Ground, directory: People['identity']) =>
  createRequestRoom({
    ...ground,
    directory,
    dayOf: ground.parameters.dayOf,
    zone: () => ground.parameters.parameterAt('civilTimeZone', ground.clock.now().toISOString()),
    categories: new Set(ground.reference.all('mes-document-categories').map(({ code }) => code)),
  })

/** Builds every area behind the one door, and hands each only what it uses. */
export const buildAreas = (ground: Ground) => {
  const { door } = ground
  const people = buildIdentity(ground)
  const enrolling = buildEnrolment(ground, people)
  const { identity, outlets, credentials } = people
  const { mailer } = outlets
  const activity = createActivity(ground)
  const tally = buildTally(ground)
  const { noteSeen } = activity
  return {
    mailer,
    credentials,
    activity,
    ...enrolling,
    ...buildDocuments(ground, { ...people, tally }, enrolling),
    tally,
    ...buildFeeds(ground, { directory: identity, tally, staffRooms: enrolling.staffRooms }),
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
    ...buildOwnWords({ ...ground, persons: identity }),
    objections: createObjections({ ...ground, directory: identity, dayOf: ground.parameters.dayOf }),
    objectionDesk: createObjectionDesk({
      ...ground,
      dayOf: ground.parameters.dayOf,
      staffRooms: enrolling.staffRooms,
    }),
    ...createDisputeRoom({ ...ground, dayOf: ground.parameters.dayOf, staffRooms: enrolling.staffRooms }),
    ...buildRequests(ground, identity),
    suspicions: createReports({ ...ground, dayOf: ground.parameters.dayOf }),
    suspicionDesk: createSuspicionDesk({ ...ground, staffRooms: enrolling.staffRooms }),
    ...buildNotices({
      ...ground,
      mailer,
      people: identity,
      mayBeRepresented: enrolling.enrolment.families.mayBeRepresented,
    }),
  }
}
