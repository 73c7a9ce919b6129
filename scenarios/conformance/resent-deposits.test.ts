import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, changed, issueCodes } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'
import { countDocument, findDocument, retrieve } from './support/find-document.ts'
import { freshExample, rewritten } from './support/own-deposits.ts'
import { provideBundle, simplifiedPublish } from './support/provide-bundle.ts'
import { countStored } from './support/stored-things.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const letter = 'discharge-letter.xml'

for (const [way, path, write] of [
  ['ITI-65', '', provideBundle],
  ['ITI-105', 'DocumentReference', undefined],
] as const) {
  test(`the same bytes again by ${way}: same answer, nothing doubled, no second mail`, async () => {
    const deposit = freshExample(letter)
    const body = write ? write([deposit]) : simplifiedPublish(deposit)
    const first = await call('hospital', path, { body })
    assert.ok(first.status === 200 || first.status === 201, first.text)
    const [stored, mails] = await Promise.all([countStored(carnet), carnet.mails()])
    for (let times = 0; times < 3; times += 1) {
      const again = await call('hospital', path, { body })
      assert.equal(again.status, first.status)
      assert.deepEqual(again.body, first.body)
    }
    assert.deepEqual(
      { ...(await countStored(carnet)), queued: 0 },
      { ...stored, queued: 0 },
      'one document, one object, one entry',
    )
    assert.equal((await carnet.mails()).length, mails.length, 'one mail')
    assert.equal(await countDocument(call, 'dominique', deposit), 1)
  })
}

test('the same bytes at the same time, eight times over: one deposit, eight same answers', async () => {
  const deposit = freshExample('prescription.xml')
  const body = provideBundle([deposit])
  const earlier = await countStored(carnet)
  const answers = await Promise.all(Array.from({ length: 8 }, () => call('hospital', '', { body })))
  assert.deepEqual(
    new Set(answers.map(({ status }) => status)),
    new Set([200]),
    answers.map(({ text }) => text).join('\n'),
  )
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
  const stored = await countStored(carnet)
  assert.equal(stored.documents, earlier.documents + 1)
  assert.equal(stored.objects, earlier.objects + 1)
  assert.equal(stored.changes, earlier.changes + 1)
})

test('the same unique id in another message: conflict, and the first document stays as it was', async () => {
  const deposit = freshExample(letter)
  assert.equal((await call('hospital', '', { body: provideBundle([deposit]) })).status, 200)
  const stored = await countStored(carnet)
  const other = rewritten(deposit, 'Lettre de liaison', 'Autre lettre de liaison')
  for (const [path, body] of [
    ['', provideBundle([deposit])],
    ['', provideBundle([other])],
    ['DocumentReference', simplifiedPublish(other)],
  ] as const) {
    const answer = await call('hospital', path, { body })
    assert.equal(answer.status, 409, answer.text)
    assert.ok(issueCodes(answer.body).includes('XDSDuplicateUniqueIdInRegistry'))
    assert.match(String(at(answer.body, 'issue.0.expression.0')), /masterIdentifier$/)
  }
  assert.deepEqual(await countStored(carnet), stored)
  const document = await findDocument(call, 'dominique', deposit)
  assert.ok((await retrieve(call, 'dominique', document)).bytes.equals(deposit.bytes))
})

test('two different messages with one unique id at the same time: one is kept, the other is a conflict', async () => {
  const deposit = freshExample(letter)
  const bodies = [deposit, rewritten(deposit, 'Lettre de liaison', 'Autre lettre')].map((one) => provideBundle([one]))
  const earlier = await countStored(carnet)
  const answers = await Promise.all(bodies.map((body) => call('hospital', '', { body })))
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted(),
    [200, 409],
    answers.map(({ text }) => text).join('\n'),
  )
  const stored = await countStored(carnet)
  assert.equal(stored.documents, earlier.documents + 1)
  assert.equal(stored.objects, earlier.objects + 1)
})

test('one byte more in the message is another message', async () => {
  const body = provideBundle([freshExample(letter)])
  assert.equal((await call('hospital', '', { body })).status, 200)
  assert.equal((await call('hospital', '', { body: `${body} ` })).status, 409)
})

test('the same submission set id in another message is a conflict', async () => {
  const first = provideBundle([freshExample(letter)])
  assert.equal((await call('hospital', '', { body: first })).status, 200)
  const set = at(JSON.parse(first), 'entry.0.resource.identifier')
  const second = changed(provideBundle([freshExample(letter)]), { 'entry.0.resource.identifier': set })
  const answer = await call('hospital', '', { body: second })
  assert.equal(answer.status, 409, answer.text)
  assert.ok(issueCodes(answer.body).includes('XDSDuplicateUniqueIdInRegistry'))
})
