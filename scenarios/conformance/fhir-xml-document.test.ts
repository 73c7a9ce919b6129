import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fhirReport } from '../../tests/support/fhir-document.ts'
import { fhirXmlOf } from '../../tests/support/fhir-xml.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'
import { freshFhirReport } from './support/fhir-deposit.ts'
import { provideBundle } from './support/provide-bundle.ts'

// Spec: R4 documents and XML; IHE MHD ITI-65, 68. Right: docs/rights/i-understand-my-results.md.

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

test('a FHIR document in XML comes in without a remark, is read line by line, and goes out byte for byte', async () => {
  const report = freshFhirReport(fhirXmlOf)
  const { status, text, body } = await call('laboratory', '', { body: provideBundle([report]) })
  assert.equal(status, 200, text)
  const [, entry] = listAt(body, 'entry')
  assert.equal(at(entry, 'response.outcome'), undefined)
  const id = String(at(entry, 'response.location')).split('/').at(-1) ?? ''
  const document: unknown = (await call('dominique', `DocumentReference/${id}`)).body
  assert.equal(at(document, 'content.0.attachment.contentType'), 'application/fhir+xml')
  const spaceId = String(at(document, 'subject.reference')).replace('Patient/', '')
  const holder = {
    actor: { kind: 'holder', id: spaceId, name: 'Dominique' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  const { body: read } = await carnet.carnet.documents.readDocumentBody(holder, id)
  assert.ok(read.kind === 'fhir')
  assert.equal(read.results.length, 9)
  const url = String(at(document, 'content.0.attachment.url'))
  const headers = { authorization: `Bearer ${await carnet.token('dominique')}`, accept: 'application/fhir+xml' }
  const raw = await fetch(url, { headers })
  assert.equal(raw.headers.get('content-type'), 'application/fhir+xml')
  assert.ok(Buffer.from(await raw.arrayBuffer()).equals(report.bytes))
})

test('$validate reads the XML as a deposit would, and names what is wrong with it', async () => {
  const validate = async (xml: string): Promise<string> => {
    const headers = { 'content-type': 'application/fhir+xml', accept: 'application/fhir+json' }
    const answer = await fetch(`${carnet.fhir}/Bundle/$validate`, { method: 'POST', headers, body: xml })
    assert.equal(answer.status, 200)
    return answer.text()
  }
  const xml = fhirXmlOf(fhirReport()).toString()
  const sound = await validate(xml)
  assert.match(sound, /résultats lus : 9/)
  assert.doesNotMatch(sound, /"error"/)
  assert.match(await validate(xml.replace('<status value="final"/>', '<status value="entered-in-error"/>')), /"error"/)
})
