import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'
import { countDocument, findDocument } from './support/find-document.ts'
import { freshExample } from './support/own-deposits.ts'
import { hiding, patch } from './support/patches.ts'
import { provideBundle } from './support/provide-bundle.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
})
after(() => carnet.close())

const everything = 'DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989&status=current'

const totalFor = async (as: string, more = ''): Promise<number> =>
  Number(at((await call(as, everything + more)).body, 'total'))

test('a hidden document is not found, not counted and not there for the nurse; author, treating doctor and holder keep it', async () => {
  const deposit = freshExample('discharge-letter.xml')
  await call('hospital', '', { body: provideBundle([deposit]) })
  const readers = ['nurse', 'dr-moreau', 'dominique']
  const totals = await Promise.all(readers.map((reader) => totalFor(reader)))
  const document = await findDocument(call, 'nurse', deposit)
  const id = String(at(document, 'id'))
  assert.equal((await patch(call, 'hospital', { id, steps: hiding })).status, 200)
  const [nurse = 0, doctor, holder] = totals
  assert.deepEqual(await Promise.all(readers.map((reader) => totalFor(reader))), [nurse - 1, doctor, holder])
  for (const more of ['&_summary=count', '&category=10&_summary=count', '&_count=1', '&author.family=Kouassi']) {
    const [seen, all] = await Promise.all([totalFor('nurse', more), totalFor('dominique', more)])
    assert.ok(seen < all, `${more}: ${seen} of ${all}`)
  }
  assert.equal(await countDocument(call, 'nurse', deposit), 0)
  assert.equal(await countDocument(call, 'midwife', deposit), 1, 'of the hospital that wrote it')
  const unknown = '00000000-0000-4000-8000-000000000000'
  const [stranger, nobody] = await Promise.all(
    [id, unknown].map((one) => call('dr-petit', `DocumentReference?_id=${one}`)),
  )
  assert.equal(stranger?.text.replaceAll(id, ''), nobody?.text.replaceAll(unknown, ''), 'a stranger learns nothing')
  for (const path of ['DocumentReference/', 'DocumentReference?_id=', 'Binary/']) {
    const there = path === 'Binary/' ? String(at(document, 'content.0.attachment.url')).split('/').at(-1) : id
    const [hidden, absent] = await Promise.all([call('nurse', `${path}${there}`), call('nurse', `${path}${unknown}`)])
    assert.equal(hidden.status, absent.status, path)
    assert.equal(
      hidden.text.replaceAll(String(there), ''),
      absent.text.replaceAll(unknown, ''),
      'as if it were not there',
    )
  }
})
