import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Visitor } from '../../src/access/types.ts'
import { createDatabase } from '../../src/platform/database/database.ts'
import { findHealthWords } from '../../tests/support/browser-health-words.ts'
import { startClamdStub, stubVirus, type ClamdStub } from '../../tests/support/clamd-stub.ts'
import { doctor, software } from '../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { contentDeposit } from '../conformance/support/own-deposits.ts'

// Right: who may see a document is told that something was found in it, in no words of it; nobody else is (rules DOC-27).

let clamd: ClamdStub
let carnet: Installation
before(async () => {
  clamd = await startClamdStub()
  carnet = await openInstallation({ examples: false, clamavUrl: clamd.url })
})
after(async () => {
  await carnet.close()
  await clamd.close()
})

const asked = async <Row extends object>(text: string): Promise<Row[]> => {
  const superuser = createDatabase({ ...carnet.database.logins.superuser, max: 1 })
  return superuser.query<Row>({ text }).finally(() => superuser.close())
}

const moreau = {
  id: { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '810000001015' },
  person: { family: 'MOREAU', given: 'Hélène' },
}

type Marks = { withheld?: boolean; hiddenFromRepresentatives?: boolean; hidden?: boolean }

let files = 0

/** Deposits an infected file while the scanner is away, and has everything else done; gives who is written to once it is back. */
const toldOf = async (depositor: Visitor, marks: Marks = {}): Promise<string[]> => {
  files += 1
  const bytes = Buffer.concat([Buffer.from(`%PDF-1.4\n% ${files}\n`), stubVirus, Buffer.from('\n%%EOF\n')])
  const sent = contentDeposit('application/pdf', bytes)
  const visibility = { hidden: false, withheld: false, hiddenFromRepresentatives: false, ...marks }
  const metadata = { ...sent.metadata, visibility, authors: [moreau], title: 'Compte rendu opératoire' }
  clamd.mood = 'hang-up'
  await carnet.carnet.documents.submitDocuments(depositor, {
    patient: sent.patient,
    documents: [{ metadata, content: { bytes }, field: 'document' }],
    supersedes: [],
    messageHash: createHash('sha256').update(bytes).digest(),
  })
  const earlier = new Set(await carnet.mails())
  clamd.mood = 'well'
  for (let again = 0; again < 2; again += 1) {
    await asked(`update platform.outbox set due_at = now() where kind = 'content-unscanned'`)
    await carnet.mails()
  }
  const mails = (await carnet.mails()).filter((mail) => !earlier.has(mail))
  for (const mail of mails) assert.deepEqual(findHealthWords(mail.replaceAll(/dr-moreau|dominique/g, '')), [], mail)
  return mails.map((mail) => /^To: .*?([\w.-]+)@example\.org/m.exec(mail)?.[1] ?? '').toSorted()
}

test('its holder and the professional who deposited it are told, once, in the words of any news', async () => {
  assert.deepEqual(await toldOf(doctor('810000001015')), ['dominique', 'dr-moreau'])
})

test('who deposited for a facility has no address: the holder is told', async () => {
  assert.deepEqual(await toldOf(software), ['dominique'])
})

test('what the holder hid is told to them; what they may not see yet is told to its depositor alone', async () => {
  assert.deepEqual(await toldOf(software, { hidden: true }), ['dominique'])
  assert.deepEqual(await toldOf(doctor('810000001015'), { withheld: true }), ['dr-moreau'])
})

test('who deposits what another wrote is told nothing of it: they may not see it', async () => {
  assert.deepEqual(await toldOf(doctor('810000001031')), ['dominique'])
})

test('the queue names no kind that says what was found', async () => {
  const kinds = await asked<{ kind: string }>('select distinct kind from platform.outbox')
  assert.ok(kinds.every(({ kind }) => !/infect|scan-found/.test(kind)))
})
