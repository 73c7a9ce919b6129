import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { journalOwner, verifyJournal } from '../src/journal/verify.ts'
import {
  confirmCorrectionCommand,
  mergePersonsCommand,
  undoCorrectionCommand,
} from '../src/startup/commands/correct-identity.ts'
import { depositFor, inventedIns, openInvented } from '../tests/support/corrections-bench.ts'
import { createHttpBrowser, type HttpBrowser } from '../tests/support/http-browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { signInAt } from '../tests/support/simulator-sign-in.ts'

// Dominique was first known under a provisional number, misspelled. A laboratory deposits under either.

const provisional = inventedIns(4242)
const dominique = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }

let carnet: Installation
let browser: HttpBrowser
let twin: { personId: string; spaceId: string }
before(async () => {
  carnet = await openInstallation({ examples: false })
  twin = await openInvented(carnet, 4242, 'PATROIS')
  await depositFor(carnet, provisional, { title: 'Bilan sous le premier numéro' })
  await depositFor(carnet, provisional, { title: 'Bilan caché sous le premier numéro', hidden: true })
  await depositFor(carnet, dominique, { title: 'Bilan sous le bon numéro' })
  browser = createHttpBrowser(carnet.origin)
  await signInAt(browser, '/sign-in/citizens?return=/my', 'dominique')
})
after(() => carnet.close())

const page = async (address: string): Promise<string> => {
  const answer = await browser.send(address)
  assert.equal(answer.status, 200, address)
  return answer.text()
}

interface Printed {
  code: number
  text: string
}

const run = async (
  command: (terminal: Parameters<typeof mergePersonsCommand>[2]) => Promise<number>,
): Promise<Printed> => {
  const lines: string[] = []
  const terminal = {
    print: (line: string) => void lines.push(line),
    progress: () => {},
    fail: () => {},
    readInput: async () => '',
  }
  const code = await command(terminal)
  return { code, text: lines.join('\n') }
}

const staff = { as: 'operator', json: true }
const merge = (dryRun: boolean): Promise<Printed> =>
  run((terminal) =>
    mergePersonsCommand(
      carnet.carnet,
      { ...staff, survivor: dominiqueIns, other: provisional.value, dryRun },
      terminal,
    ),
  )

const confirm = (id: string, as = 'reviewer'): Promise<Printed> =>
  run((terminal) => confirmCorrectionCommand(carnet.carnet, { id, as, dryRun: false, json: true }, terminal))

const askedIn = ({ text }: Printed): string => /"asked":"([0-9a-f-]+)"/.exec(text)?.[1] ?? ''

const journalHolds = async (): Promise<void> => {
  const owner = journalOwner(carnet.database.owner)
  assert.deepEqual((await verifyJournal({ owner, keys: carnet.carnet.keys })).flaws, [])
}

let correctionId = ''

test('staff counts before it asks, and learns nothing but numbers', async () => {
  const { code, text } = await merge(true)
  assert.equal(code, 0)
  assert.match(text, /"other":\{"state":"open","activated":true,"identifiers":1,"documents":2\}/)
  assert.doesNotMatch(text, /Bilan|PATROIS/)
})

test('one asks and another confirms; then she finds everything in one space, hidden marks kept', async () => {
  const asked = await merge(false)
  assert.equal(asked.code, 0)
  correctionId = askedIn(asked)
  await assert.rejects(confirm(correctionId, 'operator'), /second-person-needed/)
  assert.doesNotMatch(await page('/my/documents'), /premier numéro/)
  const { code, text } = await confirm(correctionId)
  assert.equal(code, 0)
  assert.ok(text.includes(correctionId))
  const documents = await page('/my/documents')
  for (const title of [
    'Bilan sous le premier numéro',
    'Bilan caché sous le premier numéro',
    'Bilan sous le bon numéro',
  ])
    assert.ok(documents.includes(title), title)
  assert.match(documents, /Masqué/)
})

test('what is sent under the first number reaches her', async () => {
  await depositFor(carnet, provisional, { title: 'Bilan envoyé après la réunion' })
  assert.match(await page('/my/documents'), /Bilan envoyé après la réunion/)
})

test('her history says who joined the two, and keeps what happened in the other', async () => {
  const history = await page('/my/access/history?who=all')
  assert.match(history, /Reprise de documents/)
  assert.match(history, /Avant l’ouverture de votre espace[\s\S]*Laboratoire[\s\S]*Dépôt/)
  await journalHolds()
})

test('taken back in time, each space holds what it held, and what was sent for it since', async () => {
  const asked = await run((terminal) => undoCorrectionCommand(carnet.carnet, { ...staff, id: correctionId }, terminal))
  assert.match((await confirm(askedIn(asked))).text, /"state":"undone"/)
  const documents = await page('/my/documents')
  assert.match(documents, /Bilan sous le bon numéro/)
  assert.doesNotMatch(documents, /premier numéro|après la réunion/)
  assert.doesNotMatch(await page('/my/access/history?who=all'), /Avant l’ouverture/)
  const actor = { kind: 'holder', id: twin.spaceId, name: 'Anne' } as const
  const visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } } as const
  const { entries } = await carnet.carnet.documents.listDocuments(visitor, { spaceId: twin.spaceId }, {})
  assert.equal(entries.length, 3)
  await journalHolds()
})
