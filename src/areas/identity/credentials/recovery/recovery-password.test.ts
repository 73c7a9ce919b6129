import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { email, password, source } from '../../../../../tests/support/password-holder.ts'
import { hold, openRecoveryBench, reasonOf, type RecoveryBench } from '../../../../../tests/support/recovery-bench.ts'

let bench: RecoveryBench
before(async () => {
  bench = await openRecoveryBench()
})
after(() => bench.close())

test('a replacement that brings another contact is told once at the old one', async () => {
  const { spaceId, login } = await bench.newLoser()
  await bench.ask(spaceId)
  const drafted = await bench.credentials.draftPassword(spaceId, { login, password: 'Cerise 9 trains!' })
  const address = 'neuf@example.org'
  await bench.begin(spaceId, { ...drafted, contact: { channel: 'email', address } })
  await bench.sendAlerts()
  bench.clock.advance(hold)
  const { ticket } = await bench.credentials.checkPassword(login, 'Cerise 9 trains!', source)
  await bench.credentials.sendSignInCode(ticket, 'email')
  await bench.credentials.finishSecondFactor(ticket, { kind: 'one-time-code', code: bench.lastCode(address) })
  const sent = bench.mails.length
  await bench.sendAlerts()
  assert.deepEqual(
    bench.mails.slice(sent).map(({ to, subject }) => `${to}: ${subject}`),
    [`${email}: Vos moyens de connexion ont été remplacés`],
  )
  assert.deepEqual((await bench.credentials.meansOf(spaceId)).contact, { email: 'n•••@e•••.org' })
})

test('a login and a password wait with a second factor of their own: neither the old app nor the old mailbox proves them', async () => {
  const { spaceId, login } = await bench.newLoser()
  await bench.ask(spaceId)
  const { secret } = bench.credentials.draftTotp('Camille')
  const code = (): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: bench.clock.now().getTime() })
  const drafted = await bench.credentials.draftPassword(spaceId, { login, password: 'Cerise 9 trains!' })
  await bench.begin(spaceId, { ...drafted, totp: secret })
  assert.equal((await bench.credentials.checkPassword(login, password, source)).email !== undefined, true)
  bench.clock.advance(hold)
  const old = await bench.credentials.checkPassword(login, password, source)
  assert.notEqual(old.email, undefined, 'the old password stays until the first use of the new one')
  bench.clock.advance(30_000)
  const { ticket, ...offered } = await bench.credentials.checkPassword(login, 'Cerise 9 trains!', source)
  assert.deepEqual(offered, { totp: true })
  assert.equal(await reasonOf(bench.credentials.sendSignInCode(ticket, 'email')), 'channel-not-offered')
  const wrong = { kind: 'totp', code: '000000' } as const
  assert.equal(await reasonOf(bench.credentials.finishSecondFactor(ticket, wrong)), 'sign-in-not-recognised')
  bench.clock.advance(30_000)
  assert.equal((await bench.credentials.finishSecondFactor(ticket, { kind: 'totp', code: code() })).spaceId, spaceId)
  assert.equal(await bench.credentials.checkTotp(spaceId, code()), false, 'the code of the first use is used up')
  assert.equal(await reasonOf(bench.credentials.sendSignInCode(old.ticket, 'email')), 'sign-in-expired')
  assert.equal(await reasonOf(bench.credentials.checkPassword(login, password, source)), 'sign-in-not-recognised')
  const means = await bench.credentials.meansOf(spaceId)
  assert.deepEqual([means.login, means.hasTotp, means.passkeys], [login, true, []])
})

test('beside a new password the old one clears no count: whoever has it gets no more tries at the new one', async () => {
  const { spaceId, login } = await bench.newLoser()
  await bench.ask(spaceId)
  const drafted = await bench.credentials.draftPassword(spaceId, { login, password: 'Cerise 9 trains!' })
  await bench.begin(spaceId, { ...drafted, contact: { channel: 'email', address: email } })
  bench.clock.advance(hold)
  const check = (typed: string) => bench.credentials.checkPassword(login, typed, source)
  for (const typed of ['Cerise 9 tracts!', password, 'Cerise 9 trucs!', password, 'Cerise 9 tris!']) {
    if (typed === password) await check(typed)
    else assert.equal(await reasonOf(check(typed)), 'sign-in-not-recognised')
    bench.clock.advance(30_000)
  }
  assert.equal(await reasonOf(check('Cerise 9 trains!')), 'too-many-tries')
})
