import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { XmlDocument } from 'libxml2-wasm'
import { Type } from 'typebox'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { cdaExamples, exampleBytes, exampleWith } from '../../../../tests/cda/cda-examples.ts'
import { openOfficialSchema } from '../../../../tests/cda/official-schema.ts'
import { mutateXml, seededNumbers } from '../../../../tests/cda/xml-mutation.ts'
import { Problem } from '../../../platform/problem.ts'
import { readData } from '../../../reference/data-file.ts'
import { checkStructure } from './check-structure.ts'
import { parseCda } from './parse-cda.ts'

const isValid = (bytes: Uint8Array): boolean => {
  try {
    return checkStructure(parseCda(bytes)).valid
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

test('our own examples are valid', () => {
  for (const { file } of cdaExamples)
    assert.deepEqual(checkStructure(parseCda(exampleBytes(file))), { valid: true }, file)
})

const report = 'laboratory-report.xml'
const breaks: [string, string | RegExp, string, RegExp][] = [
  ['missing element', /<confidentialityCode[^>]*>/, '', /languageCode.*confidentialityCode/],
  ['element out of order', /(<title>.*<\/title>)\s*(<effectiveTime[^>]*>)/, '$2$1', /title|effectiveTime/],
  ['unknown element', '<setId', '<priority/><setId', /priority/],
  ['wrong date', '20260914163000+0200', '2026-09-14', /effectiveTime.*ts/],
  ['wrong uid', 'root="1.2.250.1.213.1.4.10"', 'root="1..2"', /uid/],
  ['unknown attribute', '<setId ', '<setId color="red" ', /color/],
  ['missing attribute', ' moodCode="EVN">', '>', /moodCode/],
  ['code outside a closed list', 'classCode="BATTERY"', 'classCode="PILE"', /classCode/],
  ['text between elements', '<custodian>', 'bonjour<custodian>', /text/],
  ['something inside an empty element', /<setId ([^>]*)\/>/, '<setId $1> </setId>', /nothing inside/],
  ['unknown type', 'xsi:type="PQ"', 'xsi:type="XX"', /xsi:type/],
  ['abstract type', /<value xsi:type="PQ"[^>]*>/, '<value/>', /abstract/],
  ['doubled ID', 'ID="fer"', 'ID="hb"', /ID/],
  ['foreign extension', '<realmCode', '<x:y xmlns:x="urn:x"/><realmCode', /realmCode/],
]

for (const [name, from, to, says] of breaks) {
  test(`${name}: refused, naming place and expectation`, () => {
    const verdict = checkStructure(parseCda(exampleWith(report, from, to)))
    assert.equal(verdict.valid, false)
    assert.match(JSON.stringify(verdict), says)
  })
}

test('all official examples are valid', { skip: skipWithout('cisis-cda') }, () => {
  const names = readdirSync(corpusPath('cisis-cda', 'ExemplesCDA'))
  const bytesOf = (name: string): Buffer => readFileSync(corpusPath('cisis-cda', 'ExemplesCDA', name))
  assert.equal(names.filter((name) => isValid(bytesOf(name))).length, 63)
})

const mutants = Type.Object({
  documents: Type.Array(Type.Object({ file: Type.String(), schemaValid: Type.Boolean() })),
})

test('mutants get the verdict of the official schema', { skip: skipWithout('cda-mutants') }, () => {
  const { documents } = readData(corpusPath('cda-mutants', 'expected.json'), mutants)
  assert.equal(documents.length, 12)
  for (const { file, schemaValid } of documents) {
    assert.equal(isValid(readFileSync(corpusPath('cda-mutants', file))), schemaValid, file)
  }
})

test('our own examples are valid by the official schema', { skip: skipWithout('cisis-cda') }, () => {
  const official = openOfficialSchema()
  for (const { file } of cdaExamples) assert.ok(official(exampleBytes(file)), file)
})

test('random changes get the verdict of the official schema', { skip: skipWithout('cisis-cda') }, (context) => {
  const official = openOfficialSchema()
  const random = seededNumbers(20261101)
  const texts = readdirSync(corpusPath('cisis-cda', 'ExemplesCDA'))
    .map((name) => readFileSync(corpusPath('cisis-cda', 'ExemplesCDA', name)))
    .filter(
      (bytes) => bytes.length < 120_000 && bytes.includes('<ClinicalDocument') && !bytes.includes('xsl:stylesheet'),
    )
    .map((bytes) => {
      using document = XmlDocument.fromBuffer(bytes)
      return document.toString({ format: false })
    })
  const disagreements: string[] = []
  let compared = 0
  let accepted = 0
  for (let round = 0; round < 500; round += 1) {
    const original = texts[round % texts.length] ?? ''
    const { xml, change } = mutateXml(original, random)
    if (xml === original) continue
    const expected = official(Buffer.from(xml))
    compared += 1
    accepted += expected ? 1 : 0
    if (isValid(Buffer.from(xml)) !== expected) disagreements.push(change)
  }
  context.diagnostic(
    `${compared} changes, ${accepted} accepted by both or one, disagreements: ${disagreements.join('; ') || 'none'}`,
  )
  // A comparison of refusals alone would prove little.
  assert.ok(compared > 300 && accepted > 60)
  assert.ok(disagreements.length <= compared / 100, disagreements.join('; '))
})
