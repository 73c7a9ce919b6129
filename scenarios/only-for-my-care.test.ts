import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { chooseInSimulator, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { searchPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const button = 'J’ai lu : je viens pour des soins'

test('a program that says what it comes for: for care it is let in, for anything else never, and that stands in my history', async () => {
  for (const care of [undefined, 'TREAT', 'normal'])
    assert.equal(
      (await (await openSoftware(carnet, 'dr-moreau', care)).listDocuments()).status,
      200,
      care ?? 'nothing said',
    )
  const heard = new Set<string>()
  for (const other of ['COVERAGE', 'HPAYMT', 'a word that nobody knows']) {
    const sight = await (await openSoftware(carnet, 'dr-moreau', other)).listDocuments()
    assert.equal(sight.status, 403, other)
    assert.match(sight.text, /purpose-forbidden/)
    heard.add(sight.text.replaceAll(/"id":"[^"]+"/g, ''))
  }
  const nobody = await (await openSoftware(carnet, 'dr-moreau', 'COVERAGE')).listDocuments('299035121518960')
  heard.add(nobody.text.replaceAll(/"id":"[^"]+"/g, ''))
  assert.equal(heard.size, 1, [...heard].join('\n'))

  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history')
  assert.match(await readMain(page), /pour une assurance, un crédit ou un emploi/)
})

test('before the first record of the year a professional reads what the law says: one click, and on to where they were heading', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await page.goto('/pro/consent')
  await page.getByRole('link', { name: 'Continuer avec mon identité professionnelle' }).click()
  await chooseInSimulator(page, 'dr-petit')
  const said = await readMain(page)
  assert.match(said, /Jamais pour une assurance, une mutuelle, un crédit, un employeur/)
  assert.match(said, /jusqu’à 5 ans de prison et 150 000 €/)
  await checkAccessibility(browser, [page.url()])
  await page.goto('/pro')
  assert.equal(new URL(page.url()).pathname, '/pro/law', 'no way around it')
  await page.goto('/pro/consent')
  await page.getByRole('button', { name: button }).click()
  assert.equal(new URL(page.url()).pathname, '/pro/consent')
  await page.goto('/pro')
  assert.equal(new URL(page.url()).pathname, '/pro', 'it is asked once')
})

test('in another browser it is not asked again; a year later it is', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await page.goto('/pro')
  await page.getByRole('link', { name: 'Continuer avec mon identité professionnelle' }).click()
  await chooseInSimulator(page, 'dr-petit')
  assert.equal(new URL(page.url()).pathname, '/pro')
  await carnet.database.owner.query({
    text: `update directory.professional set law_read_at = law_read_at - interval '12 months 1 day'`,
  })
  await page.goto('/pro')
  assert.equal(new URL(page.url()).pathname, '/pro/law')
  await page.getByRole('button', { name: button }).click()
})

test('a refusal says it again', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dr-petit', '/pro')
  await searchPatient(page, dominiqueIns)
  const said = await readMain(page)
  assert.match(said, /Ce dossier n’est pas ouvert pour vous/)
  assert.match(said, /Jamais pour une assurance.*150 000 € d’amende/)
})
