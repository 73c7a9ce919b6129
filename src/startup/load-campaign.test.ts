import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { listen } from '../../tests/support/listening-terminal.ts'
import { campaignClerk } from './commands/campaign-clerk.ts'
import { resetDemonstrationCommand } from './commands/reset-demonstration.ts'
import { loadCampaign } from './load-campaign.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

test('the pilot of the demonstration lies printed in the folder of letters, once', async () => {
  const { carnet, settings } = installation
  await loadCampaign(carnet)
  await carnet.database.app.query({ text: "delete from platform.mark where name = 'demonstration-campaign-sent'" })
  await loadCampaign(carnet)
  const clerk = campaignClerk(carnet, { as: 'operator' })
  const [campaign, ...more] = await carnet.enrolment.campaigns.list(clerk)
  assert.deepEqual(more, [])
  assert.equal(campaign?.state, 'done')
  assert.deepEqual(campaign.approvedBy, ['operator', 'reviewer'])
  const batches = await carnet.enrolment.campaigns.listBatches(clerk)
  const names = await readdir(settings.lettersFolder)
  assert.deepEqual(batches.map(({ fileName }) => fileName).toSorted(), names.toSorted())
  // two adults, the child twice; the guardian's own and the one for whom he acts
  assert.equal(
    batches.reduce((sum, { letters }) => sum + letters, 0),
    6,
  )
  for (const name of names) {
    assert.equal((await readFile(join(settings.lettersFolder, name))).subarray(0, 5).toString(), '%PDF-')
  }
})

test('back to the first state, the letters in the folder are those of the new pilot and no other', async () => {
  const { carnet, settings } = installation
  const former = await readdir(settings.lettersFolder)
  assert.equal(await resetDemonstrationCommand(carnet, { json: false }, listen().terminal), 0)
  const names = await readdir(settings.lettersFolder)
  const batches = await carnet.enrolment.campaigns.listBatches(campaignClerk(carnet, { as: 'operator' }))
  assert.deepEqual(names.toSorted(), batches.map(({ fileName }) => fileName).toSorted())
  assert.deepEqual(
    names.filter((name) => former.includes(name)),
    [],
  )
})
