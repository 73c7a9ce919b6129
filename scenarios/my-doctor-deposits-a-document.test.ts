import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { dropFile, noteConsent, openPatient, searchPatient } from '../tests/support/browser-patient.ts'
import { openWorkplace } from '../tests/support/browser-workplace.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) })
const letter = file('lettre.txt', 'text/plain', 'Le rythme est régulier.')

const paulIns = '181072A00412390'

let carnet: Installation
let doctor: Page
let record = ''
before(async () => {
  carnet = await openInstallation()
  doctor = await openWorkplace(carnet.origin, 'dr-petit')
  await noteConsent(doctor, dominiqueIns, '28/03/1979')
  record = new URL(doctor.url()).pathname
})
after(() => carnet.close())

const readForm = `[...new FormData(document.querySelector('form[action$="/send"]'))]`

const readAs = async (who: string): Promise<string[]> =>
  (await (await openSoftware(carnet, who)).listDocuments()).titles

const fillAndSend = async (title: string, sight: 'now' | 'hidden' | 'announced' = 'now'): Promise<string> => {
  await doctor.goto(`${record}/deposit`)
  await doctor.getByLabel('Fichier').setInputFiles(letter)
  await doctor.getByRole('button', { name: 'Vérifier' }).click()
  await doctor.getByLabel('Titre').fill(title)
  await doctor.locator(`input[value=${sight}]`).check()
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  return new URL(doctor.url()).pathname
}

test('dropped on the record, checked, sent: three clicks, and she reads it under the name she was promised', async () => {
  const page = await (await openBrowser(carnet.origin, { javaScript: true, sameReaderAs: doctor.context() })).newPage()
  await page.goto(`${record}/documents`)
  const finger = createFinger()
  await dropFile(page, letter)
  await finger.click(page.getByRole('button', { name: 'Vérifier' }))
  const check = await readMain(page)
  assert.match(check, /lettre\.txt \(24 octets\)/)
  assert.match(
    check,
    /Ce que le patient lira .* Compte rendu de consultation Sékou PETIT · Cabinet de cardiologie du Port/,
  )
  await finger.click(page.getByRole('button', { name: 'Envoyer' }))
  assert.ok(1 + finger.clicks() <= 3, `${1 + finger.clicks()} clicks`)
  assert.match(await readMain(page), /C’est envoyé.*Le rythme est régulier/)

  const hers = await (await openBrowser(carnet.origin)).newPage()
  await signIn(hers, 'dominique', '/my')
  assert.match(await readMain(hers), /Compte rendu de consultation/)
  await hers.goto('/my/access/history')
  assert.match(await readMain(hers), /PETIT.*Dépôt/)
})

test('without a script: a file chosen or a text pasted; the pages hold for everybody', async () => {
  await doctor.goto(`${record}/deposit`)
  await checkAccessibility(doctor.context(), [doctor.url()])
  await doctor.getByLabel('Ou un texte').fill('Tension normale au repos.')
  await doctor.getByRole('button', { name: 'Vérifier' }).click()
  await doctor.getByLabel('Titre').fill('Tension du jour')
  await doctor.getByRole('button', { name: 'Actualiser l’aperçu' }).click()
  assert.match(await readMain(doctor), /Ce que le patient lira .* Tension du jour Compte rendu de consultation/)
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await readMain(doctor), /C’est envoyé.*Tension du jour.*Tension normale au repos/)
  assert.ok((await readAs('dr-moreau')).includes('Tension du jour'))
})

const refused: [string, ReturnType<typeof file> | undefined, RegExp][] = [
  ['nothing', undefined, /Choisissez un fichier, ou collez un texte/],
  ['an archive', file('a.zip', 'application/zip', 'PK'), /n’est pas un PDF, un JPEG, un PNG ou un texte/],
  ['a text that says it is a PDF', file('a.pdf', 'application/pdf', 'Bonjour'), /.+/],
  ['a page for browsers', file('a.txt', 'text/plain', '<html><script>1</script></html>'), /.+/],
  ['a PDF with a script', file('a.pdf', 'application/pdf', '%PDF-1.7\n1 0 obj<</JS(1)>>endobj\n%%EOF'), /.+/],
]

for (const [what, sent, says] of refused) {
  test(`${what} is not taken, and the page says so beside the field`, async () => {
    const had = await readAs('dr-petit')
    await doctor.goto(`${record}/deposit`)
    if (sent !== undefined) await doctor.getByLabel('Fichier').setInputFiles(sent)
    await doctor.getByRole('button', { name: 'Vérifier' }).click()
    assert.equal(await doctor.getByRole('heading', { level: 1 }).innerText(), 'Déposer un document')
    assert.match(await doctor.locator('#file-fault').innerText(), says)
    assert.deepEqual(await readAs('dr-petit'), had)
  })
}

test('a day to come is asked again, and nothing typed is lost', async () => {
  await doctor.goto(`${record}/deposit`)
  await doctor.getByLabel('Fichier').setInputFiles(letter)
  await doctor.getByRole('button', { name: 'Vérifier' }).click()
  await doctor.getByLabel('Titre').fill('Un titre à garder')
  await doctor.getByLabel('Date de l’acte').fill('01/01/2099')
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await readMain(doctor), /Indiquez une date passée/)
  assert.equal(await doctor.getByLabel('Titre').inputValue(), 'Un titre à garder')
})

test('sent twice, it is deposited once', async () => {
  await doctor.goto(`${record}/deposit`)
  await doctor.getByLabel('Fichier').setInputFiles(letter)
  await doctor.getByRole('button', { name: 'Vérifier' }).click()
  await doctor.getByLabel('Titre').fill('Une seule fois')
  const form = await doctor.evaluate<[string, string][]>(readForm)
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  const address = doctor.url()
  const again = await doctor.request.post(`${record}/deposit/send`, {
    form: Object.fromEntries(form),
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  assert.equal(again.url(), address)
  assert.equal((await readAs('dr-petit')).filter((title) => title === 'Une seule fois').length, 1)
})

test('he replaces his own and says why: she reads the new one, and why, in her history', async () => {
  await fillAndSend('Première version')
  await doctor.getByRole('link', { name: 'Le remplacer' }).click()
  await checkAccessibility(doctor.context(), [doctor.url()])
  assert.match(await readMain(doctor), /Il remplacera : Première version/)
  await doctor.getByLabel('Fichier').setInputFiles(letter)
  await doctor.getByRole('button', { name: 'Vérifier' }).click()
  await doctor.getByLabel('Titre').fill('Seconde version')
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await readMain(doctor), /Dites en quelques mots pourquoi/)
  await doctor.getByLabel('Pourquoi le remplacer').fill('dose mal recopiée')
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await readMain(doctor), /L’ancien document est remplacé/)
  await doctor.getByRole('link', { name: /Version précédente/ }).click()
  await doctor.getByRole('link', { name: /a été remplacé : voir la version/ }).click()
  assert.match(await readMain(doctor), /Version précédente, du/)
  const titles = await readAs('dr-moreau')
  assert.ok(titles.includes('Seconde version') && !titles.includes('Première version'))
  const hers = await (await openBrowser(carnet.origin)).newPage()
  await signIn(hers, 'dominique', '/my')
  await hers.goto('/my/access/history')
  assert.match(await readMain(hers), /dose mal recopiée/)
})

test('he withdraws his own and says why: nobody else has it any more, he still finds it', async () => {
  const path = await fillAndSend('À retirer')
  await doctor.getByRole('link', { name: 'Le retirer' }).click()
  await checkAccessibility(doctor.context(), [doctor.url()])
  await doctor.getByRole('button', { name: 'Retirer' }).click()
  assert.match(await readMain(doctor), /Dites en quelques mots pourquoi/)
  await doctor.getByLabel('Pourquoi le retirer').fill('autre personne')
  await doctor.getByRole('button', { name: 'Retirer' }).click()
  assert.match(await readMain(doctor), /Le document est retiré\..*Mes documents.*À retirer/)
  assert.ok(!(await readAs('dr-moreau')).includes('À retirer'))
  const other = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(other, 'dr-moreau', dominiqueIns)
  assert.equal((await other.goto(path))?.status(), 404)
})

test('what waits for an announcement she does not see, until he shows it; he cannot take that back', async () => {
  await fillAndSend('Résultat à annoncer', 'announced')
  assert.match(await readMain(doctor), /À annoncer/)
  const hers = await (await openBrowser(carnet.origin)).newPage()
  await signIn(hers, 'dominique', '/my')
  await hers.goto('/my/documents')
  assert.doesNotMatch(await readMain(hers), /Résultat à annoncer/)
  await doctor.getByRole('link', { name: 'Montrer au patient' }).click()
  await checkAccessibility(doctor.context(), [doctor.url()])
  await doctor.getByRole('button', { name: 'Montrer au patient' }).click()
  assert.match(await readMain(doctor), /Le patient voit maintenant ce document/)
  assert.equal(await doctor.getByRole('link', { name: 'Montrer au patient' }).count(), 0)
  await hers.reload()
  assert.match(await readMain(hers), /Résultat à annoncer/)
})

test('hidden at her request: she and her treating doctor have it, the nurse does not', async () => {
  await fillAndSend('Entre nous', 'hidden')
  assert.ok((await readAs('dr-moreau')).includes('Entre nous'))
  assert.ok(!(await readAs('nurse')).includes('Entre nous'))
})

test('somebody else’s document is neither withdrawn nor replaced: as one that is not there', async () => {
  const path = await fillAndSend('La mienne')
  const other = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(other, 'dr-moreau', dominiqueIns)
  assert.equal((await other.goto(`${path}/withdraw`))?.status(), 404)
  const absent = path.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000')
  assert.equal((await other.goto(`${absent}/withdraw`))?.status(), 404)
  await other.goto(path)
  assert.equal(await other.getByRole('link', { name: 'Le retirer' }).count(), 0)
})

/** The whole answer to somebody signed in; the way back that a refusal offers is not asked. */
const answered = async (page: Page, address: string, form?: Record<string, string>) => {
  const how = { headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0, ...(form && { form }) }
  const answer = await page.request.fetch(address, { ...how, method: form ? 'POST' : 'GET' })
  const { date: _, ...told } = answer.headers()
  return {
    status: answer.status(),
    told,
    body: (await answer.text()).replaceAll(new URL(address, carnet.origin).pathname, ''),
  }
}

/** The same address with the id of a document that nobody has. */
const noOne = (address: string): string =>
  address.replace(/(documents\/|replaces=)[\w-]+/, '$100000000-0000-4000-8000-000000000000')

test('under the name of another patient hers is as one that is not there: neither read, nor shown, nor replaced', async () => {
  const hers = new URL(await fillAndSend('À elle seule'), carnet.origin).pathname.split('/').at(-1) ?? ''
  const other = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(other, 'dr-moreau', dominiqueIns)
  assert.equal((await other.goto(`${record}/documents/${hers}`))?.status(), 200)
  await searchPatient(other, paulIns)
  const his = new URL(other.url()).pathname
  assert.equal((await other.goto(`${his}/deposit`))?.status(), 200)
  const own = [`documents/${hers}`, `documents/${hers}/withdraw`, `documents/${hers}/open`, `deposit?replaces=${hers}`]
  const bytes = ['original', 'view', 'parts/0'].map((part) => `documents/${hers}/${part}`)
  for (const place of [...own, ...bytes]) {
    assert.deepEqual(await answered(other, `${his}/${place}`), await answered(other, noOne(`${his}/${place}`)), place)
    assert.doesNotMatch(await (await other.request.get(`${his}/${place}`)).text(), /À elle seule/, place)
  }
})

test('nor opened nor withdrawn there by its own author', async () => {
  const withheld = new URL(await fillAndSend('Pas encore dit', 'announced'), carnet.origin).pathname.split('/').at(-1)
  await noteConsent(doctor, paulIns, '19/07/1981')
  const his = new URL(doctor.url()).pathname
  for (const [place, form] of [
    ['open', { state: 'patient' }],
    ['withdraw', { why: 'erreur' }],
  ] as const) {
    const address = `${his}/documents/${withheld}/${place}`
    assert.deepEqual(await answered(doctor, address, form), await answered(doctor, noOne(address), form), place)
  }
  await doctor.goto(`${record}/documents/${withheld}`)
  assert.match(await readMain(doctor), /À annoncer.*Pas encore dit/)
})

test('a stranger to her cannot even ask: the page is that of any refusal', async () => {
  const stranger = await openWorkplace(carnet.origin, 'optician')
  const answer = await stranger.goto(`${record}/deposit`)
  assert.equal(answer?.status(), 403)
  assert.match(await readMain(stranger), /Ce dossier n’est pas ouvert pour vous/)
})
