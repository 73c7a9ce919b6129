import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

const shortcuts = () => hers.getByRole('navigation', { name: 'Raccourcis' }).getByRole('link').allInnerTexts()

test('five places at most stand on my home page, one press away', async () => {
  await hers.goto('/my')
  assert.deepEqual(await shortcuts(), ['Choisir des raccourcis'])
  await hers.getByRole('link', { name: 'Choisir des raccourcis' }).click()
  await checkAccessibility(hers.context(), [hers.url()])
  const names = ['Carte d’urgence', 'Historique de soins', 'Allergies', 'Vaccinations', 'Poids', 'Pression artérielle']
  for (const name of names) await hers.getByLabel(name, { exact: true }).check()
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(hers), /Gardez 5 raccourcis au plus/)
  assert.ok(await hers.getByLabel('Poids', { exact: true }).isChecked(), 'what was ticked stays')
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByLabel('Pression artérielle', { exact: true }).uncheck()
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(hers), /Vos raccourcis sont enregistrés/)
  const kept = ['Historique de soins', 'Carte d’urgence', 'Allergies', 'Vaccinations', 'Poids', 'Changer']
  assert.deepEqual(await shortcuts(), kept)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('link', { name: 'Allergies' }).click()
  assert.equal(await hers.getByRole('heading', { level: 1 }).innerText(), 'Allergies')
})
