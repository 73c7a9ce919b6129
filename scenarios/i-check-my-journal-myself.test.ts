import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { projectRoot } from '../src/platform/project.ts'
import { findBarriers, checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { createCaller } from './conformance/support/caller.ts'

let carnet: Installation
let folder: string
before(async () => {
  carnet = await openInstallation()
  folder = await mkdtemp(join(tmpdir(), 'carnet-check-'))
})
after(async () => {
  await carnet.close()
  await rm(folder, { recursive: true })
})

const growLog = async (): Promise<void> => {
  while ((await carnet.carnet.publicLog.sequence(1_000)) > 0);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

/** What the holder's file says, and where it was kept. */
const takeJournal = async (): Promise<{ path: string; text: string }> => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history')
  await link(page, 'Vérifier mon journal moi-même').click()
  assert.match(await readMain(page), /En trois gestes.*Ce que cela prouve/)
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Télécharger mon journal').click()])
  assert.match(file.suggestedFilename(), /^mon-journal-\d{4}-\d\d-\d\d\.json$/)
  const path = join(folder, 'mon-journal.json')
  const text = await readFile(await file.path(), 'utf8')
  await writeFile(path, text)
  assert.equal(await link(page, 'Ouvrir la page de vérification').getAttribute('href'), '/log/verifier')
  await checkAccessibility(browser, [page.url()])
  return { path, text }
}

/** The command as an auditor runs it, where there is no Carnet. */
const check = (...words: string[]): Promise<{ code: number; text: string }> =>
  new Promise((resolve) => {
    const main = join(projectRoot, 'dist/src/main.js')
    execFile(
      process.execPath,
      [main, 'journal', 'check', ...words],
      { env: {}, cwd: folder },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}${stderr}` }),
    )
  })

/** What the page says of a file, once it has looked. */
const verdictOf = async (page: Page, path: string): Promise<string> => {
  await page.locator('#file').setInputFiles(path)
  await page.locator('#result h2').waitFor()
  return (await page.locator('#result').innerText()).replace(/\s+/g, ' ').trim()
}

test('I take my journal, and a page that knows nothing but the file says that it holds; a changed one is refused', async () => {
  const answer = await createCaller(carnet)(
    'nurse',
    `DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|${dominiqueIns}&status=current`,
  )
  assert.equal(answer.status, 200)
  await growLog()
  const { path, text } = await takeJournal()

  const [, base64 = ''] = /^main; hash=:([\w+/]+=*):$/.exec(answer.headers.get('carnet-receipt') ?? '') ?? []
  const hash = Buffer.from(base64, 'base64').toString('hex')
  assert.ok(hash !== '' && text.includes(`"hash": "${hash}"`), 'what the nurse’s software was told is in my journal')

  const page = await (await openBrowser(carnet.origin, { javaScript: true })).newPage()
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' ? faults.push(message.text()) : undefined))
  page.on('pageerror', (error) => void faults.push(error.message))
  await page.goto('/log/verifier')
  assert.deepEqual(await findBarriers(page), [])
  const said = await verdictOf(page, path)
  assert.match(said, /^Tout tient\. \d+ lignes, dont \d+ sont déjà dans le registre public/)
  assert.ok(said.includes(await carnet.carnet.publicLog.verifierKey()))
  assert.deepEqual(await findBarriers(page), [])

  const changed = join(folder, 'changed.json')
  await writeFile(changed, text.replace('permit', 'refuse'))
  assert.match(await verdictOf(page, changed), /^Ce fichier ne tient pas\..*Des lignes manquent/)
  assert.deepEqual(await findBarriers(page), [])
  await press(page, 'English').click()
  assert.match(await page.locator('#result').innerText(), /^This file does not hold\./)
  assert.deepEqual(faults, [])
})

test('the page works when it was kept as a file and there is no network', async () => {
  const kept = join(folder, 'verifier.html')
  await writeFile(kept, await (await fetch(`${carnet.origin}/log/verifier`)).text())
  const browser = await openBrowser(carnet.origin, { javaScript: true, viewport: 'phone' })
  const page = await browser.newPage()
  await browser.setOffline(true)
  await page.goto(pathToFileURL(kept).href)
  assert.match(await verdictOf(page, join(folder, 'mon-journal.json')), /^Tout tient\./)
})

test('the command says the same, and knows the key from elsewhere', async () => {
  const key = (await (await fetch(`${carnet.origin}/log/key`)).text()).trim()
  const held = await check('mon-journal.json', '--key', key)
  assert.equal(held.code, 0, held.text)
  assert.match(held.text, /The journal holds: \d+ entries, \d+ of them in the public log/)
  const refused = await check('changed.json')
  assert.equal(refused.code, 1)
  assert.match(refused.text, /DOES NOT HOLD {2}chain main: each entry is chained/)
  assert.equal((await check('mon-journal.json', '--key', `${key}x`)).code, 1)
  assert.equal((await check('none.json')).code, 2)
})

test('a refused visit is told of by no receipt: a space of nobody answers the same', async () => {
  const answer = await createCaller(carnet)(
    'dr-petit',
    `DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|${dominiqueIns}&status=current`,
  )
  assert.equal(answer.status, 403)
  assert.equal(answer.headers.get('carnet-receipt'), null)
})
