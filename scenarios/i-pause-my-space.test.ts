import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { depositLetter, dominiqueIns, newLetter, openSoftware, type Software } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const ordonnance = 'Ordonnance du 18 septembre 2026'

let carnet: Installation
let doctor: Page
let mine: Page
let software: Record<'dominique' | 'nurse' | 'dr-moreau' | 'dr-petit', Software>
let ids: Map<string, string>
before(async () => {
  carnet = await openInstallation()
  doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  const open = (who: string) => openSoftware(carnet, who)
  software = {
    dominique: await open('dominique'),
    nurse: await open('nurse'),
    'dr-moreau': await open('dr-moreau'),
    'dr-petit': await open('dr-petit'),
  }
  ids = (await software['dr-moreau'].listDocuments()).ids
  mine = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript: false })).newPage()
  await signIn(mine, 'dominique', '/my')
})
after(() => carnet.close())

const statusOf = async (who: keyof typeof software, id: string | undefined): Promise<number> =>
  (await software[who].get(`DocumentReference/${id}`)).status

test('four clicks from home, and at their very next request nobody reads, the treating doctor neither', async () => {
  assert.equal((await software.nurse.listDocuments()).titles.length, 6)
  const finger = createFinger()
  await finger.click(mine.getByRole('link', { name: 'Plus', exact: true }))
  await finger.click(mine.getByRole('link', { name: 'Fermer mon espace' }))
  const choices = await mine.getByRole('main').getByRole('list').first().getByRole('link').allInnerTexts()
  assert.deepEqual(choices, ['Mettre en pause', 'Fermer', 'Fermer et effacer'])
  await finger.click(mine.getByRole('link', { name: 'Mettre en pause' }))
  assert.match(await readMain(mine), /médecin traitant non plus\. En cas d’urgence, votre choix reste le même/)
  assert.match(await readMain(mine), /finit quand vous le dites, en un clic/)
  await finger.click(mine.getByRole('button', { name: 'Mettre en pause' }))
  assert.equal(finger.clicks(), 4)
  assert.match(await mine.getByRole('status').innerText(), /Votre espace est en pause depuis le/)

  assert.equal((await doctor.reload())?.status(), 403)
  assert.match(await readMain(doctor), /Ce dossier n’est pas ouvert pour vous/)
  for (const who of ['nurse', 'dr-moreau'] as const) assert.equal((await software[who].listDocuments()).status, 403)
  assert.equal(await statusOf('nurse', ids.get(ordonnance)), 404)
})

test('what they are told is what a stranger is told', async () => {
  const stranger = await software['dr-petit'].listDocuments()
  assert.equal((await software['dr-moreau'].listDocuments()).text, stranger.text)
  assert.equal((await software.nurse.listDocuments()).text, stranger.text)
  assert.doesNotMatch(stranger.text + (await readMain(doctor)), /paus/i)
})

test('whoever wrote a document still reads that one, and no other', async () => {
  assert.equal(await statusOf('dr-moreau', ids.get(ordonnance)), 200)
  const others = [...ids.keys()].filter((title) => title !== ordonnance && !/vaccin/i.test(title))
  assert.equal(others.length, 4)
  for (const title of others) assert.equal(await statusOf('dr-moreau', ids.get(title)), 404, title)
})

test('deposits go on arriving, and the holder does everything', async () => {
  assert.equal((await depositLetter(carnet)).status, 201)
  const { titles, ids: all } = await software.dominique.listDocuments()
  assert.ok(titles.includes(newLetter.title))
  await mine.goto(`/my/documents/${all.get(newLetter.title)}/who-sees`)
  assert.match(await readMain(mine), /en pause depuis.*de nouveau visible par votre équipe de soins après la pause/)
  assert.match(await readMain(mine), /Après la pause, si vous masquez.*Ne le verra plus : [^.]*Aminata DIALLO/)
  await mine.getByRole('button', { name: 'Masquer' }).click()
  assert.match(await mine.getByRole('status').innerText(), /Document masqué/)
  assert.match(await readMain(mine), /Après la pause, si vous le rendez visible.*Pourra le voir : [^.]*Aminata DIALLO/)
  await mine.getByRole('status').getByRole('button', { name: 'Annuler' }).click()
})

test('while it lasts home, the accesses and the page of the pause say so, with the button that ends it; the history tells the pause and whom it held off', async () => {
  for (const path of ['/my', '/my/access', '/my/pause']) {
    await mine.goto(path)
    assert.match(await readMain(mine), /Votre espace est en pause depuis le/)
    assert.equal(await mine.getByRole('button', { name: 'Terminer la pause' }).count(), 1)
  }
  await mine.goto('/my/access')
  assert.match(await readMain(mine), /Qui pourra entrer après la pause/)
  const refused = mine.getByRole('listitem').filter({ hasText: 'Hélène MOREAU' }).filter({ hasText: 'Refusé' }).first()
  assert.match(await refused.innerText(), /Espace mis en pause par le titulaire/)
  await mine.getByRole('link', { name: 'Hélène MOREAU' }).first().click()
  assert.match(await readMain(mine), /Seulement ses propres documents, tant que dure la pause/)
  await mine.goto('/my/access/history?who=all')
  assert.match(await readMain(mine), /Mise en pause de l’espace/)
  await checkAccessibility(
    mine.context(),
    ['/my', '/my/access', '/my/pause'].map((path) => `${carnet.origin}${path}`),
  )
})

test('twice is the same as once; one click ends it and everybody is where they were, who was blocked too', async () => {
  await mine.goto('/my/access')
  await mine.getByRole('link', { name: 'Bloquer Aminata DIALLO' }).first().click()
  await mine.getByRole('button', { name: 'Bloquer', exact: true }).click()
  const again = await mine.context().request.post('/my/pause', {
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  assert.equal(again.status(), 303)
  await mine.goto('/my')
  await mine.getByRole('button', { name: 'Terminer la pause' }).click()
  assert.match(await mine.getByRole('status').innerText(), /La pause est finie/)
  assert.doesNotMatch(await readMain(mine), /en pause depuis/)
  assert.equal((await doctor.reload())?.status(), 200)
  assert.equal((await software['dr-moreau'].listDocuments()).titles.length, 7)
  assert.equal((await software.nurse.listDocuments()).status, 403)
  await mine.goto('/my/access/history?who=all')
  assert.match(await readMain(mine), /Fin de la pause/)
})

test('only the holder pauses: a professional’s press is refused', async () => {
  const answer = await doctor.context().request.post('/my/pause', {
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  assert.notEqual(answer.headers()['location'], '/my/pause')
  assert.equal((await software['dr-moreau'].listDocuments()).status, 200)
})
