import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  lightParameters,
  openCredentialBench,
  publicUrl,
  type CredentialBench,
} from '../../../../../tests/support/credential-bench.ts'
import { problemOf } from '../../../../../tests/support/problem-of.ts'
import { createAttempts } from '../../../../platform/attempts.ts'
import { silentLog } from '../../../../platform/log.ts'
import { createParameters } from '../../../../reference/create-parameters.ts'
import { loadTerms, type TermsVersion } from './terms-file.ts'
import { createTerms, type Terms } from './terms.ts'

const { dayOf } = createParameters()
let bench: CredentialBench
let terms: Terms
const words = { whatItIs: 'a', whatWeDo: 'b', yourRights: 'c', changes: [] }
const versions: TermsVersion[] = [
  { version: 'one', from: '2026-11-21', fr: words, en: words },
  { version: 'two', from: '2027-01-01', fr: words, en: words },
]

before(async () => {
  bench = await openCredentialBench()
  const { clock, keys, identity } = bench
  const database = bench.database.app
  const attempts = createAttempts({ database, clock, hash: keys.lookupHash })
  const mailer = { send: async () => {} }
  const now = (): string => clock.now().toISOString()
  const lawful = {
    dayOf,
    mayRecover: async () => true,
    noteMeans: async () => {},
    recoveryTimes: () => ({ holdHours: 72, endsDays: 60 }),
  }
  const room = { database, keys, clock, log: silentLog, attempts, persons: identity, ...lawful, publicUrl, mailer }
  terms = createTerms({ ...room, parameters: lightParameters, now }, versions)
})
after(() => bench.close())

test('terms are due until accepted, and again at the Paris midnight that begins the day they change', async () => {
  const spaceId = await bench.newHolder()
  assert.equal((await terms.termsDue(spaceId, '2026-11-21T08:00:00.000Z'))?.version, 'one')
  await terms.acceptTerms(spaceId, 'one')
  await terms.acceptTerms(spaceId, 'one')
  assert.equal(await terms.termsDue(spaceId, '2026-12-31T22:59:59.999Z'), undefined)
  assert.equal((await terms.termsDue(spaceId, '2026-12-31T23:00:00.000Z'))?.version, 'two')
  assert.equal(
    (await terms.termsDue(await bench.newHolder(), '2026-12-31T12:00:00.000Z'))?.version,
    'one',
    'each for themselves',
  )
})

test('only the version in force is accepted: neither an old one nor one to come nor an invented one', async () => {
  const spaceId = await bench.newHolder()
  for (const version of ['two', 'three', '']) {
    assert.deepEqual(await problemOf(terms.acceptTerms(spaceId, version)), {
      kind: 'conflict',
      reason: 'terms-outdated',
      details: { field: 'version', current: 'one' },
    })
  }
  bench.clock.advance(60 * 24 * 3_600_000)
  assert.equal((await problemOf(terms.acceptTerms(spaceId, 'one'))).reason, 'terms-outdated')
  await terms.acceptTerms(spaceId, 'two')
  assert.equal(await terms.termsDue(spaceId, '2027-02-01T12:00:00.000Z'), undefined)
})

test('the file: every version in both languages, told in plain words', () => {
  for (const { fr, en } of loadTerms()) {
    assert.equal(fr.changes.length, en.changes.length)
    for (const text of [fr.whatItIs, fr.whatWeDo, fr.yourRights, en.whatItIs, en.whatWeDo, en.yourRights]) {
      assert.ok(text.length > 80 && text.length < 800)
      for (const sentence of text.split(/[.;:]\s/)) assert.ok(sentence.split(' ').length <= 40, sentence)
    }
  }
})
