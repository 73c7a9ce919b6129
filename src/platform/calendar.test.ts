import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addWorkingDays,
  createDayFinder,
  dayOf,
  endOfPeriod,
  hourOf,
  isLater,
  monthsBefore,
  spanOfDay,
  startOfDay,
  type CalendarLength,
} from './calendar.ts'

const cases: [now: string, months: number, expected: string][] = [
  ['2026-11-21T10:00:00.000Z', 1, '2026-10-21T10:00:00.000Z'],
  ['2026-03-31T12:00:00.000Z', 1, '2026-02-28T23:59:59.999Z'],
  ['2028-03-30T12:00:00.000Z', 1, '2028-02-29T23:59:59.999Z'],
  ['2026-03-28T12:00:00.000Z', 1, '2026-02-28T12:00:00.000Z'],
  ['2026-01-31T00:00:00.000Z', 1, '2025-12-31T00:00:00.000Z'],
  ['2026-02-28T00:00:00.000Z', 12, '2025-02-28T00:00:00.000Z'],
]

for (const [now, months, expected] of cases) {
  test(`${months} months before ${now}`, () => {
    assert.equal(monthsBefore(new Date(now), months).toISOString(), expected)
  })
}

const paris = 'Europe/Paris'

const ends: [what: string, from: string, length: CalendarLength, end: string][] = [
  ['six weeks over the change to summer time', '2026-02-25T10:00:00Z', { weeks: 6 }, '2026-04-08T22:00:00.000Z'],
  ['six weeks over the change to winter time', '2026-09-20T10:00:00Z', { weeks: 6 }, '2026-11-01T23:00:00.000Z'],
  ['begun late in the evening of Paris', '2026-06-01T21:59:59Z', { weeks: 6 }, '2026-07-13T22:00:00.000Z'],
  ['begun early in the morning of Paris', '2026-06-01T22:00:00Z', { weeks: 6 }, '2026-07-14T22:00:00.000Z'],
  ['ending on the day the clock goes forward', '2026-02-15T12:00:00Z', { weeks: 6 }, '2026-03-29T22:00:00.000Z'],
  ['ten years from 29 February', '2028-02-29T08:00:00Z', { years: 10 }, '2038-02-28T23:00:00.000Z'],
  ['ten years to a leap year', '2018-02-28T08:00:00Z', { years: 10 }, '2028-02-28T23:00:00.000Z'],
  ['three months from 30 November', '2026-11-30T08:00:00Z', { months: 3 }, '2027-02-28T23:00:00.000Z'],
]

for (const [what, from, length, end] of ends) {
  test(`a period ends with its last whole day: ${what}`, () => assert.equal(endOfPeriod(from, length, paris), end))
}

test('the day of an instant is that of the place', () => {
  assert.equal(dayOf('2026-12-31T23:30:00Z', paris), '2027-01-01')
  assert.equal(dayOf('2026-12-31T23:30:00Z', 'America/Guadeloupe'), '2026-12-31')
  assert.equal(startOfDay('2026-03-30', paris), '2026-03-29T22:00:00.000Z')
})

test('a day lasts from its midnight to the next, however long the clock makes it', () => {
  const hoursOf = (day: string): number => {
    const { from, to } = spanOfDay(day, paris)
    return (Date.parse(to) - Date.parse(from)) / 3_600_000
  }
  assert.deepEqual(spanOfDay('2026-03-04', paris), { from: '2026-03-03T23:00:00.000Z', to: '2026-03-04T23:00:00.000Z' })
  assert.deepEqual([hoursOf('2026-03-29'), hoursOf('2026-10-25')], [23, 25])
})

for (const [day, count, expected] of [
  ['2026-11-20', 5, '2026-11-27'],
  ['2026-11-21', 5, '2026-11-27'],
  ['2026-11-22', 1, '2026-11-23'],
  ['2026-11-23', 4, '2026-11-27'],
  ['2026-12-31', 1, '2027-01-01'],
] as const)
  test(`${count} working days after ${day} is ${expected}`, () => assert.equal(addWorkingDays(day, count), expected))

test('the hour is that of the clocks on the wall, in winter and in summer', () => {
  assert.deepEqual([hourOf('2026-01-01T23:30:00Z', paris), hourOf('2026-07-01T22:30:00Z', paris)], [0, 0])
})

test('a day that is kept is the day that would be found, in whatever order instants and zones come, at both ends of each day', () => {
  const zones = fc.constantFrom(paris, 'UTC', 'America/Cayenne', 'Pacific/Apia', 'Asia/Beirut')
  const edges = fc
    .record({
      day: fc.integer({ min: 14_000, max: 24_000 }),
      zone: zones,
      offs: fc.constantFrom([-1, 0, 1], [1, 0, -1]),
    })
    .map(({ day, zone, offs }) => {
      const midnight = Date.parse(startOfDay(new Date(day * 86_400_000).toISOString().slice(0, 10), zone))
      return offs.map((off) => ({ at: new Date(midnight + off).toISOString(), zone }))
    })
  const anywhere = fc.record({
    at: fc
      .date({ min: new Date('2011-12-28T00:00:00Z'), max: new Date('2012-01-02T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    zone: zones,
  })
  const asking = fc.array(fc.oneof(edges, fc.array(anywhere, { maxLength: 3 })), { maxLength: 20 })
  fc.assert(
    fc.property(asking, (asked) => {
      const find = createDayFinder()
      for (const { at, zone } of asked.flat()) assert.equal(find(at, zone), dayOf(at, zone))
    }),
  )
})

test('instants are compared as what they are, with or without the zeros at their end', () => {
  const inOrder = [
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.1Z',
    '2026-01-01T00:00:00.134567Z',
    '2026-01-01T00:00:01Z',
  ]
  for (const [n, one] of inOrder.entries())
    assert.deepEqual(
      inOrder.map((other) => isLater(one, other)),
      inOrder.map((_, m) => n > m),
    )
})
