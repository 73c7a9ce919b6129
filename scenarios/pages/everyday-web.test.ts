import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../tests/support/browser.ts'
import { chooseInSimulator, readMain, signIn } from '../../tests/support/browser-errands.ts'
import { openSoftware, type Software } from '../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

const letter = 'Lettre de liaison à la sortie'
const nurseName = 'Aminata DIALLO'

let carnet: Installation
let nurse: Software
let documentId: string
before(async () => {
  carnet = await openInstallation()
  nurse = await openSoftware(carnet, 'nurse')
  documentId = (await nurse.listDocuments()).ids.get(letter) ?? ''
})
after(() => carnet.close())

let reader: BrowserContext
let page: Page
beforeEach(async () => {
  reader = await openBrowser(carnet.origin)
  page = await reader.newPage()
  await signIn(page, 'dominique', '/my')
})

const whoSees = (): string => `/my/documents/${documentId}/who-sees`
const nurseSees = async (): Promise<boolean> => (await nurse.listDocuments()).titles.includes(letter)
const linesOfHistory = async (act: string): Promise<number> => {
  const [row] = await carnet.database.owner.query<{ count: string }>({
    text: `select count(*)::text as count from journal.entry where act = $1 and effect = 'permit'`,
    values: [act],
  })
  return Number(row?.count)
}

/** Sends the same form twice before either answer: what an impatient double click does. */
const sendTwice = async (address: string, form: Record<string, string>): Promise<number[]> => {
  const send = () =>
    reader.request.post(address, { form, headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0 })
  return (await Promise.all([send(), send()])).map((answer) => answer.status())
}

test('a form sent twice is done once, and both answers lead on', async () => {
  assert.deepEqual(await sendTwice(whoSees(), { visibility: 'hidden' }), [303, 303])
  assert.equal(await nurseSees(), false)
  await page.goto(whoSees())
  assert.match(await readMain(page), /Ce document est masqué/)
  assert.deepEqual(await sendTwice(whoSees(), { visibility: 'visible' }), [303, 303])
  assert.equal(await nurseSees(), true)

  await page.goto('/my/access')
  const block =
    (await page
      .getByRole('link', { name: `Bloquer ${nurseName}` })
      .first()
      .getAttribute('href')) ?? ''
  assert.deepEqual(await sendTwice(block, {}), [303, 303])
  assert.equal((await nurse.listDocuments()).status, 403)
  assert.deepEqual(await sendTwice(block.replace(/block$/, 'unblock'), {}), [303, 303])
  assert.equal(await nurseSees(), true)
})

test('back and reload after a form show a page again and send nothing', async () => {
  await page.goto(whoSees())
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  const done = await linesOfHistory('hide-document')
  assert.match(await page.getByRole('status').innerText(), /Document masqué/)
  await page.reload()
  assert.equal(await page.getByRole('status').count(), 0, 'what was done is told once')
  await page.goBack()
  await page.goForward()
  await page.reload()
  assert.equal(await linesOfHistory('hide-document'), done)
  await page.getByRole('button', { name: 'Rendre visible' }).click()
})

test('two tabs: the second one’s old page cannot undo by surprise what the first did', async () => {
  const second = await reader.newPage()
  await page.goto(whoSees())
  await second.goto(whoSees())
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  await second.getByRole('button', { name: 'Masquer', exact: true }).click()
  assert.match(await readMain(second), /Ce document est masqué/)
  assert.equal(await nurseSees(), false)
  await second.getByRole('button', { name: 'Rendre visible' }).click()
  assert.equal(await nurseSees(), true)
})

test('signing out in one tab closes the other', async () => {
  const second = await reader.newPage()
  await second.goto('/my')
  await second.goto('/my/documents')
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await second.reload()
  assert.match(second.url(), /\/sign-in\?return_to=%2Fmy%2Fdocuments$/)
  await second.goBack()
  assert.doesNotMatch(await readMain(second), /Bonjour|vaccination/)
})

test('one browser, one person after another: each signs in as themselves', async () => {
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await signIn(page, 'paul', '/my')
  assert.match(await readMain(page), /Bonjour Paul BERTHIER/)
  for (const [who, name] of [
    ['dr-petit', 'Sékou PETIT'],
    ['dr-moreau', 'Hélène MOREAU'],
  ] as const) {
    await page.goto('/sign-in/professionals')
    await chooseInSimulator(page, who)
    await page.goto('/pro')
    assert.match(await page.getByRole('navigation').first().innerText(), new RegExp(name))
  }
  await page.goto('/my')
  assert.match(page.url(), /\/sign-in/, 'a professional is in nobody’s own space')
})

const endSession = {
  'the cookie is gone': () => reader.clearCookies({ name: 'carnet-session' }),
  'the session is gone': () => carnet.database.owner.query({ text: 'delete from directory.session' }),
}

for (const [how, end] of Object.entries(endSession)) {
  test(`a session that ends in the middle of a form (${how}): sign in, back on the form, nothing done`, async () => {
    await page.goto(whoSees())
    await end()
    await page.getByRole('button', { name: 'Masquer', exact: true }).click()
    assert.match(await readMain(page), /Votre session s’est terminée\. Rien n’a été changé/)
    await page.getByRole('link', { name: 'Continuer avec mon identité', exact: true }).click()
    await chooseInSimulator(page, 'dominique')
    assert.equal(new URL(page.url()).pathname, whoSees())
    assert.match(await readMain(page), /Ce document est visible par votre équipe de soins/)
    assert.equal(await nurseSees(), true)
  })
}

test('a form that another site makes the browser send is refused, and does nothing', async () => {
  const elsewhere = await reader.newPage()
  await elsewhere.route('http://elsewhere.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${carnet.origin}${whoSees()}"><input name="visibility" value="hidden"><button>Go</button></form>`,
    }),
  )
  await elsewhere.goto('http://elsewhere.example/')
  await elsewhere.getByRole('button', { name: 'Go' }).click()
  await elsewhere.waitForURL(`${carnet.origin}/**`)
  assert.match(await readMain(elsewhere), /Ce n’est pas possible/)
  assert.equal(await nurseSees(), true)

  const old = await reader.request.post(whoSees(), {
    form: { visibility: 'hidden' },
    headers: { origin: 'http://elsewhere.example' },
    maxRedirects: 0,
  })
  assert.equal(old.status(), 403)
  assert.equal(await nurseSees(), true)
})

test('a form that says something we did not ask is refused in words', async () => {
  const answer = await reader.request.post(whoSees(), {
    form: { visibility: 'everybody' },
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  assert.equal(answer.status(), 400)
  assert.match(await answer.text(), /Nous n’avons pas compris la demande/)
})
