import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sendOlderCommand } from '../src/startup/commands/send-older.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { issueCodes } from '../tests/support/json-path.ts'
import { listen } from '../tests/support/listening-terminal.ts'
import { problemOf } from '../tests/support/problem-of.ts'
import { createCaller } from './conformance/support/caller.ts'
import { freshExample, rewritten } from './conformance/support/own-deposits.ts'
import { provideBundle, simplifiedPublish } from './conformance/support/provide-bundle.ts'

let carnet: Installation
let folder = ''
before(async () => {
  carnet = await openInstallation()
  folder = join(await mkdtemp(join(tmpdir(), 'carnet-older-')), 'export')
  await mkdir(folder)
})
after(async () => {
  await carnet.close()
  await rm(join(folder, '..'), { recursive: true, force: true })
})

/** A discharge letter of another year. */
const letterOf = (year: number) => rewritten(freshExample('discharge-letter.xml'), /2026042/g, `${year}042`)

const send = async (client = 'hospital', secret = 'demonstration-secret-of-the-hospital-x') => {
  const { terminal, printed } = listen()
  const asked = { folder, server: carnet.origin, client, lang: 'fr', json: true } as const
  const code = await sendOlderCommand(asked, { ...terminal, readInput: async () => secret })
  const said: unknown = JSON.parse(printed[0] ?? '{}')
  return { code, said }
}

const notices = () =>
  carnet.database.owner.query<{ isLater: boolean }>({
    text: `select due_at > now() as "isLater" from platform.outbox where kind = 'notice-deposit'`,
  })

test('a folder is sent, is told once and the morning after, and each stands at its own year without an alarm', async () => {
  const mails = (await carnet.mails()).length
  for (const year of [2014, 2015, 2016])
    await writeFile(join(folder, `letter-${year}.json`), provideBundle([letterOf(year)]))
  assert.deepEqual(await send(), { code: 0, said: { messages: 3, sent: 3, resumed: 0, refused: 0 } })
  assert.equal((await carnet.mails()).length, mails, 'nobody is told at once')
  assert.deepEqual(await notices(), [{ isLater: true }])
  await carnet.database.owner.query({ text: `update platform.outbox set due_at = now() where kind = 'notice-deposit'` })
  assert.equal((await carnet.mails()).length, mails + 1, 'one mail for the three')

  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  assert.doesNotMatch(await readMain(page), /201[456]/, 'no older document is the newest one')
  await page.goto('/my/documents?sort=oldest&year=2014')
  const list = await readMain(page)
  assert.match(list, /2014 Ancien, ajouté ces jours-ci/)
  assert.doesNotMatch(list, /Nouveau/)
  await page.locator('main .row h3 a').first().click()
  assert.match(await readMain(page), /Arrivé le .* 2026, avec d’autres documents anciens/)
  await checkAccessibility(page.context(), [page.url(), `${carnet.origin}/my/documents?year=2014`])
  await page.goto('/my/access/history')
  assert.match(await readMain(page), /Dossier patient de l'hôpital|Dossier patient de l’hôpital/)
})

test('sent again, it goes on where it stopped and doubles nothing; what is refused is told file by file', async () => {
  await writeFile(join(folder, 'letter-of-now.json'), provideBundle([freshExample('discharge-letter.xml')]))
  await writeFile(join(folder, 'no-message.json'), '{"resourceType":"Bundle"}')
  const young = rewritten(freshExample('discharge-letter.xml'), /2026042/g, '2099042')
  await writeFile(join(folder, 'letter-to-come.json'), provideBundle([young]))
  const { code, said } = await send()
  assert.equal(code, 2)
  const rejects = `${folder}.rejects.csv`
  assert.deepEqual(said, { messages: 6, sent: 1, resumed: 3, refused: 2, rejects })
  const lines = (await readFile(rejects, 'utf8')).trimEnd().split('\r\n')
  assert.match(lines[0] ?? '', /fichier.*champ.*raison.*explication/)
  assert.match(lines.find((line) => line.includes('to-come')) ?? '', /document-not-older.*moins de 30 jours/)
  assert.ok(lines.some((line) => line.includes('no-message.json')))

  await rm(`${folder}.sent.ndjson`)
  await rm(join(folder, 'letter-to-come.json'))
  await rm(join(folder, 'no-message.json'))
  const documents = async () => (await carnet.database.owner.query({ text: `select from directory.locator` })).length
  const stood = await documents()
  assert.deepEqual(await send(), { code: 0, said: { messages: 4, sent: 4, resumed: 0, refused: 0 } })
  assert.equal(await documents(), stood, 'the list was lost: the same answers, nothing doubled')
})

test('a wrong secret and a server that is not there are said in words', async () => {
  await rm(`${folder}.sent.ndjson`)
  assert.equal((await problemOf(send('hospital', 'another'))).reason, 'older-client-refused')
  const { terminal } = listen()
  const asked = { folder, server: 'http://127.0.0.1:9', client: 'hospital', lang: 'fr', json: true } as const
  assert.equal((await problemOf(sendOlderCommand(asked, terminal))).reason, 'older-server-unreachable')
})

test('one document alone, by ITI-105; a younger one is refused only where it is called old', async () => {
  const call = createCaller(carnet)
  const headers = { 'carnet-older-documents': '?1' }
  const old = await call('hospital', 'DocumentReference', { body: simplifiedPublish(letterOf(2011)), headers })
  assert.equal(old.status, 201, old.text)
  const young = rewritten(freshExample('discharge-letter.xml'), /2026042/g, '2099042')
  const body = provideBundle([young])
  const refused = await call('hospital', '', { body, headers })
  assert.equal(refused.status, 400)
  assert.ok(issueCodes(refused.body).includes('document-not-older'), refused.text)
})
