import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { fixedClock, systemClock } from '../src/platform/clock.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { chooseInSimulator, createFinger, readMain, signIn, type Finger } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware, type SoftwareSight } from '../tests/support/browser-fhir.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { plugInAuthenticator } from '../tests/support/browser-passkey.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { readZip } from '../tests/support/read-zip.ts'
import { checkJournal } from '../src/journal/check/check-journal.ts'
import { projectRoot } from '../src/platform/project.ts'

const letter = 'Lettre de liaison à la sortie'
const minute = 60_000
const clock = fixedClock(systemClock.now().toISOString())

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ clock })
})
after(() => carnet.close())

/** With a token of now: those of before the clock went on have ended. */
const askAsNurse = async (): Promise<SoftwareSight> => (await openSoftware(carnet, 'nurse')).listDocuments()
const nurseSees = async (): Promise<boolean> => (await askAsNurse()).titles.includes(letter)

const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** From Home to the question of a copy and past it: four clicks. The proof and the last button follow. */
const walkToProof = async (page: Page, finger: Finger, way: 'Fermer' | 'Fermer et effacer'): Promise<void> => {
  await finger.click(page.getByRole('link', { name: 'Plus', exact: true }))
  await finger.click(link(page, 'Fermer mon espace'))
  assert.match(await readMain(page), /archivé, puis effacé le \d.*Ce que gardent les soignants/)
  await finger.click(link(page, way))
  assert.match(await readMain(page), /Voulez-vous d’abord une copie.*Prendre une copie d’abord Non merci/)
  await finger.click(link(page, 'Non merci'))
}

const download = async (page: Page): Promise<Buffer> => {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Télécharger ma copie').click()])
  assert.match(file.suggestedFilename(), /^carnet-\d{4}-\d\d-\d\d\.zip$/)
  return readFile(await file.path())
}

const checkCopy = (zip: Buffer): Map<string, Buffer> => {
  const files = readZip(zip)
  const names = [...files.keys()]
  const others =
    'journal.json mon-journal.json verifier.html folders.json measurements.json profile.json care-history.json identity.json index.html sha256.txt'.split(
      ' ',
    )
  assert.deepEqual(names.slice(-others.length), others)
  const documents = names.slice(0, -others.length)
  assert.equal(documents.length, 6)
  for (const name of documents) assert.match(name, /^documents\/document-\d{4}-\d\d-\d\d-\d+\.(xml|pdf)$/)
  assert.deepEqual(findHealthWords(names.join(' ')), [])
  const sums = (files.get('sha256.txt') ?? Buffer.alloc(0)).toString().trim().split('\n')
  assert.equal(sums.length, names.length - 1)
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ')
    assert.equal(
      createHash('sha256')
        .update(files.get(name) ?? '')
        .digest('hex'),
      sum,
      name,
    )
  }
  return files
}

/** Without internet and without us: the page of the copy, opened from a disk. */
const readOffline = async (browser: BrowserContext, files: Map<string, Buffer>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-copy-'))
  const page = await browser.newPage()
  await writeFile(join(folder, 'index.html'), files.get('index.html') ?? '')
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)
  const text = await page.locator('body').innerText()
  await page.close()
  await rm(folder, { recursive: true })
  return text
}

test('six clicks from home with a passkey; the proof is on the page; nobody enters any more', async () => {
  const browser = await openBrowser(carnet.origin, { javaScript: true, viewport: 'phone' })
  const page = await browser.newPage()
  await plugInAuthenticator(page)
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/security')
  await page.getByLabel('Nom de l’appareil').fill('Téléphone de Dominique')
  await press(page, 'Créer une clé d’accès sur cet appareil').click()
  assert.match(await page.getByRole('status').innerText(), /clé d’accès est créée/)
  assert.match(await readMain(page), /Téléphone de Dominique.*jamais utilisée/)
  assert.equal(await nurseSees(), true)

  clock.advance(6 * minute)
  await page.goto('/my')
  const finger = createFinger()
  await walkToProof(page, finger, 'Fermer')
  assert.match(page.url(), /\/sign-in\?again=1/)
  await finger.click(press(page, 'Continuer avec ma clé d’accès'))
  await page.waitForURL('**/my/close/archive/now')
  assert.equal(await nurseSees(), true, 'nothing happens before the last button')
  await finger.click(press(page, 'Fermer maintenant'))
  assert.ok(finger.clicks() <= 6, `${finger.clicks()} clicks`)

  assert.match(await page.getByRole('status').innerText(), /Votre espace est fermé/)
  const said = await readMain(page)
  assert.match(said, /Fermé le \d.*Sera effacé le \d.*Rouvrir mon espace.*Preuve.*Référence [0-9a-f-]{36}/)
  assert.equal((await askAsNurse()).status, 403)
  await checkAccessibility(browser, [page.url()])
})

test('a closed space has one page; a copy of it can still be taken, and read without internet', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  for (const address of [
    '/my',
    '/my/documents',
    '/my/access',
    '/my/more',
    '/my/close',
    '/my/security',
    '/my/nothing',
  ]) {
    await page.goto(address)
    if (address !== '/my/nothing') assert.equal(new URL(page.url()).pathname, '/my/space', address)
  }
  await page.goto('/my')
  await link(page, 'Prendre une copie').click()
  const files = checkCopy(await download(page))
  const example = await readFile(join(projectRoot, 'data/examples/discharge-letter.xml'))
  assert.ok(
    [...files.values()].some((bytes) => bytes.equals(example)),
    'the originals are what was deposited',
  )
  assert.match(await readOffline(browser, files), new RegExp(`6 documents[\\s\\S]*Nadia BELKACEM[\\s\\S]*${letter}`))
  assert.match((files.get('journal.json') ?? '').toString(), /"act": "close-space"/)
  const { findings } = await checkJournal((files.get('mon-journal.json') ?? '').toString())
  assert.deepEqual(
    findings.filter(({ holds }) => !holds).map(({ what }) => what),
    ['signature', 'place'],
    'only the public log is not there: no worker runs in this story',
  )
  assert.match((files.get('identity.json') ?? '').toString(), /"birthFamily": "PAT-TROIS"/)
  await checkAccessibility(browser, [`${carnet.origin}/my/space`, `${carnet.origin}/my/copy`])
})

test('coming back is one click, and everything is there again', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await press(page, 'Rouvrir mon espace').click()
  assert.match(await page.getByRole('status').innerText(), /Votre espace est rouvert/)
  await page.goto('/my/documents')
  assert.match(await readMain(page), /6 documents/)
  assert.equal(await nurseSees(), true)
})

test('without a script: a copy first, then close and erase, then cancel, then reopen', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/close/erase')
  await link(page, 'Prendre une copie d’abord').click()
  checkCopy(await download(page))
  await link(page, 'Continuer la fermeture').click()
  assert.match(
    await readMain(page),
    /Ce qui est effacé.*Ce qui n’est pas effacé.*La loi demande que ce soit fait avant/,
  )
  await checkAccessibility(browser, [page.url(), `${carnet.origin}/my/close`, `${carnet.origin}/my/close/erase`])

  clock.advance(6 * minute)
  await page.goto('/my/more')
  const finger = createFinger()
  await walkToProof(page, finger, 'Fermer et effacer')
  await finger.click(page.getByRole('link', { name: 'Continuer avec mon identité', exact: true }))
  await chooseInSimulator(page, 'dominique')
  await finger.click(press(page, 'Fermer et demander l’effacement'))
  assert.ok(finger.clicks() <= 6, `${finger.clicks()} clicks`)
  assert.match(await readMain(page), /va être effacé.*Vous avez demandé l’effacement/)
  assert.equal((await askAsNurse()).status, 403)

  await press(page, 'Annuler l’effacement').click()
  assert.match(await page.getByRole('status').innerText(), /L’effacement est annulé/)
  assert.match(await readMain(page), /Votre espace est fermé/)
  await press(page, 'Rouvrir mon espace').click()
  assert.equal(await nurseSees(), true)
})

test('a suspended space says until when one may object, and one click objects', async () => {
  const { register, enrolment, identity } = carnet.carnet
  const { spaceId } = await identity.findHolderByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns })
  const actor = { kind: 'staff', id: 'operator', name: 'Fatima OUMAROU', roles: ['operator'] } as const
  const personId = (await register.findPersonBySpace(spaceId))?.id ?? ''
  const step = {
    personId,
    visitor: { actor, authLevel: 'high', origin: { channel: 'pages' } },
    channel: 'phone',
  } as const
  await enrolment.lives.suspend(step)
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  assert.match(await readMain(page), /Votre espace est suspendu.*Sera fermé, sans objection, le \d/)
  await checkAccessibility(browser, [page.url()])
  await press(page, 'M’opposer à la fermeture').click()
  assert.match(await page.getByRole('status').innerText(), /objection est enregistrée/)
  assert.match(await readMain(page), /Nous vous répondrons/)
  assert.equal((await askAsNurse()).status, 403)
  await enrolment.lives.resume(step)
  await page.goto('/my/documents')
  assert.match(await readMain(page), /6 documents/)
})

test('a closed space can be asked to be erased, with a fresh proof; the same form sent twice is one request', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const send = (address: string) =>
    browser.request.post(address, { headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0 })
  const twice = await Promise.all([send('/my/close/archive/now'), send('/my/close/archive/now')])
  assert.deepEqual(
    twice.map((answer) => answer.headers()['location']),
    ['/my/space', '/my/space'],
  )
  clock.advance(6 * minute)
  const stale = await send('/my/space/erase')
  assert.match(stale.headers()['location'] ?? '', /^\/sign-in\?again=1/)
  await page.goto('/my/space')
  await link(page, 'Demander l’effacement').click()
  await page.getByRole('link', { name: 'Continuer avec mon identité', exact: true }).click()
  await chooseInSimulator(page, 'dominique')
  await press(page, 'Demander l’effacement').click()
  assert.match(await readMain(page), /va être effacé/)
  await press(page, 'Rouvrir mon espace').click()
  assert.match(await page.getByRole('status').innerText(), /rouvert/)
})
