import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { openSoftware } from '../tests/support/browser-fhir.ts'
import { sayCode } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { readQr } from '../tests/support/read-qr.ts'

let carnet: Installation
let citizen: BrowserContext
let page: Page
let doctor: Page
let code = ''
before(async () => {
  carnet = await openInstallation()
  citizen = await openBrowser(carnet.origin)
  page = await citizen.newPage()
  await signIn(page, 'dominique', '/my')
  doctor = await (await openBrowser(carnet.origin)).newPage()
  await signIn(doctor, 'dr-petit', '/pro')
})
after(() => carnet.close())

/** The dark modules of the square on the page, without the white around it. */
const darkOf = async (seen: Page): Promise<boolean[][]> => {
  const path = (await seen.locator('.share-code svg path').getAttribute('d')) ?? ''
  const dark = Array.from({ length: 21 }, () => Array.from({ length: 21 }, () => false))
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    dark[Number(y) - 4]?.fill(true, Number(x) - 4, Number(x) - 4 + Number(length))
  return dark
}

test('three clicks and no field: a code for two days, shown once', async () => {
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('link', { name: 'Partager', exact: true }))
  assert.ok(await page.getByRole('radio', { name: '2 jours' }).isChecked())
  const form = page.url()
  await finger.click(page.getByRole('button', { name: 'Créer le code' }))
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
  code = await page.locator('.share-code code').innerText()
  assert.match(code, /^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
  assert.match(await readMain(page), /Dites ce code à votre médecin\. Il s’arrête tout seul le .* à \d\d:\d\d/)
  assert.doesNotMatch(`${page.url()} ${await page.title()}`, new RegExp(code.replace('-', '-?')))
  assert.equal(readQr(await darkOf(page)).text, code.replace('-', ''))
  await checkAccessibility(citizen, [form, page.url()])
  await page.reload()
  assert.doesNotMatch(await readMain(page), new RegExp(code))
  assert.match(await readMain(page), /Le code n’est affiché qu’une fois/)
})

test('the doctor types it and opens the record in two clicks, the person checked between', async () => {
  const sent = (await carnet.mails()).length
  const finger = createFinger()
  await doctor.goto('/pro')
  await doctor.getByLabel('code de partage').fill(code.toLowerCase())
  await finger.click(doctor.getByRole('button', { name: 'Chercher' }))
  assert.match(
    await readMain(doctor),
    /Est-ce la bonne personne \?.*PAT-TROIS.*Vous avez l’autorisation du patient jusqu’au/,
  )
  await finger.click(doctor.getByRole('link', { name: 'Oui, ouvrir le dossier' }))
  assert.ok(finger.clicks() <= 2, `${finger.clicks()} clicks`)
  assert.match(await readMain(doctor), /\d+ documents/)
  // at the code; the first look that follows is no second piece of news
  assert.equal((await carnet.mails()).length, sent + 1)
})

test('she reads who entered by it, and when; the history tells it too', async () => {
  await page.goto('/my/access')
  assert.match(await readMain(page), /Code de partage.*Tout ce qui n’est pas masqué.*Sékou PETIT a utilisé ce code le/)
  assert.match(await readMain(page), /Code de partage saisi/)
})

test('one press stops it: the very next request is refused, and so is the code', async () => {
  const software = await openSoftware(carnet, 'dr-petit')
  assert.equal((await software.listDocuments()).status, 200)
  const finger = createFinger()
  await finger.click(page.getByRole('button', { name: 'Arrêter le partage : Code de partage' }))
  assert.equal(finger.clicks(), 1)
  assert.match(await page.getByRole('status').innerText(), /Ce partage est arrêté/)
  assert.equal((await doctor.reload())?.status(), 403)
  assert.equal((await software.listDocuments()).status, 403)
  await sayCode(doctor, code)
  const stopped = await readMain(doctor)
  await sayCode(doctor, '2222-2222')
  const unknown = await readMain(doctor)
  assert.match(stopped, /Ce code n'ouvre rien/)
  assert.equal(stopped, unknown)
})

test('a mistake in a code is told before anything is tried', async () => {
  await sayCode(doctor, '7K4P-Q2MO')
  assert.match(await readMain(doctor), /Un code de partage a 8 caractères : .* sans I, L, O ni U/)
})
