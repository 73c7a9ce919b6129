import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createDatabase } from '../../src/platform/database/database.ts'
import { startClamdStub, type ClamdStub } from '../../tests/support/clamd-stub.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { createCaller, type Caller } from '../conformance/support/caller.ts'
import { findDocument, retrieve } from '../conformance/support/find-document.ts'
import { contentDeposit, type OwnDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'

// A scanner that knows more looks again; what it finds is closed from then on, what it does not find is never closed.

let clamd: ClamdStub
let carnet: Installation
let call: Caller
before(async () => {
  clamd = await startClamdStub()
  carnet = await openInstallation({ examples: false, clamavUrl: clamd.url })
  call = createCaller(carnet)
  await queue()
  await work()
})
after(async () => {
  await carnet.close()
  await clamd.close()
})

const asked = async <Row extends object>(text: string): Promise<Row[]> => {
  const superuser = createDatabase({ ...carnet.database.logins.superuser, max: 1 })
  return superuser.query<Row>({ text }).finally(() => superuser.close())
}

const work = async (): Promise<void> => {
  await asked(`update platform.outbox set due_at = now() where kind in ('content-unscanned', 'contents-unscanned')`)
  await carnet.mails()
}

const queue = (): Promise<number> => carnet.carnet.documents.queueScans()

let files = 0

/** Deposits a PDF with these words in it and has it scanned. */
const deposit = async (words: string): Promise<OwnDeposit> => {
  files += 1
  const sent = contentDeposit('application/pdf', Buffer.from(`%PDF-1.4\n% ${files} ${words}\n%%EOF\n`))
  const { status, text } = await call('hospital', '', { body: provideBundle([sent]) })
  assert.equal(status, 200, text)
  await work()
  return sent
}

const statusOf = async (sent: OwnDeposit): Promise<number> =>
  (await retrieve(call, 'dominique', await findDocument(call, 'dominique', sent))).status

const aDayLater = (): Promise<unknown> => asked(`update access.space set scanned_at = scanned_at - interval '25 hours'`)

const learn = (virus: string, version: string): void => {
  clamd.learnt.push(Buffer.from(virus))
  clamd.version = version
}

const scansNoted = async (): Promise<number> =>
  (await asked(`select from journal.entry where act = 'scan-content' and effect = 'permit'`)).length

test('new signatures look again at what came lately, once a day at most, and close only what they find', async () => {
  const [good, bad] = [await deposit('a letter'), await deposit('the-new-virus')]
  assert.deepEqual([await statusOf(good), await statusOf(bad)], [200, 200])
  await aDayLater()
  assert.equal(await queue(), 0, 'the same signatures find the same')
  learn('the-new-virus', 'ClamAV 1.4.3/27801')
  assert.equal(await queue(), 1, 'one item for the space, not one for each file')
  assert.equal(await queue(), 0)
  assert.deepEqual([await statusOf(good), await statusOf(bad)], [200, 200], 'nothing is closed until it is found')
  await work()
  assert.deepEqual([await statusOf(good), await statusOf(bad)], [200, 403])
  clamd.version = 'ClamAV 1.4.3/27802'
  assert.equal(await queue(), 0, 'not twice a day')
})

test('what was found stays closed whatever later signatures say', async () => {
  const bad = await deposit('a-false-alarm')
  await aDayLater()
  learn('a-false-alarm', 'ClamAV 1.4.3/27803')
  await queue()
  await work()
  assert.equal(await statusOf(bad), 403)
  clamd.learnt.length = 0
  clamd.version = 'ClamAV 1.4.3/27804'
  await aDayLater()
  await queue()
  await work()
  assert.equal(await statusOf(bad), 403)
})

test('what came longer ago is not looked at again', async () => {
  await deposit('of long ago')
  await asked(`update access.space set contents_at = now() - interval '31 days'`)
  await aDayLater()
  learn('of long ago', 'ClamAV 1.4.3/27805')
  assert.equal(await queue(), 0)
})

test('files of before the scanner are looked at once, of whatever age, and open all the while', async () => {
  const [good, bad] = [await deposit('an old letter'), await deposit('an-old-virus')]
  await asked(`update platform.blob_object set scan = 'unscanned' where scan = 'clean';
    update vault.document set deposited_at = now() - interval '3 years'; update access.space set scanned_for = null`)
  clamd.learnt.length = 0
  learn('an-old-virus', clamd.version)
  assert.ok((await queue()) > 1, 'every space, once')
  assert.equal(await queue(), 0)
  assert.deepEqual([await statusOf(good), await statusOf(bad)], [200, 200])
  const noted = await scansNoted()
  await work()
  assert.deepEqual([await statusOf(good), await statusOf(bad)], [200, 403])
  assert.equal(
    await scansNoted(),
    noted + 2,
    'one entry for the files, one for what was found; none where there are no files',
  )
  assert.deepEqual(await asked(`select from platform.blob_object where scan = 'unscanned' and not staged`), [])
})

test('many files are looked at some at a time; one that cannot be holds up no other, a scanner that is away loses none', async () => {
  for (let count = 0; count < 23; count += 1) await deposit('one of many')
  const last = await deposit('the-last-virus')
  await aDayLater()
  learn('the-last-virus', 'ClamAV 1.4.3/27806')
  assert.equal(await queue(), 1)
  clamd.mood = 'hang-up'
  await work()
  assert.equal(await statusOf(last), 200)
  clamd.mood = 'well'
  clamd.scanned.length = 0
  await work()
  await work()
  assert.ok(clamd.scanned.length >= 24)
  assert.equal(await statusOf(last), 403)
  assert.deepEqual(await asked(`select from platform.outbox where kind = 'contents-unscanned'`), [])
})
