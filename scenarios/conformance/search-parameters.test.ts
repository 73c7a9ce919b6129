import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from './support/caller.ts'
import { findDocument } from './support/find-document.ts'
import { freshCopy, ownDeposits, type OwnDeposit } from './support/own-deposits.ts'
import { archiving, hiding, patch } from './support/patches.ts'
import { provideBundle } from './support/provide-bundle.ts'
import { combinedCases, refusedCases, searchCases } from './support/search-cases.ts'

const patient = 'patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989'

let carnet: Installation
let call: Caller
/** unique id → the name a case knows the document by */
const names = new Map<string, string>()
const ids = new Map<string, { id: string; entryUuid: string }>()

const nameOf = (document: unknown): string => names.get(String(at(document, 'masterIdentifier.value'))) ?? 'unknown'

const remember = async (name: string, deposit: OwnDeposit): Promise<string> => {
  names.set(deposit.metadata.uniqueId, name)
  const document = await findDocument(call, 'dominique', deposit)
  const id = String(at(document, 'id'))
  ids.set(name, { id, entryUuid: String(at(document, 'identifier.0.value')) })
  return id
}

/** The cast's six documents; the prescription renewed, the images archived, the thyroid report hidden. */
const arrange = async (): Promise<void> => {
  const deposits = ownDeposits()
  for (const deposit of deposits)
    await remember(deposit.file.split('-')[0]?.replace('.xml', '').replace('discharge', 'letter') ?? '', deposit)
  const prescription = deposits.find(({ file }) => file === 'prescription.xml')
  assert.ok(prescription)
  const copy = freshCopy(prescription)
  const targetId = ids.get('prescription')?.id ?? ''
  const renewal = { ...copy, metadata: { ...copy.metadata, relatesTo: [{ code: 'replaces' as const, targetId }] } }
  assert.equal((await call('hospital', '', { body: provideBundle([renewal]) })).status, 200)
  await remember('renewal', renewal)
  assert.equal((await patch(call, 'hospital', { id: ids.get('imaging')?.id ?? '', steps: archiving })).status, 200)
  assert.equal((await patch(call, 'laboratory', { id: ids.get('thyroid')?.id ?? '', steps: hiding })).status, 200)
}

before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
  await arrange()
})
after(() => carnet.close())

const fill = (query: string): string =>
  query
    .replaceAll(/\{id of (\w+)\}/g, (_, name: string) => ids.get(name)?.id ?? '')
    .replaceAll(/\{entryUuid of (\w+)\}/g, (_, name: string) => ids.get(name)?.entryUuid ?? '')
    .replace('{patient}', patient)

const queryOf = (wanted: string): string => {
  const status = wanted.includes('status=') ? '' : '&status=current,superseded'
  return fill(`${patient}${status}${wanted === '' ? '' : '&'}${wanted}`)
}

const namesIn = ({ body }: Answer): string[] => listAt(body, 'entry').map((entry) => nameOf(at(entry, 'resource')))

const checkFound = (answer: Answer, expected: readonly string[]): void => {
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual(namesIn(answer).toSorted(), expected.toSorted())
  assert.equal(at(answer.body, 'total'), expected.length)
}

for (const [query, expected] of [...searchCases, ...combinedCases]) {
  test(`search ${query || 'without a filter'} finds ${expected.join(', ') || 'nothing'}`, async () => {
    checkFound(await call('dominique', `DocumentReference?${queryOf(query)}`), expected)
  })
}

test('POST _search finds the same, its parameters in the body, the address or both', async () => {
  const contentType = 'application/x-www-form-urlencoded'
  for (const [query, expected] of combinedCases) {
    const whole = queryOf(query)
    const [first = '', ...rest] = whole.split('&')
    checkFound(await call('dominique', 'DocumentReference/_search', { body: whole, contentType }), expected)
    checkFound(
      await call('dominique', `DocumentReference/_search?${first}`, { body: rest.join('&'), contentType }),
      expected,
    )
  }
})

for (const [path, parameter] of refusedCases) {
  test(`${path} is refused and names ${parameter}`, async () => {
    const answer = await call('dominique', fill(path))
    assert.equal(answer.status, 400, answer.text)
    assert.equal(at(answer.body, 'issue.0.expression.0'), parameter)
  })
}

test('a lenient client gets its answer without the parameter nobody knows, and is told which ones counted', async () => {
  const answer = await call('dominique', `DocumentReference?${queryOf('type=11502-2&colour=red')}`, {
    headers: { prefer: 'handling=lenient' },
  })
  checkFound(answer, ['laboratory', 'thyroid'])
  assert.match(String(at(answer.body, 'link.0.url')), /type=11502-2/)
})

const pagesOf = async (as: string, query: string): Promise<string[][]> => {
  const pages: string[][] = []
  let address: unknown = `DocumentReference?${queryOf(query)}`
  while (typeof address === 'string') {
    const answer = await call(as, address)
    assert.equal(answer.status, 200, answer.text)
    pages.push(namesIn(answer))
    assert.ok(pages.length < 20, 'pages end')
    address = at(
      listAt(answer.body, 'link').find((link) => at(link, 'relation') === 'next'),
      'url',
    )
  }
  return pages
}

const newestFirst = ['vaccination', 'thyroid', 'prescription', 'renewal', 'laboratory', 'letter', 'imaging']

for (const query of [
  '',
  'security-label=N',
  '_sort=creation',
  '_sort=-date',
  'type=http://loinc.org|11502-2,http://loinc.org|57833-6',
]) {
  test(`pages of ${query || 'everything'} cover every document once, whatever their size`, async () => {
    const whole = (await pagesOf('dominique', query)).flat()
    for (const count of [1, 2, 3, 100]) {
      const pages = await pagesOf('dominique', `${query}${query ? '&' : ''}_count=${count}`)
      assert.deepEqual(pages.flat(), whole)
      assert.ok(pages.every((page) => page.length <= count))
      assert.equal(pages.length, Math.ceil(whole.length / count))
    }
  })
}

test('the order is what was asked: newest content first unless told', async () => {
  // The renewal is a copy of the prescription: the two were written at the same instant, in any order.
  const untwinned = (found: string[]): string[] => found.map((name) => (name === 'renewal' ? 'prescription' : name))
  const inOrder = async (sort: string): Promise<string[]> => untwinned((await pagesOf('dominique', sort)).flat())
  for (const sort of ['', '_sort=-creation', '_sort=-date'])
    assert.deepEqual(await inOrder(sort), untwinned(newestFirst))
  for (const sort of ['_sort=creation', '_sort=date'])
    assert.deepEqual(await inOrder(sort), untwinned(newestFirst).toReversed())
})

test('a count alone is asked with _summary=count or _count=0', async () => {
  for (const counting of ['_summary=count', '_count=0']) {
    const { body } = await call('dominique', `DocumentReference?${queryOf(`category=10&${counting}`)}`)
    assert.equal(at(body, 'total'), 3)
    assert.deepEqual(listAt(body, 'entry'), [])
  }
})

test('a patient is named by the id of their space too', async () => {
  const { body } = await call('dominique', `DocumentReference?${queryOf('_count=1')}`)
  const space = String(at(body, 'entry.0.resource.subject.reference'))
  for (const parameter of [`patient=${space}`, `subject=${space}`, `patient=${space.replace('Patient/', '')}`]) {
    checkFound(await call('dominique', `DocumentReference?${parameter}&status=superseded`), ['prescription'])
  }
})
