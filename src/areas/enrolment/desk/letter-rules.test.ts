import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '../../../platform/calendar.ts'
import { Problem } from '../../../platform/problem.ts'
import type { RegisterPerson } from '../register/types.ts'
import { letterDays, mayOpposeLate } from './letter-rules.ts'
import { requireLetter } from './read-letter.ts'

const civil = { today: '2027-01-08', dayOf: (at: string) => dayOf(at, 'Europe/Paris') }

/** Told on 25 November; the last day to refuse is 6 January, and the space opened with the midnight that ends it. */
const opened: RegisterPerson = {
  id: 'person',
  knownAt: '2026-11-02T09:00:00.000Z',
  spaceId: 'space',
  state: 'open',
  stateSince: '2027-01-06T23:00:00.000Z',
  stateBefore: null,
  activatedAt: null,
  enteredBy: null,
  noticedAt: '2026-11-25T09:00:00.000Z',
  windowEndsAt: '2027-01-06T23:00:00.000Z',
  closedAt: null,
  dueKind: null,
  dueAt: null,
  scheme: 'general',
  department: null,
  channel: 'post',
  minorUntil: null,
  ofAgeOn: null,
  protected: false,
  legacy: false,
  diedOn: null,
  remarks: [],
  version: 3,
  sealed: null,
}
const opening = (channel: string, from = 'noticed'): Parameters<typeof mayOpposeLate>[0]['events'] => [
  { kind: 'noticed', channel: 'campaign', at: opened.noticedAt ?? '', detail: {} },
  ...(from === 'legacy-opposed'
    ? [{ kind: 'opposed', channel: 'post', at: '2026-12-01T10:00:00.000Z', detail: {} }]
    : []),
  { kind: 'opened', channel, at: opened.stateSince, detail: { from } },
]

test('an opening is taken back only where the date did it and nobody has entered', () => {
  const tries: [Partial<RegisterPerson>, ReturnType<typeof opening>, boolean][] = [
    [{}, opening('clock'), true],
    [{}, opening('online'), false],
    [{}, [], false],
    [{ activatedAt: '2027-01-07T10:00:00.000Z' }, opening('clock'), false],
    [{ activatedAt: '2027-01-07T10:00:00.000Z', enteredBy: 'representative' }, opening('clock'), false],
    [{ activatedAt: '2027-01-02T10:00:00.000Z' }, opening('clock'), false],
    // Of age since the opening: what came before it was the parents' word.
    [{ minorUntil: '2027-01-08' }, opening('clock'), false],
    [{ minorUntil: '2027-01-01' }, opening('clock'), true],
    [{ minorUntil: '2028-01-01' }, opening('clock'), true],
    [{ state: 'suspended' }, opening('clock'), false],
    [{ state: 'closed' }, opening('clock'), false],
    // A first refusal of somebody with an older record destroys nothing (L.1111-14); the repeated one does.
    [{ legacy: true }, opening('clock'), false],
    [{ legacy: true }, opening('clock', 'legacy-opposed'), true],
  ]
  for (const [about, events, may] of tries)
    assert.equal(
      mayOpposeLate({ person: { ...opened, ...about }, events }, civil),
      may,
      JSON.stringify([about, events]),
    )
})

test('a letter came between what it answers and today; one that refuses what opened came before that day', () => {
  const days = (deed: 'oppose' | 'close', about: Partial<RegisterPerson>, from?: string) =>
    letterDays(deed, { person: { ...opened, ...about }, events: opening('clock', from) }, civil)
  // A first refusal answers nothing: who refused before they were told, or told again, has refused; nobody before they were known.
  assert.deepEqual(days('oppose', {}), { from: '2026-11-02', to: '2027-01-06' })
  assert.deepEqual(days('oppose', { state: 'noticed' }), { from: '2026-11-02', to: '2027-01-08' })
  assert.deepEqual(days('oppose', { state: 'known', noticedAt: null }), { from: '2026-11-02', to: '2027-01-08' })
  assert.deepEqual(days('close', {}), { from: '2026-11-02', to: '2027-01-08' })
  assert.deepEqual(days('close', { activatedAt: '2027-01-07T23:30:00.000Z' }), { from: '2027-01-08', to: '2027-01-08' })
  const repeated = { legacy: true, state: 'legacy-opposed', stateSince: '2026-12-01T10:00:00.000Z' } as const
  assert.deepEqual(days('oppose', repeated, 'legacy-opposed'), { from: '2026-12-01', to: '2027-01-08' })
  assert.deepEqual(days('oppose', { legacy: true }, 'legacy-opposed'), { from: '2026-12-01', to: '2027-01-06' })
})

test('a letter answers the last opening by the person, and a first refusal the day on which it was written down', () => {
  const entered = { activatedAt: '2026-12-27T10:00:00.000Z' }
  const after = (...events: ReturnType<typeof opening>): Parameters<typeof letterDays>[1] => ({
    person: { ...opened, ...entered },
    events: [...opening('clock'), ...events],
  })
  const happening = (kind: string, channel: string, at: string) => ({ kind, channel, at, detail: {} })
  const [closed, reopened] = [
    happening('closed', 'post', '2026-12-30T10:00:00.000Z'),
    happening('reopened', 'online', '2027-01-03T10:00:00.000Z'),
  ]
  assert.equal(letterDays('close', after(closed), civil).from, '2026-12-27')
  assert.equal(letterDays('close', after(closed, reopened), civil).from, '2027-01-03')
  const refused = {
    kind: 'opposed',
    channel: 'post',
    at: '2026-12-05T10:00:00.000Z',
    detail: { receivedOn: '2026-12-02' },
  }
  const person = { ...opened, legacy: true, state: 'legacy-opposed', stateSince: refused.at } as const
  assert.equal(letterDays('oppose', { person, events: [refused] }, civil).from, '2026-12-05')
})

test('of whoever is of age now, a letter of before was their parents’', () => {
  const days = (deed: 'oppose' | 'close', about: Partial<RegisterPerson>) =>
    letterDays(deed, { person: { ...opened, ...about }, events: opening('clock') }, civil)
  const grown = { state: 'noticed', minorUntil: '2026-12-20' } as const
  assert.deepEqual(days('oppose', grown), { from: '2026-12-20', to: '2027-01-08' })
  assert.deepEqual(days('oppose', { ...grown, minorUntil: '2027-01-08' }), { from: '2027-01-08', to: '2027-01-08' })
  assert.deepEqual(
    days('oppose', { ...grown, minorUntil: '2027-01-09' }),
    { from: '2026-11-02', to: '2027-01-08' },
    'a child still',
  )
  assert.deepEqual(days('close', { ...grown, state: 'open' }), { from: '2026-12-20', to: '2027-01-08' })
  const entered = { minorUntil: '2026-12-20', activatedAt: '2026-12-27T10:00:00.000Z' }
  assert.deepEqual(days('close', entered), { from: '2026-12-27', to: '2027-01-08' })
})

test('a letter of a day before those it can have come on is not taken', () => {
  const frame = { from: '2026-12-01', to: '2027-01-08', signers: [{ id: 'self' }] }
  const read = (receivedOn: string) => () => requireLetter(frame, { receivedOn, signer: '', signed: false })
  assert.throws(read('2026-11-30'), (error) => error instanceof Problem && error.reason === 'desk-letter-too-early')
  assert.deepEqual(read('2026-12-01')(), { receivedOn: '2026-12-01' })
})
