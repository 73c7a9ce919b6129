import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openCredentialBench, type CredentialBench } from '../../../../../tests/support/credential-bench.ts'
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

test('a code sent to a mail address proves it, and only then it is written', async () => {
  const spaceId = await bench.newHolder({ lang: 'en' })
  await bench.credentials.beginContact(spaceId, { channel: 'email', address: ' Camille@Example.org ' })
  assert.deepEqual(await contactOf(spaceId), { lang: 'en' })
  const [mail, ...more] = bench.mails
  assert.deepEqual(more, [])
  assert.deepEqual([mail?.to, mail?.subject], ['Camille@example.org', 'Your one-time code'])
  await bench.credentials.confirmContact(spaceId, bench.lastCode('Camille@example.org'))
  assert.deepEqual(await contactOf(spaceId), { email: 'Camille@example.org', lang: 'en', confirmed: ['email'] })
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

test('a contact that the insurer gave is not proved until a code was', async () => {
  const spaceId = await bench.newHolder({ email })
  assert.deepEqual((await bench.credentials.meansOf(spaceId)).contact, {})
  await prove(spaceId, 'email', email)
  assert.deepEqual((await bench.credentials.meansOf(spaceId)).contact, { email: 'c•••@e•••.org' })
})

test('a change needs a code sent to the new address, and tells every old one', async () => {
  const spaceId = await bench.newHolder()
  await prove(spaceId, 'email', email)
  await prove(spaceId, 'phone', phone)
  bench.mails.length = 0
  bench.messages.length = 0
  await prove(spaceId, 'email', 'new@example.org')
  assert.deepEqual(await contactOf(spaceId), { email: 'new@example.org', phone, confirmed: ['email', 'phone'] })
  const [code, alert, ...more] = bench.mails
  assert.deepEqual(more, [])
  assert.deepEqual([code?.to, alert?.to], ['new@example.org', email])
  assert.match(alert?.subject ?? '', /ont changé/)
  assert.doesNotMatch(alert?.text ?? '', /new@example/)
  assert.deepEqual(
    bench.messages.map(({ to }) => to),
    [phone],
  )
})

test('an old mailbox that no longer works does not keep its owner from the new one', async () => {
  const spaceId = await bench.newHolder()
  await prove(spaceId, 'email', email)
  await bench.credentials.beginContact(spaceId, { channel: 'email', address: 'new@example.org' })
  bench.outage.mail = new Error('mailbox gone')
  await bench.credentials.confirmContact(spaceId, bench.lastCode('new@example.org'))
  assert.equal((await contactOf(spaceId)).email, 'new@example.org')
})

test('a wrong code writes nothing, counts, and the next is heard after thirty seconds', async () => {
  const spaceId = await bench.newHolder()
  await bench.credentials.beginContact(spaceId, { channel: 'email', address: email })
  assert.deepEqual(await problemOf(bench.credentials.confirmContact(spaceId, 'xxxxxx')), {
    kind: 'incorrect',
    reason: 'code-not-recognised',
    details: { field: 'code' },
  })
  const code = bench.lastCode(email)
  assert.equal((await problemOf(bench.credentials.confirmContact(spaceId, code))).reason, 'wait-before-retry')
  for (let tries = 0; tries < 4; tries += 1) {
    bench.clock.advance(30_000)
    assert.equal((await problemOf(bench.credentials.confirmContact(spaceId, 'xxxxxx'))).reason, 'code-not-recognised')
  }
  bench.clock.advance(30_000)
  const fifthWasTheLast = await problemOf(bench.credentials.confirmContact(spaceId, code))
  assert.equal(fifthWasTheLast.reason, 'code-not-recognised')
  assert.deepEqual(await contactOf(spaceId), {})
})

test('a code proves the address it was sent to, and no other asked for later', async () => {
  const spaceId = await bench.newHolder()
  await bench.credentials.beginContact(spaceId, { channel: 'email', address: email })
  const first = bench.lastCode(email)
  bench.clock.advance(30_000)
  await bench.credentials.beginContact(spaceId, { channel: 'email', address: 'new@example.org' })
  if (first === bench.lastCode('new@example.org')) return
  assert.equal((await problemOf(bench.credentials.confirmContact(spaceId, first))).reason, 'code-not-recognised')
  bench.clock.advance(30_000)
  await bench.credentials.confirmContact(spaceId, bench.lastCode('new@example.org'))
  assert.equal((await contactOf(spaceId)).email, 'new@example.org')
})

for (const [channel, address, reason] of [
  ['email', 'camille', 'email-shape-wrong'],
  ['email', 'a@example.org, b@example.org', 'email-shape-wrong'],
  ['phone', '12', 'phone-shape-wrong'],
] as const) {
  test(`“${address}” is refused before anything is sent`, async () => {
    const spaceId = await bench.newHolder()
    assert.equal((await problemOf(bench.credentials.beginContact(spaceId, { channel, address }))).reason, reason)
    assert.equal(bench.mails.length + bench.messages.length, 0)
  })
}

test('post only: the addresses go and are told; the language stays', async () => {
  const spaceId = await bench.newHolder({ lang: 'fr' })
  await prove(spaceId, 'email', email)
  bench.mails.length = 0
  await bench.credentials.choosePost(spaceId)
  assert.deepEqual(await contactOf(spaceId), { lang: 'fr' })
  assert.deepEqual(
    bench.mails.map(({ to }) => to),
    [email],
  )
})

test('post only is refused where a password would be left without a second factor', async () => {
  const spaceId = await bench.newHolder()
  await prove(spaceId, 'email', email)
  await bench.credentials.choosePassword(spaceId, { login: 'vert.soleil', password: 'Vélo-rouge7' })
  assert.equal((await problemOf(bench.credentials.choosePost(spaceId))).reason, 'contact-needed-for-sign-in')
  assert.equal((await contactOf(spaceId)).email, email)
})
