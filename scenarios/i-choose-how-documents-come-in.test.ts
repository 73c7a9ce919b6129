import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { depositLetter, dominiqueIns, openSoftware, type Letter } from '../tests/support/browser-fhir.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { depositFor } from '../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const dominique = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
const letters = {
  before: { title: 'Lettre d’avant', uniqueId: '2.25.4711471147114711471147114711471101' },
  hidden: { title: 'Lettre masquée', uniqueId: '2.25.4711471147114711471147114711471102' },
  after: { title: 'Lettre d’après', uniqueId: '2.25.4711471147114711471147114711471103' },
} satisfies Record<string, Letter>
const awaited = 'Résultat à annoncer'

const hiddenSight = 'Masqués, jusqu’à ce que je les montre'

let carnet: Installation
let mine: Page
let acknowledged: string
before(async () => {
  carnet = await openInstallation()
  mine = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript: false })).newPage()
  await signIn(mine, 'dominique', '/my')
  acknowledged = await told(letters.before)
})
after(() => carnet.close())

const titlesFor = async (who: string): Promise<readonly string[]> =>
  (await (await openSoftware(carnet, who)).listDocuments()).titles

/** What a depositor is told, without the numbers that no two deposits share. */
const told = async (letter: Letter): Promise<string> => {
  const { status, text } = await depositLetter(carnet, letter)
  return `${status} ${text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replaceAll(letter.uniqueId, 'number')
    .replaceAll(letter.title, 'title')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-][\d:]+)/g, 'instant')
    .replaceAll(/"(hash|data|size)":("[^"]*"|\d+)/g, '$1')}`
}

const choose = async (label: string): Promise<void> => {
  await mine.goto('/my/access/new-documents')
  await mine.getByLabel(label).check()
  await mine.getByRole('button', { name: 'Enregistrer' }).click()
}

test('two clicks from Access, without a script; what is there stays, and the page says so', async () => {
  await mine.getByRole('link', { name: 'Accès', exact: true }).click()
  assert.match(await readMain(mine), /Ils arrivent visibles pour les professionnels que vous autorisez/)
  const finger = createFinger()
  await finger.click(mine.getByRole('link', { name: 'Changer ce choix' }))
  assert.match(await readMain(mine), /Les documents déjà là ne changent pas/)
  await checkAccessibility(mine.context(), [mine.url()])
  await mine.getByLabel(hiddenSight).check()
  await finger.click(mine.getByRole('button', { name: 'Enregistrer' }))
  assert.ok(finger.clicks() <= 2)
  assert.match(await mine.getByRole('status').innerText(), /ce qui arrive sera masqué/)
  assert.ok((await titlesFor('nurse')).includes(letters.before.title))
})

test('what a hospital sends then is hidden, and the hospital is told what it was told before', async () => {
  await choose(hiddenSight)
  assert.equal(await told(letters.hidden), acknowledged)
  assert.ok(!(await titlesFor('nurse')).includes(letters.hidden.title))
  assert.ok((await titlesFor('dr-moreau')).includes(letters.hidden.title), 'the treating doctor sees what is hidden')
  await mine.goto('/my/documents')
  assert.match(await readMain(mine), /Masqué Lettre masquée/)
})

test('so is what she adds herself, as the page says before', async () => {
  await mine.goto('/my/documents/add')
  const buffer = Buffer.from('Apte au judo.')
  await mine.getByLabel('Ou choisir un fichier').setInputFiles({ name: 'Judo.txt', mimeType: 'text/plain', buffer })
  await mine.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await readMain(mine), /sauf si vous avez choisi que les nouveaux documents arrivent masqués/)
  await mine.getByRole('button', { name: /^Enregistrer pour Dominique/ }).click()
  assert.match(await readMain(mine), /Masqué/)
  assert.ok(!(await titlesFor('nurse')).includes('Judo'))
})

test('a result that waits for its announcement is hidden once it is announced', async () => {
  await choose(hiddenSight)
  await depositFor(carnet, dominique, { title: awaited, withheld: true, authorId: '810000001015' })
  assert.ok((await titlesFor('nurse')).includes(awaited), 'who cares for her must be able to announce it')
  const { ids } = await (await openSoftware(carnet, 'dr-moreau')).listDocuments()
  const answer = await fetch(`${carnet.fhir}/DocumentReference/${ids.get(awaited)}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${await carnet.token('dr-moreau')}`,
      'content-type': 'application/json-patch+json',
    },
    body: JSON.stringify([{ op: 'replace', path: '/securityLabel', value: [] }]),
  })
  assert.equal(answer.status, 200)
  await mine.goto('/my/documents')
  assert.match(await readMain(mine), new RegExp(`Masqué ${awaited}`))
  assert.ok(!(await titlesFor('nurse')).includes(awaited))
})

test('she shows one, which shows no other; and takes her choice back with one click', async () => {
  await mine.goto('/my/documents')
  await mine.getByRole('link', { name: `Qui voit : ${letters.hidden.title}` }).click()
  await mine.getByRole('button', { name: 'Rendre visible', exact: true }).click()
  const nurse = await titlesFor('nurse')
  assert.deepEqual([nurse.includes(letters.hidden.title), nurse.includes('Judo')], [true, false])
  await choose('Visibles, sauf si je les masque')
  await mine.getByRole('button', { name: 'Annuler' }).click()
  assert.equal(await mine.getByLabel(hiddenSight).isChecked(), true)
  await mine.getByRole('button', { name: 'Annuler' }).click()
  await depositLetter(carnet, letters.after)
  assert.ok((await titlesFor('nurse')).includes(letters.after.title))
})

test('her history says what she chose and when', async () => {
  await mine.goto('/my/access/history?who=all')
  const history = await readMain(mine)
  assert.match(history, /Choix : les nouveaux documents arrivent visibles/)
  assert.match(history, /Choix : les nouveaux documents arrivent masqués/)
})
