import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { APIResponse, BrowserContext } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware, type Software } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { numberOf } from '../tests/support/register-kit.ts'

/** A number of the right shape, key included, under which nobody has a space. */
const nobodyIns = numberOf('2990351215189')
const absent = '00000000-0000-4000-8000-000000000000'

let carnet: Installation
let stranger: BrowserContext
let software: Software
before(async () => {
  carnet = await openInstallation()
  stranger = await openBrowser(carnet.origin)
  software = await openSoftware(carnet, 'dr-petit')
})
after(() => carnet.close())

/** All that a browser receives, but for the hour. */
const received = async (answer: APIResponse) => ({
  status: answer.status(),
  headers: Object.entries(answer.headers()).filter(([name]) => name !== 'date'),
  body: (await answer.body()).toString('utf8'),
})

const search = async (ins: string) =>
  received(
    await stranger.request.post('/pro', {
      form: { ins },
      headers: { 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    }),
  )

test('the stranger is refused, with a sentence that says why and what he can do', async () => {
  const page = await stranger.newPage()
  await openPatient(page, 'dr-petit', dominiqueIns)
  const refusal = await readMain(page)
  assert.match(refusal, /Ce dossier n’est pas ouvert pour vous/)
  assert.match(refusal, /Vous n'êtes pas dans l'équipe de soins de cette personne, ou cette personne n'a pas d'espace/)
  assert.match(refusal, /Ce que vous pouvez faire.*Vérifiez le numéro INS.*Si vous soignez cette personne/)
  assert.doesNotMatch(await page.content(), /PAT-TROIS|Dominique|279035121518989/i)
  await page.getByRole('link', { name: 'Chercher un autre patient' }).click()
  await page.getByLabel('Numéro INS du patient').waitFor()
  await checkAccessibility(stranger, [page.url()])
})

test('for a person without a space the page is the same, to the byte', async () => {
  const [known, unknown] = [await search(dominiqueIns), await search(nobodyIns)]
  assert.equal(known.status, 403)
  assert.deepEqual(known, unknown)
})

test('a record and a document that he names by their address are not there, whether they are or not', async () => {
  const dominique = await openSoftware(carnet, 'dominique')
  const { ids, text } = await dominique.listDocuments()
  const spaceId = /"reference":"Patient\/([\w-]+)"/.exec(text)?.[1] ?? ''
  const documentId = [...ids.values()][0] ?? ''
  const addresses: [string, string][] = [
    [`/pro/patients/${spaceId}`, `/pro/patients/${absent}`],
    [`/pro/patients/${spaceId}/documents`, `/pro/patients/${absent}/documents`],
    [`/pro/patients/${spaceId}/documents/${documentId}`, `/pro/patients/${absent}/documents/${absent}`],
    [
      `/pro/patients/${spaceId}/documents/${documentId}/original`,
      `/pro/patients/${absent}/documents/${absent}/original`,
    ],
  ]
  for (const [there, nowhere] of addresses) {
    const known = await received(await stranger.request.get(there))
    const unknown = await received(await stranger.request.get(nowhere))
    assert.ok(known.status >= 400, there)
    assert.deepEqual(
      { ...known, body: known.body.replaceAll(there, '') },
      { ...unknown, body: unknown.body.replaceAll(nowhere, '') },
    )
  }
})

test('his software learns no more: search, patient and document answer alike', async () => {
  const dominique = await openSoftware(carnet, 'dominique')
  const { ids, text } = await dominique.listDocuments()
  const spaceId = /"reference":"Patient\/([\w-]+)"/.exec(text)?.[1] ?? ''
  const binary = /Binary\/[\w-]+/.exec(text)?.[0] ?? ''
  assert.equal((await software.listDocuments()).status, 403)
  assert.deepEqual((await software.listDocuments()).text, (await software.listDocuments(nobodyIns)).text)
  const pairs: [string, string][] = [
    [`Patient/${spaceId}`, `Patient/${absent}`],
    [`DocumentReference/${[...ids.values()][0] ?? ''}`, `DocumentReference/${absent}`],
    [binary, `Binary/${absent}`],
  ]
  for (const [there, nowhere] of pairs) {
    const known = await software.get(there)
    assert.ok(known.status >= 400, there)
    assert.deepEqual(known, await software.get(nowhere), there)
  }
})

test('her own pages are nobody else’s: another holder finds nothing at the address of her document', async () => {
  const documentId = [...(await (await openSoftware(carnet, 'dominique')).listDocuments()).ids.values()][0] ?? ''
  const other = await openBrowser(carnet.origin)
  await signIn(await other.newPage(), 'paul', '/my')
  const ask = async (id: string) => {
    const answer = await received(await other.request.get(`/my/documents/${id}`))
    return { ...answer, body: answer.body.replaceAll(id, '') }
  }
  const known = await ask(documentId)
  assert.equal(known.status, 404)
  assert.deepEqual(known, await ask(absent))
})

test('the refused search stands in her history, under his name', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Accès', exact: true }).click()
  assert.match(await readMain(page), /Refusé Sékou PETIT/)
})
