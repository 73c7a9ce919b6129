import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const picture = 'Radiographie de la cheville droite'
const nurseName = 'Aminata DIALLO'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  await nurse.getByRole('link', { name: picture }).click()
  const stranger = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(stranger, 'dr-petit', dominiqueIns)
})
after(() => carnet.close())

test('two clicks from home: who, in what capacity, by which rule and tie; nothing has changed since', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('link', { name: `Pourquoi : ${nurseName}, Lecture` }).first())
  assert.ok(finger.clicks() <= 2)
  const told = await readMain(page)
  assert.match(told, new RegExp(`Pourquoi ${nurseName} a pu entrer`))
  assert.match(told, /Infirmier.*Maison de santé des Tilleuls.*de votre équipe de soins/)
  assert.match(told, /Membre de l'équipe de soins.*Équipe de soins – depuis le/)
  assert.match(told, /2026-11-permissions/)
  assert.match(told, /Rien, d’après le journal.*La même demande serait acceptée aujourd’hui/)
  await checkAccessibility(browser, [page.url()])
})

test('a refusal has its reason too', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access')
  await page
    .getByRole('link', { name: /Pourquoi : Sékou PETIT/ })
    .first()
    .click()
  assert.match(await readMain(page), /Sékou PETIT n’a pas pu entrer.*Aucun lien.*serait refusée aujourd’hui/)
})

test('she hides it and blocks the nurse: the line stays as it was, and says what has changed', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/documents')
  await page.getByRole('link', { name: `Qui voit : ${picture}` }).click()
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  await page.goto('/my/access')
  await page
    .getByRole('link', { name: `Bloquer ${nurseName}` })
    .first()
    .click()
  await page.getByRole('button', { name: 'Bloquer', exact: true }).click()

  await page.goto('/my/access')
  await page
    .getByRole('link', { name: `Pourquoi : ${nurseName}, Lecture` })
    .first()
    .click()
  const told = await readMain(page)
  assert.match(told, /a pu entrer.*de votre équipe de soins/)
  assert.match(told, /Blocage d’un professionnel/)
  assert.match(told, /Document masqué/)
  assert.match(told, /serait refusée aujourd’hui.*bloqué par le titulaire/)

  const past = createFinger()
  await past.click(page.getByRole('link', { name: 'Qui pouvait voir ce document ce jour-là' }))
  const day = await readMain(page)
  assert.match(day, new RegExp(`${nurseName}[^|]*Une partie de la journée`))
  assert.match(day, /Hélène MOREAU.*Toute la journée/)
  assert.match(day, /Qui l’a ouvert ce jour-là.*Aminata DIALLO/)
  assert.match(day, /Ce que le journal ne dit pas.*pris fin depuis/)
  await checkAccessibility(browser, [page.url()])
})

test('from the document: another day, typed; before the journal it says that it does not know', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Dossier', exact: true }))
  await finger.click(page.getByRole('link', { name: `Qui voit : ${picture}` }))
  await finger.click(page.getByRole('link', { name: 'Qui pouvait le voir un autre jour' }))
  await page.getByLabel('Jour', { exact: true }).fill('04/03/2001')
  await finger.click(page.getByRole('button', { name: 'Afficher' }))
  assert.ok(finger.clicks() <= 4)
  assert.match(await readMain(page), /n’était pas encore dans votre espace.*Votre journal commence le/)
  await page.getByLabel('Jour', { exact: true }).fill('31/02/2026')
  await page.getByRole('button', { name: 'Afficher' }).click()
  assert.match(await readMain(page), /Tapez un jour qui existe/)
})

test('the history of one person, and of one day', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history')
  await page.getByLabel('Personne', { exact: true }).selectOption(nurseName)
  await page.getByRole('button', { name: 'Afficher' }).click()
  const hers = page.getByRole('main').locator('li.row h3')
  assert.deepEqual([...new Set(await hers.allInnerTexts())], [nurseName])
  await page.getByLabel('Jour', { exact: true }).fill('04/03/2001')
  await page.getByRole('button', { name: 'Afficher' }).click()
  assert.match(await readMain(page), /Aucun passage à montrer/)
})
