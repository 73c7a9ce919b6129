import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { loadCast } from '../src/reference/load-cast.ts'
import { importCareCommand } from '../src/startup/commands/import-care.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { signInMinor } from '../tests/support/browser-minor.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { listen } from '../tests/support/listening-terminal.ts'

const lea = loadCast().holders.find(({ name }) => name === 'lea')?.ins ?? { system: '', value: '' }
const secret = 'Consultation de prévention'

let carnet: Installation
let folder: string
let hers: Page
let nurse: Page
before(async () => {
  carnet = await openInstallation()
  folder = await mkdtemp(join(tmpdir(), 'carnet-care-'))
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
  nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
})
after(async () => {
  await carnet.close()
  await rm(folder, { recursive: true })
})

const reread = async (page: Page): Promise<string> => {
  await page.reload()
  return readMain(page)
}

test('from the record, without a script: what was told of her care, by month, with where it comes from and how late', async () => {
  await hers.getByRole('link', { name: 'Dossier', exact: true }).click()
  const finger = createFinger()
  await finger.click(hers.getByRole('link', { name: 'Historique de soins' }))
  assert.equal(finger.clicks(), 1)
  const seen = await readMain(hers)
  assert.match(seen, /septembre 2026 .*Bilan lipidique/)
  assert.match(seen, /Remboursement, transmis par Caisse d’assurance maladie des Tilleuls, arrivé le/)
  assert.match(seen, /Caisse d’assurance maladie des Tilleuls : jusqu’à 2 semaines de délai/)
  assert.match(seen, /TSH 2\.38 mUI\/L \(intervalle du laboratoire : 0\.40 à 4\.00\) Biologie · Laboratoire/)
  await checkAccessibility(hers.context(), [hers.url()])
})

test('a year, a month, a day, a kind: each is a link, and no address tells what the care was', async () => {
  await hers.getByText('Choisir une période ou une catégorie').click()
  await hers.getByRole('link', { name: /^2025/ }).click()
  await hers.getByRole('link', { name: 'octobre 2025 (3)' }).click()
  const october = await readMain(hers)
  assert.match(october, /lundi 27 octobre 2025.*Vaccin contre la grippe.*lundi 13 octobre 2025.*Lévothyroxine/i)
  assert.doesNotMatch(october, /Lunettes/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('link', { name: 'Lundi 27 octobre 2025' }).click()
  assert.doesNotMatch(await readMain(hers), /Lévothyroxine/)
  await hers.getByRole('link', { name: 'Tout voir' }).click()
  await hers.getByText('Choisir une période ou une catégorie').click()
  await hers.getByRole('link', { name: /^Imagerie/ }).click()
  assert.match(await readMain(hers), /Échographie/)
  assert.doesNotMatch(await readMain(hers), /Consultation/)
  assert.doesNotMatch(hers.url(), /imag/i)
})

test('a line that she hides is gone for her nurse, and comes back with one press; so does the whole', async () => {
  await nurse.getByRole('link', { name: 'Historique de soins' }).click()
  assert.match(await readMain(nurse), /Hôpital de jour.*Lunettes/)
  await checkAccessibility(nurse.context(), [nurse.url()])
  await hers.goto('/my/care')
  await hers.getByRole('button', { name: /Masquer aux professionnels : Lunettes/ }).click()
  assert.match(await readMain(hers), /Cette ligne est masquée aux professionnels/)
  await checkAccessibility(hers.context(), [hers.url()])
  assert.doesNotMatch(await reread(nurse), /Lunettes|masqué/i)
  await hers.getByRole('button', { name: 'Annuler' }).click()
  assert.match(await readMain(hers), /Cette ligne n’est plus masquée/)
  assert.match(await reread(nurse), /Lunettes/)
  await hers.getByRole('button', { name: 'Masquer tout l’historique aux professionnels' }).click()
  assert.match(await readMain(hers), /Tout l’historique de soins est masqué/)
  assert.match(await reread(nurse), /Rien que vous puissiez voir ici/)
  await hers.getByRole('button', { name: 'Ne plus masquer l’historique' }).click()
  assert.match(await reread(nurse), /Lunettes/)
  await hers.goto('/my/access/history?who=all')
  const history = await readMain(hers)
  assert.match(history, /Consultation de l’historique de soins/)
  assert.match(history, /Changement de qui voit l’historique de soins/)
})

test('the operator takes the file of an insurer: who is not known is told line by line; sent again nothing is doubled', async () => {
  const file = join(folder, 'lines.ndjson')
  const said = { statement: 'reimbursement', kind: 'dental-care', day: '2026-10-05', writtenAt: '2026-10-06T00:00:00Z' }
  const lines = [
    { ins: dominiqueIns, id: 'f-1', label: 'Couronne', ...said },
    { ins: '188057535214758', id: 'f-2', label: 'Couronne', ...said },
  ]
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const take = async (): Promise<string> => {
    const { terminal, printed } = listen()
    assert.equal(
      await importCareCommand(carnet.carnet, { file, feed: 'insurer', lang: 'fr', json: false }, terminal),
      2,
    )
    return printed.join('\n')
  }
  assert.match(await take(), /2 lines: 1 new, 0 corrected, 0 taken back, 0 there already, 0 older.*1 rejected/)
  assert.match(await take(), /2 lines: 0 new, 0 corrected, 0 taken back, 1 there already/)
  assert.match(await readFile(`${file}.rejects.csv`, 'utf8'), /2.*patient-not-known-here/)
  await hers.goto('/my/care?when=2026-10')
  assert.match(await readMain(hers), /Couronne/)
})

test('what a minor keeps is in their own list, and nowhere in that of their parents, who read the rest', async () => {
  const father = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(father, 'paul', '/my')
  await father.goto('/my/children')
  await father.getByRole('checkbox', { name: /Léa BERTHIER/ }).check()
  await father.getByLabel(/Je certifie/).check()
  await father.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  await father.getByRole('link', { name: 'Voir le dossier de Léa BERTHIER' }).click()
  await father.getByRole('link', { name: 'Historique de soins' }).click()
  const rest = await readMain(father)
  assert.match(rest, /Vaccin contre les papillomavirus/)
  assert.doesNotMatch(rest, new RegExp(secret))
  assert.equal(await father.getByRole('button', { name: /Garder entre moi/ }).count(), 0)
  await checkAccessibility(father.context(), [father.url()])
  const history = async (): Promise<string> => {
    const page = await father.context().newPage()
    await page.goto(father.url().replace('care', 'history'))
    return readMain(page)
  }
  const told = await history()
  const context = await openBrowser(carnet.origin, { viewport: 'phone' })
  await signInMinor(carnet, context, lea)
  const own = await context.newPage()
  await own.goto('/my/care')
  assert.match(await readMain(own), new RegExp(`Vos parents ne le voient pas.*${secret}`))
  await own.getByRole('button', { name: /Garder entre moi et les soignants : Vaccin/ }).click()
  assert.match(await readMain(own), /Vos parents ne voient plus cette ligne/)
  await checkAccessibility(own.context(), [own.url()])
  assert.doesNotMatch(await reread(father), /papillomavirus/)
  assert.equal(await history(), told, 'their history tells nothing of it')
  await own.getByRole('button', { name: 'Annuler' }).click()
  assert.match(await reread(father), /papillomavirus/)
})
