// Right: whoever writes is heard as whoever calls: the refusal counts from the day the letter came, with a proof that says which.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { readPdf, textOfPage } from '../tests/support/read-pdf.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const system = 'urn:oid:1.2.250.1.213.1.4.10'
const anais = { ins: '291034809500172', birthDate: '14/03/1991' }
const gabin = { ins: '188074809500241', birthDate: '02/07/1988' }
const find = (ins: string) => carnet.carnet.register.findPersonByIns({ system, value: ins })

const dayBefore = (days: number): Temporal.PlainDate => Temporal.Now.plainDateISO('Europe/Paris').subtract({ days })
const typed = (day: Temporal.PlainDate): string => day.toString().split('-').toReversed().join('/')
const inWords = (day: Temporal.PlainDate): string =>
  day.toLocaleString('fr', { day: 'numeric', month: 'long', year: 'numeric' }).replace(/^1 /, '1er ')

/** The line came, and the notice went out, so many days ago. */
const backdate = (ins: string, days: number): Promise<unknown> =>
  carnet.database.owner.query({
    text: `update enrolment.person set created_at = created_at - $2 * interval '1 day', noticed_at = noticed_at - $2 * interval '1 day',
        window_ends_at = window_ends_at - $2 * interval '1 day', due_at = due_at - $2 * interval '1 day' where id = $1`,
    values: [ins, days],
  })

const openLetter = async (page: Page, who: typeof anais): Promise<void> => {
  await page.goto('/console/persons')
  await page.locator('#reason').selectOption('letter')
  for (const [name, text] of Object.entries({ ...who, postalCode: '48000' })) await page.locator(`#${name}`).fill(text)
  await page.getByRole('button', { name: 'Vérifier' }).click()
}

const readDownload = async (page: Page, link: string): Promise<string> => {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: link }).first().click()
  return textOfPage(readPdf(await readFile(await (await coming).path())), 1).replaceAll(/\s+/g, ' ')
}

test('the form: from the refusal and from help, without a script, one page on paper, nothing to type, and as PDF', async () => {
  const context = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await context.newPage()
  await page.goto('/refuse')
  await page.getByRole('link', { name: 'Refuser par courrier' }).click()
  assert.equal(await page.getByRole('main').locator('form, input, textarea, select').count(), 0)
  assert.match(await readMain(page), /Par téléphone, vous pouvez refuser pour vous-même seulement\. Au guichet/)
  await page.goto('/help')
  await page.getByRole('link', { name: 'Le formulaire et l’adresse' }).click()
  await page.getByRole('link', { name: 'Mettre sur cette page – Mutualité sociale agricole' }).click()
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('body').innerText()
  assert.match(printed, /^Carnet\s+TSA 00002\s+00000 EXEMPLE CEDEX\s+Réponse à votre lettre[\s\S]*Signature\s*$/)
  assert.match(printed, /Je refuse l’ouverture de mon espace de santé/)
  const paper = await page.pdf({ preferCSSPageSize: true })
  assert.equal(paper.toString('latin1').match(/\/Type ?\/Page\b/g)?.length, 1)
  await page.emulateMedia({ media: 'screen' })
  const form = await readDownload(page, 'Formulaire (PDF) – Ministère chargé de la santé')
  assert.match(form, /TSA 00003.*Je refuse l’ouverture de mon espace de santé.*Signature/)
  await context.close()
})

test('a letter that was read three days late counts from the day it came; the register says that it was late', async () => {
  const person = await find(anais.ins)
  await backdate(person?.id ?? '', 7)
  const context = await openBrowser(carnet.origin)
  const page = await context.newPage()
  await signIn(page, 'operator', '/console')
  await openLetter(page, anais)
  await page.getByRole('link', { name: 'Enregistrer un refus' }).click()
  await checkAccessibility(context, [page.url()])
  assert.equal(await page.locator('#receivedOn').inputValue(), typed(dayBefore(0)))
  await page.locator('#receivedOn').fill(typed(dayBefore(-1)))
  await page.getByRole('button', { name: 'Confirmer' }).click()
  assert.match(await readMain(page), /Ce jour est trop tard/)
  await page.locator('#receivedOn').fill(typed(dayBefore(365)))
  await page.getByRole('button', { name: 'Confirmer' }).click()
  assert.match(await readMain(page), /Ce jour est trop tôt : au plus tôt le .* Vérifiez l.année/)
  await page.locator('#receivedOn').fill(typed(dayBefore(3)))
  await page.getByRole('button', { name: 'Confirmer' }).click()
  assert.match(await readMain(page), /C’est fait\..*A refusé/)
  const proof = await readDownload(page, 'Télécharger la preuve (PDF)')
  assert.ok(proof.includes(`par courrier, lettre reçue le ${inWords(dayBefore(3))}`), proof)
  assert.match(proof, new RegExp(`Date du refus\\s*:?\\s*${inWords(dayBefore(3))}`))
  await page.goto('/console')
  await page.getByRole('link', { name: 'Voir ces lignes' }).click()
  await page.getByLabel('Motif de la recherche').selectOption({ label: 'Contrôle' })
  await page.getByRole('button', { name: 'Chercher' }).click()
  assert.match(await readMain(page), new RegExp(`${inWords(dayBefore(3))}.*Effet tardif.*Refus.*par courrier`))
  await checkAccessibility(context, [page.url()])
  await context.close()
})

test('a refusal that came in time takes back what the date opened: nobody reads it from today on, then it is erased', async () => {
  const told = await find(gabin.ins)
  await backdate(told?.id ?? '', 50)
  const { lives } = carnet.carnet.enrolment
  for (let tries = 0; tries < 50 && (await find(gabin.ins))?.state !== 'open'; tries += 1) await lives.runDue(100)
  assert.equal((await find(gabin.ins))?.state, 'open')
  const context = await openBrowser(carnet.origin)
  const page = await context.newPage()
  await signIn(page, 'operator', '/console')
  await openLetter(page, gabin)
  await page.getByRole('link', { name: 'Enregistrer un refus' }).click()
  assert.match(await readMain(page), /L’espace s’est ouvert tout seul et personne n’y est entré/)
  await checkAccessibility(context, [page.url()])
  await page.locator('#receivedOn').fill(typed(dayBefore(0)))
  await page.getByRole('button', { name: 'Confirmer' }).click()
  assert.match(await readMain(page), /Ce jour est trop tard/, 'on the day of the opening it is a closing')
  await page.locator('#receivedOn').fill(typed(dayBefore(1)))
  await page.getByRole('button', { name: 'Confirmer' }).click()
  assert.match(await readMain(page), /C’est fait\..*Refus arrivé à temps, noté après l’ouverture/)
  const person = await find(gabin.ins)
  assert.deepEqual([person?.state, person?.dueKind, person?.activatedAt], ['erasing', 'erase', null])
  const [space] = await carnet.database.owner.query<{ state: string }>({
    text: 'select state from access.space where space_id = $1',
    values: [person?.spaceId],
  })
  assert.equal(space?.state, 'closed')
  const proof = await readDownload(page, 'Télécharger la preuve (PDF)')
  assert.match(proof, /Preuve de votre refus.*arrivée à temps.*lettre reçue le/)
  await context.close()
  await carnet.database.owner.query({
    text: `update enrolment.person set due_at = now() - interval '1 second', leased_until = null where id = $1`,
    values: [person?.id],
  })
  for (let tries = 0; tries < 50 && (await find(gabin.ins))?.state !== 'erased'; tries += 1) await lives.runDue(100)
  assert.deepEqual([(await find(gabin.ins))?.state, (await find(gabin.ins))?.spaceId], ['erased', null])
})
