import type { PagesParts } from '../../../src/edge/pages/parts.ts'

const fakeRequest = {
  standing: 'waiting',
  askedAt: '2026-03-01T09:00:00.000Z',
  endsAt: '2026-04-12T22:00:00.000Z',
  settledAt: null,
} as const

const fakeReceived: Awaited<ReturnType<PagesParts['families']['listReceived']>> = [
  {
    id: '55555555-5555-7555-8555-555555555555',
    inviterName: 'Paul BERTHIER',
    childName: 'Noé',
    askedAt: '2026-03-01T09:00:00.000Z',
    endsAt: '2026-04-12T22:00:00.000Z',
  },
]

/** A child whose space waits, one whose space is open and one that was refused. */
const fakeChildren: Awaited<ReturnType<PagesParts['families']['listChildren']>> = [
  {
    personId: '22222222-2222-7222-8222-000000000001',
    name: 'Noé PAT-TROIS',
    birthDate: '2022-03-09',
    state: 'noticed',
    standing: 'to-open',
    certified: false,
    refusable: true,
    invited: false,
    invitable: false,
    requests: [],
    opensOn: '2026-04-01',
  },
  {
    personId: '22222222-2222-7222-8222-000000000002',
    name: 'Léa PAT-TROIS',
    birthDate: '2020-05-23',
    state: 'open',
    standing: 'open',
    certified: true,
    refusable: false,
    invited: false,
    invitable: true,
    requests: [fakeRequest],
  },
  {
    personId: '22222222-2222-7222-8222-000000000003',
    name: 'Zoé PAT-TROIS',
    birthDate: '2019-05-23',
    state: 'opposed',
    standing: 'opposed',
    certified: false,
    refusable: false,
    invited: false,
    invitable: false,
    requests: [],
  },
]

const fakeProof = {
  reference: '33333333-3333-7333-8333-333333333333',
  personId: '22222222-2222-7222-8222-000000000009',
  decidedAt: '2026-03-05T11:00:00.000Z',
  channel: 'online',
} as const

const fakeOwnSpace: PagesParts['ownSpace'] = {
  standingOf: async () => ({ state: 'open' }),
  leavingDays: () => ({ archivedUntil: '2036-03-06', erasedOn: '2026-04-05', erasedByLawOn: '2026-06-06' }),
  findProof: async () => ({ ...fakeProof, kind: 'closure' }),
  closeOwn: async () => {},
  reopenOwn: async () => {},
  requestOwnErasure: async () => {},
  cancelOwnErasure: async () => {},
  objectToClosing: async () => {},
}

const words = { whatItIs: 'a', whatWeDo: 'b', yourRights: 'c', changes: [] }

const notNeeded = (): never => {
  throw new Error('this page needs no such part')
}

const fakeCredentials: PagesParts['credentials'] = {
  choosePassword: notNeeded,
  beginTotp: notNeeded,
  confirmTotp: notNeeded,
  hasTotp: async () => false,
  termsAt: () => ({ version: '2026', from: '2026-01-01', fr: words, en: words }),
  acceptTerms: async () => {},
  termsDue: async () => undefined,
  meansOf: async () => ({
    passkeys: [
      { id: '44444444-4444-4444-8444-444444444444', name: 'Téléphone', createdAt: '2026-01-02T10:00:00.000Z' },
    ],
    maxPasskeys: 20,
    hasPassword: false,
    hasTotp: false,
    contact: {},
  }),
  beginPasskeyRegistration: async () => ({
    challenge: 'challenge',
    rp: { name: 'Carnet', id: 'localhost' },
    user: { id: 'user', name: 'Dominique', displayName: 'Dominique' },
    pubKeyCredParams: [],
  }),
  finishPasskeyRegistration: async () => ({ id: 'id', name: 'Téléphone', createdAt: '2026-03-05T12:00:00.000Z' }),
  removePasskey: async () => {},
  sendContactCode: async () => {},
  hasContactCode: async () => false,
  changeContact: async () => {},
  changePassword: async () => 1,
  recoveryOf: async () => undefined,
  stopRecovery: async () => {},
}

/** What a holder does with their own space, their children's and their ways in: an open space, three children, one passkey. */
export const fakeOwnParts = (): Required<Pick<PagesParts, 'ownSpace' | 'families' | 'credentials' | 'printProof'>> => ({
  ownSpace: { ...fakeOwnSpace },
  families: {
    listChildren: async () => fakeChildren,
    hasChildToOpen: async () => true,
    openChildren: async () => {},
    refuseChild: async () => {},
    proofOfRefusal: async () => ({ ...fakeProof, kind: 'opposition' }),
    setAside: async () => {},
    representedBy: async ({ actor, ...visitor }) => ({
      visitor: { ...visitor, actor: { kind: 'representative', id: actor.id, name: actor.name } },
      spaceId: '66666666-6666-4666-8666-666666666666',
      name: 'Léa PAT-TROIS',
      decidesFrom: '2038-05-23',
    }),
    followRepresentatives: async () => {},
    isMinor: async () => false,
    isMinorByIns: async () => false,
    mayBeRepresented: async () => false,
    listProtected: async () => [],
    inviteParent: async () => {},
    withdrawRequest: async () => {},
    listReceived: async () => fakeReceived,
    acceptRequest: async () => {},
    refuseRequest: async () => {},
    sweepRequests: async () => {},
  },
  credentials: { ...fakeCredentials },
  printProof: async () => Buffer.from('%PDF-1.7'),
})
