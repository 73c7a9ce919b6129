import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { openWorkplace } from '../tests/support/browser-workplace.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { createCaller, type Caller } from './conformance/support/caller.ts'
import { freshExample, rewritten, type OwnDeposit } from './conformance/support/own-deposits.ts'
import { provideBundle } from './conformance/support/provide-bundle.ts'

let carnet: Installation
let hers: Page
let midwife: Page
let call: Caller
before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
  hers = await (await openBrowser(carnet.origin)).newPage()
  await signIn(hers, 'dominique', '/my')
  midwife = await openWorkplace(carnet.origin, 'midwife')
})
after(() => carnet.close())

const hospital = 'Centre hospitalier de la Rive'

const fill = async (wish: { category?: string; year?: string; note?: string }): Promise<void> => {
  await hers.goto('/my/requests/new')
  await hers.getByLabel(hospital).check()
  if (wish.category !== undefined) await hers.getByLabel('Quelle sorte de document').selectOption(wish.category)
  await hers.getByLabel('De quelle année environ').fill(wish.year ?? '')
  await hers.getByLabel('Voulez-vous préciser').fill(wish.note ?? '')
  await hers.getByRole('button', { name: 'Envoyer la demande' }).click()
}

const requests = async (): Promise<string> => {
  await hers.goto('/my/requests')
  return readMain(hers)
}

const openOne = async (): Promise<void> => {
  await midwife.goto('/pro')
  await midwife.getByRole('link', { name: /demandés? par/ }).click()
  await midwife
    .getByRole('link', { name: /^Demande du/ })
    .first()
    .click()
}

const sendFrom = async (year: number, change: (letter: OwnDeposit) => OwnDeposit = (letter) => letter) => {
  const letter = change(rewritten(freshExample('discharge-letter.xml'), /2026042/g, `${year}042`))
  const answer = await call('hospital', '', { body: provideBundle([letter]) })
  assert.equal(answer.status, 200, answer.text)
}

const visibilitySystem =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument'

const withheld = (letter: OwnDeposit): OwnDeposit => ({
  ...letter,
  metadata: {
    ...letter.metadata,
    confidentiality: [...letter.metadata.confidentiality, { system: visibilitySystem, code: 'INVISIBLE_PATIENT' }],
  },
})

const waitingNotices = () =>
  carnet.database.owner.query({
    text: `select from platform.outbox where kind = 'notice-answer' and due_at > now()`,
  })

test('from her documents: a place, a kind, a year, sent', async () => {
  await hers.goto('/my/documents')
  const finger = createFinger()
  await finger.click(hers.getByRole('link', { name: 'Demander un document qui manque' }))
  await finger.click(hers.getByLabel(hospital))
  await hers.getByLabel('Quelle sorte de document').selectOption('CPT_REND')
  await hers.getByLabel('De quelle année environ').fill('2014')
  await hers.getByLabel('Voulez-vous préciser').fill('Le séjour d’avril')
  await finger.click(hers.getByRole('button', { name: 'Envoyer la demande' }))
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
  const said = await readMain(hers)
  assert.match(said, /C’est envoyé.*Centre hospitalier de la Rive Comptes rendus, vers 2014 Le séjour d’avril Envoyée/)
  const addresses = ['/my/requests', '/my/requests/new'].map((path) => `${carnet.origin}${path}`)
  await checkAccessibility(hers.context(), addresses)
  assert.equal((await waitingNotices()).length, 1)
})

test('the same twice, a year that cannot be, nobody chosen: said beside the field, nothing sent', async () => {
  await fill({ category: 'CPT_REND', year: '2014', note: 'Le séjour d’avril' })
  assert.match(await readMain(hers), /déjà fait cette demande/)
  await fill({ year: '1812' })
  assert.match(await hers.locator('#year-fault').innerText(), /année en quatre chiffres/)
  await hers.goto('/my/requests/new')
  await hers.getByRole('button', { name: 'Envoyer la demande' }).click()
  assert.match(await hers.locator('#facility-fault').innerText(), /à qui vous demandez/)
  assert.equal((await requests()).split('Demandé le').length - 1, 1)
})

test('the place reads who asks; another place finds nothing, at its address either; she reads that it was opened', async () => {
  await openOne()
  assert.match(
    await readMain(midwife),
    /Dominique.*279035121518989.*Comptes rendus, vers 2014.*Le séjour d’avril.*Vous ne pouvez pas l’envoyer/,
  )
  await checkAccessibility(midwife.context(), [midwife.url(), `${carnet.origin}/pro/requests`])
  await midwife.getByRole('link', { name: 'Déposer le document' }).click()
  assert.match(await midwife.locator('body').innerText(), /Dominique/)
  assert.match(new URL(midwife.url()).pathname, /^\/pro\/patients\/[-0-9a-f]{36}\/deposit$/)
  await midwife.goBack()
  const stranger = await openWorkplace(carnet.origin, 'dr-petit')
  await stranger.goto('/pro/requests')
  assert.match(await readMain(stranger), /Aucune demande en attente/)
  const refused = await stranger.goto(midwife.url())
  assert.equal(refused?.status(), 404)
  assert.match(await requests(), /Ouverte par l’établissement/)
})

test('what is not it, or is kept from her for now, answers nothing; the document does, and she opens it from there', async () => {
  // asked already by the first test; anew where this one runs alone
  await fill({ category: 'CPT_REND', year: '2014', note: 'Le séjour d’avril' })
  await sendFrom(2019)
  await sendFrom(2014, withheld)
  assert.match(await requests(), /Réponse attendue au plus tard/)
  await sendFrom(2015)
  assert.match(await requests(), /Le document est arrivé/)
  assert.deepEqual(await waitingNotices(), [], 'nobody is told that it is late')
  await hers.getByRole('link', { name: 'Lire le document' }).click()
  assert.match(await readMain(hers), /2015/)
  await midwife.goto('/pro/requests')
  assert.match(await readMain(midwife), /Aucune demande en attente/)
})

test('the place says why it does not come; she is told without a word of it, and reads it', async () => {
  await fill({ year: '1999' })
  const mails = (await carnet.mails()).length
  await openOne()
  await midwife.getByRole('button', { name: 'Envoyer la réponse' }).click()
  assert.match(await midwife.locator('#reason-fault').innerText(), /Choisissez une réponse/)
  await midwife.getByLabel('le délai de conservation est passé').check()
  await midwife.getByRole('button', { name: 'Envoyer la réponse' }).click()
  assert.match(await readMain(midwife), /La réponse est envoyée.*Aucune demande en attente/)
  const [mail, ...others] = (await carnet.mails()).slice(mails)
  assert.deepEqual(others, [])
  assert.deepEqual(findHealthWords(mail ?? ''), [])
  assert.doesNotMatch(mail ?? '', /hospitalier/)
  assert.match(await requests(), /n’est plus gardé/)
  await hers.goto('/my/access/history?who=all')
  assert.match(
    await readMain(hers),
    /FERREIRA.*Demande de document : ouverte, ou réponse donnée.*Document demandé à un établissement/,
  )
})

test('requests of one day lead on by words of their own', async () => {
  await fill({ year: '1997' })
  await fill({ year: '1998' })
  await midwife.goto('/pro/requests')
  const links = await midwife.getByRole('link', { name: /^Demande du/ }).allInnerTexts()
  assert.equal(links.length, 2)
  assert.equal(new Set(links).size, 2, links.join(' | '))
  await hers.goto('/my/requests')
  for (let left = 2; left > 0; left -= 1)
    await hers
      .getByRole('button', { name: `Retirer la demande à ${hospital}` })
      .first()
      .click()
})

test('she takes one back, and asks a few a day at most', async () => {
  await fill({ year: '2001' })
  await hers.getByRole('button', { name: `Retirer la demande à ${hospital}` }).click()
  assert.match(await readMain(hers), /Votre demande est retirée/)
  await midwife.goto('/pro/requests')
  assert.match(await readMain(midwife), /Aucune demande en attente/)
  await fill({ year: '2002' })
  await fill({ year: '2003' })
  await fill({ year: '2004' })
  assert.match(await readMain(hers), /C.est beaucoup de demandes/)
})

test('she searches another place above what she fills in, and loses nothing of it; no name stands in the address', async () => {
  await hers.goto('/my/requests/new')
  await hers.getByLabel('Quelle sorte de document').selectOption('BIOLOGIE')
  await hers.getByLabel('De quelle année environ').fill('2016')
  await hers.getByLabel('Voulez-vous préciser').fill('Les lunettes')
  for (const [name, says] of [
    ['Nulle part', /Aucun établissement de ce nom/],
    ['Optique', /Optique Lumière/],
  ] as const) {
    await hers.getByLabel('son nom').fill(name)
    await hers.getByRole('button', { name: 'Chercher' }).click()
    assert.match(await readMain(hers), says)
    assert.equal(new URL(hers.url()).search, '')
    assert.equal(await hers.getByLabel('Quelle sorte de document').inputValue(), 'BIOLOGIE')
    assert.equal(await hers.getByLabel('De quelle année environ').inputValue(), '2016')
    assert.equal(await hers.getByLabel('Voulez-vous préciser').inputValue(), 'Les lunettes')
  }
  assert.equal(await hers.getByLabel('Optique Lumière').isChecked(), true, 'the only one found is chosen')
})

test('a place that finds nobody of that name says so beside the choice that the list of faults leads to', async () => {
  await hers.goto('/my/requests/new')
  await hers.getByLabel('son nom').fill('Nulle part')
  await hers.getByRole('button', { name: 'Chercher' }).click()
  await hers.getByRole('button', { name: 'Envoyer la demande' }).click()
  const [to] = await hers
    .locator('.error-summary a')
    .evaluateAll((links) => links.map((one) => one.getAttribute('href')))
  assert.equal(await hers.locator(to ?? 'nowhere').count(), 1)
})
