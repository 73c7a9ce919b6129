import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { insKey, insRules } from '../../src/areas/identity/index.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, changed, issueCodes, listAt } from '../../tests/support/json-path.ts'
import { brokenContents, brokenMessages, type BrokenDeposit } from './support/broken-deposits.ts'
import { createCaller, type Answer, type Caller, type Request } from './support/caller.ts'
import { freshExample } from './support/own-deposits.ts'
import { provideBundle } from './support/provide-bundle.ts'
import { countStored } from './support/stored-things.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

/** What every refusal has: a FHIR resource, a field or a fix in words, and nothing of our insides. */
const checkOutcome = ({ body, text }: Answer): void => {
  assert.equal(at(body, 'resourceType'), 'OperationOutcome', text)
  for (const issue of listAt(body, 'issue')) assert.match(String(at(issue, 'diagnostics')), / .*\.$/)
  assert.doesNotMatch(text, /node_modules|\.[jt]s:\d|\bat \w+ \(|select |vault\./)
}

const refuse = async (message: string): Promise<Answer> => {
  const stored = await countStored(carnet)
  const answer = await call('hospital', '', { body: message })
  checkOutcome(answer)
  assert.deepEqual(await countStored(carnet), stored, 'nothing is left behind')
  return answer
}

const checkRefused = async ({ write, code, field }: BrokenDeposit): Promise<void> => {
  const { status, body, text } = await refuse(write())
  assert.ok(status === 400 || status === 422, `${status}: ${text}`)
  assert.ok(issueCodes(body).includes(code), text)
  assert.match(String(at(body, 'issue.0.expression.0')), field)
}

for (const broken of [...brokenContents, ...brokenMessages]) {
  test(`a deposit with ${broken.name} is refused and leaves nothing`, () => checkRefused(broken))
}

test('the same messages unbroken are accepted', async () => {
  const { status, text } = await call('hospital', '', { body: provideBundle([freshExample('discharge-letter.xml')]) })
  assert.equal(status, 200, text)
})

test('of several documents one is broken: none is kept', async () => {
  const [good, bad] = [freshExample('discharge-letter.xml'), freshExample('prescription.xml')]
  const message = provideBundle([good, { ...bad, bytes: bad.bytes.subarray(0, 900) }])
  assert.equal((await refuse(message)).status, 422)
  const wrongHash = changed(provideBundle([good, bad]), {
    'entry.2.resource.content.0.attachment.hash': '2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
  })
  assert.ok(issueCodes((await refuse(wrongHash)).body).includes('XDSNonIdenticalHash'))
})

test('a document for somebody nobody knows here is refused, and the field is named', async () => {
  const body = '2900175056789'
  const unknown = `${body}${insKey(body, insRules)}`
  const edits = (value: string) => ({
    'entry.0.resource.subject.identifier.value': value,
    'entry.1.resource.subject.identifier.value': value,
    'entry.1.resource.contained.0.identifier.0.value': value,
  })
  const letter = freshExample('discharge-letter.xml')
  const about = { ...letter, bytes: Buffer.from(letter.bytes.toString('utf8').replace('279035121518989', unknown)) }
  const answer = await refuse(changed(provideBundle([about]), edits(unknown)))
  assert.equal(answer.status, 422)
  assert.ok(issueCodes(answer.body).includes('XDSUnknownPatientId'), answer.text)
  assert.equal(at(answer.body, 'issue.0.expression.0'), 'subject.identifier')
})

interface Knock {
  name: string
  as?: string
  path: string
  request: () => Request
  status: number
  reason: string
}

const bundle = (): string => provideBundle([freshExample('discharge-letter.xml')])

const knocks: readonly Knock[] = [
  {
    name: 'nothing in the body',
    path: '',
    request: () => ({ method: 'POST' }),
    status: 415,
    reason: 'media-type-not-accepted',
  },
  { name: 'an empty body', path: '', request: () => ({ body: '' }), status: 400, reason: 'body-empty' },
  {
    name: 'JSON cut short',
    path: '',
    request: () => ({ body: bundle().slice(0, 5000) }),
    status: 400,
    reason: 'body-json-malformed',
  },
  {
    name: 'XML cut short',
    path: '',
    request: () => ({ body: '<Bundle xmlns="http://hl7.org/fhir"><type', contentType: 'application/fhir+xml' }),
    status: 400,
    reason: 'body-xml-malformed',
  },
  {
    name: 'a DOCTYPE in FHIR XML',
    path: '',
    request: () => ({
      body: '<!DOCTYPE Bundle><Bundle xmlns="http://hl7.org/fhir"/>',
      contentType: 'application/fhir+xml',
    }),
    status: 400,
    reason: 'body-xml-document-type',
  },
  {
    name: 'a media type of somebody else',
    path: '',
    request: () => ({ body: bundle(), contentType: 'text/csv' }),
    status: 415,
    reason: 'media-type-not-accepted',
  },
  {
    name: 'an answer nobody can write',
    path: '',
    request: () => ({ body: bundle(), accept: 'image/webp' }),
    status: 406,
    reason: 'format-not-served',
  },
  {
    name: 'another resource than a Bundle',
    path: '',
    request: () => ({ body: '{"resourceType":"List","status":"current","mode":"working"}' }),
    status: 400,
    reason: 'resource-type-unexpected',
  },
  {
    name: 'an interaction that is not offered',
    path: 'DocumentReference',
    request: () => ({ method: 'DELETE' }),
    status: 405,
    reason: 'interaction-not-offered',
  },
  {
    name: 'a resource that is not served',
    path: 'Encounter',
    request: () => ({}),
    status: 404,
    reason: 'interaction-not-found',
  },
  {
    name: 'a deposit by somebody who reads only',
    as: 'dominique',
    path: '',
    request: () => ({ body: bundle() }),
    status: 403,
    reason: 'act-not-yours',
  },
]

for (const { name, as, path, request, status, reason } of knocks) {
  test(`${name}: ${status}`, async () => {
    const stored = await countStored(carnet)
    const answer = await call(as ?? 'hospital', path, request())
    assert.equal(answer.status, status, answer.text)
    checkOutcome(answer)
    assert.ok(issueCodes(answer.body).includes(reason), answer.text)
    assert.deepEqual(await countStored(carnet), stored, 'nothing is left behind')
  })
}

test('without a token, or with a spoiled one, nobody is let in: 401', async () => {
  for (const authorization of [
    undefined,
    'Bearer x',
    'Basic eDp5',
    `Bearer ${(await carnet.token('hospital')).slice(0, -4)}AAAA`,
  ]) {
    const answer = await fetch(carnet.fhir, {
      method: 'POST',
      body: bundle(),
      headers: { 'content-type': 'application/fhir+json', ...(authorization ? { authorization } : {}) },
    })
    assert.equal(answer.status, 401)
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/)
    assert.match(await answer.text(), /OperationOutcome/)
  }
})

test('refusals speak French, or English to who prefers it', async () => {
  const french = await call('hospital', 'Encounter')
  const english = await call('hospital', 'Encounter', { headers: { 'accept-language': 'en' } })
  assert.equal(french.headers.get('content-language'), 'fr')
  assert.equal(english.headers.get('content-language'), 'en')
  assert.notEqual(at(french.body, 'issue.0.diagnostics'), at(english.body, 'issue.0.diagnostics'))
})
