import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { plainKeys } from '../../../../tests/support/plain-keys.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { randomSecret } from '../../../platform/ids.ts'
import { sealBySecret, secretHash } from './secret-seal.ts'
import { createSessions } from './sessions.ts'
import { createSignIns } from './sign-ins.ts'
import { insertSession } from './store.ts'

let database: TestDatabase

before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

const minute = 60_000
const holder = {
  actor: { kind: 'holder', id: '8a0c', name: 'Dominique PAT-TROIS' },
  spaceId: '8a0c',
  authLevel: 'substantial',
} as const

const parameters = {
  idleMinutes: 15,
  absoluteMinutes: 60,
  signInMinutes: 10,
  freshProofMinutes: 5,
  entryMinutes: 30,
  accessTokenSeconds: 600,
  appTokenSeconds: 300,
}

const start = () => {
  const clock = fixedClock('2026-11-21T08:00:00.000Z')
  return { clock, sessions: createSessions({ database: database.app, clock, keys: plainKeys, parameters }) }
}

test('a session says who it is until it has not been used for fifteen minutes', async () => {
  const { clock, sessions } = start()
  const secret = await sessions.openSession(holder)
  clock.advance(14 * minute)
  assert.partialDeepStrictEqual(await sessions.findSession(secret), holder)
  clock.advance(14 * minute)
  assert.partialDeepStrictEqual(await sessions.findSession(secret), holder, 'using it prolonged it')
  clock.advance(15 * minute + 1)
  assert.equal(await sessions.findSession(secret), undefined)
})

test('no use prolongs a session beyond its absolute end, and it says when it ends', async () => {
  const { clock, sessions } = start()
  const secret = await sessions.openSession(holder)
  for (let used = 0; used < 5; used += 1) {
    clock.advance(11 * minute)
    assert.ok(await sessions.findSession(secret))
  }
  assert.equal((await sessions.findSession(secret))?.expiresAt.slice(0, 19), '2026-11-21T09:00:00')
  clock.advance(5 * minute)
  assert.equal(await sessions.findSession(secret), undefined)
})

test('a closed session, an unknown secret and a malformed one are all nobody', async () => {
  const { sessions } = start()
  const secret = await sessions.openSession(holder)
  await sessions.closeSession(secret)
  for (const tried of [secret, 'a'.repeat(43), '', "' or 1=1 --", 'é'.repeat(5000)]) {
    assert.equal(await sessions.findSession(tried), undefined)
  }
})

test('a session says when its holder proved who they are, and using it does not make the proof younger', async () => {
  const { clock, sessions } = start()
  const secret = await sessions.openSession(holder)
  clock.advance(14 * minute)
  assert.equal((await sessions.findSession(secret))?.provenAt, '2026-11-21T08:00:00.000Z')
})

test('a session that an earlier version sealed, without the date of its proof, is still read', async () => {
  const { clock, sessions } = start()
  const secret = randomSecret()
  const use = { now: clock.now().toISOString(), minutes: 15, absoluteMinutes: 60 }
  await insertSession(database.app, {
    idHash: secretHash(secret),
    sealed: sealBySecret(secret, holder),
    spaceHash: null,
    ...use,
  })
  assert.partialDeepStrictEqual(await sessions.findSession(secret), { ...holder, provenAt: '1970-01-01T00:00:00.000Z' })
})

test('a member of staff is read back with their roles, and a role that nobody has opens nothing', async () => {
  const { sessions } = start()
  const staff = { kind: 'staff', id: 's1', name: 'Fatima OUMAROU', roles: ['operator', 'reviewer'] } as const
  const secret = await sessions.openSession({ actor: staff, authLevel: 'substantial' })
  assert.deepEqual((await sessions.findSession(secret))?.actor, staff)
  const forged = randomSecret()
  const sealed = sealBySecret(forged, { actor: { ...staff, roles: ['minister'] }, authLevel: 'substantial' })
  const use = { now: '2026-11-21T08:00:00.000Z', minutes: 15, absoluteMinutes: 60 }
  await insertSession(database.app, { idHash: secretHash(forged), sealed, spaceHash: null, ...use })
  assert.equal(await sessions.findSession(forged), undefined)
})

test('the table neither opens a session nor names anybody', async () => {
  const { sessions } = start()
  const secret = await sessions.openSession(holder)
  const rows = await database.owner.query<{ row: string }>({
    text: 'select session::text as row from directory.session',
  })
  const plain =
    rows.map(({ row }) => row).join('\n') + Buffer.from(rows.map(({ row }) => row).join('')).toString('latin1')
  assert.ok(rows.length > 0)
  for (const word of ['Dominique', 'PAT-TROIS', secret, Buffer.from('PAT-TROIS').toString('hex')]) {
    assert.ok(!plain.includes(word), word)
  }
})

test('a subject moved into another session opens nothing', async () => {
  const { sessions } = start()
  const [mine, other] = [await sessions.openSession(holder), await sessions.openSession(holder)]
  await database.owner.query({
    text: 'update directory.session s set sealed = (select sealed from directory.session o where o.id_hash <> s.id_hash limit 1)',
  })
  assert.equal(await sessions.findSession(mine), undefined)
  assert.equal(await sessions.findSession(other), undefined)
})

test('the sweep drops what expired and nothing else', async () => {
  const { clock, sessions } = start()
  await database.owner.query({ text: 'truncate directory.session' })
  await sessions.openSession(holder)
  clock.advance(10 * minute)
  const kept = await sessions.openSession(holder)
  clock.advance(6 * minute)
  await sessions.sweepExpired()
  assert.equal((await database.owner.query({ text: 'select from directory.session' })).length, 1)
  assert.ok(await sessions.findSession(kept))
})

test('a sign-in under way is taken once, by its own browser, in time', async () => {
  const clock = fixedClock('2026-11-21T08:00:00.000Z')
  const signIns = createSignIns({ database: database.app, clock, parameters })
  const key = { ticket: 't', browser: 'b' }
  await signIns.begin(key, { nonce: 'n' })
  assert.deepEqual(await signIns.take(key), { nonce: 'n' })
  assert.equal(await signIns.take(key), undefined)
  await signIns.begin(key, { nonce: 'n' })
  assert.equal(await signIns.take({ ...key, browser: 'c' }), undefined)
  await signIns.begin({ ...key, ticket: 'u' }, { nonce: 'n' })
  clock.advance(10 * minute)
  assert.equal(await signIns.take({ ...key, ticket: 'u' }), undefined)
})

test('of many takers at once one gets it', async () => {
  const signIns = createSignIns({ database: database.app, clock: fixedClock('2026-11-21T08:00:00.000Z'), parameters })
  const key = { ticket: 'raced', browser: 'b' }
  await signIns.begin(key, { nonce: 'n' })
  const taken = await Promise.all(Array.from({ length: 20 }, () => signIns.take(key)))
  assert.equal(taken.filter((memory) => memory !== undefined).length, 1)
})
