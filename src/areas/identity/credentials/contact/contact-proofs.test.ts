import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openCredentialBench, type CredentialBench } from '../../../../../tests/support/credential-bench.ts'
import { newDevice, registerDevice } from '../../../../../tests/support/passkey-holder.ts'
import { email, phone, proveContact } from '../../../../../tests/support/password-holder.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'

let bench: CredentialBench
before(async () => {
  bench = await openCredentialBench()
})
beforeEach(() => {
  bench.mails.length = 0
  bench.messages.length = 0
  delete bench.outage.mail
})
after(() => bench.close())

const prove = (spaceId: string, channel: 'email' | 'phone', address: string) =>
  proveContact(bench, spaceId, { channel, address })

const contactOf = async (spaceId: string) => (await bench.identity.loadPerson(bench.database.app, spaceId)).contact

const to = { channel: 'email', address: email } as const
const wrong = { kind: 'incorrect', reason: 'one-time-code-wrong', details: { field: 'code' } }
const send = (spaceId: string, address: string = email) =>
  bench.credentials.sendContactCode(spaceId, { channel: 'email', address })
const confirm = (spaceId: string, code: string, address: string = email) =>
  bench.credentials.confirmContact(spaceId, { channel: 'email', address, code })
const keep = (spaceId: string, contact: typeof to | 'post') =>
  bench.database.app.transaction((connection) => bench.credentials.keepContact(connection, spaceId, contact))

test('a code sent to an address proves it; it is written when it is kept, and nothing else of the person changes', async () => {
  const spaceId = await bench.newHolder({ lang: 'en' })
  await bench.credentials.sendContactCode(spaceId, { ...to, lang: 'en' })
  const [mail, ...more] = bench.mails
  assert.deepEqual(more, [])
  assert.deepEqual([mail?.to, mail?.subject], [email, 'Your one-time code'])
  await confirm(spaceId, bench.lastCode(email))
  assert.deepEqual(await contactOf(spaceId), { lang: 'en' })
  await keep(spaceId, to)
  assert.deepEqual(await contactOf(spaceId), { email, lang: 'en', confirmed: ['email'] })
  const { ins, traits } = await bench.identity.loadPerson(bench.database.app, spaceId)
  assert.equal(traits.birthFamily, 'MARTIN')
  assert.match(ins.value, /^27/)
})

test('a phone number is proved by short message', async () => {
  const spaceId = await bench.newHolder()
  await prove(spaceId, 'phone', phone)
  assert.deepEqual(await contactOf(spaceId), { phone, confirmed: ['phone'] })
  assert.equal(bench.messages.length, 1)
  assert.equal(bench.mails.length, 0)
})

test('a contact that the insurer gave is not proved until a code was, and is told of nothing', async () => {
  const spaceId = await bench.newHolder({ email: 'insurer@example.org' })
  assert.deepEqual((await bench.credentials.meansOf(spaceId)).contact, {})
  await prove(spaceId, 'email', email)
  assert.deepEqual((await bench.credentials.meansOf(spaceId)).contact, { email: 'c•••@e•••.org' })
  await bench.sendAlerts()
  assert.deepEqual(
    bench.mails.map((mail) => mail.to),
    [email],
  )
})

test('a change tells every address proved before, by the queue; letters only too; a change undone tells nobody', async () => {
  const spaceId = await bench.newHolder({ email: 'old@example.org', phone, lang: 'fr', confirmed: ['email', 'phone'] })
  const undone = bench.database.app.transaction(async (connection) => {
    await bench.credentials.keepContact(connection, spaceId, to)
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  await bench.sendAlerts()
  assert.equal(bench.mails.length + bench.messages.length, 0)

  await keep(spaceId, to)
  assert.equal(bench.mails.length, 0, 'a crash here loses nothing: the alert is in the queue')
  await bench.sendAlerts()
  assert.deepEqual(
    [bench.mails.map((mail) => mail.to), bench.messages.map((sms) => sms.to)],
    [['old@example.org'], [phone]],
  )
  assert.match(bench.mails[0]?.subject ?? '', /ont changé/)
  assert.doesNotMatch(bench.mails[0]?.text ?? '', /camille/)
  await keep(spaceId, 'post')
  assert.deepEqual(await contactOf(spaceId), { lang: 'fr' })
  await bench.sendAlerts()
  assert.equal(bench.mails.at(-1)?.to, email)
})

test('the queue holds no address, and an alert that waits for a space that was erased is let go', async () => {
  const spaceId = await bench.newHolder({ email: 'old@example.org', confirmed: ['email'] })
  await keep(spaceId, to)
  const rows = await bench.database.owner.query<{ row: string }>({
    text: 'select o::text as row from platform.outbox o',
  })
  assert.equal(rows.length, 1)
  assert.doesNotMatch(rows[0]?.row ?? '', /old@|b2xkQ/)
  await bench.database.owner.query({ text: 'delete from keys.space_key where space_id = $1', values: [spaceId] })
  await bench.sendAlerts()
  assert.equal(bench.mails.length, 0)
})

test('the same address proved again tells nobody', async () => {
  const spaceId = await bench.newHolder({ email, confirmed: ['email'] })
  await keep(spaceId, to)
  await bench.sendAlerts()
  assert.equal(bench.mails.length, 0)
})

test('a wrong code counts, and the next is heard after thirty seconds', async () => {
  const spaceId = await bench.newHolder()
  await send(spaceId)
  assert.deepEqual(await problemOf(confirm(spaceId, 'xxxxxx')), wrong)
  const code = bench.lastCode(email)
  assert.equal((await problemOf(confirm(spaceId, code))).reason, 'wait-before-retry')
  for (let tries = 0; tries < 4; tries += 1) {
    bench.clock.advance(30_000)
    assert.deepEqual(await problemOf(confirm(spaceId, 'xxxxxx')), wrong)
  }
  bench.clock.advance(30_000)
  assert.deepEqual(await problemOf(confirm(spaceId, code)), wrong, 'the fifth was the last')
})

test('a code proves the address it was sent to, and no other', async () => {
  const spaceId = await bench.newHolder()
  await send(spaceId)
  const first = bench.lastCode(email)
  const underWay = (address: string) => bench.credentials.hasContactCode(spaceId, { channel: 'email', address })
  assert.deepEqual([await underWay(email), await underWay('new@example.org')], [true, false])
  assert.deepEqual(await problemOf(confirm(spaceId, first, 'new@example.org')), wrong)
  assert.equal(await underWay(email), false, 'that try used the code up')
  bench.clock.advance(30_000)
  await send(spaceId, 'new@example.org')
  await confirm(spaceId, bench.lastCode('new@example.org'), 'new@example.org')
})

test('a passkey added or removed is told to every proved address', async () => {
  const spaceId = await bench.newHolder({ email, phone, lang: 'en', confirmed: ['email', 'phone'] })
  await registerDevice(bench, newDevice(), spaceId)
  await bench.sendAlerts()
  const [passkey] = await bench.credentials.listPasskeys(spaceId)
  await bench.credentials.removePasskey(spaceId, passkey?.id ?? '')
  await problemOf(bench.credentials.removePasskey(spaceId, passkey?.id ?? ''))
  await bench.sendAlerts()
  assert.deepEqual(
    bench.mails.map((mail) => `${mail.to}: ${mail.subject}`),
    Array(2).fill(`${email}: Your ways to sign in have changed`),
  )
  assert.deepEqual(
    bench.messages.map((sms) => sms.to),
    [phone, phone],
  )
})

test('another contact is the holder’s once its own code came back, and the one before is told', async () => {
  const spaceId = await bench.newHolder({ email: 'old@example.org', lang: 'fr', confirmed: ['email'] })
  await send(spaceId)
  const change = (code: string, address: string = email) =>
    bench.credentials.changeContact(spaceId, { channel: 'email', address, code })
  const code = bench.lastCode(email)
  assert.equal((await problemOf(change(code, 'other@example.org'))).reason, 'one-time-code-wrong')
  assert.deepEqual((await contactOf(spaceId)).email, 'old@example.org')
  bench.clock.advance(30_000)
  await send(spaceId)
  const { owner } = bench.database
  await owner.query({ text: 'revoke update on directory.person from carnet_app' })
  await assert.rejects(change(bench.lastCode(email)), /permission denied/)
  await owner.query({ text: 'grant update on directory.person to carnet_app' })
  assert.equal((await contactOf(spaceId)).email, 'old@example.org')
  bench.clock.advance(30_000)
  // What failed has not used up the code.
  await change(bench.lastCode(email))
  assert.deepEqual(await contactOf(spaceId), { email, lang: 'fr', confirmed: ['email'] })
  await bench.sendAlerts()
  assert.equal(bench.mails.at(-1)?.to, 'old@example.org')
})
