// Right: whoever is told by a letter opens, closes, comes back and asks to be erased by themselves; who says nothing has a space in
// the end, and who refuses has none. From the insurer's file on, by the operator's commands, the letter on paper and the pages alone.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { fixedClock, systemClock } from '../src/platform/clock.ts'
import { importPersonsCommand } from '../src/startup/commands/import-persons.ts'
import { askCampaignCommand, createCampaignCommand, sendCampaignCommand } from '../src/startup/commands/run-campaign.ts'
import { codeSentTo, createHands, dateFields, proveMailbox } from '../tests/support/browser-entry.ts'
import { readMain } from '../tests/support/browser-errands.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { plugInAuthenticator } from '../tests/support/browser-passkey.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { listen } from '../tests/support/listening-terminal.ts'
import { readPdf, textOfPage, type PdfContents } from '../tests/support/read-pdf.ts'
import { fileOf, insOf, lineOf, numbered } from '../tests/support/register-kit.ts'

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
const clock = fixedClock(systemClock.now().toISOString())
const clerk = { as: 'operator', json: false }

/** Whoever stands in the file: how they are called, on which line, and whether their browser runs scripts. */
const people = {
  scripted: { family: 'AUBERGINE', at: 101, javaScript: true },
  plain: { family: 'BETTERAVE', at: 102, javaScript: false },
  silent: { family: 'CELERI', at: 103, javaScript: false },
  refusing: { family: 'DAIKON', at: 104, javaScript: false },
} as const
type Somebody = (typeof people)[keyof typeof people]
const birthDate = '1985-01-15'

let carnet: Installation
let folder = ''
let letters: PdfContents

const command = async (run: (terminal: ReturnType<typeof listen>['terminal']) => Promise<number>): Promise<string> => {
  const { terminal, printed } = listen()
  assert.equal(await run(terminal), 0, printed.join('\n'))
  return printed.join('\n')
}

/** The insurer's file, and a campaign planned by one, confirmed by another and sent: gives the file of letters. */
const tellThem = async (): Promise<string> => {
  const file = join(folder, 'assures.csv')
  const place = { postal_code: '23000', city: 'GUERET' }
  const lines = Object.values(people).map(({ family, at }) =>
    lineOf({ ...place, ins: numbered(at), birth_family: family, birth_date: birthDate }),
  )
  await writeFile(file, fileOf(lines))
  const words = { file, encoding: 'utf-8', lang: 'fr', json: false } as const
  assert.match(await command((terminal) => importPersonsCommand(carnet.carnet, words, terminal)), /4 persons new/)
  const kinds = { minors: true, adults: true, protected: true, postOnly: false, pilot: false } as const
  const plan = { ...clerk, ...kinds, name: 'La Creuse', department: ['23'], waves: 'department' as const }
  const made = await command((terminal) => createCampaignCommand(carnet.carnet, plan, terminal))
  const campaignId = made.slice(0, 36)
  for (const [question, as] of [
    ['prepare', 'operator'],
    ['approve', 'operator'],
    ['approve', 'reviewer'],
  ] as const)
    await command((terminal) => askCampaignCommand(carnet.carnet, { question, campaignId, as, json: false }, terminal))
  const sent = await command((terminal) =>
    sendCampaignCommand(carnet.carnet, { campaignId, ...clerk, form: 'pdf' }, terminal),
  )
  assert.match(sent, /^4 persons told: 0 mails queued, 4 letters\.\n1 files, the last: /)
  return /the last: (.*)$/.exec(sent)?.[1] ?? ''
}

before(async () => {
  carnet = await openInstallation({ examples: false, clock })
  folder = await mkdtemp(join(tmpdir(), 'carnet-life-'))
  letters = readPdf(await readFile(await tellThem()))
})
after(async () => {
  await carnet.close()
  await rm(folder, { recursive: true, force: true })
})

/** The code as it stands on the paper of somebody's letter, in groups. */
const codeOnPaper = ({ family }: Somebody): string => {
  const pages = Array.from({ length: letters.pages }, (_, index) => textOfPage(letters, index + 1))
  const own = pages.filter((page) => page.includes(family))
  const codes = own.flatMap((page) => page.match(/\b[0-9A-Z]{4}[- ][0-9A-Z]{4}[- ][0-9A-Z]{4}\b/g) ?? [])
  assert.equal(new Set(codes).size, 1, `${family}: ${codes.join(', ')}`)
  return codes[0] ?? ''
}

const stateOf = async ({ at }: Somebody): Promise<string | undefined> =>
  (await carnet.carnet.register.findPersonByIns(insOf(numbered(at))))?.state

const open = async ({ javaScript }: Somebody): Promise<Page> => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript })).newPage()
  if (javaScript) await plugInAuthenticator(page)
  return page
}

const proveByPaper = async (page: Page, door: 'open' | 'refuse', who: Somebody): Promise<void> => {
  const hands = createHands(page)
  await page.goto(`/${door}`)
  await hands.type({ code: codeOnPaper(who) })
  await hands.press('Continuer')
  await hands.type(dateFields(birthDate))
  await hands.type({ 'card-number': numbered(who.at) })
  await hands.press('Continuer')
}

const mailboxOf = ({ family }: Somebody): string => `${family.toLowerCase()}@example.org`
const passwordOf = ({ family }: Somebody) => ({ login: `${family.toLowerCase()}.85`, password: 'Tilleul 7 vélos!' })

const typePassword = async (page: Page, who: Somebody): Promise<void> => {
  const { login, password } = passwordOf(who)
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe').fill(password)
}

const makeMeans = async (page: Page, who: Somebody): Promise<void> => {
  if (who.javaScript) {
    await page.getByRole('button', { name: 'Créer une clé d’accès' }).click()
    await page.waitForURL('**/my?welcome=1')
    return
  }
  await page.getByRole('link', { name: /^Code envoyé à / }).click()
  await typePassword(page, who)
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
}

/** Shows again who one is, with the means made at the opening; `but` is a code that was used. */
const proveAgain = async (page: Page, who: Somebody, but: string): Promise<void> => {
  assert.match(page.url(), /\/sign-in\?again=1/)
  if (who.javaScript) {
    await page.getByRole('button', { name: 'Continuer avec ma clé d’accès' }).click()
    return page.waitForURL(({ pathname }) => pathname.startsWith('/my'))
  }
  await page.getByRole('link', { name: 'Continuer avec un mot de passe' }).click()
  await typePassword(page, who)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByLabel('Code à taper').fill(await codeSentTo(carnet, mailboxOf(who), but))
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const walkTo = async (page: Page, way: 'Fermer' | 'Fermer et effacer'): Promise<void> => {
  await page.goto('/my')
  await page.getByRole('link', { name: 'Plus', exact: true }).click()
  await link(page, 'Fermer mon espace').click()
  await link(page, way).click()
  assert.match(await readMain(page), /Voulez-vous d’abord une copie.*Prendre une copie d’abord/)
  await link(page, 'Non merci').click()
}

for (const who of [people.scripted, people.plain]) {
  const how = who.javaScript ? 'with scripts and a passkey' : 'without scripts, by password and code'
  test(`the whole life of a space, ${how}`, async () => {
    assert.equal(await stateOf(who), 'noticed')
    const page = await open(who)
    await proveByPaper(page, 'open', who)
    const used = await proveMailbox(carnet, page, mailboxOf(who))
    await page.getByLabel('J’accepte les conditions').check()
    await press(page, 'Ouvrir mon espace')
    await makeMeans(page, who)
    assert.match(await readMain(page), new RegExp(`Votre espace est ouvert.*Bonjour .*${who.family}`))
    assert.equal(await stateOf(who), 'open')

    clock.advance(6 * minuteMs)
    await walkTo(page, 'Fermer')
    await proveAgain(page, who, used)
    await press(page, 'Fermer maintenant')
    assert.match(await readMain(page), /Fermé le \d.*Sera effacé le \d.*Preuve.*Référence/)
    assert.equal(await stateOf(who), 'closed')

    clock.advance(minuteMs)
    await press(page, 'Rouvrir mon espace')
    assert.match(await page.getByRole('status').innerText(), /Votre espace est rouvert/)
    assert.equal(await stateOf(who), 'open')

    clock.advance(minuteMs)
    await walkTo(page, 'Fermer et effacer')
    await press(page, 'Fermer et demander l’effacement')
    assert.match(await readMain(page), /va être effacé.*Vous avez demandé l’effacement/)
    assert.equal(await stateOf(who), 'erasing')

    await press(page, 'Annuler l’effacement')
    assert.match(await page.getByRole('status').innerText(), /L’effacement est annulé/)
    assert.equal(await stateOf(who), 'closed')
    await page.context().close()
  })
}

test('somebody who got a letter of the same campaign refuses with its code', async () => {
  const page = await open(people.refusing)
  await proveByPaper(page, 'refuse', people.refusing)
  await press(page, 'Confirmer mon refus')
  assert.match(await readMain(page), new RegExp(`Votre refus est enregistré.*${people.refusing.family}.*En ligne`))
  assert.equal(await stateOf(people.refusing), 'opposed')
  await page.context().close()
})

test('somebody who says nothing has a space when the time is over, not a day before; who refused has none', async () => {
  clock.advance(41 * dayMs)
  await carnet.mails()
  assert.equal(await stateOf(people.silent), 'noticed')
  clock.advance(2 * dayMs)
  const mails = await carnet.mails()
  assert.equal(await stateOf(people.silent), 'open')
  assert.equal(await stateOf(people.refusing), 'opposed')
  assert.deepEqual(findHealthWords(mails.map((mail) => /^subject: (.*)$/im.exec(mail)?.[1] ?? '').join('\n')), [])
  const page = await open(people.silent)
  await proveByPaper(page, 'refuse', people.silent)
  assert.match(await readMain(page), /n’est plus valable/)
  await page.context().close()
})
