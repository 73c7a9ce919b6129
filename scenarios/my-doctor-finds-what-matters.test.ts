import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { depositText, noteConsent, openPatient, searchPatient } from '../tests/support/browser-patient.ts'
import { openWorkplace } from '../tests/support/browser-workplace.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const letters = ['Lettre de cardiologie de mars', 'Lettre de cardiologie de juin']

let carnet: Installation
let doctor: Page
let record = ''
/** how far the clock of the installation is ahead, in milliseconds */
let ahead = 0
before(async () => {
  carnet = await openInstallation({ clock: { now: () => new Date(Date.now() + ahead) } })
  const heart = await openWorkplace(carnet.origin, 'dr-petit')
  await noteConsent(heart, dominiqueIns, '28/03/1979')
  record = new URL(heart.url()).pathname
  await depositText(heart, record, { title: letters[0] ?? '', day: '10/03/2026' })
  await depositText(heart, record, { title: letters[1] ?? '', day: '12/06/2026' })
  doctor = await openWorkplace(carnet.origin, 'dr-moreau', { javaScript: true })
})
after(() => carnet.close())

const titlesIn = (page: Page): Promise<string[]> => page.locator('[data-rows] h3').allInnerTexts()

const facetsOf = async (page: Page): Promise<{ label: string; count: number; href: string }[]> => {
  const links = await page.locator('.facet li a').all()
  return Promise.all(
    links.map(async (link) => {
      const [, label = '', count = ''] = /^(.*) \((\d+)\)$/.exec((await link.textContent()) ?? '') ?? []
      return { label, count: Number(count), href: (await link.getAttribute('href')) ?? '' }
    }),
  )
}

test('three clicks to the last letter of cardiology', async () => {
  await searchPatient(doctor, dominiqueIns)
  const finger = createFinger()
  await finger.click(doctor.getByRole('link', { name: 'Oui, ouvrir le dossier' }))
  assert.match(await readMain(doctor), /En bref Vous êtes son médecin traitant.*8 documents/)
  await checkAccessibility(doctor.context(), [doctor.url()])
  await finger.click(doctor.getByRole('link', { name: /^Cardiologie .* \(2\)$/ }))
  assert.deepEqual(await titlesIn(doctor), letters.toReversed())
  await finger.click(doctor.locator('[data-rows] h3 a').first())
  assert.equal(await doctor.getByRole('heading', { level: 1 }).innerText(), letters[1])
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
})

test('the same by keys alone: Enter, /cardio, Enter, Enter; then on and back', async () => {
  await doctor.goto('/pro')
  await doctor.getByLabel('Numéro INS du patient').focus()
  await doctor.keyboard.type(dominiqueIns)
  await doctor.keyboard.press('Enter')
  await doctor.waitForURL(record)
  // The page gives the focus to its button as it is drawn: nobody types before.
  await doctor.locator(':focus').waitFor()
  await doctor.keyboard.press('Enter')
  await doctor.waitForURL(/\/documents$/)
  await doctor.keyboard.press('/')
  await doctor.keyboard.type('cardio')
  await doctor.keyboard.press('Enter')
  await doctor.waitForURL(/specialty=/)
  await doctor.locator('[data-rows] a:focus').waitFor()
  await doctor.keyboard.press('Enter')
  await doctor.waitForURL(/\/documents\/[\w-]+\?specialty=/)
  assert.equal(await doctor.getByRole('heading', { level: 1 }).innerText(), letters[1])
  await doctor.keyboard.press('j')
  await doctor.waitForFunction(`document.querySelector('h1').innerText === '${letters[0]}'`)
  await doctor.keyboard.press('k')
  await doctor.waitForFunction(`document.querySelector('h1').innerText === '${letters[1]}'`)
  assert.deepEqual(await titlesIn(doctor), letters.toReversed())
})

test('no address and no title tells the specialty, and the keys can be turned off', async () => {
  assert.doesNotMatch(decodeURIComponent(doctor.url()) + (await doctor.title()), /cardio/i)
  const address = doctor.url()
  await doctor.getByRole('button', { name: 'Désactiver les touches' }).click()
  await doctor.getByRole('heading', { level: 1 }).click()
  await doctor.keyboard.press('j')
  await doctor.waitForTimeout(300)
  assert.equal(doctor.url(), address)
  await doctor.getByRole('button', { name: 'Activer les touches' }).click()
})

test('each facet counts exactly what it leads to, one after the other and two together', async () => {
  const page = await (await openBrowser(carnet.origin, { sameReaderAs: doctor.context() })).newPage()
  await page.goto(`${record}/documents`)
  const facets = await facetsOf(page)
  assert.ok(facets.length > 8, `${facets.length} facets`)
  for (const { label, count, href } of facets) {
    await page.goto(href)
    assert.equal((await titlesIn(page)).length, count, label)
    for (const within of (await facetsOf(page)).slice(0, 3)) {
      await page.goto(within.href)
      assert.equal((await titlesIn(page)).length, within.count, `${label}, ${within.label}`)
    }
  }
})

test('a word that names nothing here is looked for in the texts; an author is found by a name', async () => {
  const page = await (await openBrowser(carnet.origin, { sameReaderAs: doctor.context() })).newPage()
  await page.goto(`${record}/documents`)
  const find = async (word: string): Promise<void> => {
    await page.getByLabel('Spécialité, nature, auteur ou mot').fill(word)
    await page.getByRole('button', { name: 'Filtrer', exact: true }).click()
  }
  await find('dermatologie')
  assert.match(await readMain(page), /Aucun document ne contient tous ces mots/)
  await page.getByRole('link', { name: 'Retour aux documents' }).click()
  await find('belka')
  assert.equal((await titlesIn(page)).length, 2)
  await page.getByRole('link', { name: 'Retirer tous les filtres' }).click()
  assert.equal((await titlesIn(page)).length, 8)
})

test('what is hidden from the nurse leaves no facet and no count', async () => {
  const context = await openBrowser(carnet.origin)
  const nurse = await context.newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  const shown = await facetsOf(nurse)
  const hers = await (await openBrowser(carnet.origin)).newPage()
  await signIn(hers, 'dominique', '/my')
  for (const title of letters) {
    await hers.goto('/my/documents')
    await hers.getByRole('link', { name: `Qui voit : ${title}` }).click()
    await hers.getByRole('button', { name: 'Masquer', exact: true }).click()
  }
  await nurse.reload()
  const left = await facetsOf(nurse)
  assert.ok(shown.some(({ label }) => /Cardiologie/.test(label)))
  assert.ok(!left.some(({ label }) => /Cardiologie|PETIT/.test(label)))
  assert.doesNotMatch(await nurse.content(), /Cardiologie/)
  const lost = (facets: typeof shown): number => facets.find(({ label }) => label === '2026')?.count ?? 0
  assert.equal(lost(shown) - lost(left), 2)
})

test('what came since the last visit is new: nothing the next day, then the one that arrived after it', async () => {
  await doctor.goto(`${record}/documents`)
  assert.match(await readMain(doctor), /C’est votre première venue/)
  ahead = 86_400_000
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  assert.match(await readMain(doctor), /Votre dernière venue : .* Rien de nouveau depuis/)
  assert.equal(await doctor.getByText('Nouveau pour vous').count(), 0)

  const heart = await openWorkplace(carnet.origin, 'dr-petit')
  await depositText(heart, record, { title: 'Lettre de juillet', day: '01/07/2026' })
  await doctor.reload()
  await doctor.getByRole('link', { name: '1 nouveau document depuis' }).click()
  assert.deepEqual(await titlesIn(doctor), ['Lettre de juillet'])
  assert.equal(await doctor.locator('[data-rows]').getByText('Nouveau pour vous').count(), 1)
})
