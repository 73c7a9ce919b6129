import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { fr } from '../../src/edge/pages/text/fr/all.ts'
import { en } from '../../src/edge/pages/text/en/all.ts'
import { loadCast } from '../../src/reference/load-cast.ts'
import { alsoSendBackTo } from '../../tests/support/app-kit.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { depositFor } from '../../tests/support/corrections-bench.ts'
import { dominiqueIns, openSoftware } from '../../tests/support/browser-fhir.ts'
import { findHealthWords } from '../../tests/support/browser-health-words.ts'
import { findFaultsInEveryView, watchPage, weighPage, type Watch } from '../../tests/support/browser-inspection.ts'
import {
  citizenPages,
  consolePages,
  counterPages,
  emptyPages,
  professionalPages,
  type PageToSee,
} from '../../tests/support/browser-pages.ts'
import { alonePages, minorPages, openMinor, signInMinor } from '../../tests/support/browser-minor.ts'
import { publicPages } from '../../tests/support/browser-public-pages.ts'
import { invitedPages, parentPages } from '../../tests/support/browser-parents.ts'
import { openPatient } from '../../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { openTwoParents } from '../../tests/support/two-parents.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
  const dominique = await carnet.carnet.register.findPersonByIns({
    system: 'urn:oid:1.2.250.1.213.1.4.10',
    value: dominiqueIns,
  })
  // an app of the same site, so that no page asks elsewhere
  await alsoSendBackTo(carnet, `${carnet.origin}/`)
  const chosen = { login: 'vert.soleil', password: 'Cerise 9 trains!' }
  await carnet.carnet.credentials.choosePassword(dominique?.spaceId ?? '', chosen)
  await openTwoParents(carnet)
  await (await openSoftware(carnet, 'nurse')).listDocuments()
  await openPatient(await (await openBrowser(carnet.origin)).newPage(), 'dr-petit', dominiqueIns)
})
after(() => carnet.close())

const sayingsOf = (words: unknown): string[] => {
  if (typeof words === 'string') return [words]
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sayingsOf) : []
}
const english = new Set(sayingsOf(en))
const onlyFrench = new Set(sayingsOf(fr).filter((saying) => !english.has(saying)))

/** Words that our French catalogue has and the English one has not, on a line of their own in an English page, unmarked as French. */
const findFrench = async (page: Page): Promise<string[]> => {
  const body = page.locator('body')
  const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim())
  const marked = new Set((await body.locator('[lang=fr]').allInnerTexts()).flatMap(linesOf))
  const lines = linesOf(await body.innerText())
  return lines.filter((line) => onlyFrench.has(line) && line !== 'Français' && !marked.has(line))
}

const isOurs = (address: string): boolean => address.startsWith(`${carnet.origin}/`) || address.startsWith('data:')

const checkWords = async (page: Page, lang: 'fr' | 'en'): Promise<string[]> => {
  const title = await page.title()
  const betrayed = [...findHealthWords(title), ...findHealthWords(page.url())].map(
    (word) => `health word ${word} in “${title}” or its address`,
  )
  const spoken = await page.locator('html').getAttribute('lang')
  const strange = lang === 'en' ? await findFrench(page) : []
  return [
    ...betrayed,
    ...(title === '' ? ['no title'] : []),
    ...(spoken === lang ? [] : [`lang is ${spoken}`]),
    ...strange.map((line) => `French in English: ${line}`),
  ]
}

const checkTraffic = (watch: Watch, status: number | undefined): string[] => {
  const requests = watch.takeRequests()
  return [
    ...watch.takeComplaints().map((complaint) => `console: ${complaint}`),
    ...requests.filter((address) => !isOurs(address)).map((address) => `asks elsewhere: ${address}`),
    ...(requests.length > 15 ? [`${requests.length} requests`] : []),
    ...(status !== undefined && status >= 500 ? [`status ${status}`] : []),
  ]
}

const lookAt = async (context: BrowserContext, pages: readonly PageToSee[], lang: 'fr' | 'en'): Promise<void> => {
  await context.addCookies([{ name: 'carnet-lang', value: lang, url: carnet.origin }])
  const page = await context.newPage()
  const watch = watchPage(page)
  const faults: string[] = []
  for (const each of pages) {
    const answer = await each.open(page)
    const found = [
      ...checkTraffic(watch, answer?.status()),
      ...(await checkWords(page, lang)),
      ...(await findFaultsInEveryView(page)),
    ]
    faults.push(...found.map((fault) => `${lang} ${each.name}: ${fault}`))
  }
  await page.close()
  assert.deepEqual(faults, [])
}

/** A child whom Paul represents, with a document. */
const minorOf = async (context: BrowserContext): Promise<PageToSee[]> => {
  const [lea, paul] = ['lea', 'paul'].map((who) => loadCast().holders.find(({ name }) => name === who)?.ins)
  if (lea === undefined || paul === undefined) throw new Error('the cast is not there')
  await openMinor(carnet, lea, paul)
  await depositFor(carnet, lea)
  await depositFor(carnet, lea, { secret: true, authorId: '810000001015' })
  await signInMinor(carnet, context, lea)
  return minorPages(context)
}

const sides = {
  'open to all': async () => publicPages,
  'of a holder': citizenPages,
  'of a holder with an empty space': emptyPages,
  'of a parent who invites the other': parentPages,
  'of a parent who is invited': invitedPages,
  'of a minor': minorOf,
  'of a professional who sees a minor alone': alonePages,
  'of a professional': professionalPages,
  'of the operator': consolePages,
  'of the counter': counterPages,
} as const

for (const [side, pagesOf] of Object.entries(sides)) {
  for (const lang of ['fr', 'en'] as const) {
    test(`pages ${side}, ${lang}: no barrier, no complaint, no health word outside the page`, async () => {
      const context = await openBrowser(carnet.origin, { javaScript: true })
      await lookAt(context, await pagesOf(context), lang)
      await context.close()
    })
  }
}

test('the instruments see: a barrier, a width, a script, a word in French', async () => {
  const page = await (await openBrowser(carnet.origin, { javaScript: true })).newPage()
  const watch = watchPage(page)
  await page.goto('/?lang=en')
  assert.deepEqual([...watch.takeComplaints(), ...(await findFrench(page))], [])
  await page.evaluate(`(() => {
    document.querySelector('main').innerHTML = '<img src="/assets/none.png"><p id="wide">Votre dossier</p><p>Se connecter</p>'
    document.querySelector('#wide').style.width = '3000px'
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "ran"' }))
  })()`)
  const faults = await findFaultsInEveryView(page)
  assert.ok(faults.some((fault) => fault.startsWith('dark phone: image-alt')))
  assert.ok(faults.includes('light phone: scrolls sideways'))
  assert.deepEqual(await findFrench(page), ['Se connecter'])
  assert.ok(watch.takeComplaints().some((complaint) => /Content Security Policy/.test(complaint)))
  assert.notEqual(await page.title(), 'ran')
  assert.deepEqual(findHealthWords('Résultats du laboratoire'), ['labora', 'resultat', 'result'])
})

const kilobyte = 1024
const readersOf = { dominique: citizenPages, 'dr-moreau': professionalPages, reviewer: consolePages } as const
const budgets = [
  { name: 'public', address: '/', who: undefined, css: 14, html: 18, fonts: 45, total: 100, requests: 8 },
  { name: 'home', address: '/my', who: 'dominique', css: 18, html: 30, fonts: 45, total: 140, requests: 12 },
  {
    name: 'documents',
    address: '/my/documents',
    who: 'dominique',
    css: 18,
    html: 30,
    fonts: 45,
    total: 140,
    requests: 12,
  },
  { name: 'access', address: '/my/access', who: 'dominique', css: 18, html: 30, fonts: 45, total: 140, requests: 12 },
  { name: 'console', address: '/console', who: 'reviewer', css: 28, html: 70, fonts: 45, total: 350, requests: 15 },
  { name: 'professional', address: '/pro', who: 'dr-moreau', css: 24, html: 40, fonts: 45, total: 220, requests: 15 },
] as const

for (const budget of budgets) {
  test(`the first view weighs no more than its budget: ${budget.name}`, async () => {
    const context = await openBrowser(carnet.origin, { javaScript: true })
    if (budget.who !== undefined) await readersOf[budget.who](context)
    const fresh = await openBrowser(carnet.origin, { javaScript: true, sameReaderAs: context })
    const weight = await weighPage(await fresh.newPage(), budget.address)
    assert.equal(weight.scripts, 0)
    for (const kind of ['html', 'css', 'fonts', 'total'] as const) {
      assert.ok(weight[kind] <= budget[kind] * kilobyte, `${kind}: ${weight[kind]} bytes, at most ${budget[kind]} KB`)
    }
    assert.ok(weight.requests <= budget.requests, `${weight.requests} requests`)
    assert.ok(weight.html > 0 && weight.css > 0 && weight.fonts > 0, JSON.stringify(weight))
    await context.close()
    await fresh.close()
  })
}
