import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { documentCondition, type DocumentFilter, type VaultInstantFilter } from './document-filter.ts'

// The conditions run on the real database, over rows made up here; a naive model says which rows they should find.
let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

const spaceId = '00000000-0000-4000-8000-00000000000a'
const hours = 24
const instantOf = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

interface Row {
  status: string
  archived: boolean
  hidden: boolean
  withheld: boolean
  forRepresentatives: boolean
  quarantined: boolean
  type: string
  authors: string[]
  created: number
  deposited: number
  period: [number, number | null] | null
}

const hour = fc.nat({ max: hours })
const status = fc.constantFrom('current', 'superseded', 'entered-in-error')
const type = fc.constantFrom('t1', 't2', 't3')
const aRow: fc.Arbitrary<Row> = fc.record({
  status,
  archived: fc.boolean(),
  hidden: fc.boolean(),
  withheld: fc.boolean(),
  forRepresentatives: fc.boolean(),
  quarantined: fc.boolean(),
  type,
  authors: fc.subarray(['me', 'my-facility', 'other']),
  created: hour,
  deposited: hour,
  period: fc.option(
    fc
      .tuple(hour, fc.option(hour))
      .map(([start, end]): [number, number | null] => [Math.min(start, end ?? start), end && Math.max(start, end)]),
  ),
})

interface Asked {
  prefix: VaultInstantFilter['prefix']
  from: number
  hours: number
}

const anInstant: fc.Arbitrary<Asked> = fc.record({
  prefix: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'sa', 'eb'),
  from: fc.integer({ min: -1, max: hours }),
  hours: fc.integer({ min: 1, max: 6 }),
})
const instants = fc.array(anInstant, { maxLength: 2 })

interface Filter {
  status?: string[]
  typeCodes?: string[]
  archived?: boolean
  hidden?: boolean
  withheld?: boolean
  hiddenFromRepresentatives?: boolean
  ids?: string[]
  created?: Asked[]
  period?: Asked[]
}

const flag = fc.boolean()
const words = {
  status: fc.subarray(['current', 'superseded', 'entered-in-error'], { minLength: 1 }),
  typeCodes: fc.subarray(['t1', 't2', 't3'], { minLength: 1 }),
  ids: fc.array(fc.nat({ max: 7 }).map(idOf)),
}
const flags = { archived: flag, hidden: flag, withheld: flag, hiddenFromRepresentatives: flag }
const dates = { created: instants, period: instants }

const aFilter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record(words, { requiredKeys: [] }),
  fc.record(flags, { requiredKeys: [] }),
  fc.record(dates, { requiredKeys: [] }),
  fc.record({ ...words, ...flags, ...dates }, { requiredKeys: [] }),
)

const aPrefilter = fc.record(
  {
    partyIds: fc.constantFrom<string[]>(['me', 'my-facility'], ['me'], []),
    seesHidden: fc.boolean(),
    seesSecret: fc.boolean(),
    seesQuarantined: fc.boolean(),
    typeCodes: fc.subarray(['t1', 't2', 't3']),
    scope: fc.record({
      typeCodes: fc.subarray(['t1', 't2', 't3'], { maxLength: 2 }),
      documentIds: fc.array(fc.nat({ max: 7 }).map(idOf), { maxLength: 3 }),
    }),
    withheldSince: hour.map(instantOf),
  },
  { requiredKeys: ['partyIds', 'seesHidden', 'seesSecret'] },
)

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

/** FHIR's prefixes by enumeration: the hours of the row against the hours that were written. */
const holds = ({ prefix, from, hours: length }: Asked, [start, end]: [number, number]): boolean => {
  const happened = range(start, end + 1)
  const written = range(from, from + length)
  const inside = (each: number): boolean => written.includes(each)
  const isBefore = (each: number): boolean => written.every((other) => each < other)
  const isAfter = (each: number): boolean => written.every((other) => each > other)
  return {
    eq: happened.every(inside),
    ne: !happened.every(inside),
    lt: happened.some(isBefore),
    le: happened.some((each) => inside(each) || isBefore(each)),
    gt: happened.some(isAfter),
    ge: happened.some((each) => inside(each) || isAfter(each)),
    sa: happened.every(isAfter),
    eb: happened.every(isBefore),
  }[prefix]
}

type Prefilter = DocumentFilter['prefilter']

const isAllowed = (row: Row, id: string, prefilter: Prefilter): boolean => {
  if (prefilter.withheldSince && row.withheld && instantOf(row.deposited) > prefilter.withheldSince) return false
  if (row.authors.some((author) => prefilter.partyIds.includes(author))) return true
  if (row.status === 'entered-in-error' || (row.hidden && !prefilter.seesHidden)) return false
  if (row.forRepresentatives && !prefilter.seesSecret) return false
  if (row.quarantined && !prefilter.seesQuarantined) return false
  const { scope } = prefilter
  if (scope && !scope.typeCodes.includes(row.type) && !scope.documentIds.includes(id)) return false
  return prefilter.typeCodes?.includes(row.type) ?? true
}

const isFound = (row: Row, id: string, filter: Filter): boolean => {
  const is = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value
  const isIn = (wanted: string[] | undefined, value: string): boolean => wanted?.includes(value) ?? true
  const { period } = row
  return (
    isIn(filter.status, row.status) &&
    isIn(filter.typeCodes, row.type) &&
    isIn(filter.ids, id) &&
    is(filter.archived, row.archived) &&
    is(filter.hidden, row.hidden) &&
    is(filter.withheld, row.withheld) &&
    is(filter.hiddenFromRepresentatives, row.forRepresentatives) &&
    (filter.created ?? []).every((asked) => holds(asked, [row.created, row.created])) &&
    (filter.period ?? []).every((asked) => period !== null && holds(asked, [period[0], period[1] ?? period[0]]))
  )
}

const written = (asked: Asked): VaultInstantFilter => ({
  prefix: asked.prefix,
  from: instantOf(asked.from),
  to: instantOf(asked.from + asked.hours),
})

const toFilter = ({ created, period, ...rest }: Filter, prefilter: Prefilter): DocumentFilter => ({
  ...rest,
  prefilter,
  ...(created ? { created: created.map(written) } : {}),
  ...(period ? { period: period.map(written) } : {}),
})

const insertText = `insert into found (space_id, id, status, archived, hidden, withheld, hidden_from_representatives, quarantined,
    type_code, author_ids, created_at, deposited_at, period_start, period_end)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

/** What the condition finds among the rows, and one row of another space that it never may. */
const findIn = (rows: Row[], filter: DocumentFilter): Promise<string[]> =>
  database.owner.transaction(async (connection) => {
    await connection.query({ text: 'create temp table found (like vault.document) on commit drop' })
    const optional = [
      'entry_uuid',
      'logical_uuid',
      'version',
      'unique_id_hash',
      'submission_id',
      'blob_id',
      'class_code',
    ]
    for (const column of [...optional, 'format_code', 'content_type', 'size', 'dated_at', 'details', 'away', 'own']) {
      await connection.query({ text: `alter table found alter column ${column} drop not null` })
    }
    for (const [index, row] of [...rows, ...rows.slice(0, 1)].entries()) {
      const { status: state, archived, hidden, withheld, created, deposited, period } = row
      const place = [index < rows.length ? spaceId : idOf(99), idOf(index)]
      const said = [state, archived, hidden, withheld, row.forRepresentatives, row.quarantined, row.type, row.authors]
      const span = [period && instantOf(period[0]), typeof period?.[1] === 'number' ? instantOf(period[1]) : null]
      const values = [...place, ...said, instantOf(created), instantOf(deposited), ...span]
      await connection.query({ text: insertText, values })
    }
    const { clauses, values } = documentCondition(spaceId, filter)
    const text = `select id from found where ${clauses.join(' and ')} order by id`
    return (await connection.query<{ id: string }>({ text, values })).map(({ id }) => id)
  })

test('every combination of filters finds what a naive reading of it finds', async () => {
  let found = 0
  const rows = fc.array(aRow, { minLength: 4, maxLength: 8 })
  const property = fc.asyncProperty(rows, aFilter, aPrefilter, async (all, filter, prefilter) => {
    const ids = await findIn(all, toFilter(filter, prefilter))
    const expected = all
      .map((row, index) => ({ row, id: idOf(index) }))
      .filter(({ row, id }) => isAllowed(row, id, prefilter) && isFound(row, id, filter))
    assert.deepEqual(
      ids,
      expected.map(({ id }) => id),
    )
    found += ids.length
  })
  await fc.assert(property, { numRuns: 120 })
  assert.ok(found > 20, `only ${found} rows were ever found`)
})

test('each date prefix on instants and on periods, around every edge', async () => {
  const rows: Row[] = range(0, 12).map((created) => ({
    status: 'current',
    archived: false,
    hidden: false,
    withheld: false,
    forRepresentatives: false,
    quarantined: false,
    type: 't1',
    authors: [],
    created,
    deposited: 0,
    period: created < 6 ? [created, created + 2] : [created - 3, null],
  }))
  const prefilter = { partyIds: [], seesHidden: true, seesSecret: true }
  for (const prefix of ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'sa', 'eb'] as const) {
    const asked = { prefix, from: 3, hours: 3 }
    for (const filter of [{ created: [asked] }, { period: [asked] }]) {
      const ids = await findIn(rows, toFilter(filter, prefilter))
      const expected = rows.flatMap((row, index) => (isFound(row, idOf(index), filter) ? [idOf(index)] : []))
      assert.deepEqual(ids, expected, `${prefix} ${Object.keys(filter).join()}`)
      assert.ok(expected.length > 0 && expected.length < rows.length, `${prefix} tells nothing`)
    }
  }
})
