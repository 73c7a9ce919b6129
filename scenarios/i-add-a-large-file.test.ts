import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { findBarriers } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const fileName = 'Compte rendu 2026-02-03.txt'
const text = Buffer.from(`Compte rendu du 3 février. ${randomBytes(4_500_000).toString('base64')}`)

let carnet: Installation
let hers: Page
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carnet-large-'))
  await writeFile(join(folder, fileName), text)
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript: true })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(async () => {
  await carnet.close()
  await rm(folder, { recursive: true })
})

const pieces = '**/my/documents/add/pieces/*'

const choose = async (page: Page): Promise<void> => {
  await page.goto('/my/documents/add')
  await page.getByLabel('Ou choisir un fichier').setInputFiles(join(folder, fileName))
}

/** Lets so many pieces through, and cuts the connection at the next one. */
const cutAfter = (through: number) => {
  let sent = 0
  return async (route: Route): Promise<void> => {
    if (route.request().method() !== 'PATCH') return route.continue()
    sent += 1
    return sent === through + 1 ? route.abort('connectionreset') : route.continue()
  }
}

test('a large file whose connection is cut goes on where it was, by itself, and is whole', async () => {
  const methods: string[] = []
  hers.on('request', (request) => {
    if (request.url().includes('/pieces')) methods.push(request.method())
  })
  await hers.route(pieces, cutAfter(1))
  await choose(hers)
  await hers.getByRole('button', { name: /^Enregistrer pour Dominique/ }).waitFor()
  assert.deepEqual(methods, ['POST', 'PATCH', 'PATCH', 'PATCH', 'PATCH'], 'the first piece is not sent again')
  assert.match(await readMain(hers), /Compte rendu 2026-02-03\.txt \(6 Mo\)/)
  await hers.unroute(pieces)
  await hers.getByRole('button', { name: /^Enregistrer pour Dominique/ }).click()
  assert.match(await readMain(hers), /C’est enregistré/)
  const original = await hers.context().request.get(`${new URL(hers.url()).pathname}/original`)
  assert.ok((await original.body()).equals(text))
})

test('it says how far it came and that the connection is cut; loaded again, the same file goes on', async () => {
  await hers.route(pieces, (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()))
  await choose(hers)
  await hers.getByText('La connexion est coupée').waitFor()
  assert.deepEqual(await findBarriers(hers), [])
  const kept = await hers.evaluate(() => JSON.stringify(sessionStorage))
  const [, begun = ''] = /"(\/my\/documents\/add\/pieces\/[^"]+)"/.exec(kept) ?? []
  assert.notEqual(begun, '')
  assert.doesNotMatch(kept, /Compte/)
  await hers.unroute(pieces)
  const asked = hers.waitForRequest((request) => request.method() === 'HEAD')
  await choose(hers)
  assert.equal(new URL((await asked).url()).pathname, begun)
  await hers.getByRole('button', { name: /^Enregistrer pour Dominique/ }).waitFor()
})

test('who stops it is told that nothing is kept, and may choose again', async () => {
  const held = Promise.withResolvers<undefined>()
  await hers.route(pieces, async (route) => {
    if (route.request().method() === 'PATCH') await held.promise
    await route.continue()
  })
  await choose(hers)
  await hers.getByRole('button', { name: 'Arrêter l’envoi' }).click()
  held.resolve(undefined)
  await hers.getByText('L’envoi est arrêté. Rien n’est gardé.').waitFor()
  await hers.unroute(pieces)
  assert.equal(await hers.getByLabel('Ou choisir un fichier').inputValue(), '')
})

test('without a script the form sends it whole', async () => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(page, 'dominique', '/my')
  await choose(page)
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await readMain(page), /\(6 Mo\)/)
})

test('what is no file of a kind that is taken is said beside the field, like in the form', async () => {
  await hers.goto('/my/documents/add')
  const buffer = Buffer.alloc(3_000_000, 'PK')
  await hers.getByLabel('Ou choisir un fichier').setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer })
  assert.match(await hers.locator('#file-fault').innerText(), /Sont acceptés : PDF/)
})
