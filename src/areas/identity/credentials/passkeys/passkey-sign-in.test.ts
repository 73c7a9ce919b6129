import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCredentialBench, type CredentialBench } from '../../../../../tests/support/credential-bench.ts'
import { newDevice, registerDevice, signInByDevice } from '../../../../../tests/support/passkey-holder.ts'
import { source } from '../../../../../tests/support/password-holder.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'
import type { AuthenticatorFaults, SoftwareAuthenticator } from '../../../../../tests/support/software-authenticator.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
after(() => bench.close())

const minute = 60_000

const register = (device: SoftwareAuthenticator, space?: string) => registerDevice(bench, device, space)
const signIn = (device: SoftwareAuthenticator, faults?: AuthenticatorFaults) => signInByDevice(bench, device, faults)
const notRecognised = { kind: 'unauthenticated', reason: 'sign-in-not-recognised', details: {} }

const signInFaults: [what: string, faults: AuthenticatorFaults][] = [
  ['another origin', { origin: 'https://carnet.example.evil' }],
  ['another relying party', { rpId: 'evil.example' }],
  ['a challenge of nobody', { challenge: 'A'.repeat(43) }],
  ['the answer to a registration', { type: 'webauthn.create' }],
  ['no user verification', { userVerified: false }],
  ['no user present', { userPresent: false }],
  ['a signature over something else', { badSignature: true }],
  ['the handle of nobody', { userHandle: Buffer.alloc(32).toString('base64url') }],
  ['a handle cut short', { userHandle: 'AAAA' }],
]

for (const [what, faults] of signInFaults) {
  test(`sign-in refuses ${what}, in the same words`, async () => {
    const device = newDevice()
    await register(device)
    assert.deepEqual(await problemOf(signIn(device, faults)), notRecognised)
    assert.ok(await signIn(device), 'and the passkey still works')
  })
}

test('an unknown credential, and a credential with the handle of another space, are not recognised', async () => {
  const [device, other, stranger] = [1, 2, 3].map(() => newDevice())
  assert.ok(device && other && stranger)
  await register(device)
  const otherSpace = await register(other)
  assert.deepEqual(await problemOf(signIn(stranger, { userHandle: 'AAAA' })), notRecognised)
  const { user } = await bench.credentials.beginPasskeyRegistration(otherSpace, 'x')
  assert.deepEqual(await problemOf(signIn(device, { userHandle: user.id })), notRecognised)
})

test('an assertion is used once, within five minutes', async () => {
  const device = newDevice({ counts: false })
  const spaceId = await register(device)
  const response = device.get(await bench.credentials.beginPasskeySignIn(source))
  assert.equal((await bench.credentials.finishPasskeySignIn(response)).spaceId, spaceId)
  assert.deepEqual(await problemOf(bench.credentials.finishPasskeySignIn(response)), notRecognised)
  const late = device.get(await bench.credentials.beginPasskeySignIn(source))
  bench.clock.advance(5 * minute)
  assert.deepEqual(await problemOf(bench.credentials.finishPasskeySignIn(late)), notRecognised)
})

test('of many replays at once, one signs in', async () => {
  const device = newDevice({ counts: false })
  await register(device)
  const response = device.get(await bench.credentials.beginPasskeySignIn(source))
  const tried = await Promise.allSettled(
    Array.from({ length: 10 }, () => bench.credentials.finishPasskeySignIn(response)),
  )
  assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('a counter that stands still or goes back is refused: the device may have been copied', async () => {
  const device = newDevice()
  await register(device)
  await signIn(device, { counter: 7 })
  for (const counter of [7, 6, 0]) assert.deepEqual(await problemOf(signIn(device, { counter })), notRecognised)
  assert.ok(await signIn(device, { counter: 8 }))
})

test('two uses of one counter at once: one is refused', async () => {
  const device = newDevice()
  await register(device)
  const responses = await Promise.all(
    Array.from({ length: 6 }, async () =>
      device.get(await bench.credentials.beginPasskeySignIn(source), { counter: 5 }),
    ),
  )
  const tried = await Promise.allSettled(responses.map((each) => bench.credentials.finishPasskeySignIn(each)))
  assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('a passkey that keeps no counter signs in again and again', async () => {
  const device = newDevice({ counts: false })
  await register(device)
  for (let times = 0; times < 3; times += 1) assert.ok(await signIn(device))
})

const malformed: [what: string, response: unknown][] = [
  ['nothing', undefined],
  ['a text', 'x'],
  ['an empty object', {}],
  ['no response', { id: 'a', rawId: 'a', type: 'public-key', clientExtensionResults: {} }],
  [
    'client data that are no JSON',
    {
      id: 'a',
      rawId: 'a',
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: 'AAAA',
        authenticatorData: 'AAAA',
        signature: 'AAAA',
        userHandle: 'AAAA',
        attestationObject: 'AAAA',
      },
    },
  ],
]

for (const [what, response] of malformed) {
  test(`${what} is refused like any other`, async () => {
    assert.deepEqual(await problemOf(bench.credentials.finishPasskeySignIn(response)), notRecognised)
    const spaceId = await bench.newHolder()
    const registered = bench.credentials.finishPasskeyRegistration(spaceId, response, 'x')
    assert.equal((await problemOf(registered)).reason, 'passkey-not-accepted')
  })
}
