import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCredentialBench, type CredentialBench } from '../../../../../tests/support/credential-bench.ts'
import { newDevice, registerDevice, signInByDevice } from '../../../../../tests/support/passkey-holder.ts'
import { source } from '../../../../../tests/support/password-holder.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'
import type { AuthenticatorFaults, SoftwareAuthenticator } from '../../../../../tests/support/software-authenticator.ts'
import { randomId } from '../../../../platform/ids.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
after(() => bench.close())

const minute = 60_000

const register = (device: SoftwareAuthenticator, space?: string) => registerDevice(bench, device, space)
const signIn = (device: SoftwareAuthenticator, faults?: AuthenticatorFaults) => signInByDevice(bench, device, faults)
const notRecognised = { kind: 'unauthenticated', reason: 'sign-in-not-recognised', details: {} }

test('a passkey is registered, signs in, is listed and removed', async () => {
  const device = newDevice()
  const spaceId = await register(device)
  assert.deepEqual(await signIn(device), { spaceId })
  const [passkey, ...more] = await bench.credentials.listPasskeys(spaceId)
  assert.ok(passkey)
  assert.deepEqual(more, [])
  assert.equal(passkey.name, 'Téléphone')
  assert.equal(new Date(passkey.lastUsedAt ?? '').getTime(), bench.clock.now().getTime())
  await bench.credentials.removePasskey(spaceId, passkey.id)
  assert.deepEqual(await bench.credentials.listPasskeys(spaceId), [])
  assert.deepEqual(await problemOf(signIn(device)), notRecognised)
})

test('what is asked of browsers: resident, verified, no attestation, a name of the space that is not the space', async () => {
  const spaceId = await bench.newHolder()
  const options = await bench.credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
  assert.partialDeepStrictEqual(options, {
    rp: { id: 'carnet.example' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [],
  })
  const handle = Buffer.from(options.user.id, 'base64url')
  assert.equal(handle.length, 32)
  assert.ok(
    !handle.toString('latin1').includes(spaceId) && !handle.toString('hex').includes(spaceId.replaceAll('-', '')),
  )
  const again = await bench.credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
  assert.equal(again.user.id, options.user.id, 'one holder has one handle')
  assert.notEqual(again.challenge, options.challenge)
  const request = await bench.credentials.beginPasskeySignIn(source)
  assert.partialDeepStrictEqual(request, { rpId: 'carnet.example', userVerification: 'required' })
  assert.equal(request.allowCredentials, undefined, 'nobody says who they are')
})

test('a second device is told which credentials exist, and two devices sign in to one space', async () => {
  const [one, two] = [newDevice(), newDevice()]
  const spaceId = await register(one)
  const options = await bench.credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
  assert.deepEqual(
    options.excludeCredentials?.map(({ id }) => id),
    [one.id],
  )
  await register(two, spaceId)
  assert.equal((await signIn(one)).spaceId, spaceId)
  assert.equal((await signIn(two)).spaceId, spaceId)
})

const registrationFaults: [what: string, faults: AuthenticatorFaults][] = [
  ['another origin', { origin: 'https://carnet.example.evil' }],
  ['the same host in clear', { origin: 'http://carnet.example' }],
  ['another port', { origin: 'https://carnet.example:8443' }],
  ['a host below ours', { origin: 'https://sub.carnet.example' }],
  ['another relying party', { rpId: 'evil.example' }],
  ['a challenge of nobody', { challenge: 'A'.repeat(43) }],
  ['an empty challenge', { challenge: '' }],
  ['the answer to a sign-in', { type: 'webauthn.get' }],
  ['no user verification', { userVerified: false }],
  ['no user present', { userPresent: false }],
]

for (const [what, faults] of registrationFaults) {
  test(`registration refuses ${what}`, async () => {
    const spaceId = await bench.newHolder()
    const options = await bench.credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
    const response = newDevice().create(options, faults)
    const problem = await problemOf(bench.credentials.finishPasskeyRegistration(spaceId, response, 'x'))
    assert.deepEqual(problem, { kind: 'incorrect', reason: 'passkey-not-accepted', details: {} })
    assert.deepEqual(await bench.credentials.listPasskeys(spaceId), [])
  })
}

test('a registration challenge is of one space, used once, for five minutes, and not for sign-in', async () => {
  const [mine, other] = [await bench.newHolder(), await bench.newHolder()]
  const finish = (spaceId: string, response: unknown) =>
    bench.credentials.finishPasskeyRegistration(spaceId, response, 'x')
  const begin = () => bench.credentials.beginPasskeyRegistration(mine, 'Camille MARTIN')
  const device = newDevice()
  assert.equal((await problemOf(finish(other, device.create(await begin())))).reason, 'passkey-not-accepted')
  const response = device.create(await begin())
  await finish(mine, response)
  assert.equal((await problemOf(finish(mine, response))).reason, 'passkey-not-accepted', 'replayed')
  const late = newDevice().create(await begin())
  bench.clock.advance(5 * minute)
  assert.equal((await problemOf(finish(mine, late))).reason, 'passkey-not-accepted', 'too late')
  const { challenge } = await begin()
  assert.deepEqual(await problemOf(bench.credentials.finishPasskeySignIn(device.get({ challenge }))), notRecognised)
  const request = await bench.credentials.beginPasskeySignIn(source)
  const swapped = newDevice().create({ ...(await begin()), challenge: request.challenge })
  assert.equal((await problemOf(finish(mine, swapped))).reason, 'passkey-not-accepted')
})

test('a credential registered by one space is nobody else’s to register', async () => {
  const device = newDevice()
  const mine = await register(device)
  const other = await bench.newHolder()
  const options = await bench.credentials.beginPasskeyRegistration(other, 'Camille MARTIN')
  const taken = bench.credentials.finishPasskeyRegistration(other, device.create(options), 'x')
  assert.equal((await problemOf(taken)).reason, 'passkey-already-known')
  assert.equal((await bench.credentials.listPasskeys(mine)).length, 1)
})

test('a space removes its own passkeys only', async () => {
  const mine = await register(newDevice())
  const other = await bench.newHolder()
  const [passkey] = await bench.credentials.listPasskeys(mine)
  for (const id of [passkey?.id ?? '', randomId(), "' or 1=1 --"]) {
    assert.equal((await problemOf(bench.credentials.removePasskey(other, id))).reason, 'passkey-unknown')
  }
  assert.equal((await bench.credentials.listPasskeys(mine)).length, 1)
})

test('a space has at most twenty passkeys', async () => {
  const spaceId = await bench.newHolder()
  for (let made = 0; made < 20; made += 1) await register(newDevice(), spaceId)
  const more = bench.credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
  assert.equal((await problemOf(more)).reason, 'passkeys-too-many')
})

test('of two that were begun before the twentieth was there, the second hears of the limit, not of a passkey it has', async () => {
  const spaceId = await bench.newHolder()
  for (let made = 0; made < 19; made += 1) await register(newDevice(), spaceId)
  const begin = () => bench.credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
  const [first, second] = [await begin(), await begin()]
  await bench.credentials.finishPasskeyRegistration(spaceId, newDevice().create(first), 'x')
  const over = bench.credentials.finishPasskeyRegistration(spaceId, newDevice().create(second), 'x')
  assert.deepEqual(await problemOf(over), { kind: 'conflict', reason: 'passkeys-too-many', details: { max: 20 } })
})

test('the table has neither the name of the device nor the id of the credential', async () => {
  const device = newDevice()
  await register(device)
  const rows = await bench.database.owner.query<{ row: string }>({
    text: 'select p::text as row from directory.passkey p',
  })
  const plain = rows.map(({ row }) => row).join()
  for (const word of [
    'Téléphone',
    device.id,
    Buffer.from(device.id, 'base64url').toString('hex'),
    Buffer.from('Téléphone').toString('hex'),
  ])
    assert.ok(!plain.includes(word), word)
})
