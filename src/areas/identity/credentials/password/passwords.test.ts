import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCredentialBench, type CredentialBench } from '../../../../../tests/support/credential-bench.ts'
import { source } from '../../../../../tests/support/password-holder.ts'
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
  assert.ok((await bench.credentials.checkPassword('camille-vert', first, source)).ticket)
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

test('a first choice after the means were taken away is none of what was used before', async () => {
  const login = newLogin()
  const spaceId = await choose(login)
  await bench.database.app.transaction((connection) => bench.credentials.dropMeans(connection, spaceId))
  const again = bench.credentials.choosePassword(spaceId, { login, password: first })
  assert.deepEqual(await problemOf(again), {
    kind: 'incorrect',
    reason: 'password-used-before',
    details: { field: 'password' },
  })
  await bench.credentials.choosePassword(spaceId, { login, password: second })
})

test('the tables hold neither password nor login, and two holders of one password have two hashes', async () => {
  const login = newLogin()
  const [one, two] = [await choose(login), await choose()]
  const rows = [...(await rowsOf('password', one)), ...(await rowsOf('password', two))]
  await bench.credentials.changePassword(one, { current: first, password: second, source })
  rows.push(...(await rowsOf('former_password', one)))
  assert.equal(rows.length, 3)
  assert.notEqual(rows[0]?.hash, rows[1]?.hash)
  for (const { row } of rows) {
    assert.ok(!row.includes(login) && !row.includes(Buffer.from(login).toString('hex')) && !row.includes(first))
  }
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
