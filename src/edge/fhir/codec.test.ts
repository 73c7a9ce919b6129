import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { fhirCorpus, needs } from '../../../tests/support/fhir-corpus.ts'
import { Problem } from '../../platform/problem.ts'
import { checkResource, isJsonObject } from './check-resource.ts'
import { isResourceType } from './element-table.ts'
import { isPrimitiveValue } from './primitive.ts'
import { readTree } from './read-resource.ts'
import { IncorrectResource } from './resource-issue.ts'
import { writeXml } from './write-xml.ts'

const xml = (text: string) => readTree({ bytes: Buffer.from(text), format: 'xml' })

const inFhir = (inner: string): string => `<Patient xmlns="http://hl7.org/fhir">${inner}</Patient>`

const reasonOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return error instanceof Problem ? error.reason : String(error)
  }
  return 'nothing refused'
}

const examples = (folder: string, ending: string): { name: string; bytes: Buffer }[] => {
  const root = fhirCorpus('fhir-r4-cases', folder)
  if (!existsSync(root)) return []
  return readdirSync(root)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, bytes: readFileSync(join(root, name)) }))
}

const known = (tree: unknown): tree is Record<string, unknown> =>
  isJsonObject(tree) && isResourceType(String(tree.resourceType))

const comparable = (key: string, member: unknown): unknown => {
  if (key === 'div') return undefined
  return key === 'data' && typeof member === 'string' ? member.replaceAll(/\s/g, '') : member
}

// White space in base64 and the exact writing of the narrative may change on the way.
const withoutNarrative = (value: unknown): unknown => JSON.parse(JSON.stringify(value, comparable))

// Types whose contents this server has no tables for.
const foreign =
  /"resourceType":"(?!(Bundle|List|DocumentReference|Binary|Patient|Practitioner|PractitionerRole|Organization|Device|RelatedPerson|OperationOutcome|Parameters|CapabilityStatement)")/

test(
  'every JSON example of a type we know is right, and is the same after a trip through XML',
  needs('fhir-r4-cases'),
  () => {
    let count = 0
    for (const folder of ['examples', 'misc']) {
      for (const { name, bytes } of examples(folder, '.json')) {
        const tree: unknown = JSON.parse(bytes.toString('utf8'))
        if (!known(tree) || foreign.test(JSON.stringify(tree)) || name === 'bundle-with-no-type.json') continue
        assert.deepEqual(checkResource(tree), [], name)
        assert.deepEqual(withoutNarrative(xml(writeXml(tree))), withoutNarrative(tree), name)
        count += 1
      }
    }
    assert.ok(count >= 10, `only ${count} examples`)
  },
)

test(
  'every XML example of a type we know reads, and equals its JSON where there is one',
  needs('fhir-r4-cases'),
  () => {
    let pairs = 0
    const jsons = new Map(examples('examples', '.json').map(({ name, bytes }) => [name.replace('.json', ''), bytes]))
    for (const { name, bytes } of examples('examples', '.xml')) {
      if (!/<(Patient|Organization|List)\b/.test(bytes.toString('utf8').slice(0, 2000))) continue
      const tree = readTree({ bytes, format: 'xml' })
      assert.deepEqual(checkResource(tree), [], name)
      assert.deepEqual(xml(writeXml({ ...(known(tree) ? tree : {}) })), tree, name)
      const json = jsons.get(name.replace('.xml', ''))
      if (json) assert.deepEqual(withoutNarrative(tree), withoutNarrative(JSON.parse(json.toString('utf8'))), name)
      pairs += json ? 1 : 0
    }
    assert.ok(pairs >= 2, `only ${pairs} pairs`)
  },
)

test('a bundle without its type is told what it lacks', () => {
  const [issue] = checkResource({ resourceType: 'Bundle', id: 'x' })
  assert.deepEqual(issue, { reason: 'element-missing', details: { field: 'Bundle.type' } })
})

const document = { resourceType: 'DocumentReference', status: 'current', content: [{ attachment: { title: 'x' } }] }

const defects: [string, object, string, string][] = [
  ['an unknown element', { ...document, colour: 'red' }, 'element-unknown', 'DocumentReference.colour'],
  [
    'a prototype key',
    JSON.parse('{"resourceType":"Patient","__proto__":{"a":1}}'),
    'element-unknown',
    'Patient.__proto__',
  ],
  ['a text for a list', { ...document, category: 'x' }, 'element-not-list', 'DocumentReference.category'],
  ['a list for one', { ...document, status: ['current'] }, 'element-repeated', 'DocumentReference.status'],
  ['a number for a text', { ...document, description: 3 }, 'element-value', 'DocumentReference.description'],
  ['a day that is not', { ...document, date: '2021-02-30T10:00:00Z' }, 'element-value', 'DocumentReference.date'],
  ['a date for an instant', { ...document, date: '2021-02-03' }, 'element-value', 'DocumentReference.date'],
  ['an unknown status', { ...document, status: 'old' }, 'element-code', 'DocumentReference.status'],
  ['a text for an object', { ...document, context: 'x' }, 'element-not-object', 'DocumentReference.context'],
  ['an empty list', { ...document, category: [] }, 'element-empty', 'DocumentReference.category'],
  [
    'no content',
    { resourceType: 'DocumentReference', status: 'current' },
    'element-missing',
    'DocumentReference.content',
  ],
  [
    'two values of a choice',
    { resourceType: 'Patient', deceasedBoolean: true, deceasedDateTime: '2020' },
    'element-repeated',
    'Patient.deceasedDateTime',
  ],
  [
    'a contained stranger',
    { ...document, contained: [{ resourceType: 'Toaster' }] },
    'resource-type-unknown',
    'DocumentReference.contained[0].resourceType',
  ],
]

for (const [what, resource, reason, field] of defects) {
  test(`${what} is named with its path`, () => {
    const issues = checkResource(resource)
    assert.deepEqual([issues[0]?.reason, issues[0]?.details.field], [reason, field])
  })
}

test('a resource nested without end is refused, not followed', () => {
  let parameter: object = { name: 'x' }
  for (let depth = 0; depth < 5000; depth += 1) parameter = { name: 'x', part: [parameter] }
  assert.equal(checkResource({ resourceType: 'Parameters', parameter: [parameter] })[0]?.reason, 'element-too-deep')
})

const hostile: [string, string, string][] = [
  ['a document type', `<!DOCTYPE Patient [<!ENTITY a "b">]>${inFhir('')}`, 'body-xml-document-type'],
  ['an external entity', `<!DOCTYPE Patient SYSTEM "file:///etc/passwd">${inFhir('')}`, 'body-xml-document-type'],
  ['an undeclared entity', inFhir('<birthDate value="&x;"/>'), 'body-xml-malformed'],
  ['an open element', inFhir('<name>'), 'body-xml-malformed'],
  ['five hundred levels', inFhir('<extension url="x">'.repeat(500) + '</extension>'.repeat(500)), 'body-xml-too-deep'],
  ['another namespace', '<Patient xmlns="urn:hl7-org:v3"/>', 'body-xml-namespace'],
  ['an unknown element', inFhir('<colour value="red"/>'), 'element-unknown'],
  ['an unknown attribute', inFhir('<birthDate value="2020" onclick="x"/>'), 'element-unknown'],
  ['a doubled element', inFhir('<birthDate value="2020"/><birthDate value="2021"/>'), 'element-repeated'],
  ['nothing', '  ', 'body-empty'],
]

for (const [what, text, reason] of hostile) {
  test(`XML with ${what} is refused`, () =>
    assert.equal(
      reasonOf(() => xml(text)),
      reason,
    ))
}

test('XML that is not UTF-8 is refused', () => {
  const bytes = Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${inFhir('')}`, 'utf16le')
  assert.notEqual(
    reasonOf(() => readTree({ bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]), format: 'xml' })),
    'nothing refused',
  )
})

test('eleven megabytes in one attribute are read', () => {
  const data = Buffer.alloc(11 * 1024 * 1024, 'x').toString('base64')
  const tree = xml(
    `<Binary xmlns="http://hl7.org/fhir"><contentType value="text/plain"/><data value="${data}"/></Binary>`,
  )
  assert.ok(known(tree) && tree.data === data)
})

test('malformed JSON is refused with the place where it breaks', () => {
  assert.throws(
    () => readTree({ bytes: Buffer.from('{"a": 1,\n "b" 2}'), format: 'json' }),
    (error) => error instanceof Problem && error.reason === 'body-json-malformed' && error.details.line === 2,
  )
})

test('any text survives the trip through XML', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((each) => isPrimitiveValue(each, 'string'))
  fc.assert(
    fc.property(text, fc.boolean(), (family, active) => {
      const patient = { resourceType: 'Patient', active, name: [{ family, given: [family, family] }] }
      assert.deepEqual(xml(writeXml(patient)), patient)
    }),
  )
})

test('an IncorrectResource carries every defect', () => {
  const issues = checkResource({ ...document, colour: 'red', size: 'large' })
  assert.equal(new IncorrectResource(issues).issues.length, 2)
})
