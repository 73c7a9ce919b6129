import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { countPixels } from '../src/areas/documents/content/count-pixels.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility, findBarriers } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) })
const letter = file('Certificat de sport 2026-02-03.txt', 'text/plain', 'Apte au judo.')

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

/** How many mails there are, whoever they are to. */
const mailCount = async (): Promise<number> => (await carnet.mails()).length

test('from Home, without a script: a file, a check with everything filled in, saved; marked as hers, in her history, and no mail', async () => {
  const mails = await mailCount()
  await hers.goto('/my')
  await hers.getByRole('link', { name: 'Ajouter un document' }).click()
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByLabel('Ou choisir un fichier').setInputFiles(letter)
  await hers.getByRole('button', { name: 'Continuer' }).click()
  assert.equal(await hers.getByLabel('Titre').inputValue(), 'Certificat de sport')
  assert.equal(await hers.getByLabel('Type de document').inputValue(), 'DOCPAT07')
  assert.equal(await hers.getByLabel('Date du document').inputValue(), '03/02/2026')
  await hers.getByRole('button', { name: /^Enregistrer pour Dominique/ }).click()
  assert.match(await readMain(hers), /C’est enregistré.*Ajouté par vous.*Apte au judo/)
  await hers.goto('/my/documents')
  assert.match(await readMain(hers), /3 février 2026 .*Ajouté par vous.*Certificat de sport/)
  await hers.goto('/my/access/history')
  assert.match(await readMain(hers), /Dépôt/)
  assert.equal(await mailCount(), mails)
})

test('her doctor finds it, marked apart; to software its author is the patient', async () => {
  const doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  assert.match(await readMain(doctor), /Ajouté par le patient/)
  assert.ok((await (await openSoftware(carnet, 'dr-moreau')).listDocuments()).titles.includes('Certificat de sport'))
})

const refused: [string, ReturnType<typeof file> | undefined, RegExp][] = [
  ['nothing', undefined, /Prenez une photo, ou choisissez un fichier/],
  ['an archive', file('a.zip', 'application/zip', 'PK'), /Sont acceptés : PDF, JPEG, PNG, TIFF, RTF, TXT, HEIC/],
  ['a photo that cannot be read', file('IMG_1.heic', 'image/heic', 'ftypheic'), /réglez le téléphone sur JPEG/],
  ['a text that says it is a PDF', file('a.pdf', 'application/pdf', 'Bonjour'), /n’est pas ce que son nom annonce/],
  ['more than 25 MB', file('a.txt', 'text/plain', 'a'.repeat(25_200_000)), /25/],
]

for (const [what, sent, says] of refused) {
  test(`${what} is not taken, and the page says so beside the field`, async () => {
    await hers.goto('/my/documents/add')
    if (sent !== undefined) await hers.getByLabel('Ou choisir un fichier').setInputFiles(sent)
    await hers.getByRole('button', { name: 'Continuer' }).click()
    assert.match(await hers.locator('#file-fault').innerText(), says)
  })
}

test('a day before her birth or to come is asked again, and nothing typed is lost', async () => {
  await hers.goto('/my/documents/add')
  await hers.getByLabel('Ou choisir un fichier').setInputFiles(letter)
  await hers.getByRole('button', { name: 'Continuer' }).click()
  await hers.getByLabel('Titre').fill('Un titre à garder')
  for (const day of ['01/01/2099', '01/01/1900', 'hier']) {
    await hers.getByLabel('Date du document').fill(day)
    await hers.getByRole('button', { name: /^Enregistrer pour/ }).click()
    assert.match(await readMain(hers), /entre la naissance et aujourd’hui/)
  }
  assert.equal(await hers.getByLabel('Titre').inputValue(), 'Un titre à garder')
})

test('for a child, by a parent, with a phone: six clicks from Home, the child’s name on the button', async () => {
  const setUp = await (await openBrowser(carnet.origin)).newPage()
  await signIn(setUp, 'paul', '/my')
  await setUp.goto('/my/children')
  await setUp.getByRole('checkbox', { name: /Léa BERTHIER/ }).check()
  await setUp.getByLabel(/Je certifie/).check()
  await setUp.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()

  const page = await (await openBrowser(carnet.origin, { javaScript: true, viewport: 'phone' })).newPage()
  await signIn(page, 'paul', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Ajouter un document' }))
  await finger.click(page.getByRole('link', { name: 'Léa BERTHIER' }))
  await checkAccessibility(page.context(), [page.url()])
  await page.getByText('L’envoi commence dès que vous avez choisi.').waitFor()
  // taking the photo is two clicks: the field, and the shutter
  await page.getByLabel('Ou choisir un fichier').setInputFiles(letter)
  await page.getByRole('button', { name: 'Enregistrer pour Léa BERTHIER' }).waitFor()
  assert.deepEqual(await findBarriers(page), [])
  await finger.click(page.getByRole('button', { name: 'Enregistrer pour Léa BERTHIER' }))
  assert.ok(finger.clicks() + 2 <= 6, `${finger.clicks() + 2} clicks`)
  assert.match(await readMain(page), /C’est enregistré.*Ajouté par vous.*Apte au judo/)
})

/** A photo of a phone: large, and with a word about where it was taken in a segment that cameras use for that. */
const largePhoto = async (page: Page): Promise<Buffer> => {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 3600
    canvas.height = 1800
    const pen = canvas.getContext('2d')
    const pixels = pen?.createImageData(3600, 1800)
    if (!pen || !pixels) return ''
    for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = (at * 2_654_435_761) >>> 24
    pen.putImageData(pixels, 0, 0)
    return canvas.toDataURL('image/jpeg', 0.95).replace(/^.*,/, '')
  })
  const jpeg = Buffer.from(drawn, 'base64')
  const place = Buffer.from('Exif\0\0GPS 48.8566 2.3522')
  const marker = Buffer.from([0xff, 0xe1, 0, place.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), marker, place, jpeg.subarray(2)])
}

test('a large photo leaves the phone smaller, and without the place where it was taken', async () => {
  const page = await (await openBrowser(carnet.origin, { javaScript: true, viewport: 'phone' })).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/documents/add')
  const buffer = await largePhoto(page)
  assert.ok(buffer.length > 1_500_000 && buffer.includes('GPS 48.8566'))
  await page.getByLabel('Prendre une photo').setInputFiles({ name: 'IMG_0042.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('button', { name: /^Enregistrer pour Dominique/ }).click()
  await page.getByText('C’est enregistré').waitFor()
  const kept = await (await page.request.get(`${page.url().replace(/\?.*$/, '')}/original`)).body()
  assert.equal(countPixels(kept, 'image/jpeg'), 2400 * 1200)
  assert.ok(!kept.includes('GPS 48.8566'))
})

test('a child that is not one’s own is one that is not there', async () => {
  const nowhere = '/my/children/00000000-0000-4000-8000-000000000000/documents/add'
  assert.equal((await hers.goto(nowhere))?.status(), 404)
})

test('so many files a day and no more, however many are sent at once; the page says when to come back', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'paul', '/my')
  const send = async (): Promise<number> => {
    const answer = await page.request.post('/my/documents/add', {
      multipart: { file: letter },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    return answer.status()
  }
  const statuses: number[] = []
  while (statuses.length < 110) statuses.push(...(await Promise.all(Array.from({ length: 10 }, send))))
  assert.equal(statuses.filter((status) => status === 200).length, 100)
  assert.equal(statuses.filter((status) => status === 422).length, 10)
  await page.goto('/my/documents/add')
  await page.getByLabel('Ou choisir un fichier').setInputFiles(letter)
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await page.locator('#file-fault').innerText(), /revenez demain/)
})
