// Right: whoever fears that their password is known puts another in its place, and nobody stays inside by the old one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { fixedClock, systemClock } from '../src/platform/clock.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { acceptTerms, codeSentTo, proveByLetter, proveMailbox } from '../tests/support/browser-entry.ts'
import { readMain } from '../tests/support/browser-errands.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { inventPerson, invite } from '../tests/support/invited-person.ts'

const clock = fixedClock(systemClock.now().toISOString())
const login = 'jeanne.79'
const first = 'Tilleul 7 vélos!'
const second = 'Cerise 9 trains!'
const mailbox = 'jeanne@example.org'

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false, clock })
})
after(() => carnet.close())

const open = async (): Promise<Page> =>
  (await openBrowser(carnet.origin, { viewport: 'phone', javaScript: false })).newPage()

/** The space opened with a login, a password and a mailbox: a session in this browser; gives the code that proved the mailbox. */
const enter = async (page: Page): Promise<string> => {
  await proveByLetter(page, 'open', await invite(carnet.carnet, inventPerson(1)))
  const code = await proveMailbox(carnet, page, mailbox)
  await acceptTerms(page)
  await page.getByRole('link', { name: /^Code envoyé à / }).click()
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe').fill(first)
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  assert.match(await readMain(page), /Bonjour/)
  return code
}

const typePassword = async (page: Page, password: string): Promise<string> => {
  await page.goto('/sign-in/password')
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe').fill(password)
  await page.getByRole('button', { name: 'Continuer' }).click()
  return readMain(page)
}

const change = async (page: Page, current: string, next: string): Promise<string> => {
  await page.getByLabel('Mot de passe actuel').fill(current)
  await page.getByLabel('Nouveau mot de passe').fill(next)
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  return readMain(page)
}

test('another password from Security, without scripts: everywhere else the session ends, and here it goes on', async () => {
  const [own, other] = [await open(), await open()]
  const code = await enter(own)
  assert.match(await typePassword(other, first), /Votre code/)
  await other.getByLabel('Code à taper').fill(await codeSentTo(carnet, mailbox, code))
  await other.getByRole('button', { name: 'Se connecter' }).click()
  assert.match(await readMain(other), /Bonjour/)

  await own.goto('/my/security')
  await own.getByRole('link', { name: 'Changer de mot de passe' }).click()
  assert.deepEqual(findHealthWords(await own.title()), [])
  await checkAccessibility(own.context(), [own.url()])
  assert.match(await change(own, 'Tilleul 8 vélos!', second), /ne contient pas le mot de passe actuel/)
  assert.match(await change(own, first, second), /attendez 30 secondes/)
  clock.advance(30_000)
  assert.match(await change(own, first, first), /que vous avez déjà eu ici/)
  await checkAccessibility(own.context(), [own.url()])
  assert.match(await change(own, first, second), /Votre mot de passe est changé/)

  await other.goto('/my')
  assert.equal(new URL(other.url()).pathname, '/sign-in')
  await own.goto('/my')
  assert.match(await readMain(own), /Bonjour/)
  const told = (await carnet.mails()).filter((mail) => /mot de passe de votre espace vient de changer/.test(mail))
  assert.equal(told.length, 1)
  assert.match(told[0] ?? '', new RegExp(`To: ${mailbox}`))
  assert.match(await typePassword(other, first), /reconnu/)
  clock.advance(30_000)
  assert.match(await typePassword(other, second), /Votre code/)
})
