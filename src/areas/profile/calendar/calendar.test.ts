import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { childExams, examsOf } from './child-exams.ts'
import { dueVaccines, levelOf, type GivenVaccine } from './due-vaccines.ts'

const dueOf = (birthDate: string, today: string, given: readonly GivenVaccine[] = []): string[] =>
  dueVaccines({ birthDate, today }, given).map(
    ({ vaccine, dose, isNow }) => `${vaccine.key}${dose === undefined ? '' : ` ${dose}`}${isNow ? '' : ' later'}`,
  )

test('an infant of two months: the first doses now, the others when their month comes', () => {
  const due = dueOf('2026-09-20', '2026-11-23')
  assert.deepEqual(
    due.filter((one) => !one.endsWith('later')),
    ['hexavalent 1', 'pneumococcus 1', 'rotavirus 1'],
  )
  assert.ok(due.includes('meningococcus-b 1 later'))
})

test('what was given is asked no more; the next dose is', () => {
  const given = [{ label: 'VAXELIS, suspension injectable', at: '2026-06-01' }]
  const due = dueOf('2026-04-01', '2026-11-23', given)
  assert.ok(due.includes('hexavalent 2'))
  assert.ok(!due.includes('hexavalent 1'))
})

test('a grown-up of 47: the booster, unless it was given in time; an old one of childhood is none', () => {
  assert.ok(dueOf('1979-03-28', '2026-11-23', [{ label: 'Revaxis', at: '1995' }]).includes('dtp-45 1'))
  const boosted = [{ label: 'Vaccin dTcaPolio', at: '2026-10-14' }]
  assert.ok(!dueOf('1979-03-28', '2026-11-23', boosted).some((one) => one.startsWith('dtp')))
})

test('what comes again: influenza each autumn from 65 on', () => {
  assert.ok(dueOf('1950-01-10', '2026-11-23').includes('influenza'))
  assert.ok(
    dueOf('1950-01-10', '2026-11-23', [{ label: 'Vaccin grippal', at: '2026-10-02' }]).includes('influenza later'),
  )
  assert.ok(dueOf('1950-01-10', '2026-11-23', [{ label: 'Grippe', at: '2025-10-02' }]).includes('influenza'))
})

test('twenty examinations with their windows, one after the other; on each day of a childhood two are due at most', () => {
  assert.equal(childExams.length, 20)
  assert.equal(childExams.filter(({ certificate }) => certificate).length, 3)
  const [first] = examsOf('2026-11-20', '2026-11-23')
  assert.deepEqual([first?.from, first?.to, first?.when], ['2026-11-20', '2026-11-27', 'now'])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7_000 }), (days) => {
      const today = Temporal.PlainDate.from('2008-02-29').add({ days }).toString()
      const exams = examsOf('2008-02-29', today)
      for (const [index, one] of exams.entries()) {
        assert.ok(one.from <= one.to)
        const next = exams[index + 1]
        assert.ok(next === undefined || (one.from < next.from && one.to < next.to), one.exam.code)
      }
      // the one of the 24th month may be had in the 25th, when that of the third year begins
      assert.ok(exams.filter(({ when }) => when === 'now').length <= 2)
    }),
  )
})

test('a code of ATC tells what was given, whatever it is called; other codes leave it to the words', () => {
  const mmr = (given: Partial<GivenVaccine>) =>
    dueOf('2025-10-01', '2026-11-23', [{ label: 'X', at: '2026-10-05', ...given }]).includes('mmr 1')
  assert.equal(mmr({ codes: ['68747507', 'J07BD52'] }), false)
  assert.equal(mmr({ label: 'Rougeole', codes: ['J07BC01'] }), true, 'the code is of another')
  assert.equal(mmr({ label: 'Rougeole', codes: ['68747507'] }), false)
})

test('a vaccination is compulsory or recommended by the calendar, at the age at which it was given, or neither', () => {
  const child = { birthDate: '2026-01-10', today: '2026-11-23' }
  assert.equal(levelOf(child, { label: 'Vaxelis', at: '2026-03-12' }), 'compulsory')
  assert.equal(levelOf(child, { label: 'Rotarix', at: '2026-03-12' }), 'recommended')
  assert.equal(levelOf(child, { label: 'Fièvre jaune', at: '2026-10-12' }), undefined)
  const adult = { birthDate: '1979-03-28', today: '2026-11-23' }
  assert.equal(levelOf(adult, { label: 'Tétanos', at: '2026-03' }), 'recommended')
})

test('measles: compulsory for who was born from 2018 on, recommended to who was born from 1980 on, asked of nobody older', () => {
  const asked = (birthDate: string) => dueOf(birthDate, '2026-11-23').filter((one) => one.startsWith('mmr'))
  assert.deepEqual(asked('2019-05-01'), ['mmr 1'])
  assert.deepEqual(asked('1984-04-06'), ['mmr-earlier 1'])
  assert.deepEqual(asked('1979-03-28'), [])
})
