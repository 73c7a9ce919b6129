import type { FastifyReply } from 'fastify'
import { mayDo, staffDeeds, type CampaignView } from '../../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../../ask.ts'
import { consolePage } from '../console-page.tsx'
import { Counts, sendCsv, type CountTable } from '../count-table.tsx'
import { cellOf } from './funnel.tsx'

const tableOf = (ask: StaffAsk, campaigns: readonly CampaignView[]): CountTable => {
  const { list, states } = ask.text.campaignDesk
  const { name, state, starts, persons, told } = list.columns
  return {
    label: list.heading,
    columns: [name, state, starts, persons, told],
    numbersFrom: 3,
    rows: campaigns.map((campaign) => ({
      key: campaign.id,
      cells: [
        campaign.isPilot ? `${campaign.name} (${list.pilot})` : campaign.name,
        states[campaign.state],
        ask.words.date(campaign.startsOn),
        cellOf(ask, campaign.told.persons),
        cellOf(ask, campaign.told.noticed),
      ],
    })),
  }
}

/** O3: every campaign, with its state and how far it is. */
export const showCampaigns = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.campaignDesk.list
  const campaigns = await ask.parts.campaigns.list(ask.visitor)
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'campaigns', wide: true },
    <>
      {campaigns.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <Counts
          ask={ask}
          table={tableOf(ask, campaigns)}
          href="/console/campaigns/csv"
          first={(id, says) => <a href={`/console/campaigns/${id}`}>{says}</a>}
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

/** The same table as a file. */
export const sendCampaigns = async (ask: StaffAsk): Promise<FastifyReply> =>
  sendCsv(ask, tableOf(ask, await ask.parts.campaigns.list(ask.visitor)), ask.text.campaignDesk.csv.files.campaigns)
