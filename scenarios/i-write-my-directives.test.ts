import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { fixedClock, systemClock } from '../src/platform/clock.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { makePdf } from '../tests/support/make-pdf.ts'

const clock = fixedClock(systemClock.now().toISOString())
const yearMs = 366 * 24 * 3_600_000

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation({ examples: false, clock })
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

const reminders = async (): Promise<number> => {
  const text = `select id from platform.outbox where kind = 'notice-recall'`
  return (await carnet.database.owner.query({ text })).length
}

const openSection = async (): Promise<void> => {
  await hers.goto('/my/profile')
  await hers.getByRole('link', { name: 'Directives anticipées', exact: true }).click()
}

const addPaper = async (words: string): Promise<void> => {
  await openSection()
  await hers.getByRole('link', { name: 'Ajouter un document' }).click()
  const file = { name: `${words}.pdf`, mimeType: 'application/pdf', buffer: makePdf({ pages: [words] }) }
  await hers.getByLabel('Ou choisir un fichier').setInputFiles(file)
  await hers.getByRole('button', { name: 'Continuer' }).click()
  await hers.getByRole('button', { name: /^Enregistrer pour/ }).click()
}

test('I add what I wrote on paper; a new one takes the place of the one before', async () => {
  await addPaper('Ma volonté')
  await addPaper('Ma nouvelle volonté')
  await openSection()
  assert.match(
    await readMain(hers),
    /un nouveau prend la place du précédent, qui va à la corbeille.*Ma nouvelle volonté/,
  )
  assert.doesNotMatch(await readMain(hers), /Ma volonté/)
  await hers.goto('/my/documents/bin')
  assert.match(await readMain(hers), /Ma volonté/)
  await hers.goto('/my/documents')
  assert.doesNotMatch(await readMain(hers), /Ma volonté/)
  assert.equal(await reminders(), 1)
})

test('a year later I am asked to read it again, without a word about what; what I wrote in the profile I confirm with one press', async () => {
  await openSection()
  await hers.getByRole('link', { name: /^Ajouter\s:/ }).click()
  await hers.getByLabel('Où sont-elles ?').selectOption('person')
  await hers.getByLabel('Ce que vous voulez, ou qui les garde et où').fill('Chez Claude')
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  assert.doesNotMatch(await readMain(hers), /Est-ce encore/)
  clock.advance(yearMs)
  await carnet.database.owner.query({ text: `update platform.outbox set due_at = now() where kind = 'notice-recall'` })
  const mail = (await carnet.mails()).at(-1) ?? ''
  assert.match(mail, /relire|lire/)
  assert.doesNotMatch(mail, /directive|volont/i)
  assert.equal(await reminders(), 1, 'the next is queued')
  await signIn(hers, 'dominique', '/my')
  await hers.goto('/my/profile')
  assert.match(await readMain(hers), /Directives anticipées À relire/)
  await openSection()
  assert.match(await readMain(hers), /Est-ce encore ce que vous voulez/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('button', { name: 'Oui, je le confirme aujourd’hui' }).click()
  assert.doesNotMatch(await readMain(hers), /Est-ce encore/)
})

test('once nothing of it is left nobody is reminded', async () => {
  await openSection()
  await hers.getByRole('button', { name: /^Supprimer/ }).click()
  assert.equal(await reminders(), 1, 'the paper is there')
  await hers.getByRole('link', { name: 'Ma nouvelle volonté', exact: true }).click()
  await hers.getByRole('button', { name: 'Supprimer' }).click()
  assert.match(await readMain(hers), /corbeille|supprimé/i)
  assert.equal(await reminders(), 0)
})
