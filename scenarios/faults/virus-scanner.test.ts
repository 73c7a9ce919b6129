import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createScanner } from '../../src/platform/clamav/scan-stream.ts'
import { createDatabase } from '../../src/platform/database/database.ts'
import { startClamdStub, stubVirus, type ClamdStub } from '../../tests/support/clamd-stub.ts'
import { createHttpBrowser } from '../../tests/support/http-browser.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at } from '../../tests/support/json-path.ts'
import { signInAt } from '../../tests/support/simulator-sign-in.ts'
import { createCaller, type Caller } from '../conformance/support/caller.ts'
import { findDocument, retrieve } from '../conformance/support/find-document.ts'
import { contentDeposit, type OwnDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'
import { countStored } from '../conformance/support/stored-things.ts'

let clamd: ClamdStub
let carnet: Installation
let call: Caller
before(async () => {
  clamd = await startClamdStub()
  carnet = await openInstallation({ examples: false, clamavUrl: clamd.url })
  call = createCaller(carnet)
})
after(async () => {
  await carnet.close()
  await clamd.close()
})

const dominique = 'Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989'

/** A PDF that a comment makes its own; `virus`: it holds what the stub takes for one. */
const file = (name: string, virus = false): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.4\n% ${name}\n% `),
    virus ? stubVirus : Buffer.from('clean'),
    Buffer.from('\n%%EOF\n'),
  ])

const deposit = async (bytes: Buffer): Promise<OwnDeposit> => {
  const sent = contentDeposit('application/pdf', bytes)
  const { status, text } = await call('hospital', '', { body: provideBundle([sent]) })
  assert.equal(status, 200, text)
  return sent
}

const asked = async <Row extends object>(text: string): Promise<Row[]> => {
  const superuser = createDatabase({ ...carnet.database.logins.superuser, max: 1 })
  return superuser.query<Row>({ text }).finally(() => superuser.close())
}

/** The queue's work, with what was put off done now. */
const work = async (): Promise<void> => {
  await asked(`update platform.outbox set due_at = now() where kind = 'content-unscanned'`)
  await carnet.mails()
}

const scansInJournal = async (): Promise<number> =>
  (await asked(`select n from journal.entry where act = 'scan-content' and effect = 'permit'`)).length

const fetchedAs = async (reader: string, sent: OwnDeposit) => {
  const { status, bytes, body } = await retrieve(call, reader, await findDocument(call, 'dominique', sent))
  return { status, bytes, reason: at(body, 'issue.0.details.coding.0.code') }
}

const pageOf = async (sent: OwnDeposit): Promise<string> => {
  const browser = createHttpBrowser(carnet.origin)
  await signInAt(browser, '/sign-in/citizens?to=/my', 'dominique')
  const id = String(at(await findDocument(call, 'dominique', sent), 'id'))
  return (await browser.send(`/my/documents/${id}`)).text()
}

test('what was deposited is closed until the scanner answers, then opens byte for byte', async () => {
  const bytes = file('one')
  const sent = await deposit(bytes)
  assert.deepEqual(await fetchedAs('dominique', sent).then(({ status, reason }) => [status, reason]), [
    503,
    'content-being-scanned',
  ])
  const page = await pageOf(sent)
  assert.match(page, /en cours de vérification/)
  assert.doesNotMatch(page, /\/original"/)
  await work()
  assert.ok(clamd.scanned.at(-1)?.equals(bytes), 'the scanner saw the bytes as they came')
  assert.deepEqual((await fetchedAs('dominique', sent)).bytes, bytes)
  assert.match(await pageOf(sent), /\/original"/)
})

test('a scanner that is away delays no deposit, leaves no entry, and is asked again', async () => {
  const noted = await scansInJournal()
  clamd.mood = 'hang-up'
  const sent = await deposit(file('two'))
  await work()
  await work()
  assert.equal((await fetchedAs('dominique', sent)).status, 503)
  assert.equal(await scansInJournal(), noted)
  clamd.mood = 'well'
  await work()
  assert.equal((await fetchedAs('dominique', sent)).status, 200)
  assert.equal(await scansInJournal(), noted + 1)
})

test('what is infected stays as it came and closed; whoever may see it reads why, nobody else learns anything', async () => {
  const sent = await deposit(file('three', true))
  await work()
  const stored = await countStored(carnet)
  assert.deepEqual(await fetchedAs('dominique', sent).then(({ status, reason }) => [status, reason]), [
    403,
    'content-infected',
  ])
  assert.match(await pageOf(sent), /programme malveillant/)
  const stranger = await fetchedAs('dr-petit', sent)
  assert.notEqual(stranger.reason, 'content-infected')
  assert.equal(stranger.reason, (await fetchedAs('dr-petit', await deposit(file('four')))).reason)
  assert.equal((await countStored(carnet)).blobs, stored.blobs + 1, 'nothing was deleted')
  assert.deepEqual(await carnet.carnet.documents.countClosed(), { waiting: 1, infected: 1, scans: true })
})

test('what was uploaded ahead of its message is scanned too', async () => {
  const sent = contentDeposit('application/pdf', file('five', true))
  const headers = { 'x-security-context': dominique }
  const uploaded = await call('hospital', 'Binary', {
    body: Buffer.from(sent.bytes),
    contentType: 'application/pdf',
    headers,
  })
  assert.equal(uploaded.status, 201, uploaded.text)
  const uploadedTo = String(uploaded.headers.get('location')).replace(/\/_history.*$/, '')
  const named = await call('hospital', '', { body: provideBundle([{ ...sent, uploadedTo }]) })
  assert.equal(named.status, 200, named.text)
  assert.equal((await fetchedAs('dominique', sent)).status, 503)
  await work()
  assert.equal((await fetchedAs('dominique', sent)).reason, 'content-infected')
})

const realClamd = process.env['CARNET_TEST_CLAMAV_URL']
const absent = realClamd === undefined && 'no clamd here: set CARNET_TEST_CLAMAV_URL to one'

const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

test(
  'a real clamd finds the EICAR text, alone or deep in a file, and nothing in a letter',
  { skip: absent },
  async () => {
    const scanner = createScanner(realClamd ?? '')
    const piece = async function* (...texts: string[]): AsyncGenerator<Buffer> {
      for (const text of texts) yield Buffer.from(text)
    }
    await scanner.ping()
    assert.equal(await scanner.scan(piece(eicar)), 'infected')
    assert.equal(await scanner.scan(piece('Bonjour')), 'clean')
    assert.equal(await scanner.scan(piece(...Array.from({ length: 20 }, () => 'x'.repeat(1024 * 1024)))), 'clean')
    assert.equal(await scanner.scan(piece(`%PDF-1.4\n% `, `${eicar}\n%%EOF\n`)), 'infected')
  },
)

test('a deposit goes past a real clamd: what it finds stays closed', { skip: absent }, async () => {
  const real = await openInstallation({ examples: false, clamavUrl: realClamd ?? '' })
  try {
    const ask = createCaller(real)
    const statusOf = async (text: string): Promise<number> => {
      const bytes = Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`)
      const sent = contentDeposit('application/pdf', bytes)
      assert.equal((await ask('hospital', '', { body: provideBundle([sent]) })).status, 200)
      await real.mails()
      return (await retrieve(ask, 'dominique', await findDocument(ask, 'dominique', sent))).status
    }
    assert.deepEqual([await statusOf(eicar), await statusOf('Bonjour')], [403, 200])
  } finally {
    await real.close()
  }
})
