import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { mayDo, staffDeeds, type CampaignState, type CampaignView } from '../../../../areas/enrolment/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, StaffAsk } from '../../ask.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Notice } from '../../components/notice.tsx'
import { pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { Counts, sendCsv, type CountTable } from '../count-table.tsx'
import { wordOf } from '../word-of.ts'
import { stepWords, type Step } from './campaign-step.tsx'
import { cellOf, Funnel, funnelParts, funnelTable } from './funnel.tsx'

const stepsIn: Readonly<Record<CampaignState, readonly Step[]>> = {
  draft: ['approve', 'stop'],
  ready: ['send', 'stop'],
  running: ['send', 'pause', 'stop'],
  paused: ['resume', 'stop'],
  done: ['resume'],
  stopped: [],
}

const populationOf = (ask: StaffAsk, { rule }: CampaignView): string => {
  const words = ask.text.campaignDesk
  const kinds = (['adults', 'minors', 'protected'] as const).filter((kind) => rule[kind])
  const { schemes, departments } = words.create
  const places = [
    ...(rule.schemes.length === 0 ? [] : [`${schemes} ${rule.schemes.join(' ')}`]),
    ...(rule.departments.length === 0 ? [] : [`${departments} ${rule.departments.join(' ')}`]),
  ]
  const who = kinds.length === 3 ? [] : kinds.map((kind) => words.create[kind])
  return [...who, ...places].join(', ') || words.one.everybody
}

const Plan = ({ ask, campaign }: { ask: StaffAsk; campaign: CampaignView }): VNode => {
  const words = ask.text.campaignDesk
  const { preparedAt } = campaign
  return (
    <section>
      <h2>{words.one.facts}</h2>
      <FactList
        facts={[
          { name: words.one.state, says: words.states[campaign.state] },
          { name: words.one.starts, says: ask.words.date(campaign.startsOn) },
          { name: words.one.population, says: populationOf(ask, campaign) },
          { name: words.create.channel, says: words.create.channels[campaign.channelRule] },
          { name: words.one.prepared, says: preparedAt === null ? '' : ask.words.date(preparedAt) },
        ]}
      />
    </section>
  )
}

const waveTable = (ask: StaffAsk, campaign: CampaignView): CountTable => {
  const words = ask.text.campaignDesk
  const { label, state, on, persons } = words.one.waveColumns
  return {
    label: words.one.waves,
    columns: [label, state, on, persons],
    numbersFrom: 3,
    rows: campaign.waves.map((wave) => ({
      key: String(wave.n),
      cells: [wave.label, words.waveStates[wave.state], ask.words.date(wave.plannedOn), cellOf(ask, wave.persons)],
    })),
  }
}

const Waves = ({ ask, campaign }: { ask: StaffAsk; campaign: CampaignView }): VNode => {
  const words = ask.text.campaignDesk
  return (
    <section>
      <h2>{words.one.waves}</h2>
      {campaign.waves.length === 0 ? (
        <p>{words.one.noWaves}</p>
      ) : (
        <Counts ask={ask} table={waveTable(ask, campaign)} href={`/console/campaigns/${campaign.id}/csv/waves`} />
      )}
    </section>
  )
}

/** Wordings without which nothing of the campaign leaves. */
const HeldUp = ({ ask, campaign }: { ask: StaffAsk; campaign: CampaignView }): VNode | null => {
  const { one } = ask.text.campaignDesk
  if (campaign.unapproved.length === 0) return null
  return (
    <Notice kind="attention">
      <p>{one.heldUp}</p>
      <ul>
        {campaign.unapproved.map(({ kind, version }) => (
          <li key={version}>
            <a href={`/console/campaigns/letters/${version}`}>{wordOf(ask.text.letterDesk.kinds, kind)}</a>{' '}
            <code>{version}</code>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const Approval = ({ ask, campaign }: { ask: StaffAsk; campaign: CampaignView }): VNode | null => {
  const words = ask.text.campaignDesk.one
  if (campaign.askedBy === null) return campaign.approvedBy.length === 0 ? null : <p>{words.approved}</p>
  return (
    <Notice kind="info">
      <p>{campaign.askedBy === ask.visitor.actor.id ? words.askedOwn : words.askedOther}</p>
    </Notice>
  )
}

const Ways = ({ ask, campaign }: { ask: StaffAsk; campaign: CampaignView }): VNode => {
  const words = ask.text.campaignDesk
  const path = `/console/campaigns/${campaign.id}`
  const may = (deed: string): boolean => mayDo(ask.roles, deed, staffDeeds)
  const isMine = campaign.askedBy === ask.visitor.actor.id
  const shown = stepsIn[campaign.state].filter(
    (step) => may(`campaign-${step}`) && (step !== 'approve' || (campaign.preparedAt !== null && !isMine)),
  )
  const isDraft = campaign.state === 'draft'
  return (
    <div class="button-row">
      {isDraft && may('campaign-prepare') ? (
        <form method="post" action={`${path}/prepare`}>
          <button class="button" type="submit">
            {words.steps.prepare}
          </button>
        </form>
      ) : null}
      {isDraft && campaign.preparedAt !== null && may('campaign-dry-run') ? (
        <form method="post" action={`${path}/dry-run`}>
          <button class="button button-quiet" type="submit">
            {words.steps['dry-run']}
          </button>
        </form>
      ) : null}
      {shown.map((step) => (
        <a key={step} class="button button-secondary" href={`${path}/${step}`}>
          {stepWords(ask, step, campaign)}
        </a>
      ))}
      {campaign.isPilot && campaign.startedAt !== null ? <a href={`${path}/report`}>{words.one.report}</a> : null}
    </div>
  )
}

/** O4, O5: the plan, what may be done next, the waves, and where the persons are. */
export const showCampaign = async (ask: StaffAsk): Promise<Page> => {
  const id = pathPiece(ask.request, 'id')
  const { campaign, funnel } = await ask.parts.campaigns.show(ask.visitor, id)
  return consolePage(
    ask,
    { title: ask.text.campaignDesk.one.title, heading: campaign.name, place: 'campaigns', wide: true },
    <>
      <HeldUp ask={ask} campaign={campaign} />
      <Approval ask={ask} campaign={campaign} />
      <Ways ask={ask} campaign={campaign} />
      <Plan ask={ask} campaign={campaign} />
      <Waves ask={ask} campaign={campaign} />
      {funnel === undefined ? null : <Funnel ask={ask} funnel={funnel} />}
    </>,
  )
}

/** A table of the campaign's page as a file: the same look, the same cells. */
export const sendCampaign = async (ask: StaffAsk): Promise<FastifyReply> => {
  const { csv } = ask.text.campaignDesk
  const { campaign, funnel } = await ask.parts.campaigns.show(ask.visitor, pathPiece(ask.request, 'id'))
  const wanted = pathPiece(ask.request, 'table')
  if (wanted === 'waves') return sendCsv(ask, waveTable(ask, campaign), csv.files.waves)
  const part = funnelParts.find((known) => known === wanted)
  if (part === undefined || funnel === undefined) throw new Problem('absent', 'page-not-found')
  return sendCsv(ask, funnelTable(ask, funnel, part), csv.files[part])
}
