import type { CampaignView } from '../../../../areas/enrolment/index.ts'
import type { Page, Redirect, StaffAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'

/** What moves a campaign on. */
export type Step = 'approve' | 'send' | 'pause' | 'resume' | 'stop'

/** The name of a step: the second person approves, and a campaign that is over begins again for those who came since. */
export const stepWords = (ask: StaffAsk, step: Step, { askedBy, state }: CampaignView): string => {
  const { steps } = ask.text.campaignDesk
  if (step === 'approve' && askedBy !== null) return steps.confirm
  return step === 'resume' && state === 'done' ? steps.again : steps[step]
}

/** What a step of a campaign does, in one sentence, before it is done. */
export const confirmStep =
  (step: Step) =>
  async (ask: StaffAsk): Promise<Page> => {
    const words = ask.text.campaignDesk
    const campaign = await ask.parts.campaigns.find(ask.visitor, pathPiece(ask.request, 'id'))
    const path = `/console/campaigns/${campaign.id}`
    const says = stepWords(ask, step, campaign)
    const effect = words.effects[step]
    const lead = typeof effect === 'string' ? effect : effect(ask.parts.staffRooms.delays().oppositionWeeks)
    return consolePage(
      ask,
      { title: says, heading: `${says} : ${campaign.name}`, lead, place: 'campaigns' },
      <form method="post" action={`${path}/${step}`} class="button-row">
        <button class={step === 'stop' ? 'button button-stop' : 'button'} type="submit">
          {says}
        </button>
        <a href={path}>{ask.text.shell.cancel}</a>
      </form>,
    )
  }

/** Takes the step. Sending goes on with the next letters of the wave; the same again loses and doubles nothing. */
export const takeStep =
  (step: Step) =>
  async (ask: StaffAsk): Promise<Redirect> => {
    const { campaigns } = ask.parts
    const campaignId = pathPiece(ask.request, 'id')
    const to = `/console/campaigns/${campaignId}`
    if (step !== 'send') await campaigns[step](ask.visitor, campaignId)
    else if ((await campaigns.sendNext(ask.visitor, { campaignId, as: 'pdf' })).waitsUntil !== null)
      return { to, passing: { said: 'waits' } }
    return { to, passing: { said: 'done' } }
  }
