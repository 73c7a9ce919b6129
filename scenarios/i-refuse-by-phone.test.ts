// Right: whoever calls is heard: the refusal takes effect the same day, with a proof, and nobody else can refuse in their name.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { readPdf, textOfPage } from '../tests/support/read-pdf.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const ins = '291034809500172'

const say = async (page: Page, postalCode: string): Promise<void> => {
  await page.goto('/console/persons')
  await page.locator('#reason').selectOption('call')
  const said = { ins, birthDate: '14/03/1991', postalCode }
  for (const [name, text] of Object.entries(said)) await page.locator(`#${name}`).fill(text)
  await page.getByRole('button', { name: 'Vérifier' }).click()
}

test('a caller who does not know the address is nobody; one who does refuses, and gets the proof', async () => {
  const context = await openBrowser(carnet.origin)
  const page = await context.newPage()
  await signIn(page, 'phone-agent', '/console')
  await say(page, '75011')
  assert.match(await readMain(page), /Ces réponses ne vont pas ensemble/)
  assert.doesNotMatch(await readMain(page), /ROUVIÈRE/)
  await say(page, '48000')
  const place = page.url()
  assert.match(await readMain(page), /Anaïs ROUVIÈRE/)
  await page.getByRole('link', { name: 'Enregistrer un refus' }).click()
  assert.match(await readMain(page), /Aucun espace ne s’ouvrira/)
  await checkAccessibility(context, [place, page.url()])
  await page.getByRole('button', { name: 'Confirmer' }).click()
  assert.match(await readMain(page), /C’est fait\..*A refusé/)
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Télécharger la preuve (PDF)' }).click()
  const download = await coming
  assert.match(download.suggestedFilename(), /^preuve-\d{4}-\d{2}-\d{2}\.pdf$/)
  const proof = textOfPage(readPdf(await readFile(await download.path())), 1)
  assert.match(proof, /Preuve de votre refus/)
  assert.match(proof, /par téléphone/)
  const person = await carnet.carnet.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins })
  assert.deepEqual([person?.state, person?.dueAt, person?.spaceId], ['opposed', null, null])
  await context.close()
})
