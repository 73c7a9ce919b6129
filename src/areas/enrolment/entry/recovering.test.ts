import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import { after, before, test } from 'node:test'
import { issueCode } from '../../../../tests/support/invited-person.ts'
import type { Installation } from '../../../../tests/support/installation.ts'
import {
  openRecoveryKit,
  operatorStep,
  password,
  reasonOf,
  staff,
  type RecoveryKit,
} from '../../../../tests/support/recovery-kit.ts'

let kit: RecoveryKit
before(async () => {
  kit = await openRecoveryKit()
})
after(() => kit.close())

const carnet = (): Installation['carnet'] => kit.installation.carnet
const entries = () => carnet().enrolment.entries

test('a first code leads nobody back, and a recovery code opens nothing and shows nothing', async () => {
  const holder = await kit.newHolder()
  await kit.askFor(holder)
  const first = await kit.prove(holder, await issueCode(carnet(), holder.person.id))
  assert.equal(await reasonOf(entries().offerWaitingPasskey(first)), 'entry-ended')
  const code = await kit.recoveryCode(holder)
  const secret = await kit.prove(holder, code)
  assert.deepEqual((await entries().find(secret)).recovery, { hasApp: false })
  assert.equal(await reasonOf(entries().open(secret, { terms: 'x' })), 'entry-ended')
  assert.equal(await reasonOf(entries().refuse(secret, 'open')), 'entry-ended')
  assert.equal(await reasonOf(entries().proof(secret)), 'entry-ended')
  const { state, activated, legacy, opensOn, erasedOn } = await entries().find(secret)
  assert.deepEqual([state, activated, legacy, opensOn, erasedOn], Array(5).fill(undefined))
  const chosen = { login: 'sans.second.moyen', ...password }
  assert.equal(await reasonOf(entries().keepWaitingPassword(secret, chosen)), 'second-factor-missing')
})

test('without its request, before it, after a stop or with a means that waits, the code is over', async () => {
  const holder = await kit.newHolder()
  const early = await kit.recoveryCode(holder)
  const mine = { login: 'autre.lettre.ici', ...password }
  assert.equal(await reasonOf(kit.prove(holder, early)), 'recovery-over')
  await kit.askFor(holder)
  assert.equal(await reasonOf(kit.prove(holder, early)), 'recovery-over')
  const code = await kit.recoveryCode(holder)
  const [one, other] = [await kit.prove(holder, code), await kit.prove(holder, code)]
  await entries().beginWaitingApp(one)
  assert.equal(await reasonOf(entries().confirmWaitingApp(one, '000000')), 'totp-not-recognised')
  await carnet().credentials.stopRecovery(holder.spaceId)
  const drafted = await carnet().credentials.draftPassword(holder.spaceId, { login: 'trop.tard.ici', ...password })
  const contact = { channel: 'email', address: 'tard@example.org' } as const
  assert.equal(await reasonOf(kit.beginFor(holder, { ...drafted, contact })), 'recovery-over')
  assert.equal(await reasonOf(kit.prove(holder, code)), 'recovery-over')
  // Asked for anew, what the first letter began is over all the same: only the next letter leads on.
  await kit.askFor(holder)
  await entries().sendContactCode(other, 'encore@example.org', 'fr')
  assert.equal(await reasonOf(entries().keepWaitingPassword(other, mine)), 'second-factor-missing')
  const { secret: app } = await entries().beginWaitingApp(other)
  const timestamp = carnet().clock.now().getTime()
  await entries().confirmWaitingApp(other, new TOTP({ secret: Secret.fromBase32(app) }).generate({ timestamp }))
  assert.equal(await reasonOf(entries().keepWaitingPassword(other, mine)), 'recovery-over')
})

test('a suspended space is not got back into, a closed one is; the dead are unknown', async () => {
  const holder = await kit.newHolder()
  const { lives } = carnet().enrolment
  await kit.askFor(holder)
  await lives.suspend(operatorStep(holder.person.id))
  assert.equal(await reasonOf(kit.prove(holder, await kit.recoveryCode(holder))), 'recovery-over')
  await kit.request(holder)
  assert.deepEqual(await kit.queuedFor(holder), [])
  await lives.resume(operatorStep(holder.person.id))
  const actor = { kind: 'holder', id: holder.spaceId, name: 'H' } as const
  const visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } } as const
  await carnet().enrolment.closeOwn(visitor, holder.spaceId)
  await kit.request(holder)
  assert.deepEqual(await kit.queuedFor(holder), ['enrolment-recovery'])
  await kit.askFor(holder)
  assert.ok(await kit.prove(holder, await kit.recoveryCode(holder)))
  await lives.recordDeath(operatorStep(holder.person.id))
  assert.equal(await reasonOf(kit.prove(holder, await kit.recoveryCode(holder))), 'code-unknown')
  await kit.request(holder)
  assert.deepEqual(await kit.queuedFor(holder), [])
})

test('a letter leaves once for each request, to the address; none while a new means waits', async () => {
  const holder = await kit.newHolder()
  const { messages } = carnet().enrolment
  const letters = async (): Promise<number> => {
    const text = "select from enrolment.notice where person_id = $1 and kind = 'recovery' and channel = 'post'"
    return (await kit.installation.database.owner.query({ text, values: [holder.person.id] })).length
  }
  const item = { spaceId: holder.person.id, kind: 'enrolment-recovery', attempts: 1 }
  const payload = { personId: holder.person.id }
  const [first, second, third] = [1, 2, 3].map((n) => ({
    ...item,
    payload,
    id: `00000000-0000-7000-8000-00000000000${n}`,
  }))
  assert.ok(first && second && third)
  await messages.sendRecovery(first)
  await messages.sendRecovery(first)
  assert.equal(await letters(), 1, 'done again after a crash')
  await messages.sendRecovery(second)
  assert.equal(await letters(), 2)
  const secret = await kit.prove(holder, await kit.recoveryCode(holder))
  const options = await entries().offerWaitingPasskey(secret)
  assert.deepEqual(options.excludeCredentials, [])
  const drafted = await carnet().credentials.draftPassword(holder.spaceId, { login: 'attend.un.peu', ...password })
  const contact = { channel: 'email', address: 'neuf@example.org' } as const
  await kit.beginFor(holder, { ...drafted, contact })
  await messages.sendRecovery(third)
  assert.equal(await letters(), 2)
})

test('after two persons took the means away no first code leads in, only a way back', async () => {
  const holder = await kit.newHolder()
  const { staffRooms, credentials, enrolment } = carnet()
  const session = await carnet().identity.openSession({
    actor: { kind: 'holder', id: holder.spaceId, name: 'H' },
    spaceId: holder.spaceId,
    authLevel: 'substantial',
  })
  await enrolment.lives.suspend(operatorStep(holder.person.id))
  await staffRooms.approvals.ask(staff('one'), { kind: 'person-drop-means', subjectId: holder.person.id })
  const [asked] = await staffRooms.approvals.list(staff('two'))
  assert.equal(await reasonOf(staffRooms.approvals.confirm(staff('one'), asked?.id ?? '')), 'second-person-needed')
  assert.equal((await credentials.meansOf(holder.spaceId)).hasPassword, true)
  await staffRooms.approvals.confirm(staff('two'), asked?.id ?? '')
  assert.equal((await credentials.meansOf(holder.spaceId)).hasPassword, false)
  assert.equal(await carnet().identity.findSession(session), undefined)
  // A crash before the mark of the confirmation: confirmed again, what is done is not done twice.
  const text = 'update enrolment.approval set confirmed_by = null, confirmed_at = null where id = $1'
  await kit.installation.database.owner.query({ text, values: [asked?.id] })
  await staffRooms.approvals.confirm(staff('two'), asked?.id ?? '')
  const dropped = (await carnet().register.listEvents(holder.person.id)).filter(({ kind }) => kind === 'means-dropped')
  assert.equal(dropped.length, 1)
  await enrolment.lives.resume(operatorStep(holder.person.id))
  const first = await kit.prove(holder, await issueCode(carnet(), holder.person.id))
  await entries().choosePost(first)
  const terms = credentials.termsAt(carnet().clock.now().toISOString()).version
  assert.equal(await reasonOf(entries().open(first, { terms })), 'entry-already-activated')
  await kit.queuedFor(holder)
  await kit.request(holder)
  assert.deepEqual(await kit.queuedFor(holder), ['enrolment-recovery'])
})
