import { mayDo, staffDeeds, type CampaignView } from '../../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../../ask.ts'
import { consolePage } from '../console-page.tsx'
import { NumberTable } from '../number-table.tsx'
import { cellOf } from './funnel.tsx'

const rowOf = (ask: StaffAsk, campaign: CampaignView) => {
  const words = ask.text.campaignDesk
  const { id, name, isPilot, state, startsOn, told } = campaign
  return {
    key: id,
    cells: [
      <>
        <a href={`/console/campaigns/${id}`}>{name}</a>
        {isPilot ? ` (${words.list.pilot})` : ''}
      </>,
      words.states[state],
      ask.words.date(startsOn),
      cellOf(ask, told.persons),
      cellOf(ask, told.noticed),
    ],
  }
}

/** O3: every campaign, with its state and how far it is. */
export const showCampaigns = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.campaignDesk.list
  const campaigns = await ask.parts.campaigns.list(ask.visitor)
  const { name, state, starts, persons, told } = words.columns
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'campaigns', wide: true },
    <>
      {campaigns.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <NumberTable
          label={words.heading}
          columns={[name, state, starts, persons, told]}
          numbersFrom={3}
          rows={campaigns.map((campaign) => rowOf(ask, campaign))}
        />
      )}
      <p class="button-row">
        {mayDo(ask.roles, 'campaign-create', staffDeeds) ? (
          <a class="button" href="/console/campaigns/new">
            {words.new}
          </a>
        ) : null}
        <a href="/console/campaigns/letters">{words.letters}</a>
      </p>
    </>,
  )
}
