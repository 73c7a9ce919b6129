import type { StaffAsk } from '../../ask.ts'
import type { ScreenRoute } from '../../screen.ts'
import { staffRoute as at } from '../staff-route.ts'
import { createCampaign, showCreate } from './create-campaign.tsx'
import { openExceptionPerson, settleException, showException, showExceptions } from './exceptions.tsx'
import { showLetters } from './letters.tsx'
import { askText, sendPreview, showText } from './letter-text.tsx'
import { sendCampaigns, showCampaigns } from './list-campaigns.tsx'
import { sendReport, showReport } from './report.tsx'
import { confirmStep, takeStep } from './campaign-step.tsx'
import { rehearse, showPrepared } from './prepare-campaign.tsx'
import { sendCampaign, showCampaign } from './show-campaign.tsx'

const one = '/console/campaigns/:id'
const step = (name: 'approve' | 'send' | 'pause' | 'resume' | 'stop'): ScreenRoute<StaffAsk> =>
  at(`${one}/${name}`, `campaign-${name}`, { get: confirmStep(name), post: takeStep(name) })

/** The pages of campaigns, exceptions and letters. */
export const campaignScreens: readonly ScreenRoute<StaffAsk>[] = [
  at('/console/campaigns', 'campaign-view', { get: showCampaigns }),
  at('/console/campaigns/new', 'campaign-create', { get: showCreate, post: createCampaign }),
  at('/console/campaigns/csv', 'campaign-view', { get: sendCampaigns }),
  at('/console/campaigns/letters', 'letters-view', { get: showLetters }),
  at('/console/campaigns/letters/:version', 'letters-view', { get: showText, post: askText }),
  at('/console/campaigns/letters/:version/:lang', 'letters-view', { get: sendPreview }),
  at(one, 'campaign-view', { get: showCampaign }),
  at(`${one}/prepare`, 'campaign-prepare', { get: showCampaign, post: showPrepared }),
  at(`${one}/dry-run`, 'campaign-dry-run', { get: showCampaign, post: rehearse }),
  at(`${one}/csv/:table`, 'campaign-view', { get: sendCampaign }),
  at(`${one}/report`, 'campaign-report', { get: showReport }),
  at(`${one}/report/csv`, 'campaign-report', { get: sendReport }),
  step('approve'),
  step('send'),
  step('pause'),
  step('resume'),
  step('stop'),
  at('/console/exceptions', 'exceptions-view', { get: showExceptions }),
  at('/console/exceptions/:id', 'exceptions-view', { get: showException, post: settleException }),
  at('/console/exceptions/:id/person', 'exception-open', { get: showException, post: openExceptionPerson }),
]
