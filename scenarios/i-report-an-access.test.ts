import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
let nurse: Page
before(async () => {
  carnet = await openInstallation()
  nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  await openPatient(await (await openBrowser(carnet.origin)).newPage(), 'dr-petit', dominiqueIns)
})
after(() => carnet.close())

const nurseName = 'Aminata DIALLO'
const ownCases = (page: Page) => page.getByRole('region', { name: 'Vos signalements' })
let number = ''

test('from home, three clicks and two ticks: who and when are filled in, and she is stopped at once', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('link', { name: `Je ne reconnais pas cet accès : ${nurseName}` }).first())
  const form = page.url()
  assert.match(await readMain(page), new RegExp(`Qui ${nurseName} · Infirmier.*Quand .* \\d\\d:\\d\\d`))
  assert.match(await readMain(page), /jusqu’à 5 ans de prison et 150 000 €/)
  const ticks = createFinger()
  await ticks.click(page.getByText('Elle me soigne, mais pas à ce moment-là'))
  await ticks.click(page.getByText('Bloquer aussi son accès, tout de suite'))
  await finger.click(page.getByRole('button', { name: 'Envoyer' }))
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
  assert.ok(ticks.clicks() <= 2, `${ticks.clicks()} ticks`)
  assert.match(await page.getByRole('status').innerText(), /Votre signalement est enregistré/)
  const told = await ownCases(page).innerText()
  number = /Numéro ([0-9A-F]{5}-[0-9A-F]{5})/.exec(told)?.[1] ?? assert.fail(told)
  assert.match(told, /Réponse au plus tard le/)
  assert.equal((await nurse.reload())?.status(), 403)
  await checkAccessibility(browser, [page.url(), form])
})

test('without a reason nothing is sent, and the page says what is missing', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history')
  await page
    .getByRole('link', { name: /Je ne reconnais pas cet accès : Sékou PETIT/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await page.getByRole('alert').innerText(), /Choisissez une raison/)
  await page.goto('/my/access')
  assert.doesNotMatch(await ownCases(page).innerText(), /Sékou PETIT/)
  assert.equal((await page.goto('/my/access/history/999999/report'))?.status(), 404)
})

test('the operator’s queue shows who and when, never whose space; the answer is told and stands on her page', async () => {
  const staff = await (await openBrowser(carnet.origin)).newPage()
  await signIn(staff, 'reviewer', '/console')
  await staff.getByRole('link', { name: 'Accès à vérifier' }).click()
  await staff.getByRole('link', { name: number }).click()
  const seen = await readMain(staff)
  assert.match(seen, new RegExp(`${nurseName}.*Signalé.*Elle me soigne, mais pas à ce moment-là`))
  assert.doesNotMatch(seen, /dominique|pat-trois|279035121518989|radiographie/i)
  const earlier = (await carnet.mails()).length
  await staff.getByLabel('Qu’avez-vous trouvé ?').selectOption('not-in-order')
  await staff.getByRole('button', { name: 'Répondre' }).click()
  assert.match(await readMain(staff), /Répondu le .* : Accès non justifié/)
  assert.equal((await carnet.mails()).length, earlier + 1)

  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Accès', exact: true }).click()
  const told = await ownCases(page).innerText()
  assert.ok(told.includes(number), told)
  assert.match(told, /Réponse du .*Cet accès n’était pas justifié\. Vous pouvez aussi porter plainte\./s)
})
