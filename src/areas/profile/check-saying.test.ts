import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { ProfileSaying } from '../../reference/profile-entry.ts'
import { checkSaying, isPartialDay } from './check-saying.ts'

const life = { birthDate: '1979-03-24', today: '2026-11-23' }
const wrong: [what: string, saying: ProfileSaying, reason: string, field: string][] = [
  ['a section that is none', { section: 'x', fields: {} }, 'profile-section-unknown', 'section'],
  ['nothing at all', { section: 'allergies', fields: {} }, 'profile-field-missing', 'what'],
  ['blanks', { section: 'allergies', fields: { what: '  ' } }, 'profile-field-missing', 'what'],
  ['another question', { section: 'allergies', fields: { what: 'x', dose: '1' } }, 'profile-field-unknown', 'dose'],
  ['too much', { section: 'treatments', fields: { what: 'x'.repeat(51) } }, 'profile-field-too-long', 'what'],
  [
    'one of several that is none',
    { section: 'contacts', fields: { what: 'x', role: 'carer king' } },
    'profile-choice-unknown',
    'role',
  ],
  [
    'the same twice',
    { section: 'contacts', fields: { what: 'x', role: 'carer carer' } },
    'profile-choice-unknown',
    'role',
  ],
  ['a choice that is none', { section: 'blood-group', fields: { what: 'C' } }, 'profile-choice-unknown', 'what'],
  ['no date', { section: 'allergies', fields: { what: 'x', since: '2019-13' } }, 'profile-date-unreadable', 'since'],
  [
    'before birth',
    { section: 'allergies', fields: { what: 'x', since: '1978' } },
    'profile-date-before-birth',
    'since',
  ],
  ['to come', { section: 'allergies', fields: { what: 'x', since: '2026-12' } }, 'profile-date-to-come', 'since'],
  [
    'swapped',
    { section: 'stays', fields: { what: 'x', since: '2020', until: '2019-12' } },
    'profile-dates-swapped',
    'until',
  ],
  [
    'no phone',
    { section: 'contacts', fields: { what: 'x', role: 'carer', phone: 'abc' } },
    'profile-phone-unreadable',
    'phone',
  ],
  [
    'no mail',
    { section: 'contacts', fields: { what: 'x', role: 'carer', mail: 'a@b' } },
    'profile-mail-unreadable',
    'mail',
  ],
]
for (const [what, saying, reason, field] of wrong)
  test(`refused, and the field named: ${what}`, async () => {
    const problem = await problemOf(Promise.resolve().then(() => checkSaying(saying, life)))
    assert.deepEqual([problem.kind, problem.reason, problem.details['field']], ['incorrect', reason, field])
  })

test('a date is a year, a month or a day of the calendar; the year of birth is not before birth', () => {
  for (const date of ['2019', '2019-04', '2019-04-30']) assert.equal(isPartialDay(date), true, date)
  for (const date of ['19', '2019-4', '2019-02-30', '2019-00', '04/2019', '', '2019-04-30T10:00'])
    assert.equal(isPartialDay(date), false, date)
  checkSaying({ section: 'allergies', fields: { what: 'x', since: '1979' } }, life)
  checkSaying({ section: 'treatments', fields: { what: 'x', since: '2026', until: '2027-01' } }, life)
})

test('somebody is several things to a person (rules PML-24)', () => {
  checkSaying({ section: 'contacts', fields: { what: 'x', role: 'emergency trusted carer' } }, life)
})
