import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { APIResponse, Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn, type Finger } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { numberOf } from '../tests/support/register-kit.ts'

let carnet: Installation
let doctor: Page
let mine: Page
before(async () => {
  carnet = await openInstallation()
  doctor = await (await openBrowser(carnet.origin, { javaScript: false })).newPage()
  await signIn(doctor, 'dr-petit', '/pro')
  mine = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript: false })).newPage()
  await signIn(mine, 'dominique', '/my')
  earlier = new Set(await carnet.mails())
})
after(() => carnet.close())

let earlier: ReadonlySet<string>
const sentTo = async (address: string): Promise<string[]> =>
  (await carnet.mails()).filter((mail) => !earlier.has(mail) && mail.includes(`To: ${address}`))

const fillPerson = async (page: Page, ins = dominiqueIns, birthDate = '28/03/1979'): Promise<void> => {
  await page.getByLabel('Numéro INS du patient').fill(ins)
  await page.getByLabel('Jour').fill(birthDate)
}

const openInThreeClicks = async (page: Page, finger: Finger, reason: string): Promise<void> => {
  await page.goto('/pro')
  await page.getByLabel('Numéro INS du patient').fill(dominiqueIns)
  await finger.click(page.getByRole('button', { name: 'Accès en urgence' }))
  await page.getByLabel('Jour').fill('28/03/1979')
  await finger.click(page.getByLabel(reason))
}

test('a stranger at her bed opens in three clicks: who he is, who she is, why; the record opens under a banner', async () => {
  const finger = createFinger()
  await openInThreeClicks(doctor, finger, 'La personne est inconsciente')
  const form = await readMain(doctor)
  assert.match(form, /Vous Sékou PETIT · .* · Cabinet de cardiologie du Port/)
  assert.match(form, /Le patient et son médecin traitant sont prévenus dès l’ouverture/)
  await doctor.getByLabel('Précision (facultatif)').fill('Trouvée au sol dans le hall')
  await checkAccessibility(doctor.context(), [`${carnet.origin}/pro/emergency`])
  await finger.click(doctor.getByRole('button', { name: 'Ouvrir pour 4 heures' }))
  assert.ok(finger.clicks() <= 3)
  assert.match(new URL(doctor.url()).pathname, /^\/pro\/patients\/[\w-]+\/documents$/)
  const bar = doctor.getByRole('region', { name: 'Patient ouvert' })
  const banner = /Accès en urgence.*encore (4 h|3 h 59 min).*jusqu’à \d\d:\d\d.*Terminer l’accès/s
  assert.match(await bar.innerText(), /Dominique PAT-TROIS/)
  assert.match(await bar.innerText(), banner)
  assert.match(
    await readMain(doctor),
    /En bref Vous n’êtes pas dans son équipe de soins : le dossier est ouvert pour l’urgence/,
  )
  await doctor.getByRole('link', { name: 'Radiographie de la cheville droite' }).click()
  assert.match(await bar.innerText(), banner, 'on every page of the record')
  await checkAccessibility(doctor.context(), [doctor.url()])
})

test('she and her treating doctor are told at once, once, without a word about health', async () => {
  const hers = await sentTo('dominique@example.org')
  assert.equal(hers.length, 1)
  const doctors = await sentTo('dr-moreau@example.org')
  assert.equal(doctors.length, 1)
  assert.doesNotMatch(doctors.join(''), /PAT-TROIS|Dominique|PETIT|urgence/)
  await doctor.reload()
  assert.equal((await sentTo('dominique@example.org')).length, 1, 'the looks that follow tell nothing new')
})

test('her history marks it: who, the hours, the reason and the words', async () => {
  await mine.getByRole('link', { name: 'Accès', exact: true }).click()
  const passage = mine.getByRole('listitem').filter({ hasText: 'Sékou PETIT' }).first()
  const line = (await passage.innerText()).replace(/\s+/g, ' ')
  assert.match(line, /Urgence/)
  assert.match(line, /en urgence/)
  assert.match(line, /Ouverture en urgence La personne est inconsciente · « Trouvée au sol dans le hall »/)
  assert.match(line, /Radiographie de la cheville droite/)
  const enters = mine.getByRole('region', { name: 'Qui peut entrer' })
  assert.match(await enters.innerText(), /Sékou PETIT[^]*Accès en urgence/)
  await mine.goto('/my/access/history')
  assert.match(await readMain(mine), /Urgence[^]*Sékou PETIT/)
  await checkAccessibility(mine.context(), [`${carnet.origin}/my/access`, mine.url()])
})

test('her treating doctor reads on their own page who opened, and asks the door whose record it was', async () => {
  const moreau = await (await openBrowser(carnet.origin)).newPage()
  await signIn(moreau, 'dr-moreau', '/pro')
  const told = await readMain(moreau)
  assert.match(told, /Vos patients vus en urgence/)
  assert.match(told, /Accès en urgence · par Sékou PETIT/)
  assert.doesNotMatch(told, /PAT-TROIS/)
  await moreau.getByRole('link', { name: 'Voir de quel patient' }).first().click()
  assert.match(await readMain(moreau), /PAT-TROIS/)
})

test('a reviewer sees who, when and why, nothing of her, and notes the outcome', async () => {
  const desk = await (await openBrowser(carnet.origin)).newPage()
  await signIn(desk, 'reviewer', '/console')
  await desk.getByRole('link', { name: 'Accès en urgence à relire' }).click()
  const queue = await readMain(desk)
  assert.match(queue, /Sékou PETIT · .* · Cabinet de cardiologie du Port/)
  assert.match(queue, /La personne est inconsciente/)
  assert.doesNotMatch(queue, /PAT-TROIS|Dominique|hall|Radiographie/)
  await checkAccessibility(desk.context(), [desk.url()])
  await desk.getByRole('button', { name: 'À suivre : Sékou PETIT' }).click()
  assert.match(await desk.getByRole('status').innerText(), /C’est fait/)
  await desk.getByRole('button', { name: 'Conforme : Sékou PETIT' }).click()
  assert.match(await readMain(desk), /Aucune ouverture à relire/)
})

test('his own page names whose record he has open', async () => {
  const page = await doctor.context().newPage()
  await page.goto('/pro')
  const own = page.getByRole('region', { name: 'Vos accès en urgence' })
  assert.match(await own.innerText(), /Dominique PAT-TROIS\s+Ouvert le .*\s+en cours, jusqu’à/)
  await page.close()
})

test('he ends it early with a note: nothing opens any more, and she reads the note', async () => {
  const address = doctor.url()
  await doctor.getByRole('link', { name: 'Terminer l’accès' }).click()
  assert.match(await readMain(doctor), /Cet accès est en cours/)
  await checkAccessibility(doctor.context(), [doctor.url()])
  assert.equal(
    await doctor.getByRole('link', { name: 'Retour au dossier' }).getAttribute('href'),
    new URL(address).pathname.replace(/\/documents\/.*/, '/documents'),
  )
  await doctor.getByLabel('Note (facultatif)').fill('Malaise vagal, transférée')
  await doctor.getByRole('button', { name: 'Terminer l’accès' }).click()
  assert.match(await doctor.getByRole('status').innerText(), /L’accès en urgence est terminé/)
  assert.doesNotMatch(await readMain(doctor), /Vos accès en urgence/, 'noted: nothing is left to do')
  assert.equal((await doctor.goto(address))?.status(), 403)
  assert.equal((await (await openSoftware(carnet, 'dr-petit')).listDocuments()).status, 403)
  await mine.goto('/my/access/history')
  assert.match(await readMain(mine), /Fin d’un accès en urgence « Malaise vagal, transférée »/)
})

test('the doctor of the centre 15 opens for an hour without a reason; nobody else is offered it, nor lets themselves in so', async () => {
  const dispatcher = await (await openBrowser(carnet.origin)).newPage()
  await signIn(dispatcher, 'dispatcher', '/pro')
  const finger = createFinger()
  await openInThreeClicks(dispatcher, finger, 'Appel reçu au centre 15 – ouvert pour 1 heure')
  await finger.click(dispatcher.getByRole('button', { name: 'Ouvrir', exact: true }))
  assert.ok(finger.clicks() <= 3)
  const bar = dispatcher.getByRole('region', { name: 'Patient ouvert' })
  assert.match(await bar.innerText(), /Accès par la régulation \(centre 15\)[^]*encore (1 h|59 min)/)

  await doctor.goto('/pro/emergency')
  assert.doesNotMatch(await readMain(doctor), /centre 15/)
  const forged = await send({ reason: 'dispatch' })
  assert.equal(forged.status, 403)
  assert.deepEqual(forged, await send({ reason: 'dispatch', ins: numberOf('2990351215189') }))
})

const received = async (answer: APIResponse) => ({
  status: answer.status(),
  headers: Object.entries(answer.headers()).filter(([name]) => name !== 'date'),
  body: (await answer.body()).toString('utf8'),
})

const send = async (more: Readonly<Record<string, string>>) =>
  received(
    await doctor.context().request.post('/pro/emergency/open', {
      form: { ins: dominiqueIns, 'birth-day': '28/03/1979', reason: 'unconscious', ...more },
      headers: { 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    }),
  )

/** An answer without what was typed, which the form shows again. */
const bare = (answer: Awaited<ReturnType<typeof send>>) => ({
  ...answer,
  headers: answer.headers.filter(([name]) => name !== 'content-length'),
  body: answer.body.replaceAll(/ value="[^"]*"/g, ''),
})

test('no space, another birth date, refused beforehand by its holder: the same refusal, to the byte; no mail to anybody', async () => {
  const sent = (await carnet.mails()).length
  const unknown = await send({ ins: numberOf('2990351215189') })
  assert.equal(unknown.status, 422)
  assert.match(unknown.body, /La réponse est la même quand la personne n’a pas d’espace/)
  assert.deepEqual(bare(unknown), bare(await send({ 'birth-day': '29/03/1979' })))
  await mine.goto('/my/access/emergency')
  await mine.getByLabel('Un professionnel près de moi peut ouvrir mon dossier').uncheck()
  await mine.getByRole('button', { name: 'Enregistrer' }).click()
  assert.deepEqual(bare(unknown), bare(await send({})))
  await mine.getByRole('status').getByRole('button', { name: 'Annuler' }).click()
  assert.equal((await carnet.mails()).length, sent)
})

test('what was typed wrong is said beside its field, and the way is offered on every refusal', async () => {
  await doctor.goto('/pro/emergency')
  await doctor.getByRole('button', { name: 'Ouvrir pour 4 heures' }).click()
  assert.equal(await doctor.getByLabel(/code de partage/).count(), 0, 'no code opens in an emergency')
  const faults = await doctor.getByRole('alert').innerText()
  assert.match(faults, /^Il y a 3 points à corriger/)
  assert.doesNotMatch(faults, /code de partage/)
  for (const says of [/numéro INS/, /date de naissance/, /raison/]) assert.match(faults, says)
  await fillPerson(doctor, dominiqueIns, '31/02/1979')
  await doctor.getByRole('button', { name: 'Ouvrir pour 4 heures' }).click()
  assert.match(await doctor.getByRole('alert').innerText(), /Cette date n’existe pas/)
  await doctor.goto('/pro')
  await doctor.getByLabel('Numéro INS du patient').fill(dominiqueIns)
  await doctor.getByRole('button', { name: 'Chercher' }).click()
  await doctor.getByRole('link', { name: 'Accès en urgence' }).click()
  assert.equal(new URL(doctor.url()).pathname, '/pro/emergency')
})
