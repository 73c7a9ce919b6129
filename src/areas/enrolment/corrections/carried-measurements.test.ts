import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOf } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 14_000)

const note = async ({ spaceId }: Someone, kg: string, day: number): Promise<unknown> =>
  installation.carnet.observations.addMeasurements(holderOf(spaceId), { spaceId }, [
    { kind: 'body-weight', at: `2026-03-0${day}T08:00:00Z`, values: { value: kg } },
  ])

const weights = async ({ spaceId }: Someone): Promise<(string | undefined)[]> => {
  const query = { kind: 'body-weight' }
  const { measurements } = await installation.carnet.observations.readMeasurements(
    holderOf(spaceId),
    { spaceId },
    query,
  )
  return measurements.map(({ values }) => values['value'])
}

test('what was measured follows a merge, stands once, is in the copy, and goes back with it; what is hidden there is hidden here', async () => {
  const [stays, goes] = [await someone(), await someone()]
  await note(stays, '70', 1)
  await note(goes, '71', 2)
  await note(goes, '70', 1)
  const hide = { kind: 'body-weight', hidden: true } as const
  await installation.carnet.observations.chooseMeasurements(holderOf(goes.spaceId), { spaceId: goes.spaceId }, hide)
  const { id } = await merge(stays, goes)
  assert.deepEqual(await weights(stays), ['71', '70'])
  const { spaceId } = stays
  const survey = await installation.carnet.observations.surveyMeasurements(holderOf(spaceId), { spaceId })
  assert.deepEqual(survey.choices.hidden, ['body-weight'])
  const copy = await installation.carnet.documents.copySpace(holderOf(spaceId), spaceId)
  assert.equal(copy.measurements.length, 2)
  await undo(id)
  assert.deepEqual(await weights(stays), ['70'])
  assert.deepEqual(await weights(goes), ['71', '70'])
  await merge(stays, goes)
  assert.deepEqual(await weights(stays), ['71', '70'])
})
