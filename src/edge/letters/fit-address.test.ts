import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressOf, opening, press, proof } from '../../../tests/support/letter-cases.ts'
import { readPdf } from '../../../tests/support/read-pdf.ts'
import { Problem } from '../../platform/problem.ts'
import { addressWindow } from './sheet.ts'

test('the address stands in the window, whole, and nothing else shows through it', async () => {
  const line = fc
    .string({ minLength: 1, maxLength: 38, unit: fc.constantFrom(...Array.from('AEIMNRSTWÉÇ0159 -')) })
    .filter((text) => text.trim() !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 7 }), async (recipient) => {
      const printed = await press.print({ ...proof, recipient }).catch((error: unknown) => error)
      if (!Buffer.isBuffer(printed)) {
        assert.ok(printed instanceof Problem && printed.reason === 'letter-address-line-width')
        return
      }
      const pieces = addressOf(readPdf(printed))
      assert.equal(
        pieces
          .map(({ text }) => text)
          .join('')
          .replaceAll(' ', ''),
        recipient.join('').replaceAll(' ', ''),
      )
      for (const { x, y, size, text, width } of pieces) {
        const inked = text === text.trimEnd() ? width : width - size * 0.19
        assert.ok(x >= addressWindow.left - 0.01 && x + inked <= addressWindow.right + 0.5, `${x + inked} ${text}`)
        assert.ok(y - size * 0.8 >= addressWindow.top - 0.5 && y + size * 0.25 <= addressWindow.bottom + 0.5, `${y}`)
      }
    }),
    { numRuns: 40 },
  )
})

test('in millimetres: six lines of 38 characters begin at 110, end before 190, stand between 49 and 79', async () => {
  const line = 'SERVICE DES MAJEURS PROTEGES DU RHÔNE'
  const recipient = Array.from({ length: 6 }, () => line)
  const pieces = addressOf(readPdf(await press.print({ ...opening, recipient })))
  const inMm = (points: number) => (points * 25.4) / 72
  assert.equal(pieces.length, 6)
  for (const { x, y, width, size } of pieces) {
    assert.ok(Math.abs(inMm(x) - 110) < 0.01, `${inMm(x)}`)
    assert.ok(inMm(x + width) < 190.5, `${inMm(x + width)}`)
    assert.ok(inMm(y - size * 0.75) > 49 && inMm(y) < 79, `${inMm(y)}`)
  }
  assert.ok(Math.max(...pieces.map(({ y }) => inMm(y))) > 77, 'the last line stands at the foot of the window')
})

for (const [what, change, reason, details] of [
  ['eight lines', { recipient: Array.from({ length: 8 }, () => 'X') }, 'letter-address-lines', { lines: 8, most: 7 }],
  ['no line', { recipient: [] }, 'letter-address-lines', { lines: 0, most: 7 }],
  [
    '39 characters',
    { recipient: ['A', 'B'.repeat(39)] },
    'letter-address-line-length',
    { line: 2, characters: 39, most: 38 },
  ],
  ['an empty line', { recipient: ['A', ' '] }, 'letter-address-line-length', { line: 2, characters: 1, most: 38 }],
  ['38 wide letters', { recipient: ['A', 'W'.repeat(38)] }, 'letter-address-line-width', { line: 2 }],
  [
    'another alphabet',
    { personName: '李' },
    'letter-character-unprintable',
    { field: 'personName', character: 'U+674E' },
  ],
  [
    'a line break',
    { recipient: ['A\nB'] },
    'letter-character-unprintable',
    { field: 'recipient 1', character: 'U+000A' },
  ],
  ['no such day', { opensOn: '2027-02-30' }, 'letter-day-malformed', { field: 'opensOn' }],
  ['a short code', { code: '7K2M94QX' }, 'letter-code-malformed', {}],
] as const) {
  test(`${what}: refused, and the line or field named`, async () => {
    const expected = (error: unknown) =>
      error instanceof Problem &&
      error.kind === 'incorrect' &&
      error.reason === reason &&
      assert.deepEqual(error.details, details) === undefined
    await assert.rejects(press.print({ ...opening, ...change }), expected)
    assert.throws(() => press.check({ ...opening, ...change }), expected)
  })
}
