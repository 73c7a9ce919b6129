import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { countPixels } from '../src/areas/documents/content/count-pixels.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { findBarriers } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { heicPhoto } from '../tests/support/heic-photo.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { makeShade } from '../tests/support/photos.ts'

const photo = (name: string, shade: number) => ({ name, mimeType: 'image/png', buffer: makeShade(300, 400, shade) })
const white = photo('Certificat 2026-02-03.png', 250)
const grey = photo('IMG_2.png', 128)
const black = photo('IMG_3.png', 5)
const heic = { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: heicPhoto }

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

/** Each photo is drawn in a process of its own: a busy machine takes its time. */
const patiently = { timeout: 90_000 }

const choose = async (page: Page, files: readonly (typeof white)[]): Promise<void> => {
  await page.goto('/my/documents/add')
  await page.getByLabel('Ou choisir un fichier').setInputFiles([...files])
  await page.getByRole('button', { name: 'Continuer' }).click(patiently)
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click(patiently)

const save = (page: Page): Promise<void> => page.getByRole('button', { name: /^Enregistrer pour/ }).click(patiently)

/** Everything that saving sends. */
const formOf = (page: Page): Promise<string> =>
  page
    .locator('form:has(input[name="sheet"])')
    .evaluate((form: HTMLFormElement) =>
      new URLSearchParams(
        [...new FormData(form)].flatMap(([name, said]) => (typeof said === 'string' ? [[name, said]] : [])),
      ).toString(),
    )

/** Where it leads when the same is sent once more. */
const sendAgain = async (page: Page, form: string): Promise<string> => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: carnet.origin }
  const answer = await page.request.post(`${carnet.origin}/my/documents/add/save`, { data: form, headers })
  return answer.url().replace(/\?.*$/, '')
}

const original = async (page: Page): Promise<Buffer> =>
  (await page.request.get(`${page.url().replace(/\?.*$/, '')}/original`)).body()

/** How light each page is that the document shows, 0 to 255. */
const shadesOf = async (page: Page): Promise<number[]> => {
  const seen = await page.context().browser()?.newPage()
  assert.ok(seen)
  const pictures = await page
    .locator('figure img')
    .evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? ''))
  const shades: number[] = []
  for (const src of pictures) {
    const bytes = await (await page.request.get(src)).body()
    shades.push(
      await seen.evaluate(async (encoded) => {
        const drawn = await createImageBitmap(await (await fetch(`data:image/png;base64,${encoded}`)).blob())
        const canvas = document.createElement('canvas')
        const pen = canvas.getContext('2d')
        pen?.drawImage(drawn, 0, 0, 1, 1)
        return pen?.getImageData(0, 0, 1, 1).data[0] ?? -1
      }, bytes.toString('base64')),
    )
  }
  await seen.close()
  return shades.map((shade) => Math.round(shade / 10) * 10)
}

test('without a script: three photos, put in another order by buttons, are one PDF of three pages; nothing typed is lost', async () => {
  await choose(hers, [grey, white, black])
  assert.match(await readMain(hers), /3 photos, un seul document de 3 pages/)
  await hers.getByLabel('Titre').fill('Certificat de judo')
  await press(hers, 'Monter la page 2')
  assert.match(await readMain(hers), /Page 1 : Certificat 2026-02-03\.png.*Page 2 : IMG_2\.png.*Page 3 : IMG_3\.png/)
  assert.equal(await hers.getByLabel('Titre').inputValue(), 'Certificat de judo')
  assert.match(await hers.getByRole('status').first().innerText(), /La page 2 est devenue la page 1\./)
  await press(hers, 'Descendre la page 2')
  await save(hers)
  assert.match(await readMain(hers), /C’est enregistré/)
  assert.deepEqual(await shadesOf(hers), [250, 10, 130])
})

test('as they were chosen: title and day of the first photo; what is sent twice is saved once', async () => {
  await choose(hers, [white, black])
  assert.equal(await hers.getByLabel('Date du document').inputValue(), '03/02/2026')
  const form = await formOf(hers)
  await save(hers)
  const saved = hers.url().replace(/\?.*$/, '')
  assert.equal(await sendAgain(hers, form), saved)
  assert.deepEqual(await shadesOf(hers), [250, 10])
})

test('one photo, then another, one taken away: saved twice it is saved once, in the order that was seen', async () => {
  await choose(hers, [grey])
  await hers.getByLabel('Ajouter des photos').setInputFiles([black, white])
  await press(hers, 'Ajouter ces photos')
  await press(hers, 'Retirer la page 2')
  const form = await formOf(hers)
  await save(hers)
  const saved = hers.url().replace(/\?.*$/, '')
  assert.deepEqual(await shadesOf(hers), [130, 250])
  assert.equal(await sendAgain(hers, form), saved)
})

test('a HEIC alone is kept as a JPEG that tells no camera; among others it is a page', async () => {
  await choose(hers, [heic])
  await save(hers)
  const kept = await original(hers)
  assert.equal(countPixels(kept, 'image/jpeg'), 96 * 64)
  assert.ok(heicPhoto.includes('CameraMaker') && !kept.includes('CameraMaker'))
  await choose(hers, [white, heic])
  await save(hers)
  assert.equal((await shadesOf(hers)).length, 2)
  assert.ok(!(await original(hers)).includes('CameraMaker'))
})

/** The field, each photo, and the button of the gallery. */
const gallery = (photos: number): number => photos + 2

test('with a phone, from Home to saved: a click for each photo, and four besides; three more to add some', async () => {
  const page = await (await openBrowser(carnet.origin, { javaScript: true, viewport: 'phone' })).newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Ajouter un document' }))
  await page.getByLabel('Ou choisir un fichier').setInputFiles([white, grey, black])
  await page.getByRole('heading', { name: 'Les 3 pages, dans l’ordre' }).waitFor()
  await page.getByLabel('Ajouter des photos').setInputFiles([grey])
  await page.getByRole('heading', { name: 'Les 4 pages, dans l’ordre' }).waitFor()
  assert.deepEqual(await findBarriers(page), [])
  await finger.click(page.getByRole('button', { name: /^Enregistrer pour/ }))
  await page.getByText('C’est enregistré').waitFor()
  assert.ok(finger.clicks() + gallery(3) + gallery(1) <= 10, `${finger.clicks()} clicks`)
})

const refused: [string, (typeof white)[], RegExp][] = [
  [
    'a text among photos',
    [white, { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('Bonjour') }],
    /des photos seulement/,
  ],
  ['a photo that is none', [white, { ...grey, buffer: Buffer.from('hello') }], /ne peut pas être lue/],
  ['a HEIC that was cut', [{ ...heic, buffer: heicPhoto.subarray(0, 300) }], /réglez le téléphone sur JPEG/],
  ['more than twenty', Array.from({ length: 21 }, () => white), /20 au plus/],
]

for (const [what, files, says] of refused) {
  test(`${what} is not taken, and the page says so beside the field`, async () => {
    await choose(hers, files)
    assert.match(await hers.locator('#file-fault').innerText(), says)
  })
}

test('what is no photo, or one too many, is not added to the pages; they stay', async () => {
  await choose(hers, [white, grey])
  await press(hers, 'Ajouter ces photos')
  assert.match(await hers.locator('#more-fault').innerText(), /au moins une photo/)
  for (const [files, says] of [
    [[{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('Bonjour') }], /des photos seulement/],
    [Array.from({ length: 19 }, () => black), /20 au plus/],
  ] as const) {
    await hers.getByLabel('Ajouter des photos').setInputFiles([...files])
    await press(hers, 'Ajouter ces photos')
    assert.match(await hers.locator('#more-fault').innerText(), says)
  }
  await hers.getByRole('heading', { name: 'Les 2 pages, dans l’ordre' }).waitFor()
})

test('another person’s upload is one that is not there', async () => {
  await choose(hers, [white, grey])
  const sheets = await hers
    .locator('input[name="sheet"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
  const his = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(his, 'paul', '/my')
  await choose(his, [black, grey])
  await press(his, 'Monter la page 2')
  await his
    .locator('input[name="sheet"]')
    .first()
    .evaluate((field, value) => field.setAttribute('value', value ?? ''), sheets[0])
  await save(his)
  assert.match(await readMain(his), /Ce fichier n’est plus là/)
})
