import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  lightParameters,
  openCredentialBench,
  type CredentialBench,
} from '../../../../../tests/support/credential-bench.ts'
import { newPasswordHolder, password, source } from '../../../../../tests/support/password-holder.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
after(() => bench.close())

const wrongCode = 'xxxxxx'
const notRecognised = { kind: 'unauthenticated', reason: 'sign-in-not-recognised', details: {} }
const newHolder = () => newPasswordHolder(bench)
const check = (login: string, tried = password) => bench.credentials.checkPassword(login, tried, source)
const finish = (ticket: string, code: string) =>
  bench.credentials.finishSecondFactor(ticket, { kind: 'one-time-code', code })

test('after an error a new try is heard after thirty seconds, known login or not', async () => {
  const { login } = await newHolder()
  for (const name of [login, 'nobody.ever']) {
    await problemOf(check(name, 'Vélo-rouge8'))
    bench.clock.advance(20_000)
    assert.partialDeepStrictEqual(await problemOf(check(name)), {
      kind: 'busy',
      reason: 'wait-before-retry',
      details: { seconds: 10 },
    })
    bench.clock.advance(10_000)
  }
  assert.ok(await check(login))
})

test('five errors lock a login for the rest of fifteen minutes and say how long, known login or not', async () => {
  const { login } = await newHolder()
  for (const name of [login, 'nobody.again']) {
    for (let tries = 0; tries < 5; tries += 1) {
      assert.deepEqual(await problemOf(check(name, 'Vélo-rouge8')), notRecognised)
      bench.clock.advance(30_000)
    }
    assert.partialDeepStrictEqual(await problemOf(check(name)), {
      reason: 'too-many-tries',
      details: { minutes: 13, seconds: 750 },
    })
    bench.clock.advance(750_000)
  }
  assert.ok(await check(login))
})

test('two hundred guesses at once are one try', async () => {
  const { login } = await newHolder()
  const tried = await Promise.allSettled(
    Array.from({ length: 200 }, (_, index) => bench.credentials.checkPassword(login, 'Vélo-rouge8', `10.0.0.${index}`)),
  )
  const evaluated = tried.filter((each) => each.status === 'rejected' && String(each.reason).includes('not-recognised'))
  assert.equal(evaluated.length, 1)
})

test('one source may try two hundred times in fifteen minutes, whatever the logins', async () => {
  const limits = { ...lightParameters.limits, signInSource: { count: 3, seconds: 900 } }
  const strict = bench.rebuild({ parameters: { ...lightParameters, limits } })
  const from = '198.51.100.9'
  for (let tries = 0; tries < 3; tries += 1) await problemOf(strict.checkPassword(`nobody.${tries}.x`, password, from))
  assert.equal((await problemOf(strict.checkPassword('nobody.4.x', password, from))).reason, 'too-many-tries')
  assert.deepEqual(await problemOf(strict.checkPassword('nobody.5.x', password, '198.51.100.10')), notRecognised)
})

test('one source may ask for two hundred passkey challenges in fifteen minutes', async () => {
  const limits = { ...lightParameters.limits, signInSource: { count: 3, seconds: 900 } }
  const strict = bench.rebuild({ parameters: { ...lightParameters, limits } })
  for (let asked = 0; asked < 3; asked += 1) assert.ok(await strict.beginPasskeySignIn('198.51.100.20'))
  assert.equal((await problemOf(strict.beginPasskeySignIn('198.51.100.20'))).reason, 'too-many-tries')
  assert.ok(await strict.beginPasskeySignIn('198.51.100.21'))
})

test('new tickets and new codes do not give more guesses: ten an hour for one space', async () => {
  const { login } = await newHolder()
  for (let tries = 0; tries < 10; tries += 1) {
    const { ticket } = await check(login)
    assert.deepEqual(await problemOf(finish(ticket, wrongCode)), notRecognised)
    bench.clock.advance(30_000)
  }
  const { ticket } = await check(login)
  assert.partialDeepStrictEqual(await problemOf(finish(ticket, wrongCode)), {
    reason: 'too-many-tries',
    details: { minutes: 55 },
  })
})

test('an unknown login takes the steps of a known one: the same statements, the same hashing, the same waits', async () => {
  const { login } = await newHolder()
  const steps = async (name: string): Promise<string[]> => {
    const seen: string[] = []
    const { query } = bench.database.app
    const { systemKey } = bench.keys
    bench.database.app.query = (statement) => {
      seen.push(statement.text)
      return query(statement)
    }
    // Each computation of a hash asks for the pepper once.
    bench.keys.systemKey = (purpose) => {
      seen.push(`a hash with ${purpose}`)
      return systemKey(purpose)
    }
    const problem = await problemOf(check(name, 'Vélo-rouge8'))
    bench.database.app.query = query
    bench.keys.systemKey = systemKey
    return [...seen, problem.reason]
  }
  const known = await steps(login)
  assert.equal(known.filter((step) => step === 'a hash with password').length, 2)
  assert.deepEqual(await steps('nobody.either'), known)
  assert.deepEqual(await steps('nobody.either'), await steps(login), 'and while the wait lasts')
})
