import type { Page, Redirect, StaffAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'

type Step = 'approve' | 'send' | 'pause' | 'resume' | 'stop'

/** What a step of a campaign does, in one sentence, before it is done. */
export const confirmStep =
  (step: Step) =>
  async (ask: StaffAsk): Promise<Page> => {
    const words = ask.text.campaignDesk
    const campaign = await ask.parts.campaigns.find(ask.visitor, pathPiece(ask.request, 'id'))
    const path = `/console/campaigns/${campaign.id}`
    const says = step === 'approve' && campaign.askedBy !== null ? words.steps.confirm : words.steps[step]
    return consolePage(
      ask,
      { title: says, heading: `${says} : ${campaign.name}`, lead: words.effects[step], place: 'campaigns' },
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
