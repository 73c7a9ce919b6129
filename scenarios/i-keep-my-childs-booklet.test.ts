import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Visitor } from '../src/access/types.ts'
import { exampleFor, findLaboratory } from '../bench/population.ts'
import { loadExamples } from '../src/areas/documents/load-examples.ts'
import { loadCast } from '../src/reference/load-cast.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { signInMinor } from '../tests/support/browser-minor.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const lea = loadCast().holders.find(({ name }) => name === 'lea')?.ins ?? { system: '', value: '' }

let carnet: Installation
let father: Page
let daughter: Page
/** where the father reads her record, without what follows */
let record: string
before(async () => {
  carnet = await openInstallation({ examples: false })
  father = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(father, 'paul', '/my')
  await father.goto('/my/children')
  await father.getByRole('checkbox', { name: /Léa BERTHIER/ }).check()
  await father.getByLabel(/Je certifie/).check()
  await father.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  await father.getByRole('link', { name: 'Voir le dossier de Léa BERTHIER' }).click()
  record = father.url().replace(/\/documents.*/, '')
  const context = await openBrowser(carnet.origin, { viewport: 'phone' })
  await signInMinor(carnet, context, lea)
  daughter = await context.newPage()
})
after(() => carnet.close())

test('her twenty examinations stand there with their dates; what I note of one shows in its row', async () => {
  await father.goto(`${record}/profile`)
  await father.getByRole('link', { name: 'Carnet de l’enfant' }).click()
  assert.equal(await father.getByRole('heading', { level: 3 }).count(), 20)
  await checkAccessibility(father.context(), [father.url()])
  await father.getByRole('link', { name: 'Noter : Entre 11 et 13 ans' }).click()
  await father.getByLabel('A-t-il eu lieu ?').selectOption('done')
  await father.getByLabel('Quand ? (facultatif)').fill('2024')
  await father.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(father), /C’est ajouté/)
  await father.goto(`${record}/booklet`)
  const row = father.getByRole('listitem').filter({ hasText: 'Entre 11 et 13 ans' })
  assert.match(await row.innerText(), /Fait\s+le 2024[\s\S]*Écrit par un parent ou un proche/)
})

test('a second word for the same examination is not taken beside the first', async () => {
  await father.goto(`${record}/profile/14/add?what=MED-1242`)
  await father.getByLabel('A-t-il eu lieu ?').selectOption('not-done')
  await father.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(father), /déjà dit dans une autre ligne/)
})

test('she reads her booklet too; what she keeps between herself and her carers, her father never finds', async () => {
  await daughter.goto('/my/booklet')
  assert.match(await readMain(daughter), /Entre 11 et 13 ans.*Fait/)
  await daughter.goto('/my/profile/3/add')
  await daughter.getByLabel('Quel médicament ?').fill('Optilova')
  await daughter.getByLabel(/Garder cela entre moi et les soignants/).check()
  await daughter.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(daughter), /Optilova.*Vos parents ne le voient pas/)
  for (const path of ['/profile', '/profile/3', '/history', '/card/edit']) {
    await father.goto(`${record}${path}`)
    assert.doesNotMatch(await readMain(father), /Optilova/, path)
  }
  await father.goto(`${record}/history?who=all`)
  assert.equal((await readMain(father)).match(/Changement du profil médical/g)?.length ?? 0, 1, 'his own change alone')
})

const leaSpace = async () => {
  const { spaceId, name } = await carnet.carnet.identity.findHolderByIns(lea)
  const visitor: Visitor = {
    actor: { kind: 'holder', id: spaceId, name },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  }
  return { spaceId, visitor }
}

test('what is measured makes a curve among those of other children, in the booklet and on its own page', async () => {
  const { spaceId, visitor } = await leaSpace()
  await carnet.carnet.observations.addMeasurements(visitor, { spaceId }, [
    { kind: 'body-weight', at: '2023-06-01T08:00:00+02:00', values: { value: '44' } },
    { kind: 'body-weight', at: '2026-06-01T08:00:00+02:00', values: { value: '53.5' } },
  ])
  await father.goto(`${record}/booklet`)
  assert.match(
    await readMain(father),
    /sur cent enfants du même âge et du même sexe.*Référence des États-Unis \(CDC 2000\)/,
  )
  assert.equal(await father.locator('.trend-curve:not(text)').count(), 5)
  await checkAccessibility(father.context(), [father.url()])
  await father.getByRole('link', { name: 'Poids', exact: true }).click()
  assert.match(await readMain(father), /5\d sur 100 en dessous, \+0,\d écart-type/)
  await father.getByRole('link', { name: 'Voir les écarts-types' }).click()
  assert.equal(await father.locator('.trend-curve:not(text)').count(), 7)
  await checkAccessibility(father.context(), [father.url()])
})

test('an examination that a professional’s document reports stands as done by that document, apart from what I note', async () => {
  const [example] = loadExamples(carnet.carnet.reference)
  assert.ok(example)
  const { metadata } = exampleFor(example, lea)
  const report = {
    ...metadata,
    title: 'Examen de santé de Léa',
    type: { system: 'http://loinc.org', code: '59283-2' },
    contentType: 'text/plain',
    datedAt: '2026-09-10T09:00:00+02:00',
    periodStart: '2026-09-10T09:00:00+02:00',
  }
  const actor = await findLaboratory(carnet.carnet)
  await carnet.carnet.documents.submitDocuments(
    { actor, authLevel: 'substantial', origin: { channel: 'fhir' } },
    {
      patient: lea,
      documents: [{ metadata: report, content: { bytes: Buffer.from('Tout va bien.') }, field: 'test' }],
      supersedes: [],
      messageHash: Buffer.alloc(32, 7),
    },
  )
  await father.goto(`${record}/booklet`)
  const row = father.getByRole('listitem').filter({ hasText: 'Entre 15 et 16 ans' })
  assert.match(await row.innerText(), /Fait[\s\S]*D’après un document du 10 septembre 2026/)
  await row
    .getByRole('link', { name: /Examen/ })
    .first()
    .click()
  assert.match(father.url(), /\/documents\//)
})

test('a grown-up has no such booklet', async () => {
  const answer = await father.goto('/my/booklet')
  assert.equal(answer?.status(), 404)
})

test('once grown, what was noted of a childhood is its own to read, and nothing is noted any more', async () => {
  const ins = loadCast().holders.find(({ name }) => name === 'paul')?.ins ?? lea
  const { spaceId, name } = await carnet.carnet.identity.findHolderByIns(ins)
  await carnet.carnet.observations.addMeasurements(
    { actor: { kind: 'holder', id: spaceId, name }, authLevel: 'substantial', origin: { channel: 'pages' } },
    { spaceId },
    [{ kind: 'body-height', at: '1990-06-01T08:00:00+02:00', values: { value: '132' } }],
  )
  await father.goto('/my/booklet')
  assert.match(await readMain(father), /Mon carnet d’enfant.*Taille/)
  assert.equal(await father.getByRole('link', { name: /^Noter :/ }).count(), 0)
  await checkAccessibility(father.context(), [father.url()])
})
