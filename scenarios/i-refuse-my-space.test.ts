import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { createHands, dateFields, proveByLetter, showLetterToCamera } from '../tests/support/browser-entry.ts'
import { readMain } from '../tests/support/browser-errands.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { findFaultsInEveryView } from '../tests/support/browser-inspection.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { inventPerson, invite, issueCode, type InvitedPerson } from '../tests/support/invited-person.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false })
})
after(() => carnet.close())

let invented = 0
const newPerson = (): Promise<InvitedPerson> => invite(carnet.carnet, inventPerson((invented += 1)))
const pathOf = (page: Page): string => new URL(page.url()).pathname
const stateOf = async ({ personId }: InvitedPerson) => (await carnet.carnet.register.findPerson(personId))?.state
const open = async (javaScript = false): Promise<Page> =>
  (await openBrowser(carnet.origin, { viewport: 'phone', javaScript })).newPage()

test('with the square of the letter: three clicks, two typed fields, fewer than to open, and a proof', async () => {
  const person = await newPerson()
  const page = await open(true)
  await showLetterToCamera(page, person.code)
  const hands = createHands(page)
  const look = async (): Promise<void> => {
    assert.deepEqual(await findFaultsInEveryView(page), [], page.url())
    assert.deepEqual(findHealthWords(await page.title()), [])
  }
  await page.goto('/refuse')
  await look()
  await hands.press('Lire le carré avec l’appareil photo')
  await page.waitForURL('**/refuse/you')
  await hands.type(dateFields(person.traits.birthDate))
  await hands.type({ 'card-number': person.ins.value })
  await hands.press('Continuer')
  await look()
  assert.match(await readMain(page), /Vos soins et vos remboursements ne changent pas.*changer d’avis à tout moment/)
  assert.equal(await page.getByRole('main').locator('input:not([type=hidden]), select, textarea').count(), 0)
  await hands.press('Confirmer mon refus')
  await look()
  assert.deepEqual([hands.clicks(), hands.fields()], [3, 2])
  assert.equal(await stateOf(person), 'opposed')
  assert.match(await readMain(page), /Votre refus est enregistré.*Jeanne MARTIN.*En ligne.*Référence/)
  await page.context().close()
})

test('the proof stays for a reload, prints without what is around it, and the code is used up', async () => {
  const person = await newPerson()
  const page = await open()
  await proveByLetter(page, 'refuse', person)
  await page.getByRole('button', { name: 'Confirmer mon refus' }).click()
  await page.waitForURL('**/refuse/done')
  const proof = (await carnet.carnet.enrolment.proofOf(person.personId)).reference
  await page.reload()
  assert.ok((await readMain(page)).includes(proof))
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('body').innerText()
  assert.ok(printed.includes(proof) && printed.includes('Jeanne MARTIN'))
  assert.doesNotMatch(printed, /Changer d’avis|imprimer|Se connecter/)
  await page.emulateMedia({ media: 'screen' })
  for (const path of ['/refuse/confirm', '/open/choose', '/open/contact', '/open/means']) {
    await page.goto(path)
    assert.equal(pathOf(page), '/refuse/done', path)
  }
  await proveByLetter(page, 'open', person)
  assert.match(await readMain(page), /Ce code a déjà servi/)
  await page.context().close()
})

test('changing my mind: a new code opens what was refused', async () => {
  const person = await newPerson()
  const page = await open()
  await proveByLetter(page, 'refuse', person)
  await page.getByRole('button', { name: 'Confirmer mon refus' }).click()
  const code = await issueCode(carnet.carnet, person.personId)
  await proveByLetter(page, 'open', { ...person, code })
  await page.getByRole('button', { name: 'Ni l’un ni l’autre' }).click()
  assert.match(await readMain(page), /Vous avez refusé votre espace.*Vous pouvez changer d’avis/)
  await page.getByLabel('J’accepte les conditions').check()
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click()
  assert.equal(pathOf(page), '/open/means')
  assert.equal(await stateOf(person), 'open')
  await page.context().close()
})

const pressTwice = async (page: Page, state: string): Promise<number[]> => {
  const press = () =>
    page.context().request.post('/refuse/confirm', {
      form: { state },
      headers: { 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    })
  return (await Promise.all([press(), press()])).map((answer) => answer.status())
}

test('somebody with an older record who presses twice has refused once, not twice', async () => {
  const person = await newPerson()
  await carnet.database.owner.query({
    text: 'update enrolment.person set legacy = true where id = $1',
    values: [person.personId],
  })
  const page = await open()
  await proveByLetter(page, 'refuse', person)
  assert.match(await readMain(page), /ancien dossier continue pendant une période de transition/)
  assert.deepEqual(await pressTwice(page, 'noticed'), [303, 303])
  assert.deepEqual(await pressTwice(page, 'noticed'), [303, 303])
  assert.equal(await stateOf(person), 'legacy-opposed')
  await page.goto('/refuse/confirm')
  assert.match(await readMain(page), /Votre ancien dossier continue jusqu’au/)

  const code = await issueCode(carnet.carnet, person.personId)
  await proveByLetter(page, 'refuse', { ...person, code })
  assert.match(await readMain(page), /Ceci est votre second refus/)
  await page.getByRole('button', { name: 'Confirmer mon refus' }).click()
  assert.equal(await stateOf(person), 'opposed')
  await page.context().close()
})

test('a space that opened by itself is closed the same way, as long as nobody entered it', async () => {
  const person = await newPerson()
  const { enrolment } = carnet.carnet
  const actor = { kind: 'system', id: 'enrolment', name: 'Carnet' } as const
  const visitor = { actor, authLevel: 'high', origin: { channel: 'jobs' } } as const
  await enrolment.lives.open({ personId: person.personId, visitor, channel: 'clock' })
  const page = await open()
  await proveByLetter(page, 'refuse', person)
  assert.match(await readMain(page), /Fermer mon espace.*gardé sans être lu jusqu’au \d+ \S+ 20\d\d, puis effacé/)
  await page.getByRole('button', { name: 'Confirmer la fermeture' }).click()
  assert.equal(await stateOf(person), 'closed')
  assert.match(await readMain(page), /Votre espace est fermé.*Preuve de fermeture/)
  await page.context().close()
})

test('a new code is asked for in the same words, whether the person is known or not', async () => {
  const person = await newPerson()
  const ask = async (number: string): Promise<string> => {
    const page = await open()
    await page.goto('/open/new-code')
    const hands = createHands(page)
    await hands.type(dateFields(person.traits.birthDate))
    await hands.type({ 'card-number': number })
    await hands.type({ 'card-serial': '12345678901' })
    await hands.press('M’envoyer un code')
    const said = `${pathOf(page)} ${await readMain(page)}`
    await page.context().close()
    return said
  }
  const known = await ask(person.ins.value)
  assert.match(known, /^\/open\/new-code\/sent C’est noté Si ces informations vont ensemble/)
  assert.equal(await ask('279047599999996'), known)
})
