import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { at, listAt } from '../../../tests/support/json-path.ts'
import { terms } from './terms.ts'

const corpus = needs('mhd-cases')
const vaccination = readCorpus('mhd-cases', 'requests', 'ok-iti65-VAC-NOTE_2023.01.json')
const [jsonPatch, xmlPatch, fhir] = [
  'application/json-patch+json',
  'application/xml-patch+xml',
  'application/fhir+json',
]

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

const patch = (path: string, payload: string, contentType = jsonPatch) =>
  edge.call(`/DocumentReference${path}`, { method: 'PATCH', payload, headers: { 'content-type': contentType } })

const system = 'urn:oid:1.2.250.1.213.1.1.4.13'
const label = { coding: [{ system, code: 'MASQUE_PS' }] }
const normal = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }] }
const archived = terms.extensions.isArchived
const step = (op: string, path: string, value?: unknown): string => JSON.stringify([{ op, path, value }])
const hiddenOnly = { visibility: { hidden: true, withheld: false, hiddenFromRepresentatives: false } }

const operation = (parts: Record<string, object>): string =>
  JSON.stringify({
    resourceType: 'Parameters',
    parameter: [{ name: 'operation', part: Object.entries(parts).map(([name, value]) => ({ name, ...value })) }],
  })
const kind = (valueCode: string) => ({ valueCode })
const path = (valueString: string) => ({ valueString })
const diff = (inner: string): string => `<diff xmlns:f="http://hl7.org/fhir">${inner}</diff>`
const xmlLabel =
  `<securityLabel xmlns="http://hl7.org/fhir"><coding><system value="${system}"/>` +
  '<code value="MASQUE_PS"/></coding></securityLabel>'

const accepted: [string, string, string, object][] = [
  ['JSON, status', jsonPatch, step('replace', '/status', 'entered-in-error'), { status: 'entered-in-error' }],
  ['JSON, archived', jsonPatch, step('add', '/extension', [{ url: archived, valueBoolean: true }]), { archived: true }],
  ['JSON, unarchived', jsonPatch, step('replace', '/extension/0/valueBoolean', false), { archived: false }],
  ['JSON, all labels', jsonPatch, step('replace', '/securityLabel', [normal, label]), hiddenOnly],
  [
    'FHIRPath, status',
    fhir,
    operation({ type: kind('replace'), path: path('DocumentReference.status'), value: { valueCode: 'superseded' } }),
    { status: 'superseded' },
  ],
  [
    'FHIRPath, label',
    fhir,
    operation({
      type: kind('add'),
      path: path('DocumentReference'),
      name: path('securityLabel'),
      value: { valueCodeableConcept: label },
    }),
    { visibility: { hidden: true } },
  ],
  [
    'FHIRPath, archived',
    fhir,
    operation({
      type: kind('replace'),
      path: path(`DocumentReference.extension.where(url='${archived}').value`),
      value: { valueBoolean: true },
    }),
    { archived: true },
  ],
  [
    'XML, status',
    xmlPatch,
    diff('<replace sel="f:DocumentReference/f:status/@value">superseded</replace>'),
    { status: 'superseded' },
  ],
  ['XML, label', xmlPatch, diff(`<add sel="f:DocumentReference">${xmlLabel}</add>`), { visibility: { hidden: true } }],
  [
    'XML, archived',
    xmlPatch,
    diff(`<replace sel="f:DocumentReference/f:extension[@url='${archived}']/f:valueBoolean/@value">true</replace>`),
    { archived: true },
  ],
]

for (const [what, contentType, payload, update] of accepted) {
  test(`patch in ${what}`, corpus, async () => {
    await edge.post('', vaccination)
    const id = edge.firstId()
    const answer = await patch(`/${id}`, payload, contentType)
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(edge.fake.recorded.updates, [{ target: { id }, update }])
    assert.equal(answer.headers.etag, 'W/"2"')
  })
}

const forbidden: [string, string, string, number][] = [
  ['the title', jsonPatch, step('replace', '/content/0/attachment/title', 'x'), 405],
  ['the status taken away', jsonPatch, step('remove', '/status'), 405],
  ['another extension', jsonPatch, step('add', '/extension/-', { url: 'urn:x', valueBoolean: true }), 405],
  ['a move', jsonPatch, JSON.stringify([{ op: 'move', from: '/type', path: '/status' }]), 405],
  ['a stricter confidentiality', jsonPatch, step('replace', '/securityLabel', [label]), 405],
  ['a status that is not', jsonPatch, step('replace', '/status', 'gone'), 400],
  ['a label at no place', jsonPatch, step('remove', '/securityLabel/7'), 400],
  ['a label that is none', jsonPatch, step('add', '/securityLabel/-', { colour: 'red' }), 400],
  ['no steps', jsonPatch, '[]', 400],
  [
    'the title in FHIRPath',
    fhir,
    operation({ type: kind('replace'), path: path('DocumentReference.description'), value: path('x') }),
    405,
  ],
  ['the title in XML', xmlPatch, diff('<remove sel="f:DocumentReference/f:description"/>'), 405],
  ['a DOCTYPE', xmlPatch, `<!DOCTYPE diff>${diff('')}`, 400],
  ['text', 'text/plain', 'x', 415],
]

for (const [what, contentType, payload, status] of forbidden) {
  test(`patch with ${what} is refused, and nothing changes`, corpus, async () => {
    await edge.post('', vaccination)
    const answer = await patch(`/${edge.firstId()}`, payload, contentType)
    assert.equal(answer.status, status, answer.text)
    assert.equal(edge.fake.recorded.updates.length, 0)
  })
}

test('a label is removed by its place, under a test of what stands there', corpus, async () => {
  await edge.post('', vaccination)
  const place = `/${edge.firstId()}`
  assert.equal((await patch(place, step('add', '/securityLabel/-', label))).status, 200)
  const test1 = { op: 'test', path: '/securityLabel/1/coding/0/code', value: 'MASQUE_PS' }
  const show = JSON.stringify([test1, { op: 'remove', path: '/securityLabel/1' }])
  const shown = await patch(place, show)
  assert.equal(shown.status, 200, shown.text)
  assert.equal(listAt(shown.body, 'securityLabel').length, 1)
  assert.equal((await patch(place, show)).status, 409)
})

test('a conditional patch finds one, none or several', corpus, async () => {
  const url = '?identifier=urn:ietf:rfc:3986|urn:oid:1.2.250.1.213.1.1.1.46.2023.1.1'
  const archive = readCorpus('mhd-cases', 'requests', 'patch-archive.json')
  assert.equal((await patch(url, archive)).status, 404)
  await edge.post('', vaccination)
  assert.equal((await patch(url, archive)).status, 200)
  const byPlace = await patch(url, step('remove', '/securityLabel/0'))
  assert.deepEqual([byPlace.status, at(byPlace.body, 'issue.0.expression.0')], [400, 'identifier'])
  await edge.post('', vaccination)
  assert.equal((await patch(url, archive)).status, 412)
  assert.equal((await patch('?status=current', archive)).status, 400)
})
