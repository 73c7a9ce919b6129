import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { loadCast } from '../src/reference/load-cast.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { signInMinor } from '../tests/support/browser-minor.ts'
import { depositFor } from '../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const lea = loadCast().holders.find(({ name }) => name === 'lea')?.ins ?? { system: '', value: '' }

let carnet: Installation
let father: Page
let daughter: Page
/** where the father reads her record */
let record: string
before(async () => {
  carnet = await openInstallation({ examples: false })
  await depositFor(carnet, lea, { title: 'Vaccination' })
  father = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(father, 'paul', '/my')
  await father.goto('/my/children')
  await father.getByRole('checkbox', { name: /Léa BERTHIER/ }).check()
  await father.getByLabel(/Je certifie/).check()
  await father.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  await father.getByRole('link', { name: 'Voir le dossier de Léa BERTHIER' }).click()
  record = father.url()
  const context = await openBrowser(carnet.origin, { viewport: 'phone' })
  await signInMinor(carnet, context, lea)
  daughter = await context.newPage()
})
after(() => carnet.close())

/** All that the father reads, to the letter: the record and its history; and how many mails there are. */
const fatherReads = async () => {
  await father.goto(record)
  const list = await father.content()
  await father.goto(record.replace('documents', 'history'))
  return { list, history: await father.content(), mails: (await carnet.mails()).length }
}

test('one press keeps an item, and it is gone for the parent: no line, no count, no passage, no mail', async () => {
  const asBefore = await fatherReads()
  await depositFor(carnet, lea, { title: 'Dépistage' })
  const { mails, ...told } = await fatherReads()
  assert.notDeepEqual({ ...told, mails: asBefore.mails }, asBefore)
  await daughter.goto('/my/more')
  const finger = createFinger()
  await finger.click(daughter.getByRole('link', { name: /Ma vie privée/ }))
  assert.match(await readMain(daughter), /Vos parents ne verront rien, pas même une ligne vide/)
  await checkAccessibility(daughter.context(), [daughter.url()])
  await finger.click(daughter.getByRole('button', { name: 'Garder pour moi : Dépistage' }))
  assert.match(await readMain(daughter), /C’est fait\. Vos parents ne voient plus ce document\./)
  assert.equal(finger.clicks(), 2)
  // a deposit that everybody may know of was told, before it was kept
  assert.deepEqual(await fatherReads(), { ...asBefore, mails })
})

test('her own history says what she did; she shows it after all, behind a question', async () => {
  await daughter.goto('/my/access/history?who=all')
  assert.match(await readMain(daughter), /Document gardé pour vous Dépistage/)
  await daughter.goto('/my/privacy')
  await daughter.getByRole('link', { name: 'Montrer à mes parents : Dépistage' }).click()
  assert.match(await readMain(daughter), /pas leur faire oublier ce qu’ils auront lu/)
  await checkAccessibility(daughter.context(), [daughter.url()])
  await daughter.getByRole('button', { name: 'Montrer à mes parents' }).click()
  await father.goto(record)
  assert.match(await readMain(father), /Dépistage/)
})

test('nobody else has such a page, and no parent keeps anything', async () => {
  assert.equal((await father.goto('/my/privacy'))?.status(), 404)
})
