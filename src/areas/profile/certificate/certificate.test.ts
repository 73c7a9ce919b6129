import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { certificateOf } from '../../../../tests/support/base45.ts'
import { corpus, corpusPath, skipWithoutCorpus } from '../../../../tests/support/corpus.ts'
import { at } from '../../../../tests/support/json-path.ts'
import { Problem } from '../../../platform/problem.ts'
import { projectRoot } from '../../../platform/project.ts'
import { decodeBase45 } from './base45.ts'
import { countedOn } from './certificate-rules.ts'
import { readCertificate, type ReadCertificate } from './read-certificate.ts'
import { certificateSaying } from './take-certificate.ts'
import { isCurrent, verifyCertificate } from './verify-certificate.ts'

const reading = (code: string): ReadCertificate | undefined => {
  try {
    return readCertificate(code)
  } catch (error) {
    assert.ok(error instanceof Problem && error.kind === 'incorrect', String(error))
    return undefined
  }
}

const folder = 'eu-dcc'

type Outcome = [name: string, expected: unknown, found: boolean]

/** What each case expects, held against what came out of it: reading is one step here, whatever stage of it fails. */
const outcomes = (oracle: unknown): Outcome[] => {
  const read = reading(String(at(oracle, 'PREFIX')))
  const key = new X509Certificate(Buffer.from(String(at(oracle, 'TESTCTX.CERTIFICATE')), 'base64'))
  const signature = read && verifyCertificate(read, [key])
  const clock = new Date(String(at(oracle, 'TESTCTX.VALIDATIONCLOCK')).replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  const isRead = read !== undefined
  const expected = (name: string): unknown => at(oracle, `EXPECTEDRESULTS.EXPECTED${name}`)
  const stages = ['UNPREFIX', 'B45DECODE', 'COMPRESSION', 'DECODE', 'SCHEMAVALIDATION', 'VALIDOBJECT', 'VALIDJSON']
  // a stage that is said to go well says nothing of the later ones
  const failing = stages.filter((stage) => expected(stage) === false)
  const isWhole = stages.every((stage) => expected(stage) !== false) && expected('SCHEMAVALIDATION') === true
  return [
    ...failing.map((stage): Outcome => [stage, false, isRead]),
    ['reading', isWhole ? true : undefined, isRead],
    ['VERIFY', expected('VERIFY'), signature === 'good' || signature === 'key-misused'],
    ['KEYUSAGE', expected('KEYUSAGE'), signature === 'good'],
    ['EXPIRATIONCHECK', expected('EXPIRATIONCHECK'), read !== undefined && isCurrent(read, clock)],
  ]
}

test(
  'every certificate of the corpus comes out as its oracle states, step by step',
  skipWithoutCorpus(folder),
  (context) => {
    const countries = corpus(folder) === undefined ? [] : readdirSync(corpusPath(folder))
    const files = countries.flatMap((country) =>
      readdirSync(corpusPath(folder, country)).map((name) => [country, name]),
    )
    let checks = 0
    for (const [country = '', name = ''] of files) {
      const oracle: unknown = JSON.parse(readFileSync(corpusPath(folder, country, name), 'utf8'))
      const stated = outcomes(oracle).filter(([, expected]) => expected !== undefined)
      for (const [step, expected, found] of stated)
        assert.equal(found, expected, `${country}/${name} ${step}: ${String(at(oracle, 'TESTCTX.DESCRIPTION'))}`)
      checks += stated.length
    }
    assert.ok(files.length >= 60 && checks > 120, `${files.length} files, ${checks} checks`)
    context.diagnostic(`${files.length} certificates of the corpus, ${checks} steps as their oracle states`)
  },
)

test(
  'a key that is not trusted here is said to be unknown; a changed byte never counts as signed',
  skipWithoutCorpus(folder),
  () => {
    const oracle: unknown = JSON.parse(readFileSync(corpusPath(folder, 'FR', 'vaccin_ok.json'), 'utf8'))
    const read = readCertificate(String(at(oracle, 'PREFIX')))
    const key = new X509Certificate(Buffer.from(String(at(oracle, 'TESTCTX.CERTIFICATE')), 'base64'))
    assert.equal(verifyCertificate(read, []), 'key-unknown')
    assert.equal(verifyCertificate(read, [key]), 'good')
    for (let place = 0; place < read.signed.payload.length; place += 7) {
      const payload = Uint8Array.from(read.signed.payload)
      payload[place] = (payload[place] ?? 0) ^ 1
      assert.equal(verifyCertificate({ ...read, signed: { ...read.signed, payload } }, [key]), 'broken')
    }
  },
)

test('base 45 as the standard has it; anything else is named, whatever was scanned', () => {
  assert.equal(decodeBase45('QED8WEX0').toString(), 'ietf!')
  assert.equal(decodeBase45('BB8').toString(), 'AB')
  for (const bad of ['A', 'BB8a', 'GGW', '::'])
    assert.throws(() => decodeBase45(bad), { reason: 'certificate-unreadable' })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((tail) => `HC1:${tail}`),
      ),
      (scanned) => {
        assert.equal(reading(scanned), undefined)
      },
    ),
  )
})

test('a full vaccination counted by the rules of the day it is asked on', () => {
  assert.equal(countedOn('2021-06-01', '2021-06-10'), false, 'before there were certificates')
  assert.equal(countedOn('2021-06-25', '2021-07-02'), false, 'too fresh')
  assert.equal(countedOn('2021-06-01', '2022-01-31'), true)
  assert.equal(countedOn('2021-06-01', '2022-02-26'), true, 'its 270th day')
  assert.equal(countedOn('2021-06-01', '2022-02-27'), false, 'since February 2022 it ends after 270 days')
  assert.equal(countedOn('2023-06-01', '2023-07-02'), false, 'the regulation is over')
})

const own = Compile(
  Type.Object({ signer: Type.String(), vaccination: Type.String(), ofAnother: Type.String(), test: Type.String() }),
).Parse(JSON.parse(readFileSync(join(projectRoot, 'tests/support/own-certificates.json'), 'utf8')))
const dominique = {
  traits: {
    birthFamily: 'PAT-TROIS',
    birthGiven: ['DOMINIQUE'],
    gender: 'female',
    birthDate: '1979-03-28',
    birthPlace: '51215',
  },
} as const
const personOf = () => ({ traits: { ...dominique.traits, birthGiven: [...dominique.traits.birthGiven] } })
const signer = new X509Certificate(own.signer)

test('a certificate of one’s own becomes a line: what, when, who issued it, and whether the signature is known here', () => {
  const saying = certificateSaying(own.vaccination, personOf(), [signer])
  assert.deepEqual(saying, {
    section: 'vaccinations',
    fields: { what: 'COVID-19 (Comirnaty)', at: '2021-06-14' },
    certificate: {
      issuer: 'Exemple de Carnet',
      id: 'URN:UVCI:01:FR:CARNETEXAMPLE01#4',
      doses: '2/2',
      isVerified: true,
    },
  })
  assert.equal(certificateSaying(own.vaccination, personOf(), []).certificate?.isVerified, false)
})

const refused: [what: string, code: string, reason: string][] = [
  ['somebody else’s', own.ofAnother, 'certificate-of-another'],
  // the key may sign vaccinations alone
  ['a test', own.test, 'certificate-broken'],
  ['cut short', own.vaccination.slice(0, -9), 'certificate-unreadable'],
  ['something else', 'https://example.org', 'certificate-other'],
  // found by fuzzing: the algorithm breaks off, and what reads CBOR says so by a symbol
  [
    'an algorithm that breaks off',
    certificateOf(Buffer.from('844ba201ff0446000000000000a041004100', 'hex')),
    'certificate-unreadable',
  ],
]
for (const [what, code, reason] of refused)
  test(`a certificate that is refused, by name: ${what}`, () => {
    assert.throws(() => certificateSaying(code, personOf(), [signer]), { reason })
  })

test('a test whose signer nobody knows tells no vaccination', () => {
  assert.throws(() => certificateSaying(own.test, personOf(), []), { reason: 'certificate-without-vaccination' })
})
