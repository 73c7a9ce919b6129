import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Visitor } from '../../access/types.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { silentLog } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { createParameters } from '../../reference/create-parameters.ts'
import { createTally } from './create-tally.ts'
import { selectSums } from './store.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

const clock = fixedClock('2026-11-22T23:30:00.000Z')
const { dayOf } = createParameters()
const tallyOn = (on: Database) => createTally({ database: on, clock, dayOf, log: silentLog })

const softwareOf = (id: string): Visitor => ({
  actor: { kind: 'software', id, name: id, facility: { id: `1${id}`, name: id } },
  authLevel: 'substantial',
  origin: { channel: 'fhir', software: id },
})
const document = { typeCode: '11502-2', createdAt: '2026-11-22T10:00:00Z', older: false, remarked: false }

const sumsOf = async (softwareId: string): Promise<Record<string, number>> => {
  const sums = await selectSums(database.app, { since: '2026-01-01', softwareId })
  return Object.fromEntries(sums.map(({ month, figure, reason, n }) => [[month, figure, reason].join(' ').trim(), n]))
}

test('the civil day counts: just after midnight in Paris, what was made in the morning came a day later', async () => {
  const tally = tallyOn(database.app)
  tally.taken(softwareOf('lab'), [document, document, { ...document, remarked: true }])
  tally.again(softwareOf('lab'), [document])
  tally.refused(softwareOf('lab'), new Problem('incorrect', 'cda-structure-invalid'))
  assert.deepEqual(await sumsOf('lab'), {}, 'a deposit waits for nothing: nothing is written yet')
  await tally.flush()
  const month = '2026-11-01'
  const once = { [`${month} again`]: 1, [`${month} refused cda-structure-invalid`]: 1, [`${month} remarked`]: 1 }
  assert.deepEqual(await sumsOf('lab'), { ...once, [`${month} day-3`]: 3, [`${month} taken`]: 3 })
  await tally.flush()
  assert.equal((await sumsOf('lab'))[`${month} taken`], 3, 'once')
  tally.taken(softwareOf('lab'), [document])
  await tally.flush()
  assert.equal((await sumsOf('lab'))[`${month} taken`], 4)
})

test('many processes that write the same sums at once lose none and wait in no circle', async () => {
  const tallies = Array.from({ length: 6 }, () => tallyOn(database.app))
  const types = Array.from({ length: 40 }, (_, at) => `t${at}`)
  await Promise.all(
    tallies.map(async (tally, at) => {
      const order = at % 2 === 0 ? types : types.toReversed()
      for (const typeCode of order) tally.taken(softwareOf('many'), [{ ...document, typeCode }])
      await tally.flush()
    }),
  )
  const taken = (await selectSums(database.app, { since: '2026-01-01', softwareId: 'many' })).filter(
    ({ figure }) => figure === 'taken',
  )
  assert.deepEqual(
    taken.map(({ n }) => n),
    types.map(() => 6),
  )
})

const failing = (error: Error, times: number): Database => {
  const left = { times }
  const query: Connection['query'] = async (statement) => {
    left.times -= 1
    if (left.times >= 0) throw error
    return database.app.query(statement)
  }
  return { ...database.app, query }
}

test('what surely was not written is written the next time; what may have been is not counted twice', async () => {
  for (const [id, error, kept] of [
    ['fails', new Error('syntax'), 1],
    ['vanishes', new Problem('unavailable', 'database-unavailable'), 0],
  ] as const) {
    const tally = tallyOn(failing(error, 1))
    tally.taken(softwareOf(id), [document])
    await tally.flush()
    await tally.flush()
    assert.equal((await sumsOf(id))['2026-11-01 taken'] ?? 0, kept, id)
  }
})

test('whatever a depositor writes as a date, counting does not fail', () => {
  const tally = tallyOn(database.app)
  const dates = fc.oneof(
    fc.string(),
    fc.constantFrom('9999-99-99T25:61', '275760-09-13T00:00:00Z', '2026-11-22T', '0000-01-01T00:00:00Z', '-000001-01'),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )
  fc.assert(
    fc.property(dates, (createdAt) => {
      tally.taken(softwareOf('dates'), [{ ...document, createdAt }])
    }),
  )
})

test('after their months sums are forgotten, and not before', async () => {
  const tally = tallyOn(database.app)
  tally.taken(softwareOf('past'), [document])
  await tally.flush()
  await tally.sweep()
  assert.notDeepEqual(await sumsOf('past'), {})
  const later = createTally({
    database: database.app,
    clock: fixedClock('2029-11-02T12:00:00.000Z'),
    dayOf,
    log: silentLog,
  })
  assert.ok((await later.sweep()) > 0)
  assert.deepEqual(await sumsOf('past'), {})
})
