import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import bwip from 'bwip-js/node'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { at } from '../tests/support/json-path.ts'
import { readPdf, textOfPage } from '../tests/support/read-pdf.ts'
import { projectRoot } from '../src/platform/project.ts'

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

test('what was noted of my vaccinations stands there, with the document that says it', async () => {
  await hers.goto('/my/profile/4')
  const said = await readMain(hers)
  assert.match(said, /Dans vos documents.*Note de vaccination du 14 octobre 2026/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('link', { name: 'Note de vaccination du 14 octobre 2026' }).first().click()
  assert.match(hers.url(), /\/my\/documents\/[\w-]+$/)
})

test('a European certificate is read into my vaccinations, and it is said whether its signer is known here', async () => {
  const own: unknown = JSON.parse(readFileSync(join(projectRoot, 'tests/support/own-certificates.json'), 'utf8'))
  await hers.goto('/my/profile/4')
  await hers.getByRole('link', { name: 'Depuis un certificat européen' }).click()
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByLabel('Texte du code').fill(String(at(own, 'ofAnother')))
  await hers.getByRole('button', { name: 'Lire le certificat' }).click()
  assert.match(await readMain(hers), /au nom d’une autre personne/)
  await hers.getByLabel('Texte du code').fill(String(at(own, 'vaccination')))
  await hers.getByRole('button', { name: 'Lire le certificat' }).click()
  assert.match(
    await readMain(hers),
    /COVID-19 \(Comirnaty\).*14 juin 2021.*Certificat dont la signature n’est pas vérifiée : Exemple de Carnet, dose 2\/2/,
  )
})

const squareOf = (bcid: string, text: string) =>
  bwip.toBuffer({ bcid, text, scale: 3, padding: 12, backgroundcolor: 'FFFFFF' })

const photograph = async (name: string, bytes: Buffer): Promise<void> => {
  await hers
    .getByLabel(/Photo du (code carré|carré de la boîte)/)
    .setInputFiles({ name, mimeType: 'image/png', buffer: bytes })
}

test('a photo of its square is read as its text is; one without a square says what to do', async () => {
  const own: unknown = JSON.parse(readFileSync(join(projectRoot, 'tests/support/own-certificates.json'), 'utf8'))
  await hers.goto('/my/profile/4/certificate')
  await photograph('IMG_1.png', await squareOf('code128', 'nothing'))
  await hers.getByRole('button', { name: 'Lire le certificat' }).click()
  assert.match(await readMain(hers), /Aucun code carré n’a été trouvé/)
  await photograph('IMG_2.png', await squareOf('qrcode', String(at(own, 'ofAnother'))))
  await hers.getByRole('button', { name: 'Lire le certificat' }).click()
  assert.match(await readMain(hers), /au nom d’une autre personne/)
  await photograph('IMG_3.png', await squareOf('qrcode', String(at(own, 'vaccination'))))
  await hers.getByRole('button', { name: 'Lire le certificat' }).click()
  assert.match(await readMain(hers), /déjà/)
})

test('the square of a box fills in the batch; nothing is kept before I save', async () => {
  await hers.goto('/my/profile/4')
  await hers.getByRole('link', { name: 'Depuis la boîte du vaccin' }).click()
  await checkAccessibility(hers.context(), [hers.url()])
  await photograph('IMG_4.png', await squareOf('qrcode', 'https://example.org/notice'))
  await hers.getByRole('button', { name: 'Lire la boîte' }).click()
  assert.match(await readMain(hers), /n’est pas celui d’une boîte de médicament/)
  await photograph('IMG_5.png', await squareOf('gs1datamatrix', '(01)03400930123454(17)271231(10)LOT42'))
  await hers.getByRole('button', { name: 'Lire la boîte' }).click()
  assert.equal(await hers.getByLabel(/Numéro de lot/).inputValue(), 'LOT42')
  await hers.goto('/my/profile/4')
  assert.doesNotMatch(await readMain(hers), /LOT42/)
})

test('on paper each vaccination stands under whose word it is, with what the paper is worth', async () => {
  await hers.goto('/my/profile/4')
  const waiting = hers.waitForEvent('download')
  await hers.getByRole('link', { name: 'Imprimer mes vaccinations' }).click()
  const download = await waiting
  assert.equal(download.suggestedFilename(), 'carnet.pdf')
  const pdf = readPdf(readFileSync(await download.path()))
  const text = Array.from({ length: pdf.pages }, (_page, index) => textOfPage(pdf, index + 1))
    .join(' ')
    .replaceAll('\n', ' ')
  assert.match(text, /Vaccinations/)
  assert.match(text, /Écrites par des professionnels .*Notées par la personne ou un proche .*COVID-19/)
  assert.match(text, /Ce que vaut ce papier/)
  assert.ok(text.indexOf('Ce que vaut') > text.indexOf('Prochains vaccins'))
})

test('what the calendar asks for stands below, without what was given', async () => {
  await hers.goto('/my/profile/4')
  const said = await readMain(hers)
  assert.match(said, /Prochains vaccins/)
  // she had a booster in October
  assert.doesNotMatch(said, /Rappel diphtérie/)
})
