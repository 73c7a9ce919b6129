import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  lightParameters,
  openCredentialBench,
  type CredentialBench,
} from '../../../../../tests/support/credential-bench.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'
import { credentialParameters } from '../parameters.ts'
import { createPasswordHash } from './hash-password.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
after(() => bench.close())

let logins = 0
const newLogin = (): string => `vert.soleil.${(logins += 1)}`
const first = 'Vélo-rouge7'
const second = 'Lampe+bleue8'

const choose = async (login = newLogin(), password = first): Promise<string> => {
  const spaceId = await bench.newHolder()
  await bench.credentials.choosePassword(spaceId, { login, password })
  return spaceId
}

const rowsOf = async (table: string, spaceId: string): Promise<{ hash: string; row: string }[]> =>
  bench.database.owner.query({
    text: `select hash, t::text as row from directory.${table} t where space_id = $1`,
    values: [spaceId],
  })

test('a login and a password are chosen, and the login is shown again', async () => {
  const spaceId = await choose('Camille-Vert ')
  assert.equal(await bench.credentials.findLogin(spaceId), 'camille-vert')
  await bench.credentials.confirmPassword(spaceId, first)
})

test('a login is chosen once', async () => {
  const spaceId = await choose()
  const again = bench.credentials.choosePassword(spaceId, { login: newLogin(), password: second })
  assert.deepEqual(await problemOf(again), { kind: 'conflict', reason: 'login-already-chosen', details: {} })
})

test('a login that is taken is answered with others that are free', async () => {
  const login = newLogin()
  await choose(login)
  const spaceId = await bench.newHolder()
  const problem = await problemOf(bench.credentials.choosePassword(spaceId, { login, password: first }))
  assert.equal(problem.reason, 'login-taken')
  const suggestions = String(problem.details['suggestions']).split(', ')
  assert.equal(suggestions.length, 3)
  await bench.credentials.choosePassword(spaceId, { login: suggestions[0] ?? '', password: first })
})

test('of two who choose one login at once, one has it', async () => {
  const login = newLogin()
  const spaces = await Promise.all([bench.newHolder(), bench.newHolder()])
  const chosen = await Promise.allSettled(
    spaces.map((spaceId) => bench.credentials.choosePassword(spaceId, { login, password: first })),
  )
  assert.equal(chosen.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('the rules are asked, the holder’s own name among them', async () => {
  const spaceId = await bench.newHolder({ email: 'tulipe@example.org' })
  const login = newLogin()
  for (const [chosen, reason] of [
    [{ login: '274039741161019', password: first }, 'login-holds-number'],
    [{ login, password: 'court' }, 'password-length-wrong'],
    [{ login, password: 'Camille-rouge7' }, 'password-personal'],
    [{ login, password: 'Tulipe-rouge7' }, 'password-personal'],
    [{ login, password: 'Password123!' }, 'password-too-common'],
  ] as const) {
    assert.equal((await problemOf(bench.credentials.choosePassword(spaceId, chosen))).reason, reason)
  }
  assert.equal(await bench.credentials.findLogin(spaceId), undefined)
})

test('a password used before never comes back, the present one included', async () => {
  const spaceId = await choose()
  await bench.credentials.changePassword(spaceId, second)
  for (const used of [first, second]) {
    assert.equal((await problemOf(bench.credentials.changePassword(spaceId, used))).reason, 'password-used-before')
  }
  await bench.credentials.changePassword(spaceId, 'Table=verte9')
  await bench.credentials.confirmPassword(spaceId, 'Table=verte9')
  assert.equal((await rowsOf('password_history', spaceId)).length, 3)
})

test('two changes at once leave one password, and the other is told', async () => {
  const spaceId = await choose()
  const changes = await Promise.allSettled(
    [second, 'Table=verte9'].map((password) => bench.credentials.changePassword(spaceId, password)),
  )
  assert.equal(changes.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('who has no password cannot change or confirm it', async () => {
  const spaceId = await bench.newHolder()
  assert.equal((await problemOf(bench.credentials.changePassword(spaceId, first))).reason, 'password-absent')
  assert.equal((await problemOf(bench.credentials.confirmPassword(spaceId, first))).reason, 'password-not-recognised')
})

test('after a wrong confirmation the next is heard after thirty seconds', async () => {
  const spaceId = await choose()
  assert.equal((await problemOf(bench.credentials.confirmPassword(spaceId, second))).reason, 'password-not-recognised')
  assert.partialDeepStrictEqual(await problemOf(bench.credentials.confirmPassword(spaceId, first)), {
    reason: 'wait-before-retry',
    details: { seconds: 30 },
  })
  bench.clock.advance(30_000)
  await bench.credentials.confirmPassword(spaceId, first)
  await bench.credentials.confirmPassword(spaceId, first)
})

test('the tables hold neither password nor login, and two holders of one password have two hashes', async () => {
  const login = newLogin()
  const [one, two] = [await choose(login), await choose()]
  const rows = [...(await rowsOf('password', one)), ...(await rowsOf('password', two))]
  assert.notEqual(rows[0]?.hash, rows[1]?.hash)
  for (const { row } of rows) {
    assert.ok(!row.includes(login) && !row.includes(Buffer.from(login).toString('hex')) && !row.includes(first))
  }
})

test('when the parameters change, changing the password uses them, and old ones still do not come back', async () => {
  const spaceId = await choose()
  const { argon2 } = lightParameters.password
  const dearer = bench.rebuild({
    parameters: { ...lightParameters, password: { ...lightParameters.password, argon2: { ...argon2, passes: 2 } } },
  })
  assert.equal((await problemOf(dearer.changePassword(spaceId, first))).reason, 'password-used-before')
  await dearer.changePassword(spaceId, second)
  assert.match((await rowsOf('password', spaceId))[0]?.hash ?? '', /^\$argon2id\$v=19\$m=64,t=2,p=1\$/)
  assert.equal((await problemOf(dearer.changePassword(spaceId, first))).reason, 'password-used-before')
})

test('the real parameters: argon2id, 19 MiB, two passes, one lane; without the pepper a hash fits nothing', async () => {
  const { argon2 } = credentialParameters.password
  const hash = createPasswordHash(bench.keys, argon2)
  const stored = await hash.make(first)
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.equal(await hash.matches(first, stored), true)
  assert.equal(await hash.matches(second, stored), false)
  assert.equal(await hash.matches(first, undefined), false)
  assert.equal(hash.isCurrent(stored), true)
  const elsewhere = createPasswordHash({ systemKey: async () => Buffer.alloc(32, 1) }, argon2)
  assert.equal(await elsewhere.matches(first, stored), false)
})
