import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Visitor } from '../src/access/types.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { readPdf, textOfPage } from '../tests/support/read-pdf.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
  const { spaceId } = await carnet.carnet.identity.findHolderByIns(ins)
  const actor = { kind: 'holder', id: spaceId, name: 'Dominique' } as const
  const me: Visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  const write = (section: string, fields: Readonly<Record<string, string>>) =>
    carnet.carnet.profile.addLine(me, { spaceId }, { section, fields })
  await write('allergies', { what: 'Pénicilline, amoxicilline', severity: 'high', reaction: 'Œdème' })
  await write('conditions', { what: 'Dépression' })
  await write('blood-group', { what: 'A+' })
  await write('contacts', { what: 'Claude', role: 'emergency', phone: '06 12 34 56 78' })
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

test('one click from any page; it says nothing that I did not choose', async () => {
  for (const path of ['/my', '/my/documents', '/my/access', '/my/more']) {
    await hers.goto(path)
    const finger = createFinger()
    await finger.click(hers.getByRole('link', { name: 'Urgence', exact: true }))
    assert.equal(finger.clicks(), 1)
    const said = await readMain(hers)
    assert.match(said, /Votre carte est vide/)
    assert.doesNotMatch(said, /nicilline|Dépression/)
  }
  await checkAccessibility(hers.context(), [hers.url()])
})

test('I tick what it says; who finds it reads that, and whom to call', async () => {
  await hers.getByRole('link', { name: 'Choisir ce qu’elle dit' }).click()
  const offered = await readMain(hers)
  assert.doesNotMatch(offered, /A \+|A\+/, 'a blood group that nobody proved is on no card')
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByLabel(/Pénicilline/).check()
  await hers.getByLabel(/Claude/).check()
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  const card = await hers.getByRole('article', { name: 'Carte d’urgence' }).first().innerText()
  assert.match(card, /appelez le 15 ou le 112/)
  assert.match(card, /Dominique PAT-TROIS.*1979/)
  assert.match(card, /Pénicilline, amoxicilline Œdème, Grave/)
  assert.match(card, /Claude À prévenir en urgence, 06 12 34 56 78/)
  assert.doesNotMatch(card, /Dépression/)
  await checkAccessibility(hers.context(), [hers.url()])
})

test('one page says how to carry it, and first what a lost wallet or phone tells', async () => {
  await hers.getByRole('link', { name: 'La garder sur moi' }).click()
  assert.match(await readMain(hers), /lit ce que vous avez coché, même sans code/)
  await hers.getByText('Comment la mettre').click()
  await hers.getByText('Comment la remplir').click()
  assert.match(await readMain(hers), /iPhone.*fond d’écran.*Android.*Écran de verrouillage.*Fiche médicale/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.goto('/my/card/carry?lang=en')
  await hers.getByText('How to fill them in').click()
  assert.match(await readMain(hers), /reads what you ticked, even without a code.*Medical ID/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.goto('/my/card/carry?lang=fr')
})

/** One of the files of the page: its name tells nothing, and it is kept by no cache. */
const fileOf = async (link: string): Promise<{ name: string; bytes: Buffer }> => {
  const href = await hers.getByRole('link', { name: link }).getAttribute('href')
  const answer = await hers.request.get(href ?? '')
  assert.equal(answer.headers()['cache-control'], 'no-store')
  const [, name = ''] = /^attachment; filename="([^"]+)"$/.exec(answer.headers()['content-disposition'] ?? '') ?? []
  assert.match(name, /^carnet-\d{4}-\d{2}-\d{2}\.(pdf|png|html)$/)
  return { name, bytes: await answer.body() }
}

test('on paper it has the sizes of a wallet card and of an A5 sheet, and says of which day it is', async () => {
  const wallet = readPdf((await fileOf('Carte pour le portefeuille')).bytes)
  const millimetre = 72 / 25.4
  const [frame] = wallet.rectangles
  assert.deepEqual(
    [frame?.width, frame?.height].map((side) => Math.round((side ?? 0) / millimetre)),
    [86, 54],
  )
  const fridge = readPdf((await fileOf('Feuille A5')).bytes)
  for (const paper of [wallet, fridge]) {
    const said = textOfPage(paper, 1).replaceAll(/\s+/g, ' ')
    assert.match(said, /15 ou le 112.*Dominique PAT-TROIS.*1979.*Pénicilline, amoxicilline.*Œdème, Grave.*Claude/)
    assert.match(said, /Choisi par la personne elle-même, le \d+ \p{L}+ \d{4}/u)
    assert.doesNotMatch(said, /Dépression/)
  }
})

test('for a locked phone it is a picture of a screen’s shape', async () => {
  const { bytes } = await fileOf('Image pour l’écran verrouillé')
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG')
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1240, 2687])
})

test('without network it is one page that fetches and runs nothing', async () => {
  const { bytes } = await fileOf('Page à garder')
  const html = bytes.toString()
  assert.doesNotMatch(html, /<script|<link|src=|href=|url\(|Dépression/)
  const context = await openBrowser(carnet.origin, { viewport: 'phone' })
  await context.setOffline(true)
  const kept = await context.newPage()
  await kept.setContent(html)
  assert.match(await readMain(kept), /Pénicilline, amoxicilline Œdème, Grave.*Claude.*06 12 34 56 78.*Choisi par/)
  await context.close()
})

test('what leaves my profile leaves the card', async () => {
  await hers.goto('/my/profile/1')
  await hers.getByRole('button', { name: /Supprimer Pénicilline/ }).click()
  await hers.goto('/my/card')
  assert.doesNotMatch(await readMain(hers), /nicilline/)
  await hers.goto('/my/card/edit')
  await hers.getByLabel(/Claude/).uncheck()
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  for (const file of ['wallet', 'fridge', 'picture', 'page'])
    assert.equal((await hers.request.get(`/my/card/carry/${file}`)).status(), 404, 'an empty card is no file')
})

test('a sheet for a visit: what I say of my health, my newest values, my questions; printed without what is not for paper', async () => {
  await hers.goto('/my/profile')
  await hers.getByRole('link', { name: 'Préparer une consultation' }).click()
  await hers
    .getByLabel('Ce que je veux demander')
    .fill('Dois-je revoir mon traitement ?\nQuand faire la prochaine prise de sang ?')
  await hers.getByRole('button', { name: 'Mettre sur la feuille' }).click()
  const said = await readMain(hers)
  assert.match(said, /Dépression/)
  assert.match(said, /Dernières valeurs.*TSH|Dernières valeurs.*Cholestérol/)
  assert.match(said, /Dois-je revoir mon traitement \? Quand faire la prochaine prise de sang \?/)
  await checkAccessibility(hers.context(), [`${carnet.origin}/my/visit-sheet`])
  await hers.emulateMedia({ media: 'print' })
  assert.equal(await hers.getByLabel('Ce que je veux demander').isVisible(), false)
  const [height] = await hers.locator('main').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  assert.ok((height ?? 0) < 1_400, `${height} pixels: more than a page`)
  await hers.emulateMedia({ media: 'screen' })
  await hers.goto('/my/visit-sheet')
  assert.doesNotMatch(await readMain(hers), /Dois-je revoir/, 'kept nowhere')
})
