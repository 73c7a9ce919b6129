import type { Visitor } from '../access/types.ts'
import type { Carnet } from '../startup.ts'

/**
 * Two members of the staff approve the wordings that a campaign waits for: in the demonstration and its measurements, where nobody is
 * really written to. Interrupted, it goes on where it was.
 */
export const approveForCampaign = async (
  { enrolment, staffRooms }: Pick<Carnet, 'enrolment' | 'staffRooms'>,
  campaignId: string,
  [first, second]: readonly [Visitor, Visitor],
): Promise<void> => {
  const { unapproved } = await enrolment.campaigns.find(first, campaignId)
  for (const { version } of unapproved) {
    await staffRooms.texts.ask(first, version)
    await staffRooms.texts.approve(second, [version])
  }
}
