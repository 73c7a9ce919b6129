// Right: whoever lost every means comes back in by a letter and some days of waiting; whoever stole the letter does not.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { fixedClock, systemClock } from '../src/platform/clock.ts'
import { campaignClerk } from '../src/startup/commands/campaign-clerk.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import {
  acceptTerms,
  codeSentTo,
  createHands,
  dateFields,
  proveByLetter,
  proveMailbox,
} from '../tests/support/browser-entry.ts'
import { readMain } from '../tests/support/browser-errands.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { plugInAuthenticator } from '../tests/support/browser-passkey.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { issueCode, type InvitedPerson } from '../tests/support/invited-person.ts'

const hour = 3_600_000
const system = 'urn:oid:1.2.250.1.213.1.4.10'
const clock = fixedClock(systemClock.now().toISOString())

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ clock })
})
after(() => carnet.close())

const cards = {
  anais: { value: '291034809500172', serial: '80250000001' },
  gabin: { value: '188074809500241', serial: '80250000002' },
}
type Who = keyof typeof cards
const mailboxOf = (who: Who): string => `${who}@example.org`
const passwordOf = (who: Who): string => `Tilleul 7 vélos ${who.length}!`

const open = async (javaScript = false): Promise<Page> => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript })).newPage()
  if (javaScript) await plugInAuthenticator(page)
  return page
}

const personOf = async (who: Who): Promise<InvitedPerson> => {
  const ins = { system, value: cards[who].value }
  const person = await carnet.carnet.register.findPersonByIns(ins)
  assert.ok(person)
  const { traits } = await carnet.carnet.register.openPerson(person)
  return { personId: person.id, ins, traits, code: await issueCode(carnet.carnet, person.id) }
}

/** A holder with a password, a mailbox and a session in this browser. */
const settle = async (who: Who): Promise<{ person: InvitedPerson; page: Page }> => {
  const person = await personOf(who)
  const page = await open()
  await proveByLetter(page, 'open', person)
  await proveMailbox(carnet, page, mailboxOf(who))
  await acceptTerms(page)
  await page.getByRole('link', { name: /^Code envoyé à / }).click()
  await page.getByLabel('Identifiant').fill(`${who}.lozere`)
  await page.getByLabel('Mot de passe').fill(passwordOf(who))
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  assert.match(await readMain(page), /Bonjour/)
  return { person, page }
}

const typePassword = async (page: Page, login: string, password: string): Promise<string> => {
  await page.goto('/sign-in/password')
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe').fill(password)
  await page.getByRole('button', { name: 'Continuer' }).click()
  return readMain(page)
}

/** From the page of the ways back: one click, and the fields of the card. */
const askForLetter = async (
  page: Page,
  birthDate: string,
  card: { value: string; serial: string },
): Promise<string> => {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Je n’ai plus mon moyen de connexion' }).click()
  const hands = createHands(page)
  await hands.type(dateFields(birthDate))
  await hands.type({ 'card-number': card.value })
  await hands.type({ 'card-serial': card.serial })
  await hands.press('M’envoyer une lettre')
  assert.deepEqual([hands.clicks(), hands.fields()], [1, 3])
  return `${new URL(page.url()).pathname} ${await readMain(page)}`
}

/** The letter of somebody, as the printer gets it: its code, and to which address it goes. */
const takeLetter = async (): Promise<{ code: string; recipient: string }> => {
  await carnet.mails()
  const step = await carnet.carnet.enrolment.campaigns.sendLetters(
    campaignClerk(carnet.carnet, { as: 'operator' }),
    'data',
  )
  const letters = (await readFile(step.file ?? '', 'utf8')).trim().split('\n')
  assert.equal(letters.length, 1)
  const [letter = ''] = letters
  assert.match(letter, /"kind":"recovery"/)
  return {
    code: /"code":"(\w{12})"/.exec(letter)?.[1] ?? '',
    recipient: /"recipient":\[(.*?)\]/.exec(letter)?.[1] ?? '',
  }
}

/** The subjects of the alerts in a holder's mailbox, in the order of the alphabet; none holds a link, a name or a code. */
const alertsTo = async (who: Who): Promise<string[]> => {
  const mails = (await carnet.mails()).filter((mail) => mail.includes(`To: ${mailboxOf(who)}`))
  const subjects = mails.flatMap((mail) => {
    const [head = '', body = ''] = mail.split(/\r?\n\r?\n/)
    const subject = /Subject: =\?UTF-8\?Q\?(.*?)\?=\r?\n\S/s.exec(head)?.[1] ?? ''
    const bytes = subject.replaceAll(/\?=\r?\n =\?UTF-8\?Q\?/g, '').replaceAll('_', ' ')
    const words = decodeURIComponent(bytes.replaceAll(/=([0-9A-F]{2})/g, '%$1'))
    if (words.startsWith('Votre code')) return []
    assert.doesNotMatch(body, /https?:|ROUVI|\d{6}/)
    return [words]
  })
  return subjects.toSorted()
}
const asked = 'Un nouvel accès a été demandé'
const waits = 'Un nouvel accès attend'
const stopped = 'La demande de nouvel accès est annulée'
const replaced = 'Vos moyens de connexion ont été remplacés'

test('the honest holder: a letter, a new password, three days, and the old one is worth nothing', async () => {
  const { person } = await settle('anais')
  const page = await open()
  const known = await askForLetter(page, person.traits.birthDate, cards.anais)
  const stranger = await open()
  assert.equal(await askForLetter(stranger, '1950-01-01', { value: '150014809500145', serial: '80250009999' }), known)
  assert.match(known, /^\/sign-in\/lost\/sent C’est noté/)

  assert.deepEqual(await alertsTo('anais'), [asked])
  const { code, recipient } = await takeLetter()
  assert.match(recipient, /SOUBEYRAN/)

  await proveByLetter(page, 'open', { ...person, code })
  assert.match(await readMain(page), /Votre courriel ou téléphone/)
  const first = await proveMailbox(carnet, page, 'anais.neuf@example.org')
  assert.match(await readMain(page), /Choisir un nouveau moyen d’entrer.*Il n’ouvrira pas tout de suite/)
  assert.deepEqual(findHealthWords(await page.title()), [])
  await checkAccessibility(page.context(), [page.url()])
  await page.getByRole('link', { name: /^Code envoyé à a•••@/ }).click()
  await page.getByLabel('Identifiant').fill('anais.lozere')
  await page.getByLabel('Mot de passe').fill('Cerise 9 trains!')
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await readMain(page), /Votre nouveau moyen est prêt Il ouvre votre espace à partir du/)
  await checkAccessibility(page.context(), [page.url()])
  await page.goto('/my')
  assert.equal(new URL(page.url()).pathname, '/sign-in')

  clock.advance(72 * hour - 60_000)
  assert.match(await typePassword(page, 'anais.lozere', 'Cerise 9 trains!'), /reconnu/)
  clock.advance(61_000)
  assert.match(await typePassword(page, 'anais.lozere', 'Cerise 9 trains!'), /Votre code/)
  const second = await codeSentTo(carnet, 'anais.neuf@example.org', first)
  await page.getByLabel('Code à taper').fill(second)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  assert.match(await readMain(page), /Bonjour/)
  assert.deepEqual(await alertsTo('anais'), [asked, waits, replaced])

  clock.advance(hour)
  assert.match(await typePassword(await open(), 'anais.lozere', passwordOf('anais')), /reconnu/)
  const late = await open()
  await proveByLetter(late, 'open', { ...person, code })
  assert.match(await readMain(late), /Ce code a déjà servi/)
})

test('a stolen letter and a copied card: nothing opens, nothing is told, and the holder stops it by one button', async () => {
  const { person, page: own } = await settle('gabin')
  const thief = await open(true)
  await askForLetter(thief, person.traits.birthDate, cards.gabin)
  const { code } = await takeLetter()
  await own.goto('/my/documents')
  assert.match(await readMain(own), /Quelqu’un a demandé le .* Une lettre avec un code/)

  await proveByLetter(thief, 'open', { ...person, code })
  assert.doesNotMatch(await readMain(thief), /gabin@|g•••|Rouvière/i)
  await thief.getByRole('button', { name: 'Continuer sans contact' }).click()
  await thief.getByRole('button', { name: 'Créer une clé d’accès' }).click()
  await thief.waitForURL('**/open/waits')
  for (const path of ['/my', '/my/copy', '/my/documents', '/my/security', '/my/close/erase/now']) {
    await thief.goto(path)
    assert.equal(new URL(thief.url()).pathname, '/sign-in', path)
  }
  await thief.goto('/sign-in')
  await thief.getByRole('button', { name: 'Continuer avec ma clé d’accès' }).click()
  await thief.getByText('reconnu').first().waitFor()
  await askForLetter(await open(), person.traits.birthDate, cards.gabin)
  assert.deepEqual(await alertsTo('gabin'), [asked, waits], 'a second request restarts and tells nothing')

  await own.goto('/my/access')
  assert.match(await readMain(own), /pourra remplacer les vôtres à partir du/)
  await checkAccessibility(own.context(), [own.url()])
  await own.getByRole('button', { name: 'Arrêter cette demande' }).click()
  assert.match(await readMain(own), /La demande est arrêtée/)
  await own.goto('/my')
  assert.doesNotMatch(await readMain(own), /Quelqu’un a demandé/)
  assert.deepEqual(await alertsTo('gabin'), [stopped, asked, waits])

  clock.advance(73 * hour)
  await thief.goto('/sign-in')
  await thief.getByRole('button', { name: 'Continuer avec ma clé d’accès' }).click()
  await thief.getByText('reconnu').first().waitFor()
  await thief.goto('/my')
  assert.equal(new URL(thief.url()).pathname, '/sign-in')
  assert.match(await typePassword(await open(), 'gabin.lozere', passwordOf('gabin')), /Votre code/)
})
