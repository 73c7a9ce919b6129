import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne, type DepositOptions } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { exampleBytes } from '../../../../tests/cda/cda-examples.ts'
import { systemClock } from '../../../platform/clock.ts'
import { randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { clockVisitor } from '../../enrolment/index.ts'
import { createTransfers } from '../transfer/create-transfers.ts'
import { createExtractText } from './extract-text.ts'
import { createReadContent } from './create-read-content.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

/** As the owner of the tables, whom row security does not stop in this database. */
const rowsOf = async (spaceId: string): Promise<number> => {
  await kit.database.owner.query({ text: 'alter table vault.content_text no force row level security' })
  const text = 'select from vault.content_text where space_id = $1'
  return (await kit.database.owner.query({ text, values: [spaceId] })).length
}

const textOf = async (spaceId: string, blobId: string): Promise<string | undefined> => {
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'search-documents' } as const
  return (await kit.door.open(visit, ({ vault }) => vault.findTexts([blobId]))).value.get(blobId)
}

/** Acts written in a space for one audience, oldest first. */
const actsOf = async (spaceId: string, audience: string): Promise<string[]> => {
  const text = 'select act from journal.entry where space_id = $1 and audience = $2 order by n'
  const rows = await kit.database.owner.query<{ act: string }>({ text, values: [spaceId, audience] })
  return rows.map(({ act }) => act)
}

const pdf = Buffer.from('%PDF-1.7 as far as anybody here looks')

const deposit = async (spaceId: string, options: DepositOptions = {}) =>
  depositOne(kit, spaceId, { bytes: pdf, ...options })

const canonical = (system: string): string => system

const extracting = (readPdf: (bytes: Buffer) => Promise<string>) =>
  createExtractText({ door: kit.door, visitor: clockVisitor, readBytes: createReadContent(readPdf, canonical) })

test('the text of a PDF is read after its deposit, kept once, told in its journal', async () => {
  const spaceId = await kit.foundSpace([])
  const { id, blobId } = await deposit(spaceId)
  const read: Buffer[] = []
  const extract = extracting(async (bytes) => {
    read.push(bytes)
    return 'Compte\nrendu'
  })
  await extract(id)
  await extract(id)
  assert.deepEqual(read, [pdf])
  assert.equal(await textOf(spaceId, blobId), 'Compte rendu')
  const acts = await actsOf(spaceId, 'main')
  assert.deepEqual(
    acts.filter((act) => act === 'extract-text'),
    ['extract-text', 'extract-text'],
    'one to open, one to keep; the second time nothing',
  )
})

test('the results of a long report come with its text; what was read at its deposit stays as it is', async () => {
  const spaceId = await kit.foundSpace([])
  const bytes = exampleBytes('laboratory-report.xml')
  const resultsOf = async (blobId: string) => {
    const visit = { ...holder(spaceId), space: { spaceId }, act: 'list-documents' } as const
    return (await kit.door.open(visit, ({ vault }) => vault.findResults(blobId))).value
  }
  const { id, blobId } = await deposit(spaceId, { bytes })
  const extract = extracting(async () => '')
  assert.deepEqual(await resultsOf(blobId), [])
  await extract(id)
  const read = await resultsOf(blobId)
  assert.equal(read.length, 4)
  const open = { ...clockVisitor, space: { spaceId }, act: 'extract-text', documentId: id } as const
  await kit.door.open(open, ({ vault }) => vault.insertRead(blobId, { results: read.slice(1), text: 'x' }))
  assert.deepEqual(await resultsOf(blobId), read)
})

test('what nobody may know of yet is read in the chain of those who may', async () => {
  const spaceId = await kit.foundSpace([])
  const { id } = await deposit(spaceId, { withheld: true })
  await extracting(async () => 'x')(id)
  assert.doesNotMatch((await actsOf(spaceId, 'main')).join(), /extract-text/)
  assert.match((await actsOf(spaceId, 'withheld-from-holder')).join(), /extract-text,extract-text/)
})

test('where the reader is busy, nothing is kept and it is tried again; where it finds nothing, it is not', async () => {
  const spaceId = await kit.foundSpace([])
  const { id, blobId } = await deposit(spaceId)
  const busy = extracting(async () => {
    throw new Problem('unavailable', 'content-reader-busy')
  })
  assert.equal((await problemOf(busy(id))).kind, 'unavailable')
  assert.equal(await textOf(spaceId, blobId), undefined)
  await extracting(async () => '')(id)
  assert.equal(await textOf(spaceId, blobId), '')
})

test('what the virus scanner has not answered for waits, without a line; what it found something in has no text', async () => {
  const spaceId = await kit.foundSpace([])
  const { id, blobId } = await deposit(spaceId)
  const say = async (scan: string): Promise<void> => {
    const text = `update platform.blob_object o set scan = $1 from directory.locator l
      where l.id = $2 and o.name = (select b.object_name from vault.blob b where b.id = l.id)`
    await kit.database.owner.query({ text: 'alter table vault.blob no force row level security' })
    await kit.database.owner.query({ text, values: [scan, blobId] })
  }
  const extract = extracting(async () => 'Compte rendu')
  await say('waiting')
  assert.equal((await problemOf(extract(id))).reason, 'content-being-scanned')
  assert.doesNotMatch((await actsOf(spaceId, 'main')).join(), /extract-text/)
  await say('infected')
  await extract(id)
  assert.equal(await textOf(spaceId, blobId), '')
})

test('a document that is gone, withdrawn or was never there is nothing to read, and no failure', async () => {
  const spaceId = await kit.foundSpace([])
  const { id } = await deposit(spaceId)
  const visit = { ...clockVisitor, space: { spaceId } }
  const extract = extracting(async () => assert.fail('nothing is read'))
  await kit.door.open({ ...visit, act: 'open-withheld' }, ({ vault }) =>
    vault.updateState(id, { status: 'entered-in-error' }),
  )
  await extract(id)
  await extract(randomId())
  await kit.door.open({ ...visit, act: 'close-space', actor: holder(spaceId).actor }, (opened) =>
    opened.changeState('closed'),
  )
  await kit.door.open({ ...visit, act: 'erase-space' }, (opened) => opened.erase())
  await extract(id)
})

test('a clinical document gives its narrative and the text of its PDFs; what is damaged gives none', async () => {
  const read = createReadContent(async () => 'Conclusion de la feuille jointe', canonical)
  const both = await read(exampleBytes('thyroid-report-pdf.xml'))
  assert.match(both.text, /Conclusion de la feuille jointe$/)
  const report = await read(exampleBytes('laboratory-report.xml'))
  assert.match(report.text, /Cholestérol total/)
  assert.equal(report.results.length, 4)
  const nothing = { text: '', results: [], statements: [] }
  assert.deepEqual(await read(Buffer.from('<ClinicalDocument><unclosed')), nothing)
  assert.deepEqual(await read(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])), nothing)
})

test('a text goes with its document into another space, under its own keys; an erased space keeps none', async () => {
  const [from, to] = [await kit.foundSpace([]), await kit.foundSpace([])]
  const { blobId } = await deposit(from, { text: 'Compte rendu' })
  const transfers = createTransfers({
    door: kit.door,
    globalHash: (uniqueId) => kit.keys.lookupHash(uniqueId),
    zone: () => 'Europe/Paris',
    parameters: createParameters(),
    clock: systemClock,
    setAsideArrived: async () => {},
    followTwin: async () => {},
  })
  await transfers.transfer({ correctionId: randomId(), from, to, visitor: clockVisitor })
  assert.equal(await textOf(to, blobId), 'Compte rendu')
  const visit = { ...clockVisitor, space: { spaceId: to } }
  await kit.door.open({ ...visit, act: 'close-space', actor: holder(to).actor }, (opened) =>
    opened.changeState('closed'),
  )
  await kit.door.open({ ...visit, act: 'erase-space' }, (opened) => opened.erase())
  assert.equal(await rowsOf(to), 0)
})
