import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../../tests/support/browser.ts'
import { checkAccessibility } from '../../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../../tests/support/browser-errands.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { freshFhirReport } from './support/fhir-deposit.ts'
import { provideBundle, simplifiedPublish } from './support/provide-bundle.ts'
import type { Deposit } from './support/write-reference.ts'

// Spec: HL7 Europe Laboratory Report; IHE MHD ITI-65, 68, 105 with FHIR documents. Right: docs/rights/i-understand-my-results.md.

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const send = async (path: string, body: string, contentType = 'application/fhir+json') => {
  const headers = { authorization: `Bearer ${await carnet.token('laboratory')}`, 'content-type': contentType }
  const answer = await fetch(`${carnet.fhir}${path}`, { method: 'POST', headers, body })
  const text = await answer.text()
  const json: unknown = JSON.parse(text)
  return { status: answer.status, text, json }
}

const fetchAs = async (path: string, accept: string): Promise<Response> =>
  fetch(`${carnet.fhir}/${path}`, { headers: { authorization: `Bearer ${await carnet.token('dominique')}`, accept } })

const idIn = (json: unknown): string =>
  String(at(listAt(json, 'entry')[1], 'response.location'))
    .split('/')
    .slice(-1)
    .join('')

let report: Deposit
let id = ''

test('a FHIR document comes in by a transaction, without a remark, and goes out byte for byte', async () => {
  report = freshFhirReport()
  const { status, text, json } = await send('', provideBundle([report]))
  assert.equal(status, 200, text)
  assert.equal(at(listAt(json, 'entry')[1], 'response.outcome'), undefined)
  id = idIn(json)
  const document: unknown = await (await fetchAs(`DocumentReference/${id}`, 'application/fhir+json')).json()
  assert.equal(at(document, 'content.0.attachment.title'), 'Bilan et prélèvement de plaie')
  const url = String(at(document, 'content.0.attachment.url')).replace(`${carnet.fhir}/`, '')
  for (const accept of ['*/*', 'application/fhir+json']) {
    const raw = await fetchAs(url, accept)
    assert.equal(raw.headers.get('content-type'), 'application/fhir+json')
    assert.ok(Buffer.from(await raw.arrayBuffer()).equals(report.bytes), accept)
  }
})

test('its results stand above it as those of any laboratory, its own text below; nothing of it runs', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto(`/my/documents/${id}`)
  const read = await readMain(page)
  assert.match(read, /1,310 g\/L ↑ au-dessus de l’intervalle/)
  assert.match(read, /< 0,5 mg\/L/)
  assert.match(read, /1 analyse est encore attendue/)
  assert.match(read, /Staphylococcus aureus/)
  assert.match(read, /Plaie du pied droit/)
  await page.getByRole('link', { name: 'Voir l’évolution : Glucose' }).click()
  assert.match(await readMain(page), /De 1,05 g\/L en mai 2026 à 1,310 g\/L en novembre 2026/)
  await checkAccessibility(browser, [`${carnet.origin}/my/documents/${id}`, page.url()])
})

test('alone, with its bytes inside, and uploaded ahead in a Binary, it is the same', async () => {
  const alone = await send('/DocumentReference', simplifiedPublish(freshFhirReport()))
  assert.equal(alone.status, 201, alone.text)
  const { bytes, patient } = freshFhirReport()
  const binary = {
    resourceType: 'Binary',
    contentType: 'application/fhir+json',
    securityContext: { identifier: patient },
    data: bytes.toString('base64'),
  }
  assert.equal((await send('/Binary', JSON.stringify(binary))).status, 201)
})

const wrong: [string, (report: Deposit) => Deposit, RegExp][] = [
  [
    'another patient’s',
    (one) => ({ ...one, bytes: Buffer.from(one.bytes.toString().replace('279035121518989', '199999999999999')) }),
    /XDSPatientIdDoesNotMatch/,
  ],
  ['cut short', (one) => ({ ...one, bytes: one.bytes.subarray(0, 3_000) }), /InvalidDocumentContent/],
  [
    'no document',
    (one) => ({ ...one, bytes: Buffer.from('{"resourceType":"Patient","id":"x"}') }),
    /InvalidDocumentContent/,
  ],
]

for (const [what, change, expected] of wrong) {
  test(`a FHIR document that is ${what} is refused whole`, async () => {
    const { status, text } = await send('', provideBundle([change(freshFhirReport())]))
    assert.equal(status, 422, text)
    assert.match(text, expected)
  })
}
