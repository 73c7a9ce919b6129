import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { exampleWith } from '../../../../tests/cda/cda-examples.ts'
import { cdaSentences } from '../warning-sentences.ts'
import { cdaWarnings, warningNames } from './cda-warnings.ts'
import { checkStructure } from './check-structure.ts'
import { parseCda } from './parse-cda.ts'

const letter = 'discharge-letter.xml'
const removals: [string, string | RegExp, string][] = [
  ['no-set-id', /<setId[^>]*>/, ''],
  ['no-version-number', /<versionNumber[^>]*>/, ''],
  ['no-title', /<title>.*<\/title>/, ''],
  ['no-language', /<languageCode[^>]*>/, ''],
  ['no-national-identity', 'root="1.2.250.1.213.1.4.10"', 'root="1.2.3"'],
  ['no-birth-name', '<family qualifier="BR">', '<family>'],
  ['no-birth-time', /<birthTime[^>]*>/, ''],
  ['gender-unknown-code', '<administrativeGenderCode code="F"', '<administrativeGenderCode code="X"'],
  ['no-author', /<assignedPerson>[\s\S]*?<\/assignedPerson>/, ''],
  ['no-author-id', /(<assignedAuthor>\s*)<id [^>]*>/, '$1<id nullFlavor="UNK"/>'],
  ['no-legal-authenticator', /<legalAuthenticator>[\s\S]*?<\/legalAuthenticator>/, ''],
  ['no-service-event', /<documentationOf>[\s\S]*?<\/documentationOf>/, ''],
  ['no-service-time', /(<serviceEvent>[\s\S]*?)<effectiveTime>[\s\S]*?<\/effectiveTime>/, '$1'],
  ['no-performer', /<performer[\s\S]*?<\/performer>/, ''],
  ['no-practice-setting', /<standardIndustryClassCode[^>]*>/, ''],
  ['no-facility-type', /<componentOf>[\s\S]*?<\/componentOf>/, ''],
  ['section-without-title', /(<section>[\s\S]*?)<title>.*?<\/title>/, '$1'],
  ['section-without-text', /<text>[\s\S]*?<\/text>/, ''],
]

for (const [name, from, to] of removals) {
  test(`${name}: structurally valid, and named`, () => {
    const document = parseCda(exampleWith(letter, from, to))
    assert.deepEqual(checkStructure(document), { valid: true })
    assert.ok(cdaWarnings(document).includes(name), cdaWarnings(document).join())
  })
}

test('every remark has its case here and its two sentences', () => {
  assert.deepEqual(removals.map(([name]) => name).toSorted(), warningNames.toSorted())
  assert.deepEqual([...cdaSentences.keys()].toSorted(), warningNames.toSorted())
  for (const { fr, en } of cdaSentences.values()) assert.ok(fr.endsWith('.') && en.endsWith('.'))
})

test('what only schematrons see in the mutants is named', { skip: skipWithout('cda-mutants') }, () => {
  const named: [string, string][] = [
    ['BIO-CR-BIO_2024.01_TSH_1--no-legal-authenticator.xml', 'no-legal-authenticator'],
    ['BIO-CR-BIO_2024.01_TSH_1--no-set-id.xml', 'no-set-id'],
    ['eP-MED-DM_2023.01_PosoStruct--gender-code.xml', 'gender-unknown-code'],
    ['eP-MED-DM_2023.01_PosoStruct--section-no-title.xml', 'section-without-title'],
    ['OPH-BRE_2022.02--section-no-text.xml', 'section-without-text'],
    ['VAC-NOTE_2023.01--no-service-event.xml', 'no-service-event'],
  ]
  for (const [file, name] of named) {
    const warnings = cdaWarnings(parseCda(readFileSync(corpusPath('cda-mutants', 'documents', file))))
    assert.ok(warnings.includes(name), `${file}: ${warnings.join()}`)
  }
})
