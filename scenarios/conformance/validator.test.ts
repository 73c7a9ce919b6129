import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { cdaExamples, exampleBytes } from '../../tests/cda/cda-examples.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { readMain } from '../../tests/support/browser-errands.ts'
import { fhirReport } from '../../tests/support/fhir-document.ts'
import { makeXdm } from '../../tests/support/make-xdm.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { dataFolder } from '../../src/reference/data-file.ts'
import type { Log } from '../../src/platform/log.ts'

// Spec: R4 operation validate; ux.md E19. Rules: DOC-3. A file that is checked is kept nowhere.

const lines: string[] = []
const note = (event: string, fields: object = {}): void => {
  lines.push(JSON.stringify({ event, ...fields }))
}
const log: Log = { info: note, warn: note, error: note }

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ log })
})
after(() => carnet.close())

const kept = async (): Promise<unknown> => {
  const text = `select (select count(*) from vault.blob) as blobs, (select count(*) from vault.document) as documents,
    (select count(*) from vault.result) as results, (select count(*) from journal.entry) as entries,
    (select count(*) from platform.outbox) as queued`
  return (await carnet.database.owner.query({ text }))[0]
}

const validate = (payload: string | Buffer): Promise<Response> =>
  fetch(`${carnet.fhir}/Bundle/$validate`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: new Uint8Array(Buffer.from(payload)),
  })

test('a file chosen without an account, without scripts, is told as its patient will read it; nothing of it is left', async () => {
  const earlier = await kept()
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  const check = async (file: string): Promise<string> => {
    await page.goto('/validate')
    await page.getByLabel('Fichier à vérifier').setInputFiles(join(dataFolder, 'examples', file))
    await page.getByRole('button', { name: 'Vérifier', exact: true }).click()
    return readMain(page)
  }
  for (const { file, expected } of cdaExamples) {
    const read = await check(file)
    assert.match(read, /Un dépôt accepterait ce document/)
    assert.ok(read.includes(expected.title), file)
  }
  const read = await check('laboratory-report.fhir.json')
  assert.match(read, /Bilan et prélèvement de plaie/)
  assert.match(read, /9 résultats lus/)
  assert.match(read, /Glucose 1,310 g\/L \(0,70 à 1,10 g\/L\) : ↑ au-dessus de l’intervalle/)
  assert.match(await check('index.json'), /Un dépôt accepterait ce document/, 'a text')
  assert.doesNotMatch(`${page.url()} ${await page.title()}`, /lucose|ilan/)
  assert.equal((await validate(fhirReport())).status, 200)
  assert.deepEqual(await kept(), earlier)
  assert.ok(lines.length > 0)
  assert.doesNotMatch(lines.join('\n'), /lucose|Bilan|PAT-TROIS|279035121518989/)
})

test('what a deposit refuses is refused with its sentence', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await page.goto('/validate')
  const torn = { name: 'a.xml', mimeType: 'text/xml', buffer: exampleBytes('laboratory-report.xml').subarray(0, 900) }
  await page.getByLabel('Fichier à vérifier').setInputFiles(torn)
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click()
  const read = await readMain(page)
  assert.match(read, /Un dépôt refuserait ce document/)
  assert.match(read, /n'est pas du XML bien formé/)
})

test('an XDM archive is opened, and each document in it told by its name', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await page.goto('/validate')
  await page
    .getByLabel('Fichier à vérifier')
    .setInputFiles({ name: 'IHE_XDM.ZIP', mimeType: 'application/zip', buffer: makeXdm({}) })
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click()
  const read = await readMain(page)
  assert.match(read, /IHE_XDM\/SUBSET01\/DOC00001\.XML\s+Un dépôt accepterait ce document/)
})

test('from one place so many an hour: then it waits, on the page as on the wire', async () => {
  const statuses: number[] = []
  for (let at = 0; at < 70 && statuses.at(-1) !== 429; at += 1) statuses.push((await validate('{}')).status)
  assert.equal(statuses.at(-1), 429)
  assert.ok(statuses.length <= 61, `${statuses.length} were taken`)
  const form = new FormData()
  form.set('file', new Blob(['x']))
  const answer = await fetch(`${carnet.origin}/validate`, {
    method: 'POST',
    headers: { origin: carnet.origin },
    body: form,
  })
  assert.equal(answer.status, 429)
})
