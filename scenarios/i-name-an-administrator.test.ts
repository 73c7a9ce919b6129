import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware, type Software } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const nurseName = 'Aminata DIALLO'

let carnet: Installation
let citizen: BrowserContext
let page: Page
let workplace: BrowserContext
let nurse: Page
let nurseSoftware: Software
before(async () => {
  carnet = await openInstallation()
  citizen = await openBrowser(carnet.origin)
  page = await citizen.newPage()
  await signIn(page, 'dominique', '/my')
  workplace = await openBrowser(carnet.origin)
  nurse = await workplace.newPage()
  nurseSoftware = await openSoftware(carnet, 'nurse')
})
after(() => carnet.close())

test('she entrusts her space to her nurse in four clicks; what she hides is open to her from the next request on', async () => {
  const all = (await nurseSoftware.listDocuments()).titles.length
  await page.goto('/my/documents')
  await page.getByRole('main').getByRole('heading', { level: 3 }).getByRole('link').first().click()
  await page.getByRole('link', { name: 'Qui voit ce document' }).click()
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  assert.equal((await nurseSoftware.listDocuments()).titles.length, all - 1)

  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('main').getByRole('link', { name: nurseName, exact: true }).first())
  const person = page.url()
  await finger.click(page.getByRole('link', { name: 'Lui confier mon espace' }))
  const question = page.url()
  assert.match(await readMain(page), /masqués compris.*bloquer un autre professionnel à votre demande/)
  await finger.click(page.getByRole('button', { name: 'Confier mon espace' }))
  assert.ok(finger.clicks() <= 4, `${finger.clicks()} clicks`)
  assert.match(await readMain(page), /gère maintenant votre espace avec vous.*Gère l’espace avec vous/)
  assert.equal((await nurseSoftware.listDocuments()).titles.length, all)
  await checkAccessibility(citizen, [person, question])
})

test('the nurse blocks another professional at her request; she is told, and alone unblocks', async () => {
  const sent = (await carnet.mails()).length
  await openPatient(nurse, 'nurse', dominiqueIns)
  await nurse.getByRole('link', { name: 'Qui peut entrer' }).click()
  const list = nurse.url()
  await nurse.getByRole('link', { name: 'Bloquer Hélène MOREAU' }).click()
  assert.match(await readMain(nurse), /à la demande du patient.*Le patient est prévenu/)
  const question = nurse.url()
  await nurse.getByRole('button', { name: 'Bloquer', exact: true }).click()
  assert.match(await nurse.getByRole('status').innerText(), /C’est bloqué/)
  assert.equal(
    (await nurse.getByRole('link', { name: /Débloquer/ }).count()) +
      (await nurse.getByRole('button', { name: /Débloquer/ }).count()),
    0,
  )
  assert.equal((await (await openSoftware(carnet, 'dr-moreau')).listDocuments()).status, 403)
  assert.equal((await carnet.mails()).length, sent + 1)
  await page.goto('/my/access')
  assert.match(await readMain(page), new RegExp(`${nurseName}.*Blocage d’un professionnel`))
  await checkAccessibility(workplace, [list, question])
})

test('dismissed in as many clicks, she sees and arranges no more than her care gives', async () => {
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('main').getByRole('link', { name: nurseName, exact: true }).first())
  await finger.click(page.getByRole('link', { name: 'Ne plus lui confier mon espace' }))
  await finger.click(page.getByRole('button', { name: 'Ne plus confier' }))
  assert.ok(finger.clicks() <= 4, `${finger.clicks()} clicks`)
  assert.equal((await nurse.reload())?.status(), 403)
  assert.equal((await nurseSoftware.listDocuments()).status, 200)
})
