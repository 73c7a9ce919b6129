import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { depositLetter, newLetter, openSoftware, type Letter } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { loadCast } from '../src/reference/load-cast.ts'

let carnet: Installation
let letterId = ''
before(async () => {
  carnet = await openInstallation()
  assert.equal((await depositLetter(carnet, letter)).status, 201)
  letterId = (await (await openSoftware(carnet, 'dominique')).listDocuments()).ids.get(newLetter.title) ?? ''
})
after(() => carnet.close())

const letter: Letter = { ...newLetter, actOn: '2026-10-02' }
const sameAct: Letter = {
  actOn: '2026-10-02',
  title: 'Suite de l’ordonnance',
  uniqueId: '2.25.5822582258225822582258225822582258',
}
const nextDay: Letter = { ...sameAct, uniqueId: '2.25.6933693369336933693369336933693369', actOn: '2026-10-03' }
const flagged: Letter = {
  ...sameAct,
  uniqueId: '2.25.7044704470447044704470447044704470',
  label: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTOUT' },
}
const sees = async (who: string): Promise<boolean> =>
  (await (await openSoftware(carnet, who)).listDocuments()).titles.includes(newLetter.title)

test('from the document I say what I refuse and why; until it is answered nothing changes', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto(`/my/documents/${letterId}`)
  await page.getByRole('link', { name: 'Je ne veux pas de ce document dans mon espace' }).click()
  const form = page.url()
  assert.match(await readMain(page), /pour une raison légitime. Nous vous répondons en 10 jours ouvrés/)
  await page.getByText('Tout cet acte : ce jour, à cet endroit').click()
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  assert.match(await page.getByRole('alert').innerText(), /Choisissez une raison/)
  assert.equal(await page.getByLabel('Tout cet acte').isChecked(), true, 'what was chosen stays')
  await page.getByText('La loi protège le secret de cet acte').click()
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  assert.match(await page.getByRole('status').innerText(), /Votre demande est enregistrée/)
  assert.match(await readMain(page), /acte du 2 octobre 2026 · demandé le .* Réponse au plus tard le/)
  await checkAccessibility(browser, [page.url(), form])
  await page.goto(form)
  await page.getByText('Tout cet acte').click()
  await page.getByText('Une autre raison').click()
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  assert.match(await readMain(page), /Vous l'avez déjà demandé/)
  assert.equal(await sees('nurse'), true)
})

test('the operator reads who deposits, when and why, never whose it is; accepted, it is set aside and I am told', async () => {
  const staff = await (await openBrowser(carnet.origin)).newPage()
  await signIn(staff, 'reviewer', '/console')
  await staff.getByRole('link', { name: 'Oppositions aux dépôts' }).click()
  await staff.getByRole('table').getByRole('link').click()
  const seen = await readMain(staff)
  assert.match(seen, /Centre hospitalier.*2 octobre 2026.*La loi protège le secret de cet acte/)
  assert.doesNotMatch(seen, /dominique|pat-trois|279035121518989|ordonnance/i)
  const earlier = (await carnet.mails()).length
  await staff.getByLabel('Que répondez-vous ?').selectOption('accepted')
  await staff.getByRole('button', { name: 'Répondre' }).click()
  assert.match(await readMain(staff), /État Acceptée/)
  assert.equal((await carnet.mails()).length, earlier + 1)
  for (const who of ['nurse', 'dr-moreau', 'dominique']) assert.equal(await sees(who), false, who)
})

test('nothing more of that act comes in, whatever tells it; what else the hospital sends does', async () => {
  const refused = await depositLetter(carnet, sameAct)
  assert.equal(refused.status, 403)
  assert.match(refused.text, /listing-refused/)
  assert.equal((await depositLetter(carnet, nextDay)).status, 201)
})

test('in my history: what I asked, what was set aside, what was refused', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history?who=all')
  const told = await readMain(page)
  for (const line of [
    'Opposition à l’inscription d’un acte',
    'Document écarté à votre demande',
    "La personne s'est opposée",
  ])
    assert.ok(told.includes(line), `${line} in ${told}`)
})

test('I take it back: what comes is listed again', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/more')
  await page.getByRole('link', { name: /Vos oppositions/ }).click()
  await page.getByRole('button', { name: /Retirer l’opposition : .*2 octobre 2026/ }).click()
  assert.match(await page.getByRole('status').innerText(), /Votre opposition est retirée/)
  assert.equal((await depositLetter(carnet, sameAct)).status, 201)
})

/** Sends a letter that bears the label; gives the answer, and how many entries were written besides that of the example's look. */
const sendFlagged = async (more: Pick<Letter, 'patient'> = {}) => {
  const written = async (): Promise<number> =>
    (await carnet.database.owner.query({ text: 'select from journal.entry' })).length
  const earlier = await written()
  const answer = await depositLetter(carnet, { ...flagged, ...more })
  // two entries: the helper reads the example it is made from
  return { ...answer, entries: (await written()) - earlier - 2 }
}

test('what a minor says at the deposit is not to be listed is refused before anything is kept', async () => {
  const lea = loadCast().holders.find(({ name }) => name === 'lea')?.ins.value ?? ''
  const { status, text, entries } = await sendFlagged({ patient: lea })
  assert.equal(status, 422, text)
  assert.match(text, /act-not-to-be-listed/)
  assert.equal(entries, 0)
})

test('an adult cannot say so at the deposit: the software is told, and sends it without the label', async () => {
  const { status, text, entries } = await sendFlagged()
  assert.equal(status, 422, text)
  assert.match(text, /label-of-minors-only/)
  assert.equal(entries, 0)
  const { label: _label, ...unflagged } = flagged
  assert.equal((await depositLetter(carnet, unflagged)).status, 201)
})
