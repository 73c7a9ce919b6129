import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systemClock } from '../src/platform/clock.ts'
import {
  acceptTerms,
  codeSentTo,
  createHands,
  dateFields,
  proveByLetter,
  proveMailbox,
  showLetterToCamera,
} from '../tests/support/browser-entry.ts'
import { plugInAuthenticator } from '../tests/support/browser-passkey.ts'
import { chooseInSimulator, readMain } from '../tests/support/browser-errands.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { findFaultsInEveryView, watchPage } from '../tests/support/browser-inspection.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { inventPerson, invite, issueCode, type InvitedPerson } from '../tests/support/invited-person.ts'

/** Goes on, and jumps over a wait: an authenticator app looks at the real time. */
let jumpedMs = 0
const clock = { now: () => new Date(systemClock.now().getTime() + jumpedMs) }

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false, clock })
})
after(() => carnet.close())

let invented = 0
const newPerson = (): Promise<InvitedPerson> => invite(carnet.carnet, inventPerson((invented += 1)))
const pathOf = (page: Page): string => new URL(page.url()).pathname
const stateOf = async ({ personId }: InvitedPerson) => carnet.carnet.register.findPerson(personId)

const open = async (options: { javaScript: boolean }): Promise<Page> => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone', ...options })).newPage()
  if (options.javaScript) await plugInAuthenticator(page)
  return page
}

test('with the square of the letter and a passkey: six screens, three typed fields, six clicks, and I am in', async () => {
  const person = await newPerson()
  const page = await open({ javaScript: true })
  await showLetterToCamera(page, person.code)
  const watch = watchPage(page)
  const screens: string[] = []
  const see = async (): Promise<void> => {
    screens.push(pathOf(page))
    assert.deepEqual([await findFaultsInEveryView(page), watch.takeComplaints()], [[], []], page.url())
    assert.deepEqual(findHealthWords(await page.title()), [])
    assert.doesNotMatch(page.url(), new RegExp(person.code, 'i'))
  }
  const hands = createHands(page)

  await page.goto('/open')
  await see()
  await hands.press('Lire le carré avec l’appareil photo')
  await page.waitForURL('**/open/you')
  await see()
  await hands.type(dateFields(person.traits.birthDate))
  await hands.type({ 'card-number': person.ins.value })
  await hands.press('Continuer')
  await see()
  await hands.type({ contact: 'square@example.org' })
  await hands.press('Continuer')
  // The one-time code belongs to the contact: neither its page nor its field is counted.
  const code = await codeSentTo(carnet, 'square@example.org')
  await page.getByLabel('Code à 6 chiffres').fill(code)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await see()
  await page.getByLabel('J’accepte les conditions').check()
  await hands.press('Ouvrir mon espace')
  await see()
  await hands.press('Créer une clé d’accès')
  await page.waitForURL('**/my?welcome=1')
  await see()

  assert.deepEqual(screens, ['/open', '/open/you', '/open/contact', '/open/choose', '/open/means', '/my'])
  assert.equal(hands.fields(), 3)
  assert.ok(hands.clicks() + 1 <= 6, `${hands.clicks()} clicks and one tick`)
  assert.match(
    await readMain(page),
    /Votre espace est ouvert.*Bonjour Jeanne MARTIN.*Aucun document pour l’instant.*laboratoire.*hôpital.*médecin/,
  )
  assert.partialDeepStrictEqual(await stateOf(person), { state: 'open' })

  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.goto('/my')
  await page.getByRole('button', { name: 'Continuer avec ma clé d’accès' }).click()
  await page.waitForURL('**/my')
  assert.match(await readMain(page), /Bonjour Jeanne MARTIN/)
  await page.context().close()
})

test('without JavaScript, with a password and a code by mail; the same two open it again', async () => {
  const person = await newPerson()
  const page = await open({ javaScript: false })
  await proveByLetter(page, 'open', person)
  const first = await proveMailbox(carnet, page, 'plain@example.org')
  await acceptTerms(page)
  assert.equal(await page.getByRole('button', { name: 'Créer une clé d’accès' }).isVisible(), false)
  await page.getByRole('link', { name: /^Code envoyé à p•••@e•••\.org$/ }).click()
  await page.getByLabel('Identifiant').fill('jeanne.79')
  await page.getByLabel('Mot de passe').fill('Martin-1979')
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  assert.match(await page.getByRole('alert').innerText(), /ne doit contenir ni votre nom/)
  assert.equal(await page.getByLabel('Identifiant').inputValue(), 'jeanne.79')
  await page.getByLabel('Mot de passe').fill('Tilleul 7 vélos!')
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  assert.equal(pathOf(page), '/my')

  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.goto('/sign-in/password')
  await page.getByLabel('Identifiant').fill('jeanne.79')
  await page.getByLabel('Mot de passe').fill('Tilleul 7 vélos!')
  await page.getByRole('button', { name: 'Continuer' }).click()
  const second = await codeSentTo(carnet, 'plain@example.org', first)
  await page.getByLabel('Code à taper').fill(second)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  assert.match(await readMain(page), /Bonjour Jeanne MARTIN/)
  await page.context().close()
})

test('letters only: an authenticator app comes before the password', async () => {
  const person = await newPerson()
  const page = await open({ javaScript: false })
  await proveByLetter(page, 'open', person)
  await page.getByRole('button', { name: 'Ni l’un ni l’autre' }).click()
  await acceptTerms(page)
  await page.goto('/open/means/password')
  assert.equal(pathOf(page), '/open/means/app')
  assert.ok(await page.locator('.square svg').isVisible())
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
  const { TOTP, Secret } = await import('otpauth')
  await page.getByLabel('Code affiché').fill('000000')
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await page.getByRole('alert').innerText(), /ne correspond pas/)
  assert.equal((await page.locator('.secret').innerText()).replaceAll(' ', ''), secret)
  await page.getByLabel('Code affiché').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByLabel('Identifiant').fill('jeanne.lettre')
  await page.getByLabel('Mot de passe').fill('Tilleul 7 vélos!')
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  assert.equal(pathOf(page), '/my')
  await page.context().close()
})

/** Two of the demonstration's pilot, whom the simulators know: their letters lie about. */
const anais = { ins: '291034809500172', who: 'anais', given: 'Anaïs' }
const gabin = { ins: '188074809500241', who: 'gabin', given: 'Gabin' }

const issuers = [
  ['the national identity, from the door of the letter', anais, '/open', 'Continuer avec mon identité'],
  ['the card app, from the page of signing in', gabin, '/sign-in', 'Continuer avec l’appli carte Vitale'],
] as const

/** Whoever finds a letter and the card of somebody who is inside comes no further than its page, with the old code or a new one. */
const comesNoFurther = async (person: InvitedPerson): Promise<void> => {
  const finder = await open({ javaScript: false })
  await proveByLetter(finder, 'open', person)
  assert.match(await readMain(finder), /Ce code a déjà servi/)
  jumpedMs += 30_000
  await proveByLetter(finder, 'open', { ...person, code: await issueCode(carnet.carnet, person.personId) })
  await proveMailbox(carnet, finder, `finder-${person.personId}@example.org`)
  await finder.getByLabel('J’accepte les conditions').check()
  await finder.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  assert.match(await readMain(finder), /Cet espace a déjà été ouvert/)
  await finder.goto('/my')
  assert.notEqual(pathOf(finder), '/my')
  await finder.context().close()
}

for (const [what, { ins: value, who, given }, from, button] of issuers) {
  test(`with ${what}: no code, no means to make, straight in; and in again by the same; no letter is a second way`, async () => {
    const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value }
    const known = await carnet.carnet.register.findPersonByIns(ins)
    assert.ok(known)
    const { traits } = await carnet.carnet.register.openPerson(known)
    const code = await issueCode(carnet.carnet, known.id)
    const page = await open({ javaScript: false })
    const prove = async (start: string): Promise<void> => {
      await page.goto(start)
      await page.getByRole('link', { name: button, exact: true }).click()
      await chooseInSimulator(page, who)
    }
    await prove(from)
    assert.equal(pathOf(page), '/open/contact')
    await page.getByRole('button', { name: 'Ni l’un ni l’autre' }).click()
    await acceptTerms(page)
    await page.getByRole('button', { name: 'Pas maintenant' }).click()
    assert.match(await readMain(page), new RegExp(`Votre espace est ouvert.*Bonjour ${given} ROUVIÈRE`))
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await prove('/my')
    assert.equal(pathOf(page), '/my')
    assert.match(await readMain(page), new RegExp(`Bonjour ${given} ROUVIÈRE`))
    await page.context().close()
    await comesNoFurther({ personId: known.id, ins, traits, code })
  })
}

test('a child’s space is opened by a parent; here it can only be refused', async () => {
  const birthDate = '2019-04-14'
  const person = await invite(carnet.carnet, inventPerson(900, { birthDate }))
  const page = await open({ javaScript: false })
  await proveByLetter(page, 'open', person)
  assert.match(await readMain(page), /L’espace d’un enfant.*Un parent l’ouvre depuis son propre espace/)
  assert.equal(await page.getByRole('button', { name: 'Ouvrir mon espace' }).count(), 0)
  await page.getByRole('link', { name: 'Refuser cet espace' }).click()
  assert.equal(pathOf(page), '/refuse/confirm')
  await page.context().close()
})
