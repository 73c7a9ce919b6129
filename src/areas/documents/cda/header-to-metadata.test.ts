import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { Type } from 'typebox'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { exampleBytes } from '../../../../tests/cda/cda-examples.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { readData } from '../../../reference/data-file.ts'
import { headerToMetadata, uriOf } from './header-to-metadata.ts'
import { parseCda } from './parse-cda.ts'
import { readHeader } from './read-header.ts'

const reference = createReference()
const letter = 'discharge-letter.xml'

test('the index of our letter', () => {
  const metadata = headerToMetadata(readHeader(parseCda(exampleBytes(letter))), reference)
  const [author] = metadata.authors
  assert.match(metadata.uniqueId, /^urn:oid:2\.25\.\d+$/)
  assert.deepEqual(author?.id, { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '810000001098' })
  assert.deepEqual(author?.person, { family: 'KOUASSI', given: 'Étienne' })
  assert.equal(author?.facility?.name, 'Centre hospitalier de la Rive')
  assert.equal(metadata.practiceSetting?.code, 'ETABLISSEMENT')
  assert.equal(metadata.facilityType?.code, 'SA01')
  assert.equal(metadata.periodStart, '2026-04-20T14:00:00+02:00')
  assert.equal(metadata.periodEnd, '2026-04-23T11:00:00+02:00')
  assert.deepEqual(
    metadata.events.map(({ code }) => code),
    ['IMP'],
  )
  assert.deepEqual(
    metadata.confidentiality.map(({ code }) => code),
    ['N'],
  )
  assert.deepEqual(metadata.sourcePatient, {
    identifiers: [
      { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
      metadata.sourcePatient.identifiers[1],
    ],
    family: 'PAT-TROIS',
    given: 'DOMINIQUE',
    gender: 'female',
    birthDate: '1979-03-28',
  })
})

test('without code lists class and format stay empty, all else is there', () => {
  const header = readHeader(parseCda(exampleBytes(letter)))
  const bare = headerToMetadata(header)
  assert.deepEqual(bare.documentClass, { system: '', code: '' })
  assert.deepEqual(bare.format, { system: '', code: '' })
  assert.equal(bare.type.system, 'urn:oid:2.16.840.1.113883.6.1')
})

test('identifiers become URIs: OID, UUID in lower case, extension kept', () => {
  assert.equal(uriOf('1.2.3'), 'urn:oid:1.2.3')
  assert.equal(uriOf('8D5E778C-E155-4685-95C6-5FF65A362964'), 'urn:uuid:8d5e778c-e155-4685-95c6-5ff65a362964')
  assert.equal(uriOf('1.2.3^A^B'), 'urn:oid:1.2.3^A^B')
})

const oracle = Type.Object({
  classCode: Type.String(),
  typeCode: Type.Object({ code: Type.String() }),
  uniqueId: Type.String(),
})

test('class, type and unique id of every official example equal the oracle', { skip: skipWithout('cisis-cda') }, () => {
  for (const name of readdirSync(corpusPath('cisis-cda', 'ExemplesCDA'))) {
    const expected = readData(corpusPath('cisis-cda', 'expected', name.replace(/xml$/, 'json')), oracle)
    const header = readHeader(parseCda(readFileSync(corpusPath('cisis-cda', 'ExemplesCDA', name))))
    const metadata = headerToMetadata(header, reference)
    assert.equal(metadata.documentClass.code, expected.classCode, name)
    assert.equal(metadata.type.code, expected.typeCode.code, name)
    assert.equal(metadata.uniqueId, uriOf(expected.uniqueId), name)
  }
})
