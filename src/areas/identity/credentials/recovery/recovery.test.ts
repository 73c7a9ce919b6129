import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newDevice, signInByDevice } from '../../../../../tests/support/passkey-holder.ts'
import { email, password, source } from '../../../../../tests/support/password-holder.ts'
import { hold, openRecoveryBench, reasonOf, type RecoveryBench } from '../../../../../tests/support/recovery-bench.ts'
import { credentialHash } from '../passkeys/passkey-responses.ts'

let bench: RecoveryBench
before(async () => {
  bench = await openRecoveryBench()
})
after(() => bench.close())

const hour = 3_600_000
const another = 'Cerise 9 trains!'

const countRows = async (table: string, spaceId: string): Promise<number> => {
  const text = `select 1 as one from directory.${table} where space_id = $1`
  return (await bench.database.owner.query({ text, values: [spaceId] })).length
}

/** The mailbox as its holder proves it again. */
const proveAnew = (spaceId: string): Promise<void> =>
  bench.database.app.transaction((connection) =>
    bench.credentials.keepContact(connection, spaceId, { channel: 'email', address: email }),
  )

test('a new device opens nothing for 72 hours; its first use replaces every other means and ends the sessions', async () => {
  const { spaceId, login, old } = await bench.newLoser()
  assert.equal(await bench.ask(spaceId), true)
  const device = await bench.leaveDevice(spaceId)
  const actor = { kind: 'holder', id: spaceId, name: 'Camille MARTIN' } as const
  bench.clock.advance(hold - 1)
  assert.equal(await bench.refused(device), 'sign-in-not-recognised')
  assert.deepEqual(await signInByDevice(bench, old), { spaceId }, 'the old means stay until then')
  const session = await bench.identity.openSession({ actor, spaceId, authLevel: 'substantial' })
  const begun = await bench.credentials.checkPassword(login, password, source)
  bench.clock.advance(1)
  assert.deepEqual(await signInByDevice(bench, device), { spaceId })
  assert.equal(await bench.refused(old), 'sign-in-not-recognised')
  assert.equal(await bench.identity.findSession(session), undefined)
  assert.equal(await reasonOf(bench.credentials.sendSignInCode(begun.ticket, 'email')), 'sign-in-expired')
  assert.equal(await reasonOf(bench.credentials.checkPassword(login, password, source)), 'sign-in-not-recognised')
  assert.deepEqual(await signInByDevice(bench, device), { spaceId })
  const means = await bench.credentials.meansOf(spaceId)
  assert.deepEqual([means.passkeys.map(({ name }) => name), means.hasPassword], [['Neuf'], false])
  assert.equal(await bench.credentials.recoveryOf(spaceId), undefined)
})

test('every step is told at the contact proved before, without a link', async () => {
  const { spaceId } = await bench.newLoser()
  await bench.sendAlerts()
  const told = async (): Promise<string[]> => {
    const sent = bench.mails.length
    await bench.sendAlerts()
    const mails = bench.mails.slice(sent)
    for (const { to, text } of mails) assert.ok(to === email && !/https?:/.test(text))
    return mails.map(({ subject }) => subject)
  }
  await bench.ask(spaceId)
  assert.deepEqual(await told(), ['Un nouvel accès a été demandé'])
  const device = await bench.leaveDevice(spaceId)
  assert.deepEqual(await told(), ['Un nouvel accès attend'])
  assert.equal(await bench.ask(spaceId), false, 'a second request restarts nothing')
  assert.deepEqual(await told(), [])
  bench.clock.advance(hold)
  await signInByDevice(bench, device)
  assert.deepEqual(await told(), ['Vos moyens de connexion ont été remplacés'])
  await proveAnew(spaceId)
  await bench.ask(spaceId)
  await bench.credentials.stopRecovery(spaceId)
  assert.deepEqual((await told()).toSorted(), [
    'La demande de nouvel accès est annulée',
    'Un nouvel accès a été demandé',
  ])
})

for (const way of ['replaced', 'taken away'] as const) {
  test(`the old mailbox is no second factor once the means are ${way}, until it is proved anew`, async () => {
    const { spaceId, login } = await bench.newLoser()
    await bench.ask(spaceId)
    const device = await bench.leaveDevice(spaceId)
    bench.clock.advance(hold)
    if (way === 'replaced') await signInByDevice(bench, device)
    else await bench.database.app.transaction((connection) => bench.credentials.dropMeans(connection, spaceId))
    assert.deepEqual((await bench.credentials.meansOf(spaceId)).contact, {})
    await bench.credentials.choosePassword(spaceId, { login, password: another })
    const { ticket, ...offered } = await bench.credentials.checkPassword(login, another, source)
    assert.deepEqual(offered, { totp: false })
    assert.equal(await reasonOf(bench.credentials.sendSignInCode(ticket, 'email')), 'channel-not-offered')
    await proveAnew(spaceId)
    assert.notEqual((await bench.credentials.checkPassword(login, another, source)).email, undefined)
  })
}

test('neither the password that was lost nor, once it is replaced, the new one can be left to wait', async () => {
  const { spaceId, login } = await bench.newLoser()
  const draft = (chosen: string) => bench.credentials.draftPassword(spaceId, { login, password: chosen })
  await bench.ask(spaceId)
  assert.equal(await reasonOf(draft(password)), 'password-used-before')
  const contact = { channel: 'email', address: email } as const
  await bench.begin(spaceId, { ...(await draft(another)), contact })
  bench.clock.advance(hold)
  const waiting = bench.credentials.changePassword(spaceId, { current: another, password: 'Lampe+bleue8', source })
  assert.equal(await reasonOf(waiting), 'current-password-wrong', 'before its first use it is nobody’s password')
  bench.clock.advance(30_000)
  const { ticket } = await bench.credentials.checkPassword(login, another, source)
  await bench.credentials.sendSignInCode(ticket, 'email')
  const code = bench.lastCode(email)
  await bench.credentials.finishSecondFactor(ticket, { kind: 'one-time-code', code })
  await bench.ask(spaceId)
  for (const used of [password, another]) assert.equal(await reasonOf(draft(used)), 'password-used-before')
})

test('a login or a device that somebody has by now is told as anywhere else, and the way back still waits', async () => {
  const [{ spaceId }, other] = [await bench.newLoser(), await bench.newLoser()]
  await bench.ask(spaceId)
  const mine = { login: 'pris.entre.temps', password: another }
  const drafted = await bench.credentials.draftPassword(spaceId, mine)
  const third = await bench.newHolder()
  await bench.credentials.choosePassword(third, mine)
  const contact = { channel: 'email', address: email } as const
  assert.equal(await reasonOf(bench.begin(spaceId, { ...drafted, contact })), 'login-taken')
  const device = newDevice()
  const options = await bench.credentials.draftPasskey(spaceId, 'Camille MARTIN')
  const made = await bench.credentials.readDraftedPasskey(spaceId, device.create(options), 'Neuf')
  await bench.database.owner.query({
    text: 'update directory.passkey set credential_hash = $2 where space_id = $1',
    values: [other.spaceId, credentialHash(made.credentialId)],
  })
  assert.equal(await reasonOf(bench.begin(spaceId, made)), 'passkey-already-known')
  assert.equal((await bench.credentials.recoveryOf(spaceId))?.effectiveAt, undefined)
})

test('a login that waits for another space cannot be chosen, nor one that is somebody’s', async () => {
  const [one, other] = [await bench.newLoser(), await bench.newLoser()]
  await bench.ask(one.spaceId)
  const chosen = { login: other.login, password: another }
  assert.equal(await reasonOf(bench.credentials.draftPassword(one.spaceId, chosen)), 'login-taken')
  const mine = { login: 'attend.son.jour', password: another }
  const contact = { channel: 'email', address: email } as const
  await bench.begin(one.spaceId, { ...(await bench.credentials.draftPassword(one.spaceId, mine)), contact })
  const third = await bench.newHolder()
  assert.equal(await reasonOf(bench.credentials.choosePassword(third, mine)), 'login-taken')
})

test('what was stopped never comes true: neither the letter’s code nor the new means', async () => {
  const { spaceId, old } = await bench.newLoser()
  await bench.ask(spaceId)
  const device = await bench.leaveDevice(spaceId)
  await bench.credentials.stopRecovery(spaceId)
  assert.equal(await reasonOf(bench.credentials.stopRecovery(spaceId)), 'recovery-over')
  bench.clock.advance(hold)
  assert.equal(await bench.refused(device), 'sign-in-not-recognised')
  assert.deepEqual(await signInByDevice(bench, old), { spaceId })
})

test('a replacement that fails in the middle leaves the old means, and the new one still to come', async () => {
  const { spaceId, old } = await bench.newLoser()
  await bench.ask(spaceId)
  const device = await bench.leaveDevice(spaceId)
  bench.clock.advance(hold)
  const { owner } = bench.database
  await owner.query({ text: 'revoke insert on platform.outbox from carnet_app' })
  await assert.rejects(signInByDevice(bench, device))
  await owner.query({ text: 'grant insert on platform.outbox to carnet_app' })
  assert.deepEqual(await signInByDevice(bench, old), { spaceId })
  assert.deepEqual(await signInByDevice(bench, device), { spaceId })
})

test('where the enrolment forbids it, nothing begins and nothing comes true', async () => {
  const { spaceId, old } = await bench.newLoser()
  await bench.ask(spaceId)
  const device = await bench.leaveDevice(spaceId)
  bench.clock.advance(hold)
  bench.outage.noRecovery = true
  assert.equal(await bench.refused(device), 'sign-in-not-recognised')
  await bench.credentials.stopRecovery(spaceId)
  await bench.ask(spaceId)
  assert.equal(await reasonOf(bench.leaveDevice(spaceId)), 'recovery-over')
  bench.outage.noRecovery = false
  assert.deepEqual(await signInByDevice(bench, old), { spaceId })
})

test('a new means that nobody used for sixty days is forgotten, and so is a letter', async () => {
  const { spaceId } = await bench.newLoser()
  await bench.ask(spaceId)
  const device = await bench.leaveDevice(spaceId)
  bench.clock.advance(hold + 60 * 24 * hour)
  assert.equal(await bench.refused(device), 'sign-in-not-recognised')
  assert.equal(await bench.credentials.recoveryOf(spaceId), undefined)
  assert.equal(await bench.ask(spaceId), true)
  bench.clock.advance(60 * 24 * hour)
  await bench.credentials.sweepCredentials()
  assert.equal(await countRows('recovery', spaceId), 0)
})

test('the row holds neither key nor contact in clear, and a challenge of the way back adds no passkey to the space', async () => {
  const { spaceId } = await bench.newLoser()
  await bench.ask(spaceId)
  const device = newDevice()
  const made = device.create(await bench.credentials.draftPasskey(spaceId, 'Camille MARTIN'))
  assert.equal(await reasonOf(bench.credentials.finishPasskeyRegistration(spaceId, made, 'x')), 'passkey-not-accepted')
  const drafted = await bench.credentials.draftPassword(spaceId, {
    login: 'en.clair.jamais',
    password: another,
  })
  await bench.begin(spaceId, { ...drafted, contact: { channel: 'email', address: 'secret@example.org' } })
  const rows = await bench.database.owner.query<{ row: string }>({
    text: "select encode(convert_to(r::text, 'UTF8'), 'escape') as row from directory.recovery r",
  })
  const text = rows
    .map(({ row }) => row + Buffer.from(row.replaceAll(/[^0-9a-f]/g, ''), 'hex').toString('latin1'))
    .join()
  assert.doesNotMatch(text, /en\.clair\.jamais|secret@example|Cerise/)
})
