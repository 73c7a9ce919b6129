import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { holderOf } from '../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, issueCodes, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'

let carnet: Installation
let call: Caller
let spaceId = ''
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
  spaceId = (await carnet.carnet.identity.findHolderByIns(ins)).spaceId
})
after(() => carnet.close())

const ask = (year: string) =>
  carnet.carnet.requests.ask(holderOf(spaceId), {
    facilityId: '1990000028',
    category: 'CPT_REND',
    year,
    note: 'Le séjour d’avril',
  })

const tasks = async (as = 'hospital', query = '') => listAt((await call(as, `Task${query}`)).body, 'entry')

const jsonPatch = 'application/json-patch+json'
const patch = (as: string, id: string, steps: unknown) =>
  call(as, `Task/${id}`, { method: 'PATCH', body: JSON.stringify(steps), contentType: jsonPatch })

const rejected = { op: 'replace', path: '/status', value: 'rejected' }
const because = (code: string) => ({ op: 'add', path: '/statusReason', value: { coding: [{ code }] } })

test('the software of the place that was asked finds a Task, in JSON and XML; another place none; to fetch it is to open it', async () => {
  await ask('2014')
  const [own] = await carnet.carnet.requests.listOwn(holderOf(spaceId))
  assert.equal(own?.seenAt, undefined)
  assert.deepEqual(await tasks('laboratory'), [])
  const [listed] = (await tasks('hospital', '?status=requested')).map((entry) => at(entry, 'resource'))
  assert.equal(at(listed, 'id'), own?.id)
  assert.deepEqual(
    [at(listed, 'meta.tag.0.code'), at(listed, 'for'), at(listed, 'note')],
    ['SUBSETTED', undefined, undefined],
  )
  assert.equal((await carnet.carnet.requests.listOwn(holderOf(spaceId)))[0]?.seenAt, undefined)
  const task = (await call('hospital', `Task/${own?.id}`)).body
  assert.equal(at(task, 'status'), 'requested')
  assert.equal(at(task, 'for.identifier.value'), dominiqueIns)
  assert.equal(at(task, 'input.0.valueCoding.code'), 'CPT_REND')
  assert.equal(at(task, 'input.1.valueDate'), '2014')
  assert.equal(at(task, 'note.0.text'), 'Le séjour d’avril')
  const xml = await call('hospital', `Task/${own?.id}`, { accept: 'application/fhir+xml' })
  assert.match(xml.text, /<Task xmlns="http:\/\/hl7.org\/fhir">.*<valueDate value="2014"\/>/s)
  assert.equal((await call('laboratory', `Task/${own?.id}`)).status, 404)
  const [seen] = await carnet.carnet.requests.listOwn(holderOf(spaceId))
  assert.notEqual(seen?.seenAt, undefined)
})

test('a parameter that is not there, another status, a scope too narrow: refused', async () => {
  assert.equal((await call('hospital', 'Task?owner=x')).status, 400)
  assert.equal((await call('hospital', 'Task?owner=x', { headers: { prefer: 'handling=lenient' } })).status, 200)
  assert.equal((await call('hospital', 'Task?status=completed')).status, 400)
  const authorization = `Bearer ${await carnet.token('hospital', 'system/DocumentReference.crus')}`
  assert.equal((await fetch(`${carnet.fhir}/Task`, { headers: { authorization } })).status, 403)
})

test('it declines with a reason and nothing else; what is over is over', async () => {
  const [task] = await tasks()
  const id = String(at(at(task, 'resource'), 'id'))
  const refused: [string, unknown, number, string][] = [
    ['hospital', [rejected], 400, 'request-reason-missing'],
    ['hospital', [rejected, because('because')], 400, 'request-reason-missing'],
    ['hospital', [{ ...rejected, value: 'completed' }], 405, 'update-not-allowed'],
    ['hospital', [{ op: 'replace', path: '/description', value: 'x' }], 405, 'update-not-allowed'],
    ['laboratory', [rejected, because('not-known-here')], 404, 'request-unknown'],
  ]
  for (const [as, steps, status, reason] of refused) {
    const answer = await patch(as, id, steps)
    assert.equal(answer.status, status, answer.text)
    assert.ok(issueCodes(answer.body).includes(reason), answer.text)
  }
  assert.equal((await call('hospital', `Task/${id}`, { method: 'PATCH', body: '{}' })).status, 415)
  const answer = await patch('hospital', id, [rejected, because('not-known-here')])
  assert.equal(answer.status, 200, answer.text)
  assert.equal(at(answer.body, 'status'), 'rejected')
  assert.equal(at(answer.body, 'statusReason.coding.0.code'), 'not-known-here')
  assert.equal((await patch('hospital', id, [rejected, because('not-known-here')])).status, 409)
  assert.deepEqual(await tasks(), [])
  const [own] = await carnet.carnet.requests.listOwn(holderOf(spaceId))
  assert.deepEqual([own?.state, own?.reason], ['declined', 'not-known-here'])
})
