import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lightParameters } from '../../../../../tests/support/credential-bench.ts'
import { email, newPasswordHolder, password, phone, source } from '../../../../../tests/support/password-holder.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'
import { openRecoveryBench, type RecoveryBench } from '../../../../../tests/support/recovery-bench.ts'

let bench: RecoveryBench
before(async () => {
  bench = await openRecoveryBench()
})
after(() => bench.close())

const second = 'Lampe+bleue8'
const change = (spaceId: string, current: string, next: string) =>
  bench.credentials.changePassword(spaceId, { current, password: next, source })
const formerOf = async (spaceId: string): Promise<number> => {
  const text = 'select from directory.former_password where space_id = $1'
  return (await bench.database.owner.query({ text, values: [spaceId] })).length
}
const sessionOf = (spaceId: string, meansEpoch: number) =>
  ({ actor: { kind: 'holder', id: spaceId, name: 'C' }, spaceId, authLevel: 'substantial', meansEpoch }) as const

test('another password takes the place of the current one, under the same login; what was begun with the old one ends', async () => {
  const { spaceId, login } = await newPasswordHolder(bench)
  const begun = await bench.credentials.checkPassword(login, password, source)
  bench.clock.advance(1000)
  await change(spaceId, password, second)
  assert.equal(await bench.credentials.findLogin(spaceId), login)
  assert.equal((await problemOf(bench.credentials.sendSignInCode(begun.ticket, 'email'))).reason, 'sign-in-expired')
  assert.ok(await bench.credentials.checkPassword(login, second, source))
  assert.equal((await problemOf(bench.credentials.checkPassword(login, password, source))).kind, 'unauthenticated')
})

test('every session of the space ends, one that is being opened too; the epoch given opens the next, and others keep theirs', async () => {
  const [one, other] = [await newPasswordHolder(bench), await newPasswordHolder(bench)]
  const open = await bench.identity.openSession(sessionOf(one.spaceId, 0))
  const strange = await bench.identity.openSession(sessionOf(other.spaceId, 0))
  const meansEpoch = await change(one.spaceId, password, second)
  assert.equal(await bench.identity.findSession(open), undefined)
  assert.equal((await problemOf(bench.identity.openSession(sessionOf(one.spaceId, 0)))).kind, 'unauthenticated')
  const next = await bench.identity.openSession(sessionOf(one.spaceId, meansEpoch))
  assert.equal((await bench.identity.findSession(next))?.spaceId, one.spaceId)
  assert.ok(await bench.identity.findSession(strange))
})

test('every proved contact is told, without a link, and it is written as the holder’s deed', async () => {
  const { spaceId } = await newPasswordHolder(bench, { phoneToo: true })
  const noted = bench.notes.length
  await change(spaceId, password, second)
  await bench.sendAlerts()
  const [mail, message] = [bench.mails.at(-1), bench.messages.at(-1)]
  assert.deepEqual([mail?.to, mail?.subject, message?.to], [email, 'Votre mot de passe a changé', phone])
  assert.doesNotMatch(`${mail?.text} ${message?.text}`, /https?:/)
  assert.deepEqual(bench.notes.slice(noted), ['password-changed holder'])
})

test('neither the current password nor a former one is chosen again', async () => {
  const { spaceId } = await newPasswordHolder(bench)
  const used = { kind: 'incorrect', reason: 'password-used-before', details: { field: 'password' } }
  assert.deepEqual(await problemOf(change(spaceId, password, password)), used)
  await change(spaceId, password, second)
  assert.deepEqual(await problemOf(change(spaceId, second, password)), used)
  // Another writing of the same letters is the same password.
  assert.deepEqual(await problemOf(change(spaceId, second, password.normalize('NFD'))), used)
  assert.equal((await problemOf(change(spaceId, second, 'court'))).reason, 'password-length-wrong')
  const other = await newPasswordHolder(bench)
  assert.ok(await change(other.spaceId, password, second), 'what others had is nobody’s business')
})

test('so many former passwords stay known as the parameters say, the latest', async () => {
  const { spaceId } = await newPasswordHolder(bench)
  const kept = { ...lightParameters, password: { ...lightParameters.password, formerKept: 2 } }
  const few = bench.rebuild({ parameters: kept })
  const chosen = [password, second, 'Carafe-verte9', 'Tuile#rousse4']
  for (const [index, next] of chosen.slice(1).entries()) {
    bench.clock.advance(1000)
    await few.changePassword(spaceId, { current: chosen[index] ?? '', password: next, source })
  }
  assert.equal(await formerOf(spaceId), 2)
  const current = 'Tuile#rousse4'
  for (const known of chosen.slice(1)) {
    const again = few.changePassword(spaceId, { current, password: known, source })
    assert.equal((await problemOf(again)).reason, 'password-used-before')
  }
  await few.changePassword(spaceId, { current, password, source })
})

test('a wrong current password changes nothing and counts with the tries of sign-in, both ways', async () => {
  const { spaceId, login } = await newPasswordHolder(bench)
  const wrong = { kind: 'incorrect', reason: 'current-password-wrong', details: { field: 'current' } }
  assert.deepEqual(await problemOf(change(spaceId, 'Faux-passe1', second)), wrong)
  assert.equal((await problemOf(change(spaceId, password, second))).reason, 'wait-before-retry')
  assert.equal((await problemOf(bench.credentials.checkPassword(login, password, source))).reason, 'wait-before-retry')
  bench.clock.advance(30_000)
  for (let tries = 0; tries < 4; tries += 1) {
    await problemOf(bench.credentials.checkPassword(login, 'Faux-passe1', source))
    bench.clock.advance(30_000)
  }
  assert.equal((await problemOf(change(spaceId, password, second))).reason, 'too-many-tries')
  assert.equal(await formerOf(spaceId), 0)
  bench.clock.advance(900_000)
  await change(spaceId, password, second)
})

test('who has no password changes none, and the password of somebody else is not theirs', async () => {
  const { spaceId } = await newPasswordHolder(bench)
  const bare = await bench.newHolder()
  assert.equal((await problemOf(change(bare, password, second))).reason, 'current-password-wrong')
  assert.equal(await bench.credentials.findLogin(bare), undefined)
  assert.equal(await formerOf(spaceId), 0)
})

test('of two changes with the right password at once, one is made', async () => {
  const { spaceId } = await newPasswordHolder(bench)
  const changes: Promise<unknown>[] = []
  await bench.database.owner.transaction(async (connection) => {
    const text = 'select from directory.person where space_id = $1 for update'
    await connection.query({ text, values: [spaceId] })
    for (const [index, next] of [second, 'Carafe-verte9'].entries()) {
      changes.push(change(spaceId, password, next))
      await bench.waitForLocks(index + 1)
    }
  })
  const made = await Promise.allSettled(changes)
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal(await formerOf(spaceId), 1)
})

test('a change that cannot be told is not made', async () => {
  const { spaceId, login } = await newPasswordHolder(bench)
  const { owner } = bench.database
  await owner.query({ text: 'revoke insert on platform.outbox from carnet_app' })
  await assert.rejects(change(spaceId, password, second))
  await owner.query({ text: 'grant insert on platform.outbox to carnet_app' })
  assert.ok(await bench.credentials.checkPassword(login, password, source))
  assert.equal(await formerOf(spaceId), 0)
})
