import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newDevice, signInByDevice } from '../../../../../tests/support/passkey-holder.ts'
import { email, source } from '../../../../../tests/support/password-holder.ts'
import { hold, openRecoveryBench, reasonOf, type RecoveryBench } from '../../../../../tests/support/recovery-bench.ts'
import { createSessions } from '../../sessions/sessions.ts'

let bench: RecoveryBench
before(async () => {
  bench = await openRecoveryBench()
})
after(() => bench.close())

const countRows = async (table: string, spaceId: string): Promise<number> => {
  const text = `select 1 as one from directory.${table} where space_id = $1`
  return (await bench.database.owner.query({ text, values: [spaceId] })).length
}

/** A holder whose new device may be used from now on. */
const ready = async () => {
  const loser = await bench.newLoser()
  await bench.ask(loser.spaceId)
  const device = await bench.leaveDevice(loser.spaceId)
  bench.clock.advance(hold)
  const sign = async (with_ = device) => with_.get(await bench.credentials.beginPasskeySignIn(source))
  return { ...loser, device, sign }
}

/** Does something while a use of the new device stands in the middle of its transaction. */
const duringUse = async (
  { spaceId, sign }: Awaited<ReturnType<typeof ready>>,
  work: () => Promise<void>,
): Promise<PromiseSettledResult<unknown>> => {
  const assertion = await sign()
  const uses: Promise<unknown>[] = []
  await bench.database.owner.transaction(async (connection) => {
    // It drops the older means after it took the row of the recovery, and before it commits.
    const text = 'select from directory.passkey where space_id = $1 for update'
    await connection.query({ text, values: [spaceId] })
    uses.push(bench.credentials.finishPasskeySignIn(assertion))
    await bench.waitForLocks(1)
    await work()
  })
  const [used] = await Promise.allSettled(uses)
  assert.ok(used)
  return used
}

test('used first and stopped a moment later: it is used, and the stop comes too late', async () => {
  const one = await ready()
  let stopped: Promise<string> = Promise.resolve('')
  const used = await duringUse(one, async () => {
    stopped = reasonOf(bench.credentials.stopRecovery(one.spaceId))
    await bench.waitForLocks(2)
  })
  assert.deepEqual([used.status, await stopped], ['fulfilled', 'recovery-over'])
  assert.equal(await bench.refused(one.old), 'sign-in-not-recognised')
  assert.deepEqual(await signInByDevice(bench, one.device), { spaceId: one.spaceId })
})

test('stopped first and used a moment later: it is stopped, and the old means stay', async () => {
  const one = await ready()
  const assertion = await one.sign()
  let used: Promise<string> = Promise.resolve('')
  await bench.database.app.transaction(async (connection) => {
    const doer = { by: { kind: 'holder', id: one.spaceId }, channel: 'online' }
    assert.equal(await bench.credentials.endRecovery(connection, one.spaceId, doer), true)
    used = reasonOf(bench.credentials.finishPasskeySignIn(assertion))
    await bench.waitForLocks(1)
  })
  assert.equal(await used, 'sign-in-not-recognised')
  assert.equal(await bench.refused(one.device), 'sign-in-not-recognised')
  assert.deepEqual(await signInByDevice(bench, one.old), { spaceId: one.spaceId })
})

const sessionOf = (spaceId: string, meansEpoch: number) =>
  ({ actor: { kind: 'holder', id: spaceId, name: 'C' }, spaceId, authLevel: 'substantial', meansEpoch }) as const

test('an old means that was recognised before the replacement opens no session after it, nor while it goes on', async () => {
  const one = await ready()
  const { spaceId, old, device } = one
  const early = await bench.credentials.finishPasskeySignIn(await one.sign(old))
  let meanwhile: Promise<string> = Promise.resolve('')
  await duringUse(one, async () => {
    meanwhile = reasonOf(bench.identity.openSession(sessionOf(spaceId, early.meansEpoch)))
    await bench.waitForLocks(2)
  })
  assert.equal(await meanwhile, 'sign-in-not-recognised')
  const late = bench.identity.openSession(sessionOf(spaceId, early.meansEpoch))
  assert.equal(await reasonOf(late), 'sign-in-not-recognised')
  const { meansEpoch } = await bench.credentials.finishPasskeySignIn(await one.sign(device))
  assert.ok(await bench.identity.findSession(await bench.identity.openSession(sessionOf(spaceId, meansEpoch))))
})

test('a session of an old means that begins just before the replacement ends with it', async () => {
  const { spaceId, old, device, sign } = await ready()
  const { meansEpoch } = await bench.credentials.finishPasskeySignIn(await sign(old))
  const assertion = await sign(device)
  let used: Promise<unknown> = Promise.resolve()
  const secret = await bench.database.app.transaction(async (connection) => {
    const sessions = createSessions({ database: connection, clock: bench.clock, keys: bench.keys })
    const opened = await sessions.openSession(sessionOf(spaceId, meansEpoch))
    used = bench.credentials.finishPasskeySignIn(assertion)
    await bench.waitForLocks(1)
    return opened
  })
  await used
  assert.equal(await bench.identity.findSession(secret), undefined)
})

test('of two first uses at once one replaces, and the means stands once', async () => {
  const { spaceId } = await bench.newLoser()
  await bench.ask(spaceId)
  const device = await bench.leaveDevice(spaceId)
  bench.clock.advance(hold)
  const answers = await Promise.all(
    [1, 2].map(async () => device.get(await bench.credentials.beginPasskeySignIn(source))),
  )
  await Promise.allSettled(answers.map((answer) => bench.credentials.finishPasskeySignIn(answer)))
  assert.equal(await countRows('passkey', spaceId), 1)
  assert.equal(await countRows('recovery', spaceId), 0)
})

test('two ways back that leave the same login at once: one waits, the other is told that it is taken', async () => {
  const holders = [await bench.newLoser(), await bench.newLoser()]
  const contact = { channel: 'email', address: email } as const
  const begun = holders.map(async ({ spaceId }) => {
    await bench.ask(spaceId)
    const drafted = await bench.credentials.draftPassword(spaceId, {
      login: 'a.deux.ensemble',
      password: 'Cerise 9 trains!',
    })
    return { spaceId, means: { ...drafted, contact } }
  })
  const [one, other] = await Promise.all(begun)
  assert.ok(one && other)
  const id = (await bench.credentials.recoveryOf(one.spaceId))?.id ?? ''
  let second: Promise<string> = Promise.resolve('')
  await bench.database.app.transaction(async (connection) => {
    await bench.credentials.beginRecovery(connection, { spaceId: one.spaceId, id }, one.means)
    second = reasonOf(bench.begin(other.spaceId, other.means))
    await bench.waitForLocks(1)
  })
  assert.equal(await second, 'login-taken')
})

test('a passkey or a first password begun before the means were taken away is not written after it', async () => {
  const { spaceId } = await bench.newLoser()
  const fresh = await bench.newHolder()
  const device = newDevice()
  const answer = device.create(await bench.credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN'))
  const meansEpoch = await bench.credentials.meansEpochOf(fresh)
  const late: Promise<string>[] = []
  for (const dropped of [spaceId, fresh])
    await bench.database.app.transaction(async (connection) => {
      await bench.credentials.dropMeans(connection, dropped)
      const chosen = {
        login: `tard.${fresh.slice(0, 8)}`,
        password: 'Cerise 9 trains!',
        ...(meansEpoch !== undefined && { meansEpoch }),
      }
      late.push(
        reasonOf(
          dropped === fresh
            ? bench.credentials.choosePassword(fresh, chosen)
            : bench.credentials.finishPasskeyRegistration(spaceId, answer, 'Tard'),
        ),
      )
      await bench.waitForLocks(1)
    })
  assert.deepEqual(await Promise.all(late), ['passkey-not-accepted', 'sign-in-expired'])
  assert.deepEqual([await countRows('passkey', spaceId), await countRows('password', fresh)], [0, 0])
})

test('a passkey that is being written when the means are taken away goes with them', async () => {
  const { spaceId } = await bench.newLoser()
  const taken: Promise<unknown>[] = []
  await bench.database.owner.transaction(async (connection) => {
    const values = [spaceId]
    await connection.query({ text: 'select from directory.passkey_handle where space_id = $1 for share', values })
    const text = `insert into directory.passkey (space_id, id, credential_hash, public_key, counter, transports, sealed, created_at)
      select space_id, gen_random_uuid(), sha256(credential_hash), public_key, counter, transports, sealed, created_at
        from directory.passkey where space_id = $1`
    await connection.query({ text, values })
    taken.push(bench.database.app.transaction((other) => bench.credentials.dropMeans(other, spaceId)))
    await bench.waitForLocks(1)
  })
  await Promise.all(taken)
  assert.equal(await countRows('passkey', spaceId), 0)
})
