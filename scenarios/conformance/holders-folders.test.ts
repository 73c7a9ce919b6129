import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkResource } from '../../src/edge/fhir/check-resource.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'

// Spec: IHE MHD ITI-66, List of a folder; PDSm folder. Right: docs/rights/i-arrange-my-documents.md.

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
})
after(() => carnet.close())

const patient = 'patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989'
const folders = `List?${patient}&code=folder&status=current`

test('a holder’s token finds their folder as a List, by search and by id; nobody else’s finds that it is there', async () => {
  const documents = `DocumentReference?${patient}&status=current&_count=2`
  const found: unknown = (await call('dominique', documents)).body
  const ids = listAt(found, 'entry').map((entry) => String(at(entry, 'resource.id')))
  const spaceId = String(at(found, 'entry.0.resource.subject.reference')).replace('Patient/', '')
  const visitor = {
    actor: { kind: 'holder', id: spaceId, name: 'Dominique' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  const own = carnet.carnet.documents
  await own.arrange(visitor, { what: 'add-folder', name: 'Cœur' })
  const folderId = (await own.listOwn(visitor, {})).folders[0]?.id ?? ''
  for (const documentId of ids) await own.arrange(visitor, { what: 'move', documentId, folderId })

  const page: unknown = (await call('dominique', folders)).body
  assert.equal(at(page, 'total'), 1)
  const list = at(page, 'entry.0.resource')
  assert.deepEqual([at(list, 'id'), at(list, 'title'), at(list, 'code.coding.0.code')], [folderId, 'Cœur', 'folder'])
  const members = listAt(list, 'entry').map((entry) => at(entry, 'item.reference'))
  assert.deepEqual(members.toSorted(), ids.map((id) => `DocumentReference/${id}`).toSorted())
  assert.deepEqual(checkResource(list), [])
  assert.deepEqual((await call('dominique', `List/${folderId}`)).body, list)
  const all: unknown = (await call('dominique', folders.replace('code=folder', 'code=submissionset,folder'))).body
  const kinds = listAt(all, 'entry').map((entry) => at(entry, 'resource.code.coding.0.code'))
  assert.ok(kinds.includes('submissionset') && kinds.filter((kind) => kind === 'folder').length === 1)

  const unknown = '00000000-0000-4000-8000-000000000000'
  for (const other of ['dr-moreau', 'nurse']) {
    assert.equal(at((await call(other, folders)).body, 'total'), 0)
    const [there, absent] = await Promise.all([folderId, unknown].map((id) => call(other, `List/${id}`)))
    assert.equal(there?.status, 404)
    assert.equal(there?.text.replaceAll(folderId, ''), absent?.text.replaceAll(unknown, ''))
  }
  const [software, none] = await Promise.all([
    call('hospital', folders),
    call('hospital', folders.replace('folder', 'submissionset')),
  ])
  assert.deepEqual([software.status, software.text], [none.status, none.text])
})
