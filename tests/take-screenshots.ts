// `node dist/tests/take-screenshots.js [folder]`: the pictures of the README, drawn anew from a fresh demonstration.
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { projectRoot } from '../src/platform/project.ts'
import { openBrowser, type ReaderOptions } from './support/browser.ts'
import { signIn } from './support/browser-errands.ts'
import { dominiqueIns } from './support/browser-fhir.ts'
import { openPatient } from './support/browser-patient.ts'
import { openInstallation, type Installation } from './support/installation.ts'

const folder = join(projectRoot, process.argv[2] ?? 'docs/screenshots')
const results = 'Bilan sanguin de suivi'

const open = async (carnet: Installation, options: ReaderOptions): Promise<Page> => {
  const page = await (await openBrowser(carnet.origin, options)).newPage()
  // Small enough for a README that opens fast.
  if (options.viewport === 'desktop') await page.setViewportSize({ width: 1160, height: 725 })
  return page
}

const keep = async (page: Page, name: string): Promise<void> => {
  const file = join(folder, `${name}.png`)
  await page.evaluate('document.fonts.ready.then(() => true)')
  await writeFile(file, await page.screenshot())
  process.stdout.write(`${file} ${Math.round((await stat(file)).size / 1024)} KB\n`)
}

const keepCitizen = async (page: Page, ending: string): Promise<void> => {
  await signIn(page, 'dominique', '/my')
  await keep(page, `home${ending}`)
  await page.goto('/my/documents')
  await page.getByRole('link', { name: results, exact: true }).click()
  await keep(page, `document${ending}`)
  await page.getByRole('link', { name: 'Qui voit ce document' }).click()
  await keep(page, `who-sees${ending}`)
  await page.goto('/my/access')
  await keep(page, `access${ending}`)
}

const keepProfessional = async (page: Page, ending: string): Promise<void> => {
  await openPatient(page, 'dr-moreau', dominiqueIns)
  await page.getByRole('link', { name: results }).click()
  await keep(page, `pro${ending}`)
}

const keepOpening = async (page: Page, ending: string): Promise<void> => {
  await page.goto('/open')
  await keep(page, `open${ending}`)
}

const keepConsole = async (page: Page, ending: string): Promise<void> => {
  await signIn(page, 'operator', '/console')
  await page.goto('/console/campaigns')
  await page.getByRole('link', { name: 'Pilote de la Lozère' }).click()
  await keep(page, `console${ending}`)
}

/** Looks of others first, so that the pictures of Access have something to tell. */
const letOthersLook = async (carnet: Installation): Promise<void> => {
  const nurse = await open(carnet, {})
  await openPatient(nurse, 'nurse', dominiqueIns)
  await nurse.getByRole('link', { name: 'Radiographie de la cheville droite' }).click()
  await openPatient(await open(carnet, {}), 'dr-petit', dominiqueIns)
}

// A test, so that what the installation keeps running is put away after it as after any other.
test('the pictures', async () => {
  const carnet = await openInstallation()
  try {
    await mkdir(folder, { recursive: true })
    await letOthersLook(carnet)
    for (const viewport of ['desktop', 'phone'] as const) {
      const ending = viewport === 'desktop' ? '' : `-${viewport}`
      await keepProfessional(await open(carnet, { viewport }), ending)
      await keepCitizen(await open(carnet, { viewport }), ending)
      await keepOpening(await open(carnet, { viewport }), ending)
      await keepConsole(await open(carnet, { viewport }), ending)
    }
  } finally {
    await carnet.close()
  }
})
