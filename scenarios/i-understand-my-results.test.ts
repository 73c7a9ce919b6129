import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { freshExample, rewritten } from './conformance/support/own-deposits.ts'
import { provideBundle } from './conformance/support/provide-bundle.ts'

// Law: R.1111-42, EHDS article 3. Right: docs/rights/i-understand-my-results.md; rules DOC-33; ux.md D4, D5, flows 2 and 9.

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

/** The laboratory deposits a report of an earlier year, with another amount of cholesterol in it. */
const depositReport = async (year: string, amount: string, unit = 'g/L'): Promise<void> => {
  const dated = rewritten(freshExample('laboratory-report.xml'), /20260914/g, `${year}0914`)
  const report = rewritten(dated, 'value="2.31" unit="g/L"', `value="${amount}" unit="${unit}"`)
  const headers = {
    authorization: `Bearer ${await carnet.token('laboratory')}`,
    'content-type': 'application/fhir+json',
  }
  const answer = await fetch(carnet.fhir, { method: 'POST', headers, body: provideBundle([report]) })
  assert.equal(answer.status, 200, await answer.text())
}

test('what is outside the range comes first, in words; the way of one value over the years is three clicks from home', async () => {
  for (const [year, amount] of [
    ['2022', '1.81'],
    ['2024', '2.05'],
  ] as const)
    await depositReport(year, amount)
  await depositReport('2023', '195', 'mg/dL')
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(
    page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Dossier' }),
  )
  await finger.click(page.getByRole('link', { name: 'Bilan sanguin de suivi', exact: true }).first())
  const report = page.url()
  const read = await readMain(page)
  assert.match(read, /3 valeurs sur 4 sont dans l’intervalle du laboratoire/)
  assert.ok(read.indexOf('Cholestérol total') < read.indexOf('Hémoglobine'), 'outside first')
  assert.match(read, /2,31 g\/L ↑ au-dessus de l’intervalle/)
  assert.match(read, /Que faire maintenant/)

  await finger.click(page.getByRole('link', { name: 'Voir l’évolution : Cholestérol total' }))
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
  assert.match(await readMain(page), /De 1,81 g\/L en septembre 2022 à 2,31 g\/L en septembre 2026, 4 valeurs/)
  assert.equal(await page.getByRole('img', { name: /De 1,81 g\/L/ }).count(), 1)
  assert.equal(await page.getByRole('row').count(), 5)
  assert.match(await readMain(page), /195 mg\/dL\s*soit 1,95 g\/L/, 'what was written, and what is drawn')
  assert.match(await readMain(page), /la virgule se déplace, aucun chiffre ne change/)
  assert.doesNotMatch(`${page.url()} ${await page.title()}`, /holest|2093/, 'neither address nor title tells of health')
  await checkAccessibility(browser, [report, page.url()])
})

test('a value stands first when I say so, beside another on one axis of time, and goes with me as a file', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/documents')
  await page.getByRole('link', { name: 'Bilan sanguin de suivi', exact: true }).first().click()
  await page.getByRole('link', { name: 'Voir l’évolution : Cholestérol total' }).click()
  const way = page.url()
  const { spaceId, name } = await carnet.carnet.identity.findHolderByIns({
    system: 'urn:oid:1.2.250.1.213.1.4.10',
    value: dominiqueIns,
  })
  await carnet.carnet.observations.addMeasurements(
    { actor: { kind: 'holder', id: spaceId, name }, authLevel: 'substantial', origin: { channel: 'pages' } },
    { spaceId },
    ['2024-02-01', '2026-09-01'].map((day, index) => ({
      kind: 'body-weight',
      at: `${day}T08:00:00+01:00`,
      values: { value: String(70 + index) },
    })),
  )
  await page.getByRole('button', { name: 'Mettre en premier' }).click()
  assert.equal(page.url(), way)
  await page.goto('/my/measures')
  await checkAccessibility(browser, [page.url()])
  await page.getByRole('link', { name: /Cholestérol total/ }).click()
  await page.getByRole('link', { name: 'Comparer avec une autre valeur' }).click()
  await page.getByRole('navigation', { name: 'Comparer avec :' }).getByRole('link').first().click()
  await checkAccessibility(browser, [page.url()])
  assert.ok((await page.locator('svg.trend').count()) >= 3, 'its own, and the two on one axis')
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Télécharger ces lignes (CSV)' }).click()
  const file = readFileSync(await (await waiting).path(), 'utf8')
  assert.match(file, /Date;Valeur;Unité;Intervalle du laboratoire/)
  assert.match(file, /g\/L|mmol\/L/)
  await page.getByRole('button', { name: 'Ne plus mettre en premier' }).click()
  await page.goto('/my/measures')
  assert.doesNotMatch(await readMain(page), /Valeurs de laboratoire en premier/)
})

test('the newest result is one click from home, under a title without a word about health', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  assert.match(await readMain(page), /Nouveau document du \d/)
  const finger = createFinger()
  await finger.click(page.getByRole('region', { name: /^Nouveau document du/ }).getByRole('link'))
  assert.equal(finger.clicks(), 1)
  assert.match(new URL(page.url()).pathname, /^\/my\/documents\/[0-9a-f-]{36}$/)
})

test('all values by day: two clicks from home, three to one of them over the years, and what a filter leaves', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(
    page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Dossier' }),
  )
  await finger.click(page.getByRole('link', { name: 'Valeurs et évolutions' }))
  assert.equal(finger.clicks(), 2)
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /Cholestérol total/ }) })
  assert.equal(await row.count(), 1)
  assert.match((await row.innerText()).replaceAll(/\s+/g, ' '), /De 1,81 g\/L à 2,31 g\/L, 4 valeurs/)
  assert.deepEqual(
    (await row.getByRole('link', { name: /\d m?g\// }).allInnerTexts()).map((text) => text.replaceAll(/\s/g, ' ')),
    ['2,31 g/L', '2,05 g/L', '195 mg/dL', '1,81 g/L'],
  )
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    true,
    'only the table scrolls',
  )
  const all = page.url()
  await checkAccessibility(browser, [all, `${all}?period=1`])
  await page.goto('/my/values?period=1')
  assert.equal(await row.getByRole('link', { name: /g\/L/ }).count(), 1, 'one year holds one')
  await page.goto(all)
  await finger.click(row.getByRole('link', { name: /^Cholestérol total/ }))
  assert.equal(finger.clicks(), 3)
  assert.doesNotMatch(`${all} ${page.url()} ${await page.title()}`, /holest|2093/)
})

test('a professional reads all values by day, and quotes one with what a letter owes its reader', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await openPatient(page, 'dr-moreau', dominiqueIns)
  await page.getByRole('link', { name: 'Valeurs et évolutions' }).click()
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /Cholestérol total/ }) })
  assert.equal(await row.getByText('↑ au-dessus').count(), 4)
  const table = page.url()
  await row.getByRole('link', { name: '2,31' }).click()
  await page.getByText('Citer ces valeurs').click()
  const quotes = (await page.getByLabel(/^Chaque ligne dit/).inputValue()).split('\n')
  const quote = quotes.map((one) => one.replaceAll(/\s/g, ' ')).find((one) => one.startsWith('Cholestérol total'))
  assert.match(
    quote ?? '',
    /^Cholestérol total 2,31 g\/L \(intervalle du laboratoire .+\), 14 septembre 2026, .*Laboratoire des Quatre Vents, document « Bilan sanguin de suivi »$/,
  )
  await checkAccessibility(browser, [table, page.url()])
})

test('whoever has no right to the report reads nothing of its values', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/documents')
  const report =
    (await page.getByRole('link', { name: 'Bilan sanguin de suivi', exact: true }).first().getAttribute('href')) ?? ''
  const elsewhere = await openBrowser(carnet.origin)
  const other = await elsewhere.newPage()
  await signIn(other, 'paul', '/my')
  const refused = await other.goto(`${report}/values/0`)
  assert.equal(
    refused?.status(),
    (await other.goto('/my/documents/11111111-1111-4111-8111-111111111111/values/0'))?.status(),
  )
  assert.doesNotMatch(await readMain(other), /Hémoglobine|g\/dL/)
})
