// Right: what is written to me goes where I want it, once I proved that it is mine.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { codeSentTo } from '../tests/support/browser-entry.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

test('another address from Security, without scripts: a code, a wrong one, the right one', async () => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript: false })).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/security')
  await page.getByRole('link', { name: 'Changer de courriel ou de téléphone' }).click()
  const contact = page.getByLabel('Courriel ou téléphone')
  await contact.fill('dominique sans adresse')
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await readMain(page), /Tapez une adresse électronique/)
  await contact.fill('dominique.neuve@example.org')
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await readMain(page), /Nous avons envoyé un code à 6 chiffres à d•••@e•••\.org/)
  await checkAccessibility(page.context(), [page.url()])
  const code = await codeSentTo(carnet, 'dominique.neuve@example.org')
  await page.getByLabel('Code à 6 chiffres').fill(code)
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await readMain(page), /Votre contact est changé.*Code par message d•••@e•••\.org/)
})
