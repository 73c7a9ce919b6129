import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Traits } from '../../identity/index.ts'
import type { RegisterPerson, Representation } from '../register/types.ts'
import {
  fittingTexts,
  invitedText,
  mayInvite,
  requestStanding,
  type AboutRequest,
  type ParentRequest,
} from './rules.ts'

const traits: Traits = {
  birthFamily: 'LE GOFF',
  birthGiven: ['MARIE-LOUISE', 'Anaïs'],
  gender: 'female',
  birthDate: '1984-04-06',
  birthPlace: '75113',
}
const numbers = ['aa', 'bb']
const typed = { birthFamily: 'Le Goff', birthGiven: 'Marie Louise', birthDate: '1984-04-06' }

for (const [what, number, given, fits] of [
  ['as the register says', 'aa', {}, true],
  ['a former number', 'bb', {}, true],
  ['accents, hyphens and capitals', 'aa', { birthFamily: 'le-goff', birthGiven: 'MARIE-LOUISE ANAIS' }, true],
  ['another number', 'cc', {}, false],
  ['another birth name', 'aa', { birthFamily: 'Le Gof' }, false],
  ['another first name', 'aa', { birthGiven: 'Marie' }, false],
  ['the second first name alone', 'aa', { birthGiven: 'Anaïs' }, false],
  ['another birth date', 'aa', { birthDate: '1984-06-04' }, false],
] as const)
  test(`${what} ${fits ? 'fits' : 'does not fit'}`, () =>
    assert.equal(fittingTexts(numbers, traits).includes(invitedText(number, { ...typed, ...given })), fits))

const person: RegisterPerson = {
  id: 'somebody',
  spaceId: 'space',
  state: 'open',
  stateSince: '2026-01-05T08:00:00.000Z',
  stateBefore: null,
  activatedAt: '2026-01-06T08:00:00.000Z',
  enteredBy: 'code',
  noticedAt: null,
  windowEndsAt: null,
  closedAt: null,
  dueKind: null,
  dueAt: null,
  scheme: 'general',
  department: null,
  channel: 'mail',
  minorUntil: null,
  ofAgeOn: null,
  protected: false,
  legacy: false,
  diedOn: null,
  remarks: [],
  version: 1,
  knownAt: '2026-09-01T08:00:00Z',
  sealed: null,
}
const since = '2026-01-01T08:00:00.000Z'
const tie: Representation = {
  personId: 'child',
  representativeId: 'somebody',
  kind: 'parent',
  state: 'certified',
  source: 'register',
  since,
}
const child = { ...person, id: 'child', minorUntil: '2030-05-01' }
const about: AboutRequest = { child, inviter: person, tie }
const request: ParentRequest = {
  id: 'request',
  personId: 'child',
  inviterId: 'somebody',
  state: 'waiting',
  askedAt: '2026-02-01T08:00:00.000Z',
  endsAt: '2026-03-16T00:00:00.000Z',
  settledAt: null,
}
const clock = { now: '2026-02-02T08:00:00.000Z', today: '2026-02-02' }
const later = { stateSince: '2026-02-01T09:00:00.000Z' }

test('a request waits while all is as it was', () => assert.equal(requestStanding(request, about, clock), 'waiting'))

for (const [what, changed] of [
  ['the tie is gone', { tie: undefined }],
  ['the inviter said “not mine”', { tie: { ...tie, state: 'set-aside' } }],
  ['the inviter became a guardian', { tie: { ...tie, kind: 'guardian' } }],
  ['the child came of age', { child: { ...child, minorUntil: '2026-02-02' } }],
  ['the child’s space was closed', { child: { ...child, state: 'closed', ...later } }],
  ['the child’s space was closed and reopened', { child: { ...child, ...later } }],
  ['the child died', { child: { ...child, state: 'deceased', ...later } }],
  ['the inviter closed', { inviter: { ...person, state: 'closed', ...later } }],
  ['the inviter closed and reopened', { inviter: { ...person, ...later } }],
  ['the inviter is suspended', { inviter: { ...person, state: 'suspended', ...later } }],
  ['the inviter erases', { inviter: { ...person, state: 'erasing', ...later } }],
  ['the inviter died', { inviter: { ...person, state: 'deceased', ...later } }],
  ['the inviter was merged', { inviter: { ...person, state: 'merged', ...later } }],
] as const)
  test(`a request ends when ${what}; an answer stays`, () => {
    const now = { ...about, ...changed }
    assert.equal(requestStanding(request, now, clock), 'ended')
    assert.equal(requestStanding({ ...request, state: 'accepted' }, now, clock), 'accepted')
  })

test('a request ends with its last instant', () => {
  const at = (now: string) => requestStanding(request, about, { ...clock, now })
  assert.deepEqual([at('2026-03-15T23:59:59.999Z'), at('2026-03-16T00:00:00.000Z')], ['waiting', 'ended'])
})

for (const [what, changed] of [
  ['only presumed', { tie: { ...tie, state: 'presumed' } }],
  ['themselves invited', { tie: { ...tie, source: 'invited' } }],
  ['of a child whose space nobody entered', { child: { ...child, activatedAt: null } }],
  ['of a child whose space waits', { child: { ...child, state: 'noticed' } }],
] as const)
  test(`a parent ${what} invites nobody`, () => assert.equal(mayInvite({ ...about, ...changed }, clock.today), false))

test('a parent of the register who entered the child’s space invites', () =>
  assert.equal(mayInvite(about, clock.today), true))
