import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { dueOn, endsOn, isAnswer, isSameWish, readCategory, readNote, readReason, readYear, stateOn } from './rules.ts'

const reasonOf = async (work: () => unknown): Promise<string> => (await problemOf((async () => work())())).reason

const today = '2026-11-22'

const years: [string, string | undefined][] = [
  ['', undefined],
  ['  ', undefined],
  ['2019', '2019'],
  ['1979', '1979'],
  ['2026', '2026'],
]
for (const [typed, expected] of years)
  test(`a year typed as "${typed}" is ${expected ?? 'none'}`, () =>
    assert.equal(readYear(typed, { born: '1979-03-28', today }), expected))

for (const typed of ['1978', '2027', '19', '201x', '-2019', '20191'])
  test(`a year typed as "${typed}" is asked again`, async () => {
    const reason = await reasonOf(() => readYear(typed, { born: '1979-03-28', today }))
    assert.equal(reason, 'request-year-wrong')
  })

test('a category and a reason are of those there are, a note is short', async () => {
  const known = new Set(['BIOLOGIE'])
  assert.equal(readCategory('', known), undefined)
  assert.equal(readCategory('BIOLOGIE', known), 'BIOLOGIE')
  assert.equal(await reasonOf(() => readCategory('OTHER', known)), 'request-category-wrong')
  assert.equal(readReason('there-already'), 'there-already')
  assert.equal(await reasonOf(() => readReason('')), 'request-reason-missing')
  assert.equal(readNote(' a '), 'a')
  assert.equal(await reasonOf(() => readNote('x'.repeat(301))), 'request-note-too-long')
})

test('eight days, two months for what is older than five years; half a year later nobody waits', () => {
  assert.equal(dueOn(today, undefined), '2026-11-30')
  assert.equal(dueOn(today, '2021'), '2026-11-30')
  assert.equal(dueOn(today, '2020'), '2027-01-22')
  assert.equal(endsOn(today), '2027-05-22')
  assert.equal(stateOn({ state: 'asked', endsOn: '2027-05-22' }, '2027-05-21'), 'asked')
  assert.equal(stateOn({ state: 'asked', endsOn: '2027-05-22' }, '2027-05-22'), 'over')
  assert.equal(stateOn({ state: 'answered', endsOn: '2027-05-22' }, '2030-01-01'), 'answered')
})

const cases: [string, Parameters<typeof isAnswer>[0], string | undefined, string, boolean][] = [
  ['anything', {}, undefined, '2014-04-23', true],
  ['of the kind', { category: 'BIOLOGIE' }, 'BIOLOGIE', '2014-04-23', true],
  ['of another kind', { category: 'BIOLOGIE' }, 'CPT_REND', '2014-04-23', false],
  ['of no kind', { category: 'BIOLOGIE' }, undefined, '2014-04-23', false],
  ['of the year', { year: '2014' }, 'BIOLOGIE', '2014-04-23', true],
  ['of the year beside', { year: '2013' }, 'BIOLOGIE', '2014-04-23', true],
  ['of another year', { year: '2012' }, 'BIOLOGIE', '2014-04-23', false],
  ['of the day of the asking', {}, 'BIOLOGIE', '2026-11-22T18:00:00+01:00', true],
  ['made after the asking', {}, 'BIOLOGIE', '2026-11-23', false],
]
for (const [what, wish, category, createdAt, expected] of cases)
  test(`a document ${what} ${expected ? 'is' : 'is not'} the answer`, () =>
    assert.equal(isAnswer(wish, { category, createdAt, askedAt: '2026-11-22T09:00:00.000Z' }), expected))

test('a request of the same kind and year in other words is another one; in the same words it is the same', () => {
  const asked = { category: 'BIOLOGIE', year: '2019', note: 'Le séjour de mars' }
  assert.ok(isSameWish(asked, { ...asked }))
  assert.ok(!isSameWish(asked, { ...asked, note: 'Le séjour de mai' }))
  assert.ok(!isSameWish(asked, { category: 'BIOLOGIE', year: '2019' }))
})

test('who asks for less precision is answered by more', () => {
  const year = fc.integer({ min: 1950, max: 2026 }).map(String)
  const one = fc.record({ category: fc.constantFrom('BIOLOGIE', 'CPT_REND'), year })
  fc.assert(
    fc.property(one, one, (asked, made) => {
      const arrived = { category: made.category, createdAt: `${made.year}-05-01`, askedAt: '2026-11-22T09:00:00.000Z' }
      if (!isAnswer(asked, arrived)) return
      const { category } = asked
      assert.ok(isAnswer({ year: asked.year }, arrived) && isAnswer({ category }, arrived) && isAnswer({}, arrived))
      assert.ok(isSameWish(asked, { ...asked }) && !isSameWish(asked, { category }))
      assert.ok(!isSameWish(asked, { ...asked, note: 'Le plus ancien' }))
    }),
  )
})
