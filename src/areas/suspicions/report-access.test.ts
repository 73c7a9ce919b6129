import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { colleague, knock } from '../../../scenarios/locks/budget-kit.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { buryStanding } from '../../access/standing-life.ts'
import { systemClock } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { createReports } from './report-access.ts'
import { answerCase, selectCases } from './store.ts'
import type { Suspicions } from './types.ts'

let kit: DoorKit
let reports: Suspicions
before(async () => {
  kit = await openDoorKit()
  reports = createReports({ ...kit, database: kit.database.app, clock: systemClock, dayOf: () => '2026-11-20' })
})
after(() => kit.close())

/** A space into which somebody of a clinic has looked: the line of that look is 2, behind the founding. */
const lookedInto = async (): Promise<string> => {
  const spaceId = await kit.foundSpace([{ partyId: 'clinic', kind: 'care-team' }])
  assert.equal(await knock(kit.door, colleague('ann', 'clinic'), { spaceId }), 'in')
  return spaceId
}

const saying = (reason: string) => (error: unknown) => error instanceof Problem && error.reason === reason

test('a report names who the journal names, on a line of it; reported twice, there is one case until it is answered', async () => {
  const spaceId = await lookedInto()
  const { party } = await reports.findReportable(holder(spaceId), '2')
  assert.deepEqual(party, { id: 'ann', name: 'Docteur ann', profession: '10', facility: 'clinic' })
  const first = await reports.reportAccess(holder(spaceId), { line: '2', reason: 'no-care' })
  assert.deepEqual([first.party, first.dueOn], [party, '2026-11-27'])
  const again = await reports.reportAccess(holder(spaceId), { line: '2', reason: 'other' })
  assert.equal(again.number, first.number)
  await answerCase(kit.database.app, { id: first.id, outcome: 'in-order', by: 'staff', at: new Date().toISOString() })
  const later = await reports.reportAccess(holder(spaceId), { line: '2', reason: 'other' })
  assert.notEqual(later.number, first.number)
  assert.deepEqual(
    (await reports.listOwn(holder(spaceId))).map(({ number, outcome }) => [number, outcome]),
    [
      [later.number, undefined],
      [first.number, 'in-order'],
    ],
  )
})

test('lines that are not there, the holder’s own and those of others’ spaces are not reported; nor a reason of no list', async () => {
  const [mine, other] = [await lookedInto(), await lookedInto()]
  await reports.listOwn(holder(mine))
  for (const line of ['1', '99', '0', '-2', '2.0', '', 'x', '99999999999999999999'])
    await assert.rejects(reports.findReportable(holder(mine), line), saying('access-line-unknown'), line)
  await reports.findReportable(holder(mine), '2')
  await assert.rejects(reports.findReportable(holder(mine), '3'), saying('access-line-unknown'), 'her own look')
  const report = { line: '2', reason: 'none-of-ours' }
  await assert.rejects(reports.reportAccess(holder(mine), report), saying('report-reason-missing'))
  assert.deepEqual(await reports.listOwn(holder(other)), [])
})

test('only the holder reports: not the one who looked, not the treating doctor who may read the history', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'doctor', kind: 'treating-doctor' }])
  await knock(kit.door, professional('doctor'), { spaceId })
  for (const ask of [
    reports.findReportable(professional('doctor'), '2'),
    reports.reportAccess(professional('doctor'), { line: '2', reason: 'other' }),
    reports.listOwn(professional('doctor')),
  ])
    await assert.rejects(ask, saying('act-not-yours'))
})

test('an erased space takes its name from the case, and the case goes on', async () => {
  const spaceId = await lookedInto()
  const { id } = await reports.reportAccess(holder(spaceId), { line: '2', reason: 'other' })
  await kit.database.app.transaction((connection) => buryStanding(connection, spaceId))
  const left = (await selectCases(kit.database.app)).find((one) => one.id === id)
  assert.deepEqual([left?.spaceId, left?.line, left?.party.id], [null, null, 'ann'])
})
