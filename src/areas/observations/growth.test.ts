import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { ownGrowthReference, readGrowthReference } from '../../reference/growth-reference.ts'
import { centileOf, curvesOf, deviationOf, findGrowthFrame, lmsAt, standingOf, valueAt } from './growth.ts'

const reference = readGrowthReference(ownGrowthReference)
const boy = { birthDate: '2022-03-09', gender: 'male' }
const weight = findGrowthFrame(reference, boy, 'body-weight')
assert.ok(weight)

/** Percentiles that the report prints beside its parameters: measure, sex, months, 3rd, 50th, 97th. */
const printed: readonly (readonly [string, string, number, number, number, number])[] = [
  ['body-weight', 'male', 24, 10.38209, 12.67076, 15.59648],
  ['body-weight', 'male', 0, 2.355451, 3.530203, 4.446488],
  ['body-height', 'male', 24, 79.91084, 86.4522, 93.02265],
  ['head-circumference', 'male', 0.5, 33.25006, 37.19361, 40.10028],
  ['bmi', 'male', 24, 14.52095, 16.57503, 19.85986],
]
for (const [measure, gender, months, third, middle, last] of printed)
  test(`${measure} of ${gender} at ${months} months: the printed percentiles come out`, () => {
    const frame = findGrowthFrame(reference, { ...boy, gender }, measure)
    const lms = frame && lmsAt(frame.table, months)
    assert.ok(lms)
    const z = 1.880793608
    for (const [deviation, expected] of [
      [-z, third],
      [0, middle],
      [z, last],
    ] as const)
      assert.ok(
        Math.abs((valueAt(lms, deviation) ?? 0) - expected) < 0.0005,
        `${deviation}: ${valueAt(lms, deviation)}`,
      )
  })

test('deviation and value are each the other way round; heavier stands higher; the median is in the middle', () => {
  const months = fc.double({ min: 0, max: 240, noNaN: true })
  fc.assert(
    fc.property(months, fc.double({ min: -3, max: 3, noNaN: true }), (age, z) => {
      const lms = lmsAt(weight.table, age)
      assert.ok(lms)
      const value = valueAt(lms, z)
      assert.ok(value !== undefined)
      assert.ok(Math.abs(deviationOf(lms, value) - z) < 1e-6)
      assert.ok(deviationOf(lms, value * 1.01) > z)
      assert.ok(Math.abs(deviationOf(lms, lms.m)) < 1e-9)
    }),
  )
})

test('percentiles of the normal curve', () => {
  for (const [z, expected] of [
    [0, 50],
    [-1.880794, 3],
    [1.036433, 85],
    [1.880794, 97],
    [-3, 0.1349898],
  ] as const)
    assert.ok(Math.abs(centileOf(z) - expected) < 0.0001, `${z}`)
  assert.ok(Math.abs(centileOf(1.3) + centileOf(-1.3) - 100) < 1e-9)
})

test('a value stands where it does at its age; before birth, grown up or without a table nothing is said', () => {
  const median = standingOf(weight, { at: '2024-03-09T08:00:00+01:00', value: 12.67 })
  assert.ok(median && Math.abs(median.z) < 0.01 && Math.abs(median.centile - 50) < 1)
  assert.equal(standingOf(weight, { at: '2021-03-09', value: 3 }), undefined)
  assert.equal(standingOf(weight, { at: '2046-03-09', value: 70 }), undefined)
  assert.equal(standingOf(weight, { at: '2024-03-09', value: 0 }), undefined)
  assert.equal(findGrowthFrame(reference, { ...boy, gender: 'unknown' }, 'body-weight'), undefined)
  assert.equal(findGrowthFrame(reference, boy, 'heart-rate'), undefined)
})

test('curves stand in their order, within the time that is shown and the ages that are known', () => {
  const span = { from: Date.parse('2020-01-01'), to: Date.parse('2026-11-23') }
  const curves = curvesOf(weight, span, [-2, 0, 2])
  assert.deepEqual(
    curves.map(({ z }) => z),
    [-2, 0, 2],
  )
  const [low, middle, high] = curves
  for (const [index, point] of (middle?.points ?? []).entries()) {
    assert.ok(point.ms >= Date.parse(boy.birthDate) && point.ms <= span.to)
    assert.ok((low?.points[index]?.value ?? 0) < point.value && point.value < (high?.points[index]?.value ?? 0))
  }
  assert.deepEqual(curvesOf(weight, { from: 0, to: Date.parse('2000-01-01') }, [0]), [])
})

const made = (change: object): string =>
  JSON.stringify({
    about: 'made',
    source: 'us',
    licence: 'free',
    name: { fr: 'La nôtre', en: 'Ours' },
    tables: [
      {
        measure: 'body-weight',
        sex: 'male',
        rows: [
          [0, 1, 3.5, 0.1],
          [12, 1, 10, 0.1],
        ],
      },
    ],
    ...change,
  })

const table = { measure: 'body-weight', sex: 'male' }
const flawed: readonly (readonly [string, string, RegExp])[] = [
  ['no JSON', '{', /JSON/],
  ['no tables', made({ tables: [] }), /\/tables/],
  [
    'a measure that there is none of',
    made({
      tables: [
        {
          ...table,
          measure: 'shoe',
          rows: [
            [0, 1, 1, 1],
            [1, 1, 1, 1],
          ],
        },
      ],
    }),
    /\/tables\/0\/measure: there is no measure shoe/,
  ],
  [
    'ages that fall',
    made({
      tables: [
        {
          ...table,
          rows: [
            [2, 1, 1, 1],
            [1, 1, 1, 1],
          ],
        },
      ],
    }),
    /\/tables\/0\/rows\/1: ages must rise/,
  ],
  [
    'a median of nothing',
    made({
      tables: [
        {
          ...table,
          rows: [
            [0, 1, 0, 1],
            [1, 1, 1, 1],
          ],
        },
      ],
    }),
    /\/tables\/0\/rows\/0/,
  ],
]

test('a file of an operator is read; a flaw is told with its place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-growth-'))
  const file = join(folder, 'growth.json')
  try {
    writeFileSync(file, made({}))
    assert.equal(readGrowthReference(file).name.en, 'Ours')
    for (const [name, content, says] of flawed) {
      writeFileSync(file, content)
      assert.throws(() => readGrowthReference(file), says, name)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
