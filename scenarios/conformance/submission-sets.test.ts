import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'fhir-kit-client'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'
import { freshExample } from './support/own-deposits.ts'
import { hiding, patch } from './support/patches.ts'
import { provideBundle } from './support/provide-bundle.ts'

// Spec: IHE MHD ITI-66, ITI-67; PDSm flows 5 and 6. Right: docs/rights/a-stranger-learns-nothing.md.

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
})
after(() => carnet.close())

const patient = 'patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989'
const sets = `List?${patient}&code=submissionset&status=current`

const search = async (as: string, more = ''): Promise<unknown> => {
  const { status, text, body } = await call(as, `${sets}${more}`)
  assert.equal(status, 200, text)
  return body
}
const idsIn = (bundle: unknown): string[] => listAt(bundle, 'entry').map((entry) => String(at(entry, 'resource.id')))
const nextOf = (bundle: unknown): string | undefined => {
  const link = listAt(bundle, 'link').find((one) => at(one, 'relation') === 'next')
  return link === undefined ? undefined : String(at(link, 'url')).slice(carnet.fhir.length + 1)
}

/** Two letters of the hospital in one set; the answer's entries are the set and its documents. */
const depositTwo = async (): Promise<{ set: string; letters: string[] }> => {
  const deposits = [freshExample('discharge-letter.xml'), freshExample('prescription.xml')]
  const answer = await call('hospital', '', { body: provideBundle(deposits) })
  assert.equal(answer.status, 200, answer.text)
  const [set = '', ...letters] = listAt(answer.body, 'entry').map((entry) =>
    String(at(entry, 'response.location')).split('/').at(-1),
  )
  return { set, letters: letters.slice(0, 2).map(String) }
}

const membersFor = async (as: string, set: string): Promise<string[]> => {
  const found = listAt(await search(as, `&_id=${set}`), 'entry')[0]
  return listAt(found, 'resource.entry').map((entry) => String(at(entry, 'item.reference')).split('/').at(-1) ?? '')
}

test('a set shows what of it may be seen; hidden whole, it is not there, not counted, not found by its names', async () => {
  const { set, letters } = await depositTwo()
  const [letter = '', prescription = ''] = letters
  assert.deepEqual((await membersFor('nurse', set)).toSorted(), letters.toSorted())
  const earlier = Number(at(await search('nurse'), 'total'))
  const whole: unknown = (await call('nurse', `List/${set}`)).body
  const uniqueId = String(at(whole, 'identifier.0.value'))

  assert.equal((await patch(call, 'hospital', { id: letter, steps: hiding })).status, 200)
  assert.deepEqual(await membersFor('nurse', set), [prescription])
  assert.equal((await membersFor('dominique', set)).length, 2)

  assert.equal((await patch(call, 'hospital', { id: prescription, steps: hiding })).status, 200)
  assert.deepEqual(idsIn(await search('nurse', `&_id=${set}`)), [])
  assert.deepEqual(idsIn(await search('nurse', `&identifier=${uniqueId}`)), [])
  assert.equal(Number(at(await search('nurse'), 'total')), earlier - 1)
  assert.deepEqual(idsIn(await search('dominique', `&identifier=${uniqueId}`)), [set])
  const unknown = '00000000-0000-4000-8000-000000000000'
  const [hidden, absent] = await Promise.all([set, unknown].map((id) => call('nurse', `List?_id=${id}`)))
  assert.equal(hidden?.status, absent?.status)
  assert.equal(hidden?.text.replaceAll(set, ''), absent?.text.replaceAll(unknown, ''))
  assert.equal((await call('dr-petit', sets)).status, 403)
})

test('each filter of sets finds what it names, and only that', async () => {
  const { set } = await depositTwo()
  const found: [string, boolean][] = [
    ['', true],
    ['&date=2026-11-02', true],
    ['&date=lt2026-11-02', false],
    ['&date=ge2026-11-02&date=lt2026-11-03', true],
    ['&designationType=07', true],
    ['&designationType=urn:oid:1.2.250.1.213.2.2|07', true],
    ['&designationType=urn:x|07', false],
    ['&sourceId=urn:oid:1.3.6.1.4.1.99999.7', true],
    ['&sourceId=urn:oid:1.3', false],
    ['&isArchived=false', true],
    ['&isArchived=true', false],
    ['&title=nothing', false],
    ['&source.family=nobody', false],
  ]
  for (const [more, isThere] of found)
    assert.equal(idsIn(await search('dominique', `${more}&_count=100`)).includes(set), isThere, more)
  const folders = await call('dominique', `List?${patient}&code=folder&status=current`)
  assert.equal(at(folders.body, 'total'), 0)
})

test('pages of sets and of documents keep their order while others deposit: nothing twice, nothing left out', async () => {
  for (let times = 0; times < 3; times += 1) await depositTwo()
  for (const first of [`${sets}&_count=2`, `DocumentReference?${patient}&status=current,superseded&_count=3`]) {
    const whole = await call('dominique', `${first.replace(/&_count=\d/, '')}&_count=100`)
    const due = idsIn(whole.body)
    const seen: string[] = []
    for (let path: string | undefined = first; path !== undefined;) {
      const page: unknown = (await call('dominique', path)).body
      seen.push(...idsIn(page))
      path = nextOf(page)
      if (seen.length < 8) await depositTwo()
    }
    assert.deepEqual(
      seen.filter((id) => due.includes(id)),
      due,
      first,
    )
    assert.equal(new Set(seen).size, seen.length, first)
  }
})

test('oldest first is the same, the other way round', async () => {
  const newest = idsIn(await search('dominique', '&_count=100'))
  assert.deepEqual(idsIn(await search('dominique', '&_sort=date&_count=100')), newest.toReversed())
  assert.deepEqual(listAt(await search('dominique', '&_count=0'), 'entry'), [])
})

test('a client of somebody else finds sets by GET and by POST, and turns the pages', async () => {
  const client = new Client({ baseUrl: carnet.fhir, bearerToken: await carnet.token('dominique') })
  const searchParams = {
    'patient.identifier': patient.split('=')[1] ?? '',
    code: 'submissionset',
    status: 'current',
    _count: 2,
  }
  for (const postSearch of [false, true]) {
    const page = await client.resourceSearch({ resourceType: 'List', searchParams, options: { postSearch } })
    assert.equal(idsIn(page).length, 2)
    assert.ok(nextOf(page))
  }
})
