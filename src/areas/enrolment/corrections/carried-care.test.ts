import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'
import type { Visitor } from '../../../access/types.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 14_800)

const insurer: Visitor = {
  actor: { kind: 'software', id: 'insurer', name: 'Flux', facility: { id: '1990000085', name: 'Caisse' } },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
}

const bring = async ({ ins }: Someone, label: string, writtenAt = '2026-03-20T00:00:00Z'): Promise<unknown> =>
  installation.carnet.careHistory.bringCare(insurer, { ins }, [
    { lineId: label, statement: 'reimbursement', kind: 'imaging', day: '2026-03-10', label, writtenAt },
  ])

const read = ({ spaceId }: Someone) => installation.carnet.careHistory.readCare(holderOf(spaceId), { spaceId }, {})

const labels = async (someoneHere: Someone): Promise<string[]> =>
  (await read(someoneHere)).lines.map(({ line }) => line.label).toSorted()

test('a care history follows a merge, a line of both stands once, is in the copy, and goes back with it; what is hidden there is hidden here', async () => {
  const [stays, goes] = [await someone(), await someone()]
  await bring(stays, 'Radiographie')
  await bring(goes, 'Radiographie')
  await bring(goes, 'Scanner')
  const { careHistory, documents } = installation.carnet
  const scan = (await read(goes)).lines.find(({ line }) => line.label === 'Scanner')
  const choice = { id: scan?.line.id ?? '', hidden: true }
  await careHistory.hideCareLine(holderOf(goes.spaceId), { spaceId: goes.spaceId }, choice)
  await careHistory.hideCare(holderOf(goes.spaceId), { spaceId: goes.spaceId }, true)
  const { id } = await merge(stays, goes)
  assert.deepEqual(await labels(stays), ['Radiographie', 'Scanner'])
  const merged = await read(stays)
  assert.equal(merged.isHidden, true)
  assert.deepEqual(
    merged.lines.filter(({ isHidden }) => isHidden).map(({ line }) => line.label),
    ['Scanner'],
  )
  const copy = await documents.copySpace(holderOf(stays.spaceId), stays.spaceId)
  assert.deepEqual(copy.care.map(({ label }) => label).toSorted(), ['Radiographie', 'Scanner'])
  await undo(id)
  assert.deepEqual(await labels(stays), ['Radiographie'])
  assert.deepEqual(await labels(goes), ['Radiographie', 'Scanner'])
  // what the undone merge left goes with the next lines, and hinders none
  await bring(stays, 'Scanner', '2026-03-21T00:00:00Z')
  assert.deepEqual(await labels(stays), ['Radiographie', 'Scanner'])
})
