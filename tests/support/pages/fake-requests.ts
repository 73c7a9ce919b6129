import type { PagesParts } from '../../../src/edge/pages/parts.ts'

const sample = {
  id: '88888888-8888-4888-8888-888888888888',
  facilityName: 'Centre hospitalier de la Rive',
  category: 'CPT_REND',
  year: '2019',
  note: 'Le séjour de mars',
  askedAt: '2026-03-05T10:00:00Z',
  dueOn: '2026-05-05',
  isLate: false,
  state: 'asked',
} as const

const fakeRequests: PagesParts['requests'] = {
  placesAmong: async () => [{ id: '1990000028', name: sample.facilityName }],
  searchPlaces: async () => [{ id: '1990000028', name: sample.facilityName }],
  ask: async () => {},
  listOwn: async () => [
    sample,
    { ...sample, isLate: true },
    { ...sample, state: 'answered', documentId: '00000000-0000-4000-8000-000000000001' },
    { ...sample, state: 'declined', reason: 'no-longer-kept' },
    { ...sample, state: 'over' },
  ],
  takeBack: async () => {},
}

const fakeReceivedRequests: PagesParts['receivedRequests'] = {
  list: async () => [sample],
  count: async () => 1,
  find: async () => ({
    ...sample,
    holder: {
      name: 'Dominique PAT-TROIS',
      birthDate: '1979-03-28',
      spaceId: '11111111-1111-4111-8111-111111111111',
      ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
    },
  }),
  decline: async () => {},
}

/** Requests for documents: a holder's, of each state, and one that a facility is asked. */
export const fakeRequestRoom: Pick<PagesParts, 'requests' | 'receivedRequests'> = {
  requests: fakeRequests,
  receivedRequests: fakeReceivedRequests,
}
