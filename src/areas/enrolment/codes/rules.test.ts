import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeParameters } from './parameters.ts'
import { checkCharacter, codeFrom, printedCode, readCode } from './rules.ts'

const { alphabet, length } = codeParameters
const chance = length * 3
const codes = fc
  .uint8Array({ minLength: chance, maxLength: chance })
  .map((bytes) => codeFrom(Buffer.from(bytes), codeParameters))

test('the examples of the data file hold', () => {
  for (const { body, check } of codeParameters.examples) assert.equal(checkCharacter(body, codeParameters), check)
})

test('a code has twelve characters, none of which is mistaken for another', () => {
  fc.assert(
    fc.property(codes, (code) => {
      assert.match(code, /^[0-9A-Za-z]{12}$/)
      assert.doesNotMatch(code, /[01ILOU]/)
    }),
  )
})

test('a printed code is read back, in small letters, with spaces or hyphens, or none', () => {
  fc.assert(
    fc.property(codes, fc.constantFrom('-', ' ', '', ' - ', '–'), (code, between) => {
      const typed = printedCode(code, codeParameters).replaceAll('-', between).toLowerCase()
      assert.equal(readCode(` ${typed} `, codeParameters), code)
    }),
  )
})

test('every single mistyped character is noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(length - 1), fc.nat(alphabet.length - 1), (code, place, other) => {
      const wrong = code.slice(0, place) + alphabet.charAt(other) + code.slice(place + 1)
      assert.equal(readCode(wrong, codeParameters), wrong === code ? code : undefined)
    }),
    { numRuns: 5_000 },
  )
})

test('two neighbours swapped are noticed, but for one pair in thirty at most', () => {
  let swapped = 0
  let missed = 0
  for (let run = 0; run < 3_000; run += 1) {
    const code = codeFrom(randomBytes(chance), codeParameters)
    const place = run % (length - 1)
    const wrong = code.slice(0, place) + code.charAt(place + 1) + code.charAt(place) + code.slice(place + 2)
    if (wrong === code) continue
    swapped += 1
    if (readCode(wrong, codeParameters) !== undefined) missed += 1
  }
  assert.ok(missed / swapped < 1 / 30, `${missed} of ${swapped}`)
})

test('what cannot be a code is none', () => {
  for (const typed of [
    '',
    'ABC',
    '1234-5678-9012',
    'OOOO-IIII-LLLL',
    '7K4P-Q2MD-XYZQ-7',
    'é'.repeat(12),
    '٣'.repeat(12),
  ])
    assert.equal(readCode(typed, codeParameters), undefined, typed)
})

test('every character is as likely as another', () => {
  const counts = new Map<string, number>()
  for (let run = 0; run < 6_000; run += 1) {
    for (const character of codeFrom(randomBytes(chance), codeParameters).slice(0, -1).split(''))
      counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  assert.equal(counts.size, alphabet.length)
  const mean = (6_000 * (length - 1)) / alphabet.length
  // Six standard deviations: a right generator fails once in half a thousand million runs.
  for (const [character, count] of counts)
    assert.ok(Math.abs(count - mean) < 6 * Math.sqrt(mean), `${character} ${count}`)
})
