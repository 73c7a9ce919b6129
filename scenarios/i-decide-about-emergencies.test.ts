import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
let mine: Page
let doctor: Page
let dispatcher: Page
before(async () => {
  carnet = await openInstallation()
  mine = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript: false })).newPage()
  await signIn(mine, 'dominique', '/my')
  doctor = await (await openBrowser(carnet.origin)).newPage()
  await signIn(doctor, 'dr-petit', '/pro')
  dispatcher = await (await openBrowser(carnet.origin)).newPage()
  await signIn(dispatcher, 'dispatcher', '/pro')
})
after(() => carnet.close())

const open = async (page: Page, reason: string): Promise<void> => {
  await page.goto('/pro/emergency')
  await page.getByLabel('Numéro INS du patient').fill(dominiqueIns)
  await page.getByLabel('Jour').fill('28/03/1979')
  await page.getByLabel(reason).check()
  await page.getByRole('main').locator('button[type=submit]').click()
}

const beside = 'Un professionnel près de moi peut ouvrir mon dossier'
const call = 'Le médecin du centre 15 peut ouvrir mon dossier'
const hidden = 'Dans ces cas, mes documents masqués se voient aussi'

const choose = async (ticks: Readonly<Record<string, boolean>>): Promise<void> => {
  await mine.goto('/my/access/emergency')
  for (const [label, ticked] of Object.entries(ticks)) await mine.getByLabel(label).setChecked(ticked)
  await mine.getByRole('button', { name: 'Enregistrer' }).click()
}

test('as the law has it, all is open, and the page says in plain words what each choice is for and who is told', async () => {
  await mine.getByRole('link', { name: 'Accès', exact: true }).click()
  assert.match(
    await readMain(mine),
    /En cas d’urgence Un professionnel peut ouvrir votre dossier si vous ne pouvez pas parler/,
  )
  await mine.getByRole('link', { name: 'Changer mon choix' }).click()
  for (const label of [beside, call, hidden]) assert.equal(await mine.getByLabel(label).isChecked(), true, label)
  assert.match(await readMain(mine), /Vous et votre médecin traitant êtes prévenus à chaque fois/)
  await checkAccessibility(mine.context(), [mine.url()])
})

test('two clicks on its page close one way in; one more undoes it', async () => {
  const finger = createFinger()
  await finger.click(mine.getByLabel(beside))
  await finger.click(mine.getByRole('button', { name: 'Enregistrer' }))
  assert.ok(finger.clicks() <= 2)
  assert.match(await mine.getByRole('status').innerText(), /Votre choix est enregistré/)
  assert.equal(await mine.getByLabel(beside).isChecked(), false)
  await checkAccessibility(mine.context(), [mine.url()])
  await mine.getByRole('status').getByRole('button', { name: 'Annuler' }).click()
  assert.equal(await mine.getByLabel(beside).isChecked(), true)
  await mine.goto('/my/access/history?who=all')
  assert.match(await readMain(mine), /Choix pour les urgences fermé à un professionnel près de vous/)
  assert.match(await readMain(mine), /Choix pour les urgences Tout est permis/)
})

test('closed to whoever is beside me, the other stays open: who is refused reads the law and calls the 15', async () => {
  await choose({ [beside]: false })
  await open(doctor, 'La personne est inconsciente')
  const refused = await readMain(doctor)
  assert.match(refused, /Aucun dossier ne s’ouvre.*quand elle a refusé cet accès à l’avance.*L\.1111-17/)
  assert.match(refused, /15 ou 112/)
  assert.doesNotMatch(refused, /PAT-TROIS/)
  await open(dispatcher, 'Appel reçu au centre 15')
  assert.match(await readMain(dispatcher), /Documents/)
  await mine.goto('/my/access')
  assert.match(
    await readMain(mine),
    /Le médecin du centre 15 peut ouvrir votre dossier\. Un professionnel près de vous ne le peut pas/,
  )
})

test('what I change during an emergency holds at their very next request', async () => {
  await choose({ [call]: false })
  assert.equal((await dispatcher.reload())?.status(), 403)
  await mine.goto('/my/access')
  assert.match(await readMain(mine), /Vous avez fermé l’accès en urgence/)
  await choose({ [beside]: true, [call]: true })
  assert.equal((await dispatcher.reload())?.status(), 200)
})

test('what I hide shows in an emergency only as long as I let it', async () => {
  await mine.goto('/my/documents')
  await mine.getByRole('link', { name: 'Radiographie de la cheville droite', exact: true }).click()
  await mine.getByRole('link', { name: 'Qui voit ce document' }).click()
  await mine.getByRole('button', { name: 'Masquer' }).click()
  await open(doctor, 'Autre cas où elle ne peut pas décider')
  assert.match(await readMain(doctor), /Radiographie de la cheville droite/)
  await choose({ [hidden]: false })
  await doctor.reload()
  assert.doesNotMatch(await readMain(doctor), /Radiographie de la cheville droite/)
})

test('only I decide: a professional’s press changes nothing', async () => {
  const answer = await doctor.context().request.post('/my/access/emergency', {
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  assert.notEqual(answer.headers()['location'], '/my/access/emergency')
  await mine.goto('/my/access/emergency')
  assert.equal(await mine.getByLabel(beside).isChecked(), true)
})
