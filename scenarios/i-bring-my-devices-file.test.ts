import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { corpusPath, skipWithoutCorpus } from '../tests/support/corpus.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { at, listAt } from '../tests/support/json-path.ts'
import { readZip } from '../tests/support/read-zip.ts'

let carnet: Installation
let folder: string
let hers: Page
before(async () => {
  carnet = await openInstallation({ examples: false })
  folder = await mkdtemp(join(tmpdir(), 'carnet-import-'))
  hers = await (await openBrowser(carnet.origin)).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(async () => {
  await carnet.close()
  await rm(folder, { recursive: true })
})

const record = (type: string, unit: string, taken: { at: string; value: string; device?: string }): string => {
  const { at: start, value, device = 'Montre' } = taken
  return `<Record type="HKQuantityTypeIdentifier${type}" sourceName="${device}" unit="${unit}" startDate="${start}" endDate="${start}" value="${value}"/>`
}

const moment = (day: number, hour: number): string =>
  `2026-04-${String(day).padStart(2, '0')} ${String(hour).padStart(2, '0')}:00:00 +0200`

/** Two days of a watch, a scale and a cuff; the second file goes on where the first one ended. */
const exportOf = (lastHour: number): string =>
  [
    '<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)>]><HealthData locale="fr_FR">',
    ...[1, 2].flatMap((day) =>
      Array.from({ length: day === 2 ? lastHour : 24 }, (_one, hour) => [
        record('StepCount', 'count', { at: moment(day, hour), value: '100' }),
        record('HeartRate', 'count/min', { at: moment(day, hour), value: String(60 + hour) }),
      ]).flat(),
    ),
    record('BodyMass', 'kg', { at: moment(1, 7), value: '70.4', device: 'Balance' }),
    record('BloodPressureSystolic', 'mmHg', { at: moment(1, 19), value: '121', device: 'Tensiomètre' }),
    record('BloodPressureDiastolic', 'mmHg', { at: moment(1, 19), value: '79', device: 'Tensiomètre' }),
    record('DietaryWater', 'mL', { at: moment(1, 9), value: '250' }),
    '</HealthData>',
  ].join('\n')

const bring = async (page: Page, name: string, bytes: Uint8Array | string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  await page.goto('/my/measures/import')
  await page.getByLabel('Le fichier').setInputFiles(path)
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await page.waitForLoadState()
  return readMain(page)
}

const kindPage = async (page: Page, name: string): Promise<string> => {
  await page.goto('/my/measures')
  await page.getByRole('link', { name, exact: true }).click()
  return readMain(page)
}

test('from home to a file in four clicks; each thing once, what a watch counts as one line a day', async () => {
  const finger = createFinger()
  await hers.goto('/my')
  await finger.click(hers.getByRole('link', { name: 'Dossier', exact: true }))
  await finger.click(hers.getByRole('main').getByRole('link', { name: 'Mesures de santé' }))
  await finger.click(hers.getByRole('link', { name: 'Ajouter depuis un appareil ou une app' }))
  await checkAccessibility(hers.context(), [hers.url()])
  const archive = zipSync({ 'apple_health_export/export.xml': Buffer.from(exportOf(12)) })
  const said = await bring(hers, 'export.zip', archive)
  // two days of steps and of heart, a weight, a pressure
  assert.match(said, /6 mesures ajoutées\. Ce qui n’a pas été ajouté Données d’une autre sorte : 1\./)
  assert.match(await kindPage(hers, 'Nombre de pas quotidien'), /2 avril 2026 1200 pas 12 relevés, de 100 à 100/)
  assert.match(
    await kindPage(hers, 'Fréquence cardiaque'),
    /1er avril 2026 71,5 par minute 24 relevés, de 60 à 83 Appareil ou service : Montre/,
  )
  assert.match(await kindPage(hers, 'Pression artérielle'), /121\/79 mmHg Appareil ou service : Tensiomètre/)
})

test('the same file again adds nothing; one that goes on fills the day that was not over', async () => {
  await bring(hers, 'export.xml', exportOf(12))
  assert.match(await bring(hers, 'export.xml', exportOf(12)), /Aucune nouvelle mesure\. 6 mesures étaient déjà là\./)
  const said = await bring(hers, 'export.xml', exportOf(20))
  assert.match(said, /2 mesures ajoutées\. 4 mesures étaient déjà là\./)
  assert.match(await kindPage(hers, 'Nombre de pas quotidien'), /2 avril 2026 2000 pas 20 relevés/)
  assert.doesNotMatch(await kindPage(hers, 'Nombre de pas quotidien'), /1200 pas/)
  assert.match(
    await bring(hers, 'export.xml', exportOf(12)),
    /Aucune nouvelle mesure/,
    'an older file takes nothing away',
  )
})

test('a file that stops before its end is told, and what came before stays', async () => {
  const cut = exportOf(12).replace('70.4', '70.6').slice(0, -40)
  const said = await bring(hers, 'export.xml', cut)
  assert.match(said, /Ce fichier s’arrête avant sa fin\. Refaites l’export/)
  assert.match(await kindPage(hers, 'Poids'), /70,6\skg/)
})

test('a meter’s file: lines that cannot be read are named, the others are in', async () => {
  const lines = ['date;heure;systolique;diastolique;pouls', '05/04/2026;08:30;118;77;62', '06/04/2026;08:30;haut;77;62']
  const said = await bring(hers, 'tension.csv', Buffer.from(lines.join('\r\n'), 'latin1'))
  assert.match(said, /2 mesures ajoutées\. Ce qui n’a pas été ajouté Valeur illisible : 1\. Lignes du fichier : 3\./)
})

test('no file, and one that is none of these: said beside the field, in words', async () => {
  await hers.goto('/my/measures/import')
  await hers.getByRole('button', { name: 'Envoyer', exact: true }).click()
  assert.match(await readMain(hers), /Choisissez un fichier/)
  assert.match(
    await bring(hers, 'photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])),
    /La première ligne doit nommer la date/,
  )
})

test('with scripts the file’s way is shown, and the answer stands in the same page', async () => {
  const browser = await openBrowser(carnet.origin, { javaScript: true, viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const file = join(folder, 'long.xml')
  await writeFile(file, exportOf(22))
  await page.goto('/my/measures/import')
  await page.getByLabel('Le fichier').setInputFiles(file)
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await page.getByRole('heading', { name: 'Votre fichier est lu' }).waitFor()
  assert.match(await readMain(page), /2 mesures ajoutées/)
  assert.equal(await page.title().then((title) => title.startsWith('Fichier lu')), true)
  await browser.close()
})

test('the export of the corpus comes in whole, through the page', skipWithoutCorpus('device-exports'), async () => {
  const said = await bring(hers, 'export.xml', readFileSync(corpusPath('device-exports', 'apple-health-export.xml')))
  // 30 days of steps, 10 weights, 6 pressures, height, temperature, glucose, and days of heart and oxygen
  assert.match(said, /Données d’une autre sorte : 1\./)
  assert.match(await kindPage(hers, 'Nombre de pas quotidien'), /30 septembre 2026 6539 pas/)
})

test('the copy of the space tells each value of a day', async () => {
  const browser = await openBrowser(carnet.origin, { javaScript: true })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/copy')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger ma copie', exact: true }).click(),
  ])
  const told: unknown = JSON.parse(String(readZip(await readFile(await file.path())).get('measurements.json')))
  const steps = listAt({ told }, 'told').filter((one) => at(one, 'kind') === 'steps-per-day')
  const first = steps.find((one) => at(one, 'series.day') === '2026-04-01')
  assert.equal(listAt(first, 'series.samples').length, 24)
  assert.deepEqual(at(first, 'series.samples.1'), { second: 3600, value: '100' })
  await browser.close()
})
