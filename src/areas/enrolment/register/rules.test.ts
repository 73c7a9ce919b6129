import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { allColumns, importDay, lineOf, numberOf } from '../../../../tests/support/register-kit.ts'
import { insRules } from '../../identity/index.ts'
import { loadImportWords } from './import-words.ts'
import type { LineRules } from './line.ts'
import { checkLine, isRealDay, majorityDay } from './rules.ts'

const rules: LineRules = {
  words: loadImportWords(),
  ins: { mode: 'demonstration', rules: insRules },
  majorityYears: 18,
  today: importDay,
}
const columns = new Map(allColumns.map((column, at) => [column, at]))
const check = (given: Readonly<Record<string, string>>, under: LineRules = rules) => {
  const line = lineOf(given)
  return checkLine(
    allColumns.map((column) => line[column] ?? ''),
    columns,
    under,
  )
}
const flawsOf = (given: Readonly<Record<string, string>>) =>
  check(given).flaws.map(({ severity, column, reason }) => `${severity} ${column} ${reason}`)

const child = { birth_date: '2015-05-01', ins: numberOf('2150575115001') }
const other = numberOf('1600175115009')

const rejected: [Record<string, string>, string][] = [
  [{ ins: numberOf('2850175115001').replace(/..$/, '00') }, 'ins ins-key-wrong'],
  [{ ins: '' }, 'ins line-field-missing'],
  [{ ins: '28501751150' }, 'ins ins-shape-wrong'],
  [{ ins_system: 'urn:oid:1.2.250.1.213.1.4.8' }, 'ins ins-production-in-demonstration'],
  [{ ins_system: 'urn:oid:1.2.250.1.213.1.4.2' }, 'ins ins-system-retired'],
  [{ ins_system: 'urn:oid:1.2.3' }, 'ins ins-system-unknown'],
  [{ birth_date: '2026-02-30' }, 'birth_date line-date-wrong'],
  [{ birth_date: '1985-1-15' }, 'birth_date line-date-wrong'],
  [{ birth_date: '15/01/1985' }, 'birth_date line-date-wrong'],
  [{ birth_date: '2023-02-29' }, 'birth_date line-date-wrong'],
  [{ birth_date: '2026-11-03' }, 'birth_date line-date-in-future'],
  [{ birth_family: '' }, 'birth_family line-field-missing'],
  [{ birth_family: '--' }, 'birth_family line-name-wrong'],
  [{ birth_family: '<b>DURAND' }, 'birth_family line-name-wrong'],
  [{ birth_family: 'DU\nRAND' }, 'birth_family line-name-wrong'],
  [{ birth_family: 'D'.repeat(101) }, 'birth_family line-field-too-long'],
  [{ birth_family: 'DU\u0000RAND' }, 'birth_family line-control-character'],
  [{ birth_family: 'DUR\uFFFDND' }, 'birth_family line-control-character'],
  [{ used_family: "'" }, 'used_family line-name-wrong'],
  [{ birth_given: '|' }, 'birth_given line-field-missing'],
  [{ gender: 'X' }, 'gender line-gender-unknown'],
  [{ birth_place: '7511' }, 'birth_place line-birth-place-wrong'],
  [{ scheme: 'other' }, 'scheme line-scheme-unknown'],
  [{ department: '20' }, 'department line-department-unknown'],
  [{ card_number: '123' }, 'card_number ins-shape-wrong'],
  [{ measure: 'sauvegarde' }, 'measure line-measure-unknown'],
  [{ guardian_ins: other }, 'measure line-guardian-without-measure'],
  [{ measure: 'tutelle', guardian_ins: numberOf('2850175115001') }, 'guardian_ins line-represents-itself'],
  [{ measure: 'tutelle', guardian_ins: `${other.slice(0, 13)}00` }, 'guardian_ins ins-key-wrong'],
  [{ ...child, parents: child.ins }, 'parents line-represents-itself'],
  [
    { ...child, parents: [1, 2, 3, 4, 5].map((n) => numberOf(`160017511501${n}`)).join(' ') },
    'parents line-parents-too-many',
  ],
  [{ legacy: 'yes' }, 'legacy line-flag-wrong'],
  [{ died_on: '1985-01-14' }, 'died_on line-date-before-birth'],
  [{ died_on: '2026-13-01' }, 'died_on line-date-wrong'],
  [{ address_1: 'x'.repeat(251) }, 'address_1 line-field-too-long'],
]

describe('a line that keeps its person out', () => {
  for (const [given, flaw] of rejected) {
    test(`${JSON.stringify(given).slice(0, 60)}: ${flaw}`, () => {
      const checked = check(given)
      assert.equal(checked.person, undefined)
      assert.ok(flawsOf(given).includes(`rejected ${flaw}`), flawsOf(given).join(', '))
    })
  }

  test('every fault of a line is told at once', () => {
    const flaws = flawsOf({ birth_date: '2026-02-30', birth_family: '', gender: 'X' })
    assert.equal(flaws.length, 3)
  })

  test('another number of fields', () => {
    const { person, flaws } = checkLine(['a', 'b'], columns, rules)
    assert.equal(person, undefined)
    assert.deepEqual(flaws[0]?.details, { field: '', count: 2, expected: allColumns.length })
  })
})

const warned: [Record<string, string>, string][] = [
  [{ gender: 'M' }, 'gender line-gender-unlike-number'],
  [{ email: 'nobody' }, 'email line-email-wrong'],
  [{ email: 'a@b@example.org' }, 'email line-email-wrong'],
  [{ email: 'a@localhost' }, 'email line-email-wrong'],
  [{ phone: '12' }, 'phone line-phone-wrong'],
  [{ lang: 'de' }, 'lang line-language-unknown'],
  [{ address_1: 'x'.repeat(39) }, 'address_1 line-address-too-long'],
  [{ address_1: 'a\nb\nc', address_2: 'd', address_3: 'e', address_4: 'f' }, 'address_1 line-address-lines-too-many'],
  [{ postal_code: '7511' }, 'postal_code line-postal-code-wrong'],
  [{ postal_code: '99000' }, 'postal_code line-postal-code-wrong'],
  [{ department: '13' }, 'postal_code line-postal-code-of-another-department'],
  [{ address_1: '', postal_code: '', city: '' }, 'address_1 line-unreachable'],
  [{ card_serial: '1234567' }, 'card_serial line-card-serial-wrong'],
  [{ measure: 'tutelle' }, 'guardian_ins line-measure-without-guardian'],
  [{ parents: other }, 'parents line-parents-of-adult'],
]

describe('a line taken with a reservation', () => {
  for (const [given, flaw] of warned) {
    test(`${JSON.stringify(given).slice(0, 60)}: ${flaw}`, () => {
      assert.deepEqual(flawsOf(given), [`warning ${flaw}`])
      assert.deepEqual(check(given).person?.remarks, [flaw.split(' ')[1]])
    })
  }

  test('what is wrong is not kept, and nobody is lost for it', () => {
    const { person } = check({ email: 'nobody', phone: '12', card_serial: '1' })
    assert.deepEqual(person?.contact, { lang: 'fr' })
    assert.deepEqual(person?.card, { number: numberOf('2850175115001') })
    assert.equal(person?.channel, 'post')
  })

  test('no flaw carries a value of the line', () => {
    const given = {
      email: 'secret-value',
      birth_family: 'secret-value<',
      card_serial: 'secret-value',
      phone: 'secret-value',
    }
    assert.doesNotMatch(JSON.stringify(check(given).flaws), /secret/)
  })
})

describe('a line taken as it is', () => {
  const ordinary: [string, Record<string, string>][] = [
    ['Corsica', { ins: numberOf('285012A004123'), birth_place: '2A004', postal_code: '20000', department: '2A' }],
    ['overseas', { ins: numberOf('2850197411001'), birth_place: '97411', postal_code: '97400' }],
    ['abroad', { ins: numberOf('2850199216001'), birth_place: '99216' }],
    ['a provisional identifier', { ins: numberOf('8850199216001'), birth_place: '99216', scheme: 'ministry' }],
    ['a birth whose month is unknown', { ins: numberOf('2855075115001') }],
    ['an unknown sex', { gender: 'U' }],
    ['another country', { country: 'Belgique', postal_code: 'B-1000', city: 'BRUXELLES' }],
    ['spaces in the number', { ins: '2 85 01 75 115 001 ' + numberOf('2850175115001').slice(13) }],
  ]
  for (const [name, given] of ordinary) test(name, () => assert.deepEqual(flawsOf(given), []))

  test('everything is brought to one form', () => {
    const { person } = check({
      birth_given: 'Zoé-Maëlys|Marie Jeanne',
      phone: '+33 6 12.34-56 78',
      email: 'Lea@Example.org',
      address_2: 'BAT  C',
      card_number: other,
      card_serial: '80250000021',
      household: 'F1',
      legacy: '1',
      lang: 'EN',
    })
    assert.deepEqual(person?.traits.birthGiven, ['Zoé-Maëlys', 'Marie Jeanne'])
    assert.deepEqual(person?.contact, { email: 'Lea@Example.org', phone: '0612345678', lang: 'en' })
    assert.deepEqual(person?.address, { lines: ['1 RUE HAUTE', 'BAT C', '75011 PARIS'] })
    assert.deepEqual(person?.card, { number: other, serial: '80250000021' })
    const { channel, department, legacy, household, minorUntil } = person ?? {}
    assert.deepEqual([channel, department, legacy, household, minorUntil], ['mail', '75', true, 'F1', undefined])
  })

  test('a child has its parents, a protected adult their guardian', () => {
    const parents = [other, numberOf('2600175115008')]
    const { person } = check({ ...child, parents: parents.join(' ') })
    assert.deepEqual(
      person?.representatives.map(({ ins, kind }) => [ins.value, kind]),
      parents.map((value) => [value, 'parent']),
    )
    assert.equal(person?.minorUntil, '2033-05-01')
    const adult = check({ measure: 'curatelle', guardian_ins: other }).person
    assert.deepEqual([adult?.protected, adult?.representatives[0]?.kind], [true, 'curator'])
  })

  test('the day before eighteen is a minor’s, the day itself an adult’s', () => {
    assert.equal(check({ birth_date: '2008-11-03' }).person?.minorUntil, '2026-11-03')
    assert.equal(check({ birth_date: '2008-11-02' }).person?.minorUntil, undefined)
  })

  test('a production server takes provisional identifiers of their own system, without its being named', () => {
    const production: LineRules = { ...rules, ins: { mode: 'production', rules: insRules } }
    const systems = ['8850199216001', '2850199216001'].map(
      (body) => check({ ins: numberOf(body) }, production).person?.ins.system,
    )
    assert.deepEqual(systems, ['urn:oid:1.2.250.1.213.1.4.9', 'urn:oid:1.2.250.1.213.1.4.8'])
  })
})

describe('days', () => {
  test('a text is a real day exactly when the calendar writes it so', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1800, max: 2100 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const written = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
        assert.equal(isRealDay(text), written === text)
      }),
    )
  })

  test('born on a leap day, majority begins when the years are complete', () => {
    assert.equal(majorityDay('2008-02-29', 18), '2026-03-01')
    assert.equal(majorityDay('2004-02-29', 20), '2024-02-29')
    assert.equal(majorityDay('2008-02-28', 18), '2026-02-28')
  })
})
