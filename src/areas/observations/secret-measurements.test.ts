import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { Visitor } from '../../access/types.ts'
import { createParameters } from '../../reference/create-parameters.ts'
import type { Measurement, MeasurementSaying } from '../../reference/measurement-entry.ts'
import type { Person } from '../identity/index.ts'
import { ownGrowthReference, readGrowthReference } from '../../reference/growth-reference.ts'
import { createObservations } from './create-observations.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const minor: Person = {
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '211025121518901' },
  traits: { birthFamily: 'PAT', birthGiven: ['LÉA'], gender: 'female', birthDate: '2011-02-03', birthPlace: '51215' },
  otherSpellings: [],
  contact: {},
}

const saying: MeasurementSaying = { kind: 'body-weight', at: '2026-11-20T07:00:00Z', values: { value: '52.5' } }

test('what a minor changes, deletes and puts back of a secret measurement stands in no chain that their parents read', async () => {
  const parentSpace = await kit.foundSpace([])
  const spaceId = await kit.foundSpace([{ partyId: parentSpace, kind: 'representative' }])
  const [me, space] = [holder(spaceId), { spaceId }]
  const observations = createObservations({
    parameters: createParameters(),
    growth: readGrowthReference(ownGrowthReference),
    door: kit.door,
    clock: { now: () => new Date('2026-11-23T10:00:00Z') },
    persons: { loadPerson: async () => minor },
  })
  const id = '01936f00-0000-7000-8000-000000000001'
  const author = { as: 'holder', id: spaceId, name: 'Léa' } as const
  const measurement: Measurement = { ...saying, id, author, enteredAt: '2026-11-20T07:00:00Z' }
  await kit.door.open({ ...me, space, act: 'add-measurements', audience: 'hidden-from-representatives' }, ({ vault }) =>
    vault.insertMeasurements({ measurements: [measurement], authorIds: [], isSecret: true }),
  )
  const parent: Visitor = { ...me, actor: { kind: 'representative', id: parentSpace, name: 'Un parent' } }
  assert.equal((await problemOf(observations.deleteMeasurement(parent, space, id))).reason, 'measurement-unknown')
  await observations.changeMeasurement(me, space, { id, saying: { ...saying, values: { value: '53' } } })
  await observations.deleteMeasurement(me, space, id)
  assert.equal((await problemOf(observations.restoreMeasurement(parent, space, id))).reason, 'measurement-unknown')
  await observations.restoreMeasurement(me, space, id)
  const { measurements } = await observations.readMeasurements(me, space, { kind: 'body-weight', count: 10 })
  assert.deepEqual(
    measurements.map(({ values }) => values['value']),
    ['53'],
  )
  const text = `select audience from journal.entry where space_id = $1 and act = 'change-measurements' and effect = 'permit'`
  const rows = await kit.database.owner.query<{ audience: string }>({ text, values: [spaceId] })
  assert.deepEqual(
    rows.map(({ audience }) => audience),
    Array.from({ length: 3 }, () => 'hidden-from-representatives'),
  )
})
