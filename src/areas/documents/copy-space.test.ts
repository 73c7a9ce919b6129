import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import type { Visitor } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { dominiqueIns } from '../../../tests/support/browser-fhir.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { loadExamples } from './load-examples.ts'

let carnet: Installation
let spaceId: string
before(async () => {
  carnet = await openInstallation({ examples: false })
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
  spaceId = (await carnet.carnet.identity.findHolderByIns(ins)).spaceId
})
after(() => carnet.close())

const holder = (id = spaceId): Visitor => ({
  actor: { kind: 'holder', id, name: 'Dominique PAT-TROIS' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
})

const operator: Visitor = {
  ...holder(),
  actor: { kind: 'staff', id: 'operator', name: 'Fatima OUMAROU', roles: ['operator'] },
}

const deposit = async (title: string, visibility: { hidden?: boolean; withheld?: boolean } = {}): Promise<void> => {
  const { documents, reference, identity } = carnet.carnet
  const example = loadExamples(reference).find(({ depositor }) => depositor === 'hospital')
  const actor = await identity.findSoftware('hospital', 'demonstration-secret-of-the-hospital-x')
  if (example === undefined || actor === undefined) throw new Error('no hospital')
  const bytes = Buffer.from(`what ${title} says`)
  const metadata = {
    ...example.metadata,
    title,
    uniqueId: `urn:uuid:${randomId()}`,
    contentType: 'text/plain',
    visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: false, ...visibility },
  }
  await documents.submitDocuments(
    { actor, authLevel: 'substantial', origin: { channel: 'fhir' } },
    {
      patient: example.patient,
      documents: [{ metadata, content: { bytes }, field: 'test' }],
      supersedes: [],
      messageHash: createHash('sha256').update(bytes).digest(),
    },
  )
}

const copyOf = async (visitor = holder()) => {
  const copy = await carnet.carnet.documents.copySpace(visitor, spaceId)
  const contents: string[] = []
  for await (const { stream } of copy.files()) contents.push(stream === undefined ? 'nothing' : await text(stream))
  return { ...copy, contents, titles: copy.entries.map(({ title }) => title).toSorted() }
}

test('everything of the holder’s own is in it, hidden documents too; what awaits an announcement is not, nor its name', async () => {
  await deposit('open')
  await deposit('hidden', { hidden: true })
  await deposit('withheld', { withheld: true })
  const { titles, contents, journal, person } = await copyOf()
  assert.deepEqual(titles, ['hidden', 'open'])
  assert.deepEqual(contents.toSorted(), ['what hidden says', 'what open says'])
  assert.equal(person.ins.value, dominiqueIns)
  assert.ok(journal.some(({ act, documentTitle }) => act === 'deposit-document' && documentTitle === undefined))
  assert.doesNotMatch(JSON.stringify(journal), /withheld/)
  assert.deepEqual(
    journal.map(({ n }) => Number(n)),
    journal.map((_, index) => journal.length - index),
    'the whole chain, newest first, the copy itself included',
  )
  assert.equal(journal[0]?.act, 'copy-space')
})

test('folders and pins are in it, by what may be read of them', async () => {
  const { documents } = carnet.carnet
  await documents.arrange(holder(), { what: 'add-folder', name: 'Vide' })
  await documents.arrange(holder(), { what: 'add-folder', name: 'Cœur' })
  const [{ id: folderId } = { id: '' }] = (await documents.listOwn(holder(), {})).folders
  const { entries } = await copyOf()
  const [first, second] = entries.map(({ id }) => id)
  for (const documentId of [first ?? '', second ?? ''])
    await documents.arrange(holder(), { what: 'move', documentId, folderId })
  await documents.arrange(holder(), { what: 'pin', documentId: second ?? '' })
  const { folders, pinned } = await copyOf()
  assert.deepEqual(folders, [
    { name: 'Cœur', documents: [first, second] },
    { name: 'Vide', documents: [] },
  ])
  assert.deepEqual(pinned, [second])
})

test('more documents and more entries than one page of either', async () => {
  for (let n = 0; n < 215; n += 1) await deposit(`one of many ${n}`)
  const { titles, contents, journal } = await copyOf()
  assert.equal(new Set(titles).size, 217)
  assert.equal(contents.length, 217)
  assert.equal(new Set(journal.map(({ n }) => n)).size, journal.length)
  assert.ok(journal.length > 217)
})

test('a closed space is still the holder’s to copy, a suspended one once it is over, and nobody else’s ever', async () => {
  const { lives } = carnet.carnet.enrolment
  const { register } = carnet.carnet
  const personId = (await register.findPersonBySpace(spaceId))?.id ?? ''
  await lives.suspend({ personId, visitor: operator, channel: 'phone' })
  assert.equal((await problemOf(copyOf())).reason, 'own-space-suspended')
  await lives.resume({ personId, visitor: operator, channel: 'phone' })
  await lives.close({ personId, visitor: holder(), channel: 'online' })
  assert.equal((await copyOf()).contents.length, 217)
  for (const stranger of [operator, holder(randomId())])
    assert.equal((await problemOf(carnet.carnet.documents.copySpace(stranger, spaceId))).kind, 'refused')
  const weak = { ...holder(), authLevel: 'low' } as const
  assert.notEqual((await problemOf(carnet.carnet.documents.copySpace(weak, spaceId))).kind, 'fault')
})
