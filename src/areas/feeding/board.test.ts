import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReference } from '../../reference/create-reference.ts'
import { arrangeBoard, boardOf } from './board.ts'
import { maskSums } from './mask.ts'
import { owedLines } from './owed-file.ts'
import { monthsUpTo } from './rules.ts'
import type { Sum } from './types.ts'

const today = '2026-11-22'
const months = monthsUpTo(today, 6)
const laboratory = { id: 'lab', name: 'Laboratoire', kind: 'SA25' }
const hospital = { id: 'hospital', name: 'Hôpital', kind: 'SA01' }
const optician = { id: 'optician', name: 'Optique', kind: 'SA21' }
const unknown = { id: 'unknown', name: 'Ailleurs' }

const sent = (facilityId: string, month: string, counts: { taken: number; onTheDay: number }): Sum[] => {
  const at = { month, facilityId, softwareId: 's', typeCode: '11502-2', reason: '' }
  return [
    { ...at, figure: 'taken', n: counts.taken },
    { ...at, figure: 'day-0', n: counts.onTheDay },
  ]
}

const board = (sums: Sum[], facilities = [laboratory, hospital, optician, unknown], on = today) =>
  boardOf(maskSums(sums, 5), facilities, { months, today: on })

test('who owes it and sent nothing is there; who owes nothing is not; who sends though nobody said so is', () => {
  const ofLaboratoryReports = board(sent('unknown', '2026-11-01', { taken: 9, onTheDay: 9 })).filter(
    ({ line }) => line.id === 'laboratory-report',
  )
  assert.deepEqual(
    ofLaboratoryReports.map(({ facility, state, total }) => [facility.id, state, total.n]),
    [
      ['lab', 'nothing', 0],
      ['unknown', 'sending', 9],
    ],
  )
})

test('nothing is owed before its date', () => {
  const linesOn = (on: string) => board([], [hospital], on).map(({ line }) => line.id)
  assert.ok(!linesOn('2023-12-30').includes('operative-report'))
  assert.ok(linesOn('2023-12-31').includes('operative-report'))
  assert.ok(linesOn('2000-01-01').includes('discharge-letter'), 'already in force')
})

test('silent since: the last month, once two have passed without anything', () => {
  const stateAfter = (month: string) => board(sent('lab', month, { taken: 9, onTheDay: 5 }), [laboratory])[0]
  assert.deepEqual(
    ['2026-11-01', '2026-10-01', '2026-09-01'].map((month) => stateAfter(month)?.state),
    ['sending', 'sending', 'silent'],
  )
  assert.equal(stateAfter('2026-09-01')?.lastMonth, '2026-09-01')
})

test('nothing first, then the longest silent; and the orders and filters that are asked for', () => {
  const rows = board(
    [
      ...sent('hospital', '2026-07-01', { taken: 8, onTheDay: 0 }),
      ...sent('unknown', '2026-08-01', { taken: 6, onTheDay: 6 }),
      ...sent('optician', '2026-11-01', { taken: 50, onTheDay: 10 }),
    ],
    [optician, unknown, hospital, laboratory],
  ).filter(({ line }) => line.id === 'laboratory-report')
  const idsBy = (query: Parameters<typeof arrangeBoard>[1]) =>
    arrangeBoard(rows, query).map(({ facility }) => facility.id)
  assert.deepEqual(idsBy({ sort: 'state' }), ['lab', 'hospital', 'unknown', 'optician'])
  assert.deepEqual(idsBy({ sort: 'name' }), ['unknown', 'hospital', 'lab', 'optician'])
  assert.deepEqual(idsBy({ sort: 'volume' }), ['lab', 'unknown', 'hospital', 'optician'])
  assert.deepEqual(idsBy({ sort: 'day' }), ['hospital', 'optician', 'unknown', 'lab'])
  assert.deepEqual(idsBy({ sort: 'name', state: 'silent', name: 'HÔP' }), ['hospital'])
  assert.deepEqual(idsBy({ sort: 'name', lineId: 'discharge-letter' }), [])
})

test('what is owed names types and kinds of place that the nomenclatures have', () => {
  const reference = createReference()
  const kinds = new Set(reference.all('healthcare-facility-types').map(({ code }) => code))
  const types = new Set(reference.all('document-types').map(({ code }) => code))
  for (const { id, typeCodes, producers } of owedLines) {
    assert.deepEqual(
      typeCodes.filter((code) => !types.has(code)),
      [],
      id,
    )
    assert.deepEqual(
      producers.filter((code) => !kinds.has(code)),
      [],
      id,
    )
  }
})
