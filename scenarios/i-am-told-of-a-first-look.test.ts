import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { depositLetter, dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { openPatient, searchPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

interface ReadMail {
  to: string
  subject: string
  text: string
}

/** A mail as its reader sees it: quoted-printable lines joined, its bytes read as UTF-8. */
const readMail = (mail: string): ReadMail => {
  const cut = mail.indexOf('\n\n')
  const [head, body] = [mail.slice(0, cut), mail.slice(cut + 2)]
  const headerOf = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return { to: headerOf('to'), subject: headerOf('subject'), text: Buffer.from(bytes, 'latin1').toString('utf8') }
}

const mailsTo = async (to: string): Promise<ReadMail[]> =>
  (await carnet.mails()).map(readMail).filter((mail) => mail.to === to)

test('she chooses to be told of each deposit, and then of none; what follows is told all the same', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const choose = async (label: string): Promise<void> => {
    await page.goto('/my/more')
    await page.getByRole('link', { name: /Messages que je reçois/ }).click()
    assert.match(await readMain(page), /ouvre votre dossier pour la première fois.*Ces messages-là ne se coupent pas/)
    await page.getByText(label, { exact: true }).click()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    assert.match(await page.getByRole('status').innerText(), /Votre choix est enregistré/)
    assert.ok(await page.getByRole('radio', { name: label }).isChecked())
  }
  await choose('Un message à chaque dépôt')
  const count = (await mailsTo('dominique@example.org')).length
  assert.equal((await depositLetter(carnet)).status, 201)
  assert.equal((await mailsTo('dominique@example.org')).length, count + 1)
  await choose('Aucun message')
  await checkAccessibility(browser, [page.url()])
})

test('the first look of a professional sends one mail, the next ones none', async () => {
  const earlier = await mailsTo('dominique@example.org')
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  const first = await mailsTo('dominique@example.org')
  assert.equal(first.length - earlier.length, 1)

  await nurse.getByRole('link', { name: 'Radiographie de la cheville droite' }).click()
  await searchPatient(nurse, dominiqueIns)
  await (await openSoftware(carnet, 'nurse')).listDocuments()
  assert.equal((await mailsTo('dominique@example.org')).length, first.length)

  await (await openSoftware(carnet, 'dr-moreau')).listDocuments()
  assert.equal(
    (await mailsTo('dominique@example.org')).length,
    first.length + 1,
    'another professional is another first look',
  )
})

test('a refused stranger is in her history, and sends no mail about what was not seen', async () => {
  const count = (await carnet.mails()).length
  const stranger = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(stranger, 'dr-petit', dominiqueIns)
  assert.equal((await carnet.mails()).length, count)
})

test('the mail holds no health word, no name, no link that signs in', async () => {
  const mails = await mailsTo('dominique@example.org')
  const last = mails.at(-1)
  assert.ok(last)
  assert.equal(last.subject, 'Du nouveau dans votre espace')
  assert.ok(
    mails.every((mail) => mail.subject === last.subject && mail.text === last.text),
    'all mails say the same',
  )
  assert.deepEqual(findHealthWords(`${last.subject} ${last.text}`), [])
  assert.doesNotMatch(last.text, /dominique|pat-trois|diallo|petit|279035121518989/i)
  const links = last.text.match(/https?:\/\/[^\s)]+/g) ?? []
  assert.deepEqual(links, [carnet.origin], 'the address of the site and nothing after it')
})

test('the address in the mail leads to the public page; once signed in, home tells who looked', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await page.goto(carnet.origin)
  assert.equal(await page.getByRole('button', { name: 'Se déconnecter' }).count(), 0)
  await signIn(page, 'dominique', '/my')
  assert.match(await readMain(page), /Derniers passages.*Hélène MOREAU/)
  await checkAccessibility(browser, [page.url(), `${carnet.origin}/is-this-message-real`])
})
