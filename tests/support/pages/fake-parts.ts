import type { Session } from '../../../src/areas/identity/types.ts'
import { fakeObservations } from './fake-observations.ts'
import { fakeCareParts } from './fake-care.ts'
import { fakePresses, fakeProfile } from './fake-profile.ts'
import { fakeRequestRoom } from './fake-requests.ts'
import { fixedClock } from '../../../src/platform/clock.ts'
import { silentLog } from '../../../src/platform/log.ts'
import { Problem } from '../../../src/platform/problem.ts'
import { createParameters } from '../../../src/reference/create-parameters.ts'
import { createEntryCookie } from '../../../src/edge/sign-in/entry-cookie.ts'
import type { PagesParts } from '../../../src/edge/pages/parts.ts'
import { fakeOwnParts } from './fake-own-parts.ts'
import { fakeSight } from './fake-sight.ts'
import { fakeStaff } from './fake-staff.ts'
import { fakeDocuments } from './fake-documents.ts'
import { sampleDocument } from './sample-documents.ts'
const { dayOf } = createParameters()

/** Dominique's session, by the holder's name. */
export const holderSession = (name = 'Dominique PAT-TROIS'): Session => ({
  actor: { kind: 'holder', id: 'holder', name },
  spaceId: '11111111-1111-4111-8111-111111111111',
  authLevel: 'substantial',
  provenAt: '2026-03-05T12:00:00.000Z',
  expiresAt: '2026-03-05T12:15:00.000Z',
})

/** A professional's session, by their name. */
export const professionalSession = (name = 'Dr Claire Moreau'): Session => ({
  actor: { kind: 'professional', id: '810000000001', name, profession: '10' },
  authLevel: 'substantial',
  provenAt: '2026-03-05T12:00:00.000Z',
  expiresAt: '2026-03-05T12:15:00.000Z',
})

const notNeeded = async (): Promise<never> => {
  throw new Problem('fault', 'unexpected-fault')
}

const fakeEntries: PagesParts['entries'] = {
  proveByCode: notNeeded,
  proveByPivot: notNeeded,
  find: async () => {
    throw new Problem('unauthenticated', 'entry-ended')
  },
  sendContactCode: notNeeded,
  resendContactCode: notNeeded,
  confirmContact: notNeeded,
  choosePost: notNeeded,
  open: notNeeded,
  refuse: notNeeded,
  proof: notNeeded,
  end: notNeeded,
  requestCode: notNeeded,
  requestRecovery: notNeeded,
  offerWaitingPasskey: notNeeded,
  keepWaitingPasskey: notNeeded,
  beginWaitingApp: notNeeded,
  confirmWaitingApp: notNeeded,
  keepWaitingPassword: notNeeded,
  sweep: notNeeded,
}

const fakeWayIn = {
  startSession: notNeeded,
  endSession: async () => {},
  entries: fakeEntries,
  entryCookie: createEntryCookie(new URL('http://localhost')),
  readCode: () => undefined,
}

const fakeSharing = {
  searchParties: async () => [],
  givePermission: notNeeded,
  shareByCode: notNeeded,
  listPermissions: async () => [],
  endPermission: async () => {},
  shareIdOf: () => undefined,
  printShareCode: (code: string) => code,
  enterShareCode: notNeeded,
  findByTraits: notNeeded,
  mayJoinTeams: () => true,
  recordConsent: notNeeded,
  nameAdministrator: async () => {},
  dismissAdministrator: async () => {},
  beginSecretVisit: async () => {},
  endSecretVisit: async () => {},
}

const fakeEmergencies: PagesParts['emergencies'] = {
  readRule: async () => ({ breakGlass: true, dispatch: true, hidden: true }),
  opposable: () => ({ breakGlass: true, dispatch: true, hidden: true }),
  setRule: async () => {},
  offer: () => ({ reasons: [], mayDispatch: false, hours: { 'break-glass': 4, dispatch: 1 } }),
  open: notNeeded,
  close: notNeeded,
  listOwn: async () => [],
  listTold: async () => [],
  listSeconds: async () => [],
  confirmSecond: notNeeded,
  listReviews: async () => [],
  review: notNeeded,
  reviewHours: () => 72,
  countOverdue: async () => 0,
}

const fakeActivity: PagesParts['activity'] = {
  noteSeen: async () => {},
  listToday: async () => [],
  findLastVisit: async () => undefined,
  listOwn: async () => ({ deeds: [] }),
  keptMonths: () => 13,
  sweep: async () => 0,
}

const fakePermissions: PagesParts['permissions'] = {
  consentToApp: notNeeded,
  consentEnds: () => ({ 'some-months': '2027-02-22T09:00:00.000Z', 'a-year': '2027-11-22T09:00:00.000Z' }),
  listAccess: async () => [
    { partyId: '810000000002', name: 'Nadia Lopez', relations: ['care-team'], blocked: false, since: '2026-01-02' },
  ],
  blockProfessional: async () => {},
  unblockProfessional: async () => {},
  pauseSpace: async () => {},
  unpauseSpace: async () => {},
  ...fakeSharing,
}

const sampleDispute = {
  id: '77777777-7777-4777-8777-777777777777',
  number: '7777-7777',
  documentId: '00000000-0000-4000-8000-000000000001',
  kind: 'not-mine',
  state: 'answered',
  partyName: 'Laboratoire',
  depositedAt: '2026-03-04T10:00:00Z',
  openedAt: '2026-03-05T10:00:00Z',
  dueOn: '2026-03-19',
  answer: 'Vu le 3 mars',
} as const

const sampleCopy = { id: 'tension', name: 'Carnet de tension', at: '2026-03-04T11:00:00Z' }

const fakeDisputes: PagesParts['disputes'] = {
  prepare: async () => sampleDocument(1),
  dispute: notNeeded,
  listOwn: async () => [
    { ...sampleDispute, copies: [] },
    { ...sampleDispute, kind: 'recalled', state: 'withdrawn', copies: [sampleCopy] },
  ],
  takeBack: async () => {},
}

const fakeDisputedDeposits: PagesParts['disputedDeposits'] = {
  list: async () => [sampleDispute],
  find: async () => ({
    dispute: { ...sampleDispute, note: 'Ce n’est pas mon nom', openers: [] },
    entry: sampleDocument(1),
  }),
  answer: notNeeded,
}

const fakeObjections: PagesParts['objections'] = {
  prepare: async () => ({ entry: sampleDocument(1), decidesAlone: false }),
  object: notNeeded,
  listOwn: async () => [],
  withdraw: async () => {},
}

const fakeValidator: PagesParts['validator'] = {
  maxBytes: 1_000_000,
  admit: async () => {},
  validate: () => ({ errors: [], warnings: [] }),
  validateFiles: () => [],
}

const fakeLabels: PagesParts['labels'] = {
  documentTitles: {
    humanTitle: ({ type }) => (typeof type === 'string' ? type : (type.display ?? type.code)),
    isHuman: (title) => title.trim() !== '',
    reminderOf: () => undefined,
  },
  documentTypeLabel: ({ display, code }) => display ?? code,
  professionLabel: (code) => `profession ${code}`,
  populationLabel: (code) => code,
  emergencyReason: (code) => code,
  documentTypes: () => [{ label: 'Comptes rendus', types: [{ code: '11502-2', label: 'Biologie' }] }],
  documentCategories: () => [{ code: '11', label: 'Comptes rendus', typeCodes: ['11502-2'] }],
}

/** Parts that answer with samples, for whoever is given; each test replaces what it is about. */
export const fakeParts = (session: Session | undefined, changes: Partial<PagesParts> = {}): PagesParts => ({
  documents: { ...fakeDocuments },
  validator: fakeValidator,
  permissions: fakePermissions,
  appAsks: { find: async () => undefined, allow: notNeeded, deny: notNeeded },
  emergencies: fakeEmergencies,
  history: { exportJournal: notNeeded, ...fakeSight.history },
  activity: fakeActivity,
  countGaps: async () => 2,
  journalYears: () => 10,
  suspicions: { findReportable: notNeeded, reportAccess: notNeeded, listOwn: async () => [] },
  objections: fakeObjections,
  disputes: fakeDisputes,
  disputedDeposits: fakeDisputedDeposits,
  ...fakeRequestRoom,
  ownFeeds: { readOwn: async () => undefined },
  observations: fakeObservations('Balance'),
  profile: fakeProfile('Pollen'),
  ...fakeCareParts('Consultation'),
  ...fakePresses,
  noticeChoices: { findDepositNotices: async () => 'daily', chooseDepositNotices: async () => {} },
  identity: {
    recordProfessional: notNeeded,
    openSession: notNeeded,
    findSession: notNeeded,
    closeSession: notNeeded,
    findSoftware: notNeeded,
    readPerson: async () => ({
      spaceId: '11111111-1111-4111-8111-111111111111',
      ins: { system: 'urn:test', value: '279035121518989' },
      traits: {
        birthFamily: 'PAT-TROIS',
        birthGiven: ['DOMINIQUE', 'MARIE'],
        gender: 'female',
        birthDate: '1979-03-24',
        birthPlace: '51215',
      },
    }),
  },
  lawReadings: { isDue: async () => false, note: async () => {} },
  ...fakeOwnParts(),
  sessionOf: async () => session,
  ...fakeWayIn,
  visitorOf: ({ actor, authLevel }) => ({ actor, authLevel, origin: { channel: 'pages' } }),
  reasons: { sentence: (reason, lang) => `${lang}:${reason}` },
  labels: fakeLabels,
  accessRules: fakeSight.accessRules,
  spanOf: (day) => ({ from: `${day}T00:00:00.000Z`, to: `${day}T23:59:59.999Z` }),
  readIns: (text) => ({ system: 'urn:test', value: text }),
  ...fakeStaff,
  secretVisits: { minutes: () => 60, isFor: (birthDate) => birthDate > '2008-03-05' },
  clock: fixedClock('2026-03-05T12:00:00.000Z'),
  dayOf,
  log: silentLog,
  publicUrl: 'http://localhost',
  doors: ['citizens', 'professionals'],
  ...changes,
})
