import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { parseCda } from './parse-cda.ts'
import { readHeader } from './read-header.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// The oracle writes null where we leave a field out.
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([name, field]) => [name, withoutNulls(field)]),
  )
}

// Said of the file or found in value sets, or read by later rooms: not header fields.
const notOurs = new Set([
  'file',
  'size',
  'sha1Base64',
  'rootWrapped',
  'classCode',
  'typeCodeInValueSet',
  'labResults',
  'vaccinations',
])

const expectedHeader = (name: string): unknown => {
  const expected: unknown = JSON.parse(
    readFileSync(corpusPath('cisis-cda', 'expected', name.replace(/xml$/, 'json')), 'utf8'),
  )
  assert.ok(isRecord(expected))
  return withoutNulls(Object.fromEntries(Object.entries(expected).filter(([field]) => !notOurs.has(field))))
}

test('the header of every official example equals its oracle', { skip: skipWithout('cisis-cda') }, () => {
  const names = readdirSync(corpusPath('cisis-cda', 'ExemplesCDA'))
  assert.equal(names.length, 63)
  for (const name of names) {
    const header = readHeader(parseCda(readFileSync(corpusPath('cisis-cda', 'ExemplesCDA', name))))
    const { legalAuthenticator } = header
    // Specialty and institution of the signatory are read for people, and are not in the oracle.
    const comparable = legalAuthenticator && { ids: legalAuthenticator.ids, person: legalAuthenticator.person }
    assert.deepEqual(withoutNulls({ ...header, legalAuthenticator: comparable }), expectedHeader(name), name)
  }
})
