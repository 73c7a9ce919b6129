import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import { after, before, beforeEach, test } from 'node:test'
import {
  lightParameters,
  openCredentialBench,
  type CredentialBench,
} from '../../../../../tests/support/credential-bench.ts'
import { email, newPasswordHolder, password, phone, source } from '../../../../../tests/support/password-holder.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
beforeEach(() => {
  bench.mails.length = 0
  bench.messages.length = 0
})
after(() => bench.close())

const notRecognised = { kind: 'unauthenticated', reason: 'sign-in-not-recognised', details: {} }

const newHolder = (options?: { phoneToo: boolean }) => newPasswordHolder(bench, options)
const check = (login: string, tried = password) => bench.credentials.checkPassword(login, tried, source)
const finish = (ticket: string, code: string) =>
  bench.credentials.finishSecondFactor(ticket, { kind: 'one-time-code', code })

test('a password, then a code by the channel that the holder chooses', async () => {
  const { spaceId, login } = await newHolder({ phoneToo: true })
  const pending = await check(` ${login.toUpperCase()} `)
  const { ticket, ...offered } = pending
  assert.deepEqual(offered, { totp: false, email: 'c•••@e•••.org', phone: '•• •• •• •• 78' })
  await bench.credentials.sendSignInCode(ticket, 'phone')
  assert.equal((await finish(ticket, bench.lastCode(phone))).spaceId, spaceId)
  bench.clock.advance(30_000)
  const second = await check(login)
  await bench.credentials.sendSignInCode(second.ticket, 'email')
  assert.equal((await finish(second.ticket, bench.lastCode(email))).spaceId, spaceId)
})

test('a password, then the authenticator app', async () => {
  const { spaceId, login } = await newHolder()
  const { secret } = await bench.credentials.beginTotp(spaceId, login)
  const shown = () =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: bench.clock.now().getTime() })
  await bench.credentials.confirmTotp(spaceId, shown())
  bench.clock.advance(30_000)
  const { ticket, totp } = await check(login)
  assert.equal(totp, true)
  const code = shown()
  assert.equal((await bench.credentials.finishSecondFactor(ticket, { kind: 'totp', code })).spaceId, spaceId)
  const again = await check(login)
  const replayed = bench.credentials.finishSecondFactor(again.ticket, { kind: 'totp', code })
  assert.deepEqual(await problemOf(replayed), notRecognised)
})

test('without a gateway no phone is offered, and a channel that is not offered is not sent to', async () => {
  const { login } = await newHolder({ phoneToo: true })
  const mute = bench.rebuild({ withoutSms: true })
  assert.equal((await mute.checkPassword(login, password, source)).phone, undefined)
  const holder = await newHolder()
  const { ticket } = await check(holder.login)
  assert.equal((await problemOf(bench.credentials.sendSignInCode(ticket, 'phone'))).reason, 'channel-not-offered')
})

test('wrong password, unknown login and nonsense fail in the same words', async () => {
  const { login } = await newHolder()
  for (const [name, tried] of [
    [login, 'Vélo-rouge8'],
    ['nobody.at.all', password],
    ['', ''],
    ['x'.repeat(5000), 'y'.repeat(5000)],
    ['274039741161019', password],
  ] as const) {
    assert.deepEqual(await problemOf(check(name, tried)), notRecognised)
  }
})

test('a password alone opens nothing: wrong, foreign, used and missing second factors all fail', async () => {
  const [mine, other] = [await newHolder(), await newHolder()]
  const { ticket } = await check(mine.login)
  await bench.credentials.sendContactCode(mine.spaceId, { channel: 'email', address: email })
  assert.deepEqual(await problemOf(finish(ticket, bench.lastCode(email))), notRecognised, 'a code of the contact page')
  bench.clock.advance(30_000)
  const pending = await check(other.login)
  await bench.credentials.sendSignInCode(pending.ticket, 'email')
  assert.deepEqual(await problemOf(finish(ticket, bench.lastCode(email))), notRecognised, 'a code of another space')
  bench.clock.advance(30_000)
  const totp = bench.credentials.finishSecondFactor(ticket, { kind: 'totp', code: '000000' })
  assert.deepEqual(await problemOf(totp), notRecognised, 'no app is set up')
})

test('a ticket ends one sign-in, lasts ten minutes, and another one opens nothing', async () => {
  const { login, spaceId } = await newHolder()
  const { ticket } = await check(login)
  await bench.credentials.sendSignInCode(ticket, 'email')
  const code = bench.lastCode(email)
  assert.equal((await problemOf(finish('A'.repeat(43), code))).reason, 'sign-in-expired')
  assert.equal((await finish(ticket, code)).spaceId, spaceId)
  assert.equal((await problemOf(finish(ticket, code))).reason, 'sign-in-expired')
  const late = await check(login)
  bench.clock.advance(600_000)
  assert.equal((await problemOf(bench.credentials.sendSignInCode(late.ticket, 'email'))).reason, 'sign-in-expired')
  assert.equal((await problemOf(finish(late.ticket, '000000'))).reason, 'sign-in-expired')
})

test('of many who finish at once with the right code, one is signed in', async () => {
  const { login } = await newHolder()
  const { ticket } = await check(login)
  await bench.credentials.sendSignInCode(ticket, 'email')
  const code = bench.lastCode(email)
  const ended = await Promise.allSettled(Array.from({ length: 20 }, () => finish(ticket, code)))
  assert.equal(ended.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('a hash made with older parameters is made anew at the next right password, and the password stays the same', async () => {
  const { login, spaceId } = await newHolder()
  const { argon2 } = lightParameters.password
  const dearer = bench.rebuild({
    parameters: { ...lightParameters, password: { ...lightParameters.password, argon2: { ...argon2, passes: 3 } } },
  })
  const hashes = async (): Promise<string[]> => {
    const text = 'select hash from directory.password where space_id = $1'
    const rows = await bench.database.owner.query<{ hash: string }>({ text, values: [spaceId] })
    return rows.map(({ hash }) => hash)
  }
  const stored = await hashes()
  await problemOf(dearer.checkPassword(login, 'Vélo-rouge8', source))
  assert.deepEqual(await hashes(), stored, 'a wrong password changes nothing')
  bench.clock.advance(30_000)
  await dearer.checkPassword(login, password, source)
  const [fresh] = await hashes()
  assert.match(fresh ?? '', /,t=3,/)
  assert.ok(await dearer.checkPassword(login, password, source))
})

test('what is remembered between the pages names nobody', async () => {
  const { login, spaceId } = await newHolder()
  await check(login)
  const rows = await bench.database.owner.query<{ row: string }>({
    text: 'select s::text as row from directory.sign_in s',
  })
  const attempts = await bench.database.owner.query<{ row: string }>({
    text: 'select a::text as row from platform.attempt a',
  })
  const plain = [...rows, ...attempts].map(({ row }) => row).join()
  for (const word of [spaceId, login, source, Buffer.from(spaceId).toString('hex')]) assert.ok(!plain.includes(word))
})
