import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../tests/support/browser.ts'
import { readMain, signIn } from '../../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../../tests/support/browser-fhir.ts'
import { openPatient } from '../../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
  await (await openSoftware(carnet, 'nurse')).listDocuments()
})
after(() => carnet.close())

const focused = (page: Page) => page.locator(':focus')

/** Goes on with the Tab key until a control of that name has the focus; gives how often the key was pressed. */
const tabTo = async (page: Page, name: RegExp): Promise<number> => {
  for (let presses = 1; presses <= 60; presses += 1) {
    await page.keyboard.press('Tab')
    const { label, outlined } = await page.evaluate<{ label: string; outlined: boolean }>(
      `(() => {
        const it = document.activeElement
        const style = getComputedStyle(it)
        const outlined = it === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none'
        return { label: it === document.body ? '' : (it.labels?.[0]?.textContent ?? it.textContent), outlined }
      })()`,
    )
    assert.ok(outlined, `the focus is not seen on “${label}”`)
    if (name.test(label.replace(/\s+/g, ' ').trim())) return presses
  }
  throw new assert.AssertionError({ message: `no ${name} within 60 presses of Tab` })
}

const enter = async (page: Page): Promise<void> => {
  const arrived = page.waitForEvent('framenavigated')
  await page.keyboard.press('Enter')
  await arrived
  await page.waitForLoadState()
}

const press = async (page: Page, name: RegExp): Promise<number> => {
  const presses = await tabTo(page, name)
  await enter(page)
  return presses
}

test('with the keyboard alone: sign in, read the newest document, hide it', async () => {
  const page = await (await openBrowser(carnet.origin, { javaScript: true })).newPage()
  await page.goto('/my')
  await press(page, /^Continuer avec mon identité$/)
  await press(page, /^Dominique PAT-TROIS/)
  await press(page, /^Aller au contenu$/)
  assert.equal(await focused(page).getAttribute('id'), 'content')
  assert.ok(
    (await press(page, /^Note de vaccination/)) <= 4,
    'the primary action is at most 4 stops from the skip link',
  )
  assert.match(await readMain(page), /Note de vaccination.*Vaccinations du jour/)
  await press(page, /^Qui voit ce document$/)
  await press(page, /^Masquer$/)
  assert.match(await readMain(page), /Document masqué/)
  assert.equal(await focused(page).getAttribute('role'), 'status', 'what was done is heard first')
  await press(page, /^Annuler$/)
  assert.match(await readMain(page), /Document de nouveau visible/)
})

test('with the keyboard alone: a fault in a form takes the focus and leads to its field', async () => {
  const page = await (await openBrowser(carnet.origin, { javaScript: true })).newPage()
  await signIn(page, 'dr-moreau', '/pro')
  await tabTo(page, /^Numéro INS du patient, ou code de partage$/)
  await page.keyboard.type('1234')
  await enter(page)
  assert.equal(await focused(page).getAttribute('role'), 'alert')
  await press(page, /Le numéro INS compte 15 caractères/)
  assert.equal(new URL(page.url()).hash, '#ins')
  assert.equal(await page.getByLabel('Numéro INS du patient').inputValue(), '1234', 'what was typed is kept')
})

test('one click changes the language, on the same page, and it stays', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access')
  await page.getByRole('link', { name: 'English' }).click()
  assert.equal(new URL(page.url()).pathname, '/my/access')
  assert.match(await readMain(page), /Access to your record.*Who looked/)
  await page.getByRole('link', { name: 'Record', exact: true }).click()
  assert.match(await readMain(page), /Your documents 6 documents/)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await page.getByRole('link', { name: 'Français' }).click()
  assert.match(await readMain(page), /Vos documents/)
})

test('a dark background by the device or by choice; a choice wins', async () => {
  const page = await (await openBrowser(carnet.origin, { dark: true, javaScript: true })).newPage()
  const lightness = () =>
    page.evaluate<number>(
      `Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))`,
    )
  await page.goto('/')
  assert.ok((await lightness()) < 80, 'dark where the device is dark')
  await page.goto('/display')
  await page.getByLabel('Clair').check()
  await page.getByLabel('Très grande').check()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  assert.ok((await lightness()) > 200, 'light by choice')
  const size = await page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)')
  assert.ok(size >= 24, `text of ${size} pixels`)
})

const narrow = [
  '/',
  '/who-can-see',
  '/sign-in',
  '/my',
  '/my/documents',
  '/my/access',
  '/my/access/history',
  '/my/more',
  '/my/settings/display',
]

test('320 pixels wide, which is 400 % at 1280: nothing needs two scrolls, except wide tables in their own frame', async () => {
  const context = await openBrowser(carnet.origin, { javaScript: true })
  const page = await context.newPage()
  await signIn(page, 'dominique', '/my')
  const { ids } = await (await openSoftware(carnet, 'dominique')).listDocuments()
  const documents = [...ids.values()].flatMap((id) => [`/my/documents/${id}`, `/my/documents/${id}/who-sees`])
  await page.setViewportSize({ width: 320, height: 256 })
  for (const text of ['normal', 'larger']) {
    await context.addCookies([{ name: 'carnet-text', value: text, url: carnet.origin }])
    for (const address of [...narrow, ...documents]) {
      await page.goto(address)
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.ok(width <= 320, `${address} with ${text} text is ${width} wide`)
    }
  }
  await openPatient(page, 'dr-moreau', dominiqueIns)
  assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 320, page.url())
})

test('spaced-out text loses nothing', async () => {
  const page = await (await openBrowser(carnet.origin, { javaScript: true, viewport: 'phone' })).newPage()
  await signIn(page, 'dominique', '/my')
  for (const address of ['/my', '/my/access', '/my/documents']) {
    await page.goto(address)
    const cut = await page.evaluate<string[]>(`(() => {
      const all = [...document.querySelectorAll('body *')].filter((it) => !it.closest('.unseen, .skip, svg'))
      for (const it of all) Object.assign(it.style, { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' })
      const hides = (it) => getComputedStyle(it).overflow === 'hidden' || getComputedStyle(it).overflow === 'clip'
      return all.filter((it) => hides(it) && it.scrollWidth > it.clientWidth + 1).map((it) => it.outerHTML.slice(0, 80))
    })()`)
    assert.deepEqual(cut, [], address)
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 390, address)
  }
})

test('on paper: the document and its facts, without bars, buttons and links', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Note de vaccination du 14 octobre 2026' }).click()
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation', { name: 'Navigation principale' }).isVisible(), false)
  assert.equal(await page.getByRole('button', { name: 'Se déconnecter' }).isVisible(), false)
  assert.equal(await page.getByRole('link', { name: 'Télécharger l’original' }).isVisible(), false)
  assert.match(await readMain(page), /Note de vaccination du 14 octobre 2026.*Hélène MOREAU.*Vaccinations du jour/)
})
