import { join } from 'node:path'
import type { Visitor } from '../access/types.ts'
import type { CampaignPlan } from '../areas/enrolment/index.ts'
import { isMarked, mark } from '../platform/mark.ts'
import { dataFolder } from '../reference/data-file.ts'
import type { Carnet } from '../startup.ts'
import { approveForCampaign } from './approve-for-campaign.ts'
import { campaignClerk } from './commands/campaign-clerk.ts'
import { openImportFile } from './commands/import-file.ts'

const sent = 'demonstration-campaign-sent'
const pilotFile = join(dataFolder, 'enrolment', 'demonstration.csv')

const importPilot = async ({ importPersons }: Carnet): Promise<void> => {
  await importPersons(await openImportFile(pilotFile), { encoding: 'utf-8' })
}

/** The pilot's campaign under way, or a new one: an interrupted start goes on with what it began. */
const findPilot = async (carnet: Carnet, [clerk, second]: readonly [Visitor, Visitor]): Promise<string> => {
  const { campaigns } = carnet.enrolment
  const begun = (await campaigns.list(clerk)).find(({ isPilot }) => isPilot)
  if (begun !== undefined && begun.state !== 'draft') return begun.id
  const plan: CampaignPlan = {
    name: 'Pilote de la Lozère',
    rule: { schemes: [], departments: ['48'], minors: true, adults: true, protected: true },
    channelRule: 'mail-first',
    waveBy: 'department',
    isPilot: true,
    startsOn: carnet.parameters.dayOf(carnet.clock.now().toISOString()),
  }
  const { id } = begun ?? (await campaigns.create(clerk, plan))
  await approveForCampaign(carnet, id, [clerk, second])
  await campaigns.prepare(clerk, id)
  return id
}

/**
 * A handful of invented persons in a department where nobody has a space yet, told by a pilot whose letters lie in the folder of
 * letters: whoever tries Carnet opens one and uses its code. Once for each installation, by the use-cases alone.
 */
export const loadCampaign = async (carnet: Carnet): Promise<void> => {
  if (await isMarked(carnet.database.app, sent)) return
  const [first, second] = [campaignClerk(carnet, { as: 'operator' }), campaignClerk(carnet, { as: 'reviewer' })]
  const { campaigns } = carnet.enrolment
  await importPilot(carnet)
  const campaignId = await findPilot(carnet, [first, second])
  if ((await campaigns.find(first, campaignId)).state === 'draft') {
    await campaigns.approve(first, campaignId)
    await campaigns.approve(second, campaignId)
  }
  while (!(await campaigns.sendNext(first, { campaignId, as: 'pdf' })).finished);
  await mark(carnet.database.app, sent)
}
