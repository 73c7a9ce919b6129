// Right: whoever has no internet opens or refuses with an agent, who sees steps and never content, under a mandate that ends.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Download, Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { createHands, dateFields } from '../tests/support/browser-entry.ts'
import { createFinger, readMain, signIn, type Finger } from '../tests/support/browser-errands.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { readPdf, textOfPage } from '../tests/support/read-pdf.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const gabin = { ins: '188074809500241', typed: '02/07/1988', birthDate: '1988-07-02' }
const anais = { ins: '291034809500172', typed: '14/03/1991' }

/** The agent at the counter, from the page after sign-in. Gives the fields that were typed. */
const begin = async (page: Page, finger: Finger, person: { ins: string; typed: string }): Promise<number> => {
  await finger.click(page.getByRole('link', { name: 'Guichet', exact: true }))
  const fields = { place: 'Mairie de Mende', ins: person.ins, birthDate: person.typed }
  for (const [name, text] of Object.entries(fields)) await page.locator(`#${name}`).fill(text)
  await finger.click(page.getByLabel('Passeport'))
  await finger.click(page.getByLabel('La personne elle-même'))
  await finger.click(page.getByRole('button', { name: 'Commencer' }))
  return Object.keys(fields).length
}

/** A file, or what is shown in a window of its own to be printed: this Chromium has no viewer and hands it over. */
const download = async (page: Page, press: () => Promise<void>): Promise<Buffer> => {
  const coming: Promise<Download> = page.waitForEvent('download')
  await press()
  return readFile(await (await coming).path())
}

/** The person on their own phone, with the letter in hand: the agent is no part of it. */
const openAlone = async (code: string): Promise<void> => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  const hands = createHands(page)
  await page.goto('/open')
  await hands.type({ code })
  await hands.press('Continuer')
  await hands.type(dateFields(gabin.birthDate))
  await hands.type({ 'card-number': gabin.ins })
  await hands.press('Continuer')
  await page.getByRole('button', { name: 'Ni l’un ni l’autre' }).click()
  await page.getByLabel('J’accepte les conditions').check()
  await hands.press('Ouvrir mon espace')
  await page.context().close()
}

const waitFor = async (page: Page, pattern: RegExp): Promise<string> => {
  for (let tries = 0; tries < 40; tries += 1) {
    const text = await readMain(page).catch(() => '')
    if (pattern.test(text)) return text
    await page.waitForTimeout(500)
  }
  return assert.fail(`never: ${String(pattern)}`)
}

test('opening with the person: nine clicks at most, four fields at most, and the agent sees steps only', async () => {
  const context = await openBrowser(carnet.origin)
  const page = await context.newPage()
  await signIn(page, 'counter-agent', '/console')
  const finger = createFinger()
  const fields = await begin(page, finger, gabin)
  assert.match(await readMain(page), /Gabin ROUVIÈRE, je vous aide pour cette démarche, aujourd’hui seulement\./)
  await finger.click(page.getByRole('button', { name: 'Signé sur papier' }))
  await finger.click(page.getByRole('link', { name: 'Ouvrir son espace' }))
  const letter = await download(page, () =>
    finger.click(page.getByRole('button', { name: 'Imprimer la lettre du code' })),
  )
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOfPage(readPdf(letter), 1))?.[0] ?? ''
  await openAlone(code)
  // Nobody presses anything: the page reads itself again.
  const followed = await waitFor(
    page,
    /Fait Code remis Fait Code utilisé Fait Espace ouvert Fait Première entrée faite/,
  )
  assert.ok(!followed.includes(code))
  await finger.click(page.getByRole('button', { name: 'Terminer' }))
  const receipt = await readMain(page)
  assert.match(receipt, /Reçu Terminé par l’agent/)
  assert.match(receipt, /Nouveau code sur papier, au guichet \(un agent\)/)
  assert.match(receipt, /Espace ouvert, en ligne \(la personne\)/)
  assert.ok(finger.clicks() <= 9, `${finger.clicks()} clicks`)
  assert.ok(fields <= 4, `${fields} fields`)
  await context.close()
})

test('refusing with the person, on a phone: same day, with a proof, and the mandate’s number in the history', async () => {
  const context = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await context.newPage()
  await signIn(page, 'counter-agent', '/console')
  await begin(page, createFinger(), anais)
  await page.getByRole('button', { name: 'Signé sur papier' }).click()
  const session = page.url()
  await page.getByRole('link', { name: 'Refuser', exact: true }).click()
  await checkAccessibility(context, [page.url(), session])
  await page.getByRole('button', { name: 'Enregistrer le refus' }).click()
  assert.match(await readMain(page), /C’est fait\./)
  const proof = await download(page, () => page.getByRole('link', { name: 'Preuve (PDF)' }).click())
  assert.match(textOfPage(readPdf(proof), 1), /Preuve de votre refus/)
  await page.getByRole('button', { name: 'Terminer' }).click()
  await page.goto(`${session}/close`)
  assert.match(await readMain(page), /Reçu/)
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: anais.ins }
  const person = await carnet.carnet.register.findPersonByIns(ins)
  assert.equal(person?.state, 'opposed')
  const event = (await carnet.carnet.register.listEvents(person.id)).at(-1)
  assert.equal(event?.detail['mandate'], session.split('/').at(-1))
  await context.close()
})
